// The terms of a plan as a whole, beside what it measures and pays: which other plan it varies or
// corrects, who may not have it together with which other, what holds for people who leave or come
// from another plan, and how what is earned becomes what is paid.
//
//     variant_of: account-executive       leavers: {open_windows: nothing}
//     group: main                         draw: {amount: 3000, per: month}
//
// Each of these is said by the plan or is not there: a default that means something is a value of
// its type, so that whoever reads it need not know what was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/diagnostic/source.h"
#include "model/plan/balances.h"

namespace attain {

// P5: a plan that is another one but for what it writes itself. Where `people` says who, it rules
// those of the base's people; else people.csv names it.
struct VariantOf {
    struct Who {
        std::string column;               // "participant", or a text column of people.csv
        std::vector<std::string> values;  // any of these
    };
    std::string base;
    std::string base_version;  // its first day, or the beginning of its fingerprint
    std::vector<Who> people;   // all of these must hold
    Span where;
};

// P5: this file stands in the place of one that was used, from the entry on that brings it.
struct Correction {
    std::string version;  // the corrected one's first day, or the beginning of its fingerprint
    std::string reason;
    std::string approved_by;
    Span where;
};

// T7: what holds for somebody who leaves the company.
struct Leavers {
    enum class OpenWindows {
        prorated,  // goal and target by the days that were worked
        full,      // as if the person had stayed to the window's end
        nothing,   // a window that had not closed by then pays nothing (more)
    };
    std::string credits_until;  // a date column of people.csv; empty: the last day
    OpenWindows open_windows = OpenWindows::prorated;
    // Only who is still employed so many days after the pay period's last day is paid.
    std::optional<std::int32_t> must_stay_days;
    Span where;
};

// T8: what a plan takes over from the plan that somebody was on before, inside a window.
struct Carries {
    std::vector<std::string> from;  // those plans; empty: nothing is taken over
    bool attainment = false;        // credits and goals of the earlier days move the position
    Span where;
};

struct Terms {
    std::optional<VariantOf> variant;
    std::optional<Correction> corrects;
    std::string group;  // T4: of a group a person has only one plan on a day; empty: none
    Leavers leavers;
    Carries carries;
    bool versions_by_days = false;  // T8: what is not rated credit by credit, by days of versions
    Balances balances;
    Span group_where;
};

}  // namespace attain
