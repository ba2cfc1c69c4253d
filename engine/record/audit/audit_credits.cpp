// From ledger lines to measures: nobody's credit comes from nowhere, and no line is lost in
// silence.
//
// Where everybody's own credit of a line is known, together they may have the line at most once
// (C1); a team, or a manager, at most once each (C2, C3). Lines in another currency than the plan's
// are left out of this law: what they are worth is the conversion's word, and verify() asks it
// again.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "model/facts/takings.h"
#include "record/audit/findings.h"

namespace attain::record {

namespace {

void audit_fates(Findings& findings) {
    const RunResult& run = findings.run;
    const Ledger& ledger = findings.world.facts.ledger;
    if (run.fates.size() != ledger.rows()) {
        findings.add(fmt::format("every row has a fate: there are {} rows and {} fates",
                                 ledger.rows(), run.fates.size()));
        return;
    }
    std::vector<bool> has_credit(ledger.rows(), false);
    for (const std::uint32_t row : run.credits.rows) {
        if (row < has_credit.size()) has_credit[row] = true;
    }
    for (std::size_t row = 0; row < run.fates.size(); ++row) {
        const bool counted = run.fates[row] == RowFate::credited;
        const bool may_be = counted || run.fates[row] == RowFate::netted;
        if (counted && !has_credit[row]) {
            findings.add(fmt::format("{}: told as credited, but nobody has credit of it",
                                     ledger.key_text(row)));
        } else if (!may_be && has_credit[row]) {
            findings.add(
                fmt::format("{}: somebody has credit of it, but it is not told as credited",
                            ledger.key_text(row)));
        }
    }
}

// The values of a measure's column; null for counts, where each line is one.
const DecimalColumn* column_of(const Findings& findings, const Measure& measure) {
    const Facts& facts = findings.world.facts;
    if (measure.kind == Measure::Kind::count || measure.kind == Measure::Kind::distinct) {
        return nullptr;
    }
    if (measure.column == "amount") return &facts.net_amount;
    const FurtherColumn* further = facts.ledger.find(measure.column);
    return further ? std::get_if<DecimalColumn>(&further->values) : nullptr;
}

using Group = std::vector<const MeasureResult*>;

// Results of one owner whose days overlap tell of the same lines: the longest of them speaks.
Group spoken_for(Group results) {
    std::stable_sort(
        results.begin(), results.end(), [](const MeasureResult* a, const MeasureResult* b) {
            return a->owner != b->owner ? a->owner < b->owner : a->days.days() > b->days.days();
        });
    Group chosen;
    for (const MeasureResult* result : results) {
        bool told = false;
        for (auto other = chosen.rbegin(); other != chosen.rend(); ++other) {
            if ((*other)->owner != result->owner) break;
            told = told || !(*other)->days.intersect(result->days).empty();
        }
        if (!told) chosen.push_back(result);
    }
    return chosen;
}

// What is credited of each row, added up in whole units; the room is made once for all measures.
struct Tally {
    explicit Tally(const Facts& facts) : units(facts.ledger.rows(), 0) {
        for (std::uint32_t row = 0; row < facts.return_of.size(); ++row) {
            const RowIndex original = facts.return_of[row];
            if (original.exists() && !facts.withheld[row]) returns[original.value()].push_back(row);
        }
    }
    std::vector<Int128> units;
    std::vector<std::uint32_t> touched;  // rows with credit, some of them twice
    std::map<std::uint32_t, std::vector<std::uint32_t>> returns;  // by the row they return
};

class LineLaw {
public:
    LineLaw(Findings& findings, Tally& tally, const MeasureResult& of_plan)
        : findings_(findings),
          tally_(tally),
          plan_(findings.world.rules[of_plan.plan]),
          measure_(plan_.measures[of_plan.measure]),
          column_(column_of(findings, measure_)),
          claws_back_(plan_.terms.balances.clawback.has_value()) {}

    // Together, the credits in these results are at most the line.
    void hold(const Group& results) {
        until_ = results.front()->window.days.past_the_end;
        for (const MeasureResult* result : results)
            until_ = std::min(until_, result->window.days.past_the_end);
        const Integer denominator = results.front()->lines.denominator;
        std::map<std::uint32_t, Rational> exact;  // what is not of this denominator
        for (const MeasureResult* result : results)
            add(*result, denominator, exact);
        const std::optional<std::int64_t> small = to_int64(denominator);
        for (const std::uint32_t row : tally_.touched) {
            const Int128 units = std::exchange(tally_.units[row], 0);
            const auto more = exact.find(row);
            if (more == exact.end()) {
                if (units == 0 || (small && plainly_within(row, units, *small))) continue;
                compare(*results.front(), row, Rational::of(from_int128(units), denominator));
            } else {
                const Rational credited =
                    more->second + Rational::of(from_int128(units), denominator);
                exact.erase(more);
                compare(*results.front(), row, credited);
            }
        }
        tally_.touched.clear();
    }

private:
    void add(const MeasureResult& result, const Integer& denominator,
             std::map<std::uint32_t, Rational>& exact) {
        const RunResult& run = findings_.run;
        const bool plain = !result.lines.exact && result.lines.denominator == denominator;
        for (std::size_t at = result.lines.begin; at < result.lines.end; ++at) {
            const std::uint32_t row = run.credits.rows[at];
            if (is_foreign(row)) continue;
            tally_.touched.push_back(row);
            if (plain) {
                tally_.units[row] += run.credits.units[at];
            } else {
                exact[row] += run.credits.value(result.lines, at);
            }
        }
    }

    bool is_foreign(std::uint32_t row) const {
        return measure_.is_money() &&
               findings_.world.facts.ledger.currency.text(row) != plan_.currency.code();
    }

    // The law on whole numbers; "no" only says that it must be asked exactly.
    bool plainly_within(std::uint32_t row, Int128 units, std::int64_t denominator) const {
        if (!column_) return units > 0 && units <= denominator;
        if ((measure_.column != "amount" || claws_back_) && is_moved(row)) return false;
        const std::int64_t line = column_->units()[row];
        if (line == DecimalColumn::elsewhere || column_->decimals() > 18) return false;
        Int128 credited = units;
        for (int i = 0; i < column_->decimals(); ++i) {
            if (__builtin_mul_overflow(credited, Int128{10}, &credited)) return false;
        }
        const Int128 whole = static_cast<Int128>(line) * denominator;
        return whole >= 0 ? credited >= 0 && credited <= whole : credited <= 0 && credited >= whole;
    }

    // Whether something was taken back of the line.
    bool is_moved(std::uint32_t row) const {
        const Facts& facts = findings_.world.facts;
        return tally_.returns.contains(row) ||
               facts.net_amount.value(row) != facts.ledger.amount.value(row);
    }

    // What is left of the line in the measure's column: returns bring their own (negative) figures,
    // cancellations take as much of every column as they take of the amount (R2).
    Rational left_of(std::uint32_t row) const {
        if (!column_) return 1;
        const auto in_column = [&](std::uint32_t at) {
            return column_->has(at) ? column_->value(at) : Rational(0);
        };
        Rational left = in_column(row);
        // What came back after the first of these windows may still be in the line (B4).
        if (claws_back_ && is_moved(row)) return before_late(row);
        if (measure_.column == "amount") return left;
        const Facts& facts = findings_.world.facts;
        Rational amount = facts.ledger.amount.value(row);
        const auto returns = tally_.returns.find(row);
        if (returns != tally_.returns.end()) {
            for (const std::uint32_t back : returns->second) {
                left += in_column(back);
                amount += facts.ledger.amount.value(back);
            }
        }
        return amount.is_zero() ? left : left * facts.net_amount.value(row) / amount;
    }

    Rational before_late(std::uint32_t row) const {
        const Facts& facts = findings_.world.facts;
        if (measure_.column == "amount") return attain::left_of(facts, row, {until_});
        return left_in_column(facts, *column_, row, {until_});
    }

    void compare(const MeasureResult& result, std::uint32_t row, const Rational& credited) {
        const Ledger& ledger = findings_.world.facts.ledger;
        const Rational line = left_of(row);
        const bool within = credited.sign() * line.sign() >= 0 && credited.abs() <= line.abs();
        if (within) return;
        findings_.add(fmt::format("{}: credits of `{}` in {} are {}, the line is {}",
                                  ledger.key_text(row), measure_.name, result.window.name,
                                  credited.shown(), line.shown()));
    }

    Findings& findings_;
    Tally& tally_;
    const Plan& plan_;
    const Measure& measure_;
    const DecimalColumn* column_;
    bool claws_back_;
    Date until_;  // past the first window of the results at hand
};

// C5: a weight above 100% makes more credit of a line than there is line.
bool weighs_more_than_whole(const Measure& measure) {
    return std::any_of(measure.weights.begin(), measure.weights.end(), [](const auto& weight) {
        return std::any_of(weight.by_text.begin(), weight.by_text.end(),
                           [](const auto& row) { return row.second > 1; });
    });
}

// Counted by an event, a line's parts may lie in several windows, and one may take back another.
bool counts_in_parts(const Findings& findings, const MeasureResult& result) {
    const Plan& plan = findings.world.rules[result.plan];
    const bool waits = plan.measures[result.measure].when_eligible;
    const std::string& date = waits ? plan.eligible_by : plan.counted_by;
    return date != "booked" && findings.world.facts.ledger.find(date) == nullptr;
}

// One measure in one window, all owners.
void audit_lines(Findings& findings, Tally& tally, const Group& group) {
    const MeasureResult& first = *group.front();
    const Measure& measure = findings.world.rules[first.plan].measures[first.measure];
    const bool counted =
        measure.kind == Measure::Kind::count || measure.kind == Measure::Kind::distinct;
    if (!measure.of_lines() || (!counted && !column_of(findings, measure))) return;
    if (weighs_more_than_whole(measure) || counts_in_parts(findings, first)) return;
    const bool overlays_on_top = measure.with_overlays && measure.credit != CreditScope::team;
    if (overlays_on_top) return;
    LineLaw law(findings, tally, first);
    const Group results = spoken_for(group);
    // A count counts the line once for each person credited (M1); a sum divides it among them.
    const bool together = !measure.takes_whole_lines() && measure.credit == CreditScope::own;
    if (together) {
        law.hold(results);
        return;
    }
    for (auto begin = results.begin(); begin != results.end();) {
        const auto end = std::find_if(begin, results.end(), [&](const MeasureResult* result) {
            return result->owner != (*begin)->owner;
        });
        law.hold(Group(begin, end));
        begin = end;
    }
}

}  // namespace

void audit_credits(Findings& findings) {
    const RunResult& run = findings.run;
    audit_fates(findings);
    if (run.credits.units.size() != run.credits.rows.size()) {
        findings.add("credits: every credited line has a row and an amount");
        return;
    }
    const std::size_t rows = findings.world.facts.ledger.rows();
    const bool rows_exist = std::all_of(run.credits.rows.begin(), run.credits.rows.end(),
                                        [&](std::uint32_t row) { return row < rows; });
    if (!rows_exist) {
        findings.add("credits: one is of a row that the ledger does not have");
        return;
    }
    std::size_t told = 0;
    std::map<std::tuple<PlanIndex, MeasureIndex, std::string>, Group> groups;
    for (const MeasureResult& measure : run.measures) {
        const std::string where = findings.name(measure);
        const std::size_t lines = run.credits.rows.size();
        if (!lies_within(findings, where, measure.lines, lines, run.credits.ratios.size()))
            continue;
        told += measure.lines.size();
        const Measure& rules = findings.world.rules[measure.plan].measures[measure.measure];
        audit_figure(findings, measure);
        if (!rules.of_lines()) continue;
        groups[{measure.plan, measure.measure, measure.window.name}].push_back(&measure);
    }
    if (told != run.credits.rows.size()) {
        findings.add(fmt::format("credits: there are {} credited lines, the measures tell of {}",
                                 run.credits.rows.size(), told));
        return;
    }
    Tally tally(findings.world.facts);
    for (const auto& [key, group] : groups)
        audit_lines(findings, tally, group);
}

}  // namespace attain::record
