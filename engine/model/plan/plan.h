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
#include "model/plan/terms.h"

namespace attain {

// Whose credit a measure counts (C1–C3).
enum class CreditScope { own, team, reports, organization };

struct Measure {
    enum class Kind { sum, count, pay };
    std::string name;
    std::string title;
    Kind kind = Kind::sum;
    std::string column;            // sum: "amount" or a further number column of the ledger
    std::vector<std::string> pay;  // pay: names of components whose rounded pay is summed (R11)
    Condition where;
    CreditScope credit = CreditScope::own;
    bool before_caps = false;    // pay: as it was before the components' caps (R11)
    bool with_own = false;       // reports, organization: the manager's own credit counts too (C3)
    bool with_overlays = false;  // overlay credit counts too (C1, C2)
    bool is_money() const { return kind != Kind::count && money; }
    bool money = true;  // false for counts and for columns that are not money
    Span where_written;
};

// M2: what an attainment to date divides by.
enum class QuotaBasis { whole_window, phases_to_date };
// M2: where a team's quota comes from.
enum class TeamQuota { own_figure, members_on_first_day, members_by_days };

// M3: attainment = measure / quota, exact.
struct Attainment {
    std::string name;
    MeasureIndex of = 0;
    std::string goal;             // the `goal` of quotas.csv
    std::optional<Grain> window;  // nothing: the window of the component that asks
    QuotaBasis basis = QuotaBasis::whole_window;
    TeamQuota team_quota = TeamQuota::own_figure;
    std::vector<Rational> phases;      // shares of a larger goal by pay period; empty: equal
    std::optional<Grain> phased_from;  // a goal of this grain may be phased down to the window
    std::vector<Rational> ramp;  // share of the goal in one's 1st, 2nd … pay period; then 100%
    Span where_written;
};

enum class Proration { calendar_days, working_days, whole_months, none };

// N6: how amounts in other currencies become the plan's.
struct Conversion {
    enum class Day { deal_date, period_average, period_end };
    std::string series;
    Day day = Day::deal_date;
    Span where_written;
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
    Proration proration = Proration::calendar_days;
    std::optional<Conversion> conversion;
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
