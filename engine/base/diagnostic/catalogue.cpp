// To add a code: put one line `{"code", "One sentence."},` where it belongs in the alphabet, and a
// folder of that name under tests/diagnostics that provokes it. The compiler checks the order and
// that no code stands here twice.
//
// A code names what is wrong, not where it was noticed, in two or three words with hyphens. The
// sentence speaks to an administrator who has never seen the code before.
#include "base/diagnostic/catalogue.h"

#include <algorithm>
#include <iterator>

namespace attain {

namespace {

constexpr CodeEntry entries[] = {
    {"amount-is-money", "A measure says that the amount of deals is no money."},
    {"amount-of-money", "A fixed amount is paid on something that is money."},
    {"amount-with-percent", "A percentage is written where an amount is paid."},
    {"attainment-window", "A component asks an attainment that is measured over a shorter window."},
    {"axis-wants-amount",
     "A percentage is written where an amount or a number of deals is looked up."},
    {"axis-wants-percent", "A plain number is written where an attainment is looked up."},
    {"axis-wants-whole", "A part of a deal is written where deals are counted."},
    {"bad-date", "A cell or key does not read as a day."},
    {"bad-name", "A name or id has characters that names do not have."},
    {"bad-number", "A cell does not read as a number."},
    {"bad-rate", "An exchange rate is not more than zero, or is of a currency to itself."},
    {"bad-split", "The text of a split or overlay does not read as persons with percentages."},
    {"bad-text", "A cell is too long, or holds a line break or another control character."},
    {"calendar-key", "A key is written that the calendar's kind does not have."},
    {"calendar-table", "An own table of periods has a gap, an overlap or one name twice."},
    {"column-type", "A column's type is not one that there is, or differs between files."},
    {"condition-syntax", "A condition is not written in the language of conditions."},
    {"condition-too-large", "A condition is longer or deeper than any that a person could read."},
    {"condition-type", "A condition compares or computes things that do not go together."},
    {"condition-unknown-name", "A condition names something that does not exist."},
    {"conflicting-keys", "Two keys are written of which only one can hold."},
    {"control-character", "A text holds a character that cannot be seen."},
    {"counted-outside-plan",
     "A deal's credit is counted on a day on which its owner is not on the plan."},
    {"csv-header", "The first row of a CSV file cannot serve as column names."},
    {"curve-jump", "A step of a curve arrives with another value than it left with."},
    {"curve-order", "The points of a curve do not stand in ascending order."},
    {"curve-without-slope", "A slope is to go on where a curve has none."},
    {"days-backwards", "A last day lies before its first day."},
    {"duplicate-suspected", "Two sources report what looks like one sale."},
    {"event-unknown", "An event belongs to a line that is not known."},
    {"file-binary", "A file is not text, so it cannot be read as YAML or CSV."},
    {"file-empty", "A file has no content."},
    {"file-is-folder", "A folder is named where a file is expected."},
    {"file-missing", "A file that is named does not exist."},
    {"file-not-utf8", "A file has bytes that are not UTF-8, so its letters are unknown."},
    {"file-too-large", "A file is larger than any file of its kind should be."},
    {"file-unreadable", "A file exists but may not be opened."},
    {"file-utf16", "A file is UTF-16, as some spreadsheets save it, and not UTF-8."},
    {"floor-above-cap", "The least that may be paid is more than the most."},
    {"folder-without-facts", "A folder holds no file that Attain knows."},
    {"gate-undecided", "A gate hangs on a goal, team or column that is missing."},
    {"limit-of-what", "A cap or floor is a percentage and does not say of what."},
    {"manager-cycle", "Managers report to each other in a circle."},
    {"mapping-column", "A column of a mapping says too much, too little, or comes twice."},
    {"mapping-format", "A format in a mapping does not fit its column, or is none."},
    {"mapping-table", "A mapping was chosen that is written for another table."},
    {"marginal-without-measure", "A marginal table has no measure whose slices it could pay."},
    {"missing-cell", "A cell that every row must have is empty."},
    {"missing-column", "A file lacks a column that its table must have."},
    {"missing-date", "A line has no booking date."},
    {"missing-end", "A table does not say what holds below its first or beyond its last edge."},
    {"missing-key", "A key that must be there is not."},
    {"missing-person-value", "A plan pays by a column of the person that is empty."},
    {"missing-quota", "A component needs a goal that nobody has stated."},
    {"missing-rate", "A deal in another currency has no exchange rate for its day."},
    {"missing-target", "A component pays on a target incentive that nobody has stated."},
    {"missing-value", "A key stands without a value."},
    {"name-twice", "One name means two things in a plan."},
    {"negative-amount", "A quota or target incentive is below zero."},
    {"negative-cap", "A cap lies below zero."},
    {"no-effect", "Something is written that changes nothing."},
    {"no-owner", "A line has neither an owner nor a split."},
    {"no-plan", "Somebody closed deals on days on which they are on no plan."},
    {"no-team", "A component pays on a team, and the person is on none."},
    {"not-a-choice", "A word is not one of those that are possible at this place."},
    {"not-a-date", "A text is not a day of the calendar, written like 2026-02-14."},
    {"not-a-day-range", "A text is not a range of days, written like 2026-01-01..2026-12-31."},
    {"not-a-name", "A name has characters that names do not have."},
    {"not-a-number", "A text is not an exact number."},
    {"not-a-percentage", "A number is not written with a percent sign where one is required."},
    {"not-a-whole-number", "A text is not a whole number, written in digits only."},
    {"not-yes-or-no", "A text is neither `yes` nor `no`."},
    {"not-yet", "The plan is understood, but this version cannot compute it."},
    {"open-start", "A plan does not say from which day it holds."},
    {"otherwise-without-when", "A component says what a closed gate pays and has no gate."},
    {"out-of-range", "A number is smaller or larger than it can be at this place."},
    {"pay-currency", "Pay of two currencies would be added."},
    {"pay-cycle", "The pay of a component depends on itself."},
    {"pay-of-team", "The pay of a whole team is to be measured."},
    {"pay-twice", "A measure adds the pay of one component twice."},
    {"phased-from", "A goal is to be cut into phases that are longer than itself."},
    {"phases-count", "There are more or fewer phases than pay periods."},
    {"phases-sum", "The phases of a goal do not add up to 100%."},
    {"plan-overlap", "Two versions of one plan hold on the same day."},
    {"pool-above", "What feeds a pool does not fit the goal that it lies above."},
    {"pool-credit", "A pool is shared by credit and does not say by which."},
    {"pool-of-person", "The size of a team's pool comes from one person."},
    {"pool-pays-nobody", "A team's pool has nobody to be shared by."},
    {"pool-without-team", "A pool is fed by credit that is not a team's."},
    {"rate-base", "An exchange rate is written in another direction than its series declares."},
    {"rate-of-count", "A percentage is paid of something that is not money."},
    {"rate-of-nothing", "A percentage is paid and nothing says of what."},
    {"repeated-column", "A column comes twice in one file."},
    {"repeated-key", "A key is written twice, so that one of its two values would be lost."},
    {"reserved-name", "A name is chosen that already means something."},
    {"return-currency", "A return is in another currency than the line that it returns."},
    {"return-exceeds", "A return or cancellation takes back more than is left of its line."},
    {"return-sign", "A return or cancellation adds to its line instead of taking back."},
    {"return-unknown", "A return names no single line that is known."},
    {"rounded-without-lines", "Lines are to be rounded where pay is no sum of lines."},
    {"rounding-unit", "Pay is to be rounded to a step that its currency does not have."},
    {"row-twice", "A file holds one key twice with different content."},
    {"settles-missing",
     "A component's window is longer than the pay period, and nothing says when it settles."},
    {"split-not-100", "The direct shares of a line do not add up to exactly 100%."},
    {"stretch-overlap", "Two rows say what holds for one person on the same day."},
    {"target-currency", "A target incentive is not in the plan's currency."},
    {"target-overlap", "Two target incentives of one person hold on the same day."},
    {"team-quota", "A team's quota is described for a measure that is not a team's."},
    {"tier-edge", "The edge between two tiers belongs to both of them, or to neither."},
    {"tier-empty", "A tier ends before it begins."},
    {"tier-gap", "Between two tiers lies a range for which nothing is said."},
    {"tier-order", "The tiers of a table do not stand in ascending order."},
    {"tier-overlap", "Two tiers of one table hold at the same place."},
    {"time-stamp", "A time stamp stands where a day is needed, and no zone is declared."},
    {"to-date-missing", "An attainment does not say what it divides by before its window ends."},
    {"unknown-attainment", "An attainment is named that the plan does not declare."},
    {"unknown-calendar", "A calendar is named that the company does not declare."},
    {"unknown-column", "A column is not one that the table has."},
    {"unknown-component", "A component is named that the plan does not have."},
    {"unknown-currency", "A currency is not an active one of ISO 4217."},
    {"unknown-date", "A plan counts by a date that the ledger does not have."},
    {"unknown-key", "A key is written that has no meaning at this place."},
    {"unknown-manager", "Somebody's manager is not among the people."},
    {"unknown-measure", "A measure is named that the plan does not declare."},
    {"unknown-owner", "A deal belongs to somebody who is not among the people."},
    {"unknown-participant",
     "A quota, target or other row names somebody who is not among the people."},
    {"unknown-period", "A goal is set for a period that no calendar has."},
    {"unknown-person-column", "A plan takes a number from a column that people.csv does not have."},
    {"unknown-plan", "Somebody is on a plan that is not known."},
    {"unknown-series", "Exchange rates belong to a series that the company does not declare."},
    {"unknown-table", "A file is to fill a table that there is not."},
    {"unknown-team", "A team is named that is not among the teams."},
    {"unknown-word", "A cell holds a word that is none of those allowed there."},
    {"unreadable-row", "A row of a file cannot be taken apart into its cells."},
    {"weight-not-positive", "A component has no weight, so it would never pay."},
    {"weight-sum", "The parts of the target incentive do not add up to 100%."},
    {"window-does-not-fit", "A window is not a whole number of pay periods, nor the reverse."},
    {"with-own-credit",
     "A measure of one's own or a team's credit says whether the own is included."},
    {"wrong-column-type", "A column is used as something that it is not."},
    {"wrong-kind", "A value, a list and a map of keys are mixed up."},
    {"yaml-alias", "A YAML file uses anchors or aliases, which hide what applies where."},
    {"yaml-empty", "A YAML file says nothing."},
    {"yaml-empty-item", "Nothing stands between two commas of a list or map."},
    {"yaml-key", "A key is not a plain word or text."},
    {"yaml-merge-key", "A YAML file uses the merge key `<<`, which hides what applies where."},
    {"yaml-missing-colon", "A key has no colon and no value."},
    {"yaml-second-document", "A YAML file goes on after the end of its first document."},
    {"yaml-syntax", "A file is not YAML."},
    {"yaml-tab", "A tab stands where YAML wants blanks."},
    {"yaml-tag", "A YAML file uses a tag such as `!!str`."},
    {"yaml-too-deep", "A YAML file is nested deeper than any plan needs."},
    {"yaml-too-large", "A YAML file is larger than any plan needs."},
    {"zero-quota", "A goal is zero or less, so that no attainment can be reckoned."},
};

// Strictly rising: sorted, and each code once.
constexpr bool in_order() {
    return std::adjacent_find(std::begin(entries), std::end(entries),
                              [](const CodeEntry& a, const CodeEntry& b) {
                                  return a.code >= b.code;
                              }) == std::end(entries);
}
static_assert(in_order(), "the catalogue is sorted by code and has each code once");

}  // namespace

std::span<const CodeEntry> catalogue() {
    return entries;
}

bool in_catalogue(std::string_view code) {
    const auto* const at = std::lower_bound(
        std::begin(entries), std::end(entries), code,
        [](const CodeEntry& entry, std::string_view wanted) { return entry.code < wanted; });
    return at != std::end(entries) && at->code == code;
}

}  // namespace attain
