// People who leave, people who come from another plan, and versions that change inside a window
// (T7, T8).
#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "model/plan/bind.h"

namespace attain::plan {

namespace {

// `last_day`, or a date column of people.csv such as the day of notice.
std::string bind_credits_until(Binding& b, const Word& word) {
    if (word.text == "last_day") return {};
    if (!b.around.complete) return word.text;
    std::vector<std::string> known = {"last_day"};
    for (const auto& [name, type] : b.around.person_columns) {
        if (type == ColumnType::date) known.push_back(name);
    }
    if (std::find(known.begin(), known.end(), word.text) != known.end()) return word.text;
    const bool other_type = b.around.person_columns.contains(word.text);
    if (other_type) {
        refuse(b, "wrong-column-type", word.where,
               fmt::format("the column `{}` of people.csv is no date", word.text),
               fmt::format("write `{}:date` in the header of people.csv", word.text));
    } else {
        refuse(b, "unknown-person-column", word.where,
               fmt::format("people.csv has no date column `{}`", word.text),
               help_with_names(word.text, known, ""));
    }
    return {};
}

void bind_leavers(Binding& b) {
    if (!b.draft.leavers) return;
    const LeaversDraft& draft = *b.draft.leavers;
    Leavers& leavers = b.plan.terms.leavers;
    leavers.where = draft.where;
    if (draft.credits_until) leavers.credits_until = bind_credits_until(b, *draft.credits_until);
    if (draft.open_windows) {
        const std::string& word = draft.open_windows->text;
        leavers.open_windows = word == "full"      ? Leavers::OpenWindows::full
                               : word == "nothing" ? Leavers::OpenWindows::nothing
                                                   : Leavers::OpenWindows::prorated;
    }
    if (!draft.must_stay_days) return;
    constexpr std::int64_t most = 3660;  // ten years
    const Rational& days = draft.must_stay_days->value;
    if (days > Rational(most)) {
        refuse(b, "out-of-range", draft.must_stay_days->where,
               fmt::format("{} days are more than anybody waits for pay", days.shown()),
               "write the days between the pay period's end and the payment, such as `30`");
        return;
    }
    leavers.must_stay_days = static_cast<std::int32_t>(*to_int64(days.numerator()));
}

void bind_carries(Binding& b) {
    if (!b.draft.carries) return;
    const CarriesDraft& draft = *b.draft.carries;
    Carries& carries = b.plan.terms.carries;
    carries.where = draft.where;
    for (const Word& plan : draft.from) {
        if (plan.text == b.draft.name.text) {
            refuse(b, "carries-from-itself", plan.where,
                   "a plan carries on from itself anyway, from version to version",
                   "name the plan that people were on before");
        }
        carries.from.push_back(plan.text);
    }
    for (const Word& thing : draft.what) {
        if (thing.text == "attainment") {
            carries.attainment = true;
            continue;
        }
        refuse(b, "not-yet", thing.where,
               fmt::format("`{}` cannot be taken over from another plan yet", thing.text),
               "leave it out; `attainment` can be taken over");
    }
}

}  // namespace

void bind_changes(Binding& b) {
    bind_leavers(b);
    bind_carries(b);
    b.plan.terms.versions_by_days = b.draft.versions && b.draft.versions->text == "day_weighted";
}

}  // namespace attain::plan
