// A plan as meant: every name resolved, every table proven, nothing optional that "should be
// there". What the admin wrote is a PlanDraft (draft.h); bind_plan() makes this of it, or
// diagnostics.
//
//     plan: account-executive          75% of the target incentive by one's own attainment,
//     components: individual, team     25% by the team's, each through its own curve
//
// What a component is made of stands in component.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/diagnostic/lint.h"
#include "base/identity/id.h"
#include "base/number/money.h"
#include "intake/condition/condition.h"
#include "model/plan/component.h"
#include "model/plan/measures.h"
#include "model/plan/terms.h"

namespace attain {

enum class Proration { calendar_days, working_days, whole_months, none };

// M4: a target that changes inside a pay period counts by days, or from the next window on.
enum class TargetChange { day_weighted, next_window };

// M4: how a target is cut to the pay periods of a span. Without shares, equally.
struct TargetShares {
    Grain of = Grain::year;
    std::vector<Rational> shares;
};

// M5: what shrinks with partial presence.
struct Prorates {
    bool quota = true;
    bool target = true;
    bool amounts = false;
    bool caps = false;    // those that are amounts
    bool floors = false;  // those that are amounts
    bool tiers = false;   // edges that are amounts
    bool operator==(const Prorates&) const = default;
};

struct Plan {
    Plan(PlanId name, Currency paid_in) : id(std::move(name)), currency(paid_in) {}

    PlanId id;
    std::string title;
    DayRange effective;
    Currency currency;
    std::string calendar = "calendar";
    Grain pays = Grain::quarter;
    std::string assigned_by = "booked";  // C4: which date decides who gets a credit
    std::string counted_by = "booked";   // C4: which date decides its window
    std::string eligible_by;             // C4: from when a credit may be paid; empty: at once
    Proration proration = Proration::calendar_days;
    Prorates prorates;
    TargetChange target_change = TargetChange::day_weighted;
    TargetShares target_shares;
    std::optional<Conversion> conversion;
    std::vector<ComputedColumn> columns;
    std::vector<Measure> measures;
    std::vector<Attainment> attainments;
    std::vector<Component> components;
    std::vector<ComponentIndex>
        order;  // components so that `pay` measures come after what they sum
    std::optional<Limit> cap;
    std::optional<Limit> floor;
    Terms terms;
    LintLevels lints;         // those that are set for this plan
    SourcePtr source;         // the text it was read from
    Span effective_where;     // where its days are written: two versions may contradict each other
    std::string fingerprint;  // SHA-256 of that text, and of the files that it takes from
    std::uint32_t entry = 0;  // the book entry since which it is known
};

}  // namespace attain
