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
    if (measure.kind == Measure::Kind::count) return nullptr;
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
        const bool told =
            std::any_of(chosen.begin(), chosen.end(), [&](const MeasureResult* other) {
                return other->owner == result->owner &&
                       !other->days.intersect(result->days).empty();
            });
        if (!told) chosen.push_back(result);
    }
    return chosen;
}

class LineLaw {
public:
    LineLaw(Findings& findings, const MeasureResult& of_plan)
        : findings_(findings),
          plan_(findings.world.rules[of_plan.plan]),
          measure_(plan_.measures[of_plan.measure]),
          column_(column_of(findings, measure_)) {}

    // Together, the credits in these results are at most the line.
    void hold(const Group& results) {
        std::map<std::uint32_t, Rational> exact;
        std::vector<Int128> units(findings_.world.facts.ledger.rows(), 0);
        const Integer& denominator = results.front()->lines.denominator;
        for (const MeasureResult* result : results) {
            const bool plain = !result->lines.exact && result->lines.denominator == denominator;
            for (std::size_t at = result->lines.begin; at < result->lines.end; ++at) {
                const std::uint32_t row = findings_.run.credits.rows[at];
                if (plain) {
                    units[row] += findings_.run.credits.units[at];
                } else {
                    exact[row] += findings_.run.credits.value(result->lines, at);
                }
            }
        }
        for (std::uint32_t row = 0; row < units.size(); ++row) {
            if (units[row] == 0 && !exact.contains(row)) continue;
            Rational credited = Rational::of(from_int128(units[row]), denominator);
            if (const auto more = exact.find(row); more != exact.end()) credited += more->second;
            compare(*results.front(), row, credited);
        }
    }

private:
    void compare(const MeasureResult& result, std::uint32_t row, const Rational& credited) {
        const Ledger& ledger = findings_.world.facts.ledger;
        const bool foreign =
            measure_.is_money() && ledger.currency.text(row) != plan_.currency.code();
        if (foreign) return;
        Rational line = 1;
        if (column_) line = column_->has(row) ? column_->value(row) : Rational(0);
        const bool within = credited.sign() * line.sign() >= 0 && credited.abs() <= line.abs();
        if (within) return;
        findings_.add(fmt::format("{}: credits of `{}` in {} are {}, the line is {}",
                                  ledger.key_text(row), measure_.name, result.window.name,
                                  credited.shown(), line.shown()));
    }
    Findings& findings_;
    const Plan& plan_;
    const Measure& measure_;
    const DecimalColumn* column_;
};

// One measure in one window, all owners.
void audit_lines(Findings& findings, const Group& group) {
    const MeasureResult& first = *group.front();
    const Measure& measure = findings.world.rules[first.plan].measures[first.measure];
    const bool summed = measure.kind == Measure::Kind::sum;
    if (measure.kind == Measure::Kind::pay || (summed && !column_of(findings, measure))) return;
    const bool overlays_on_top = measure.with_overlays && measure.credit != CreditScope::team;
    if (overlays_on_top) return;
    LineLaw law(findings, first);
    const Group results = spoken_for(group);
    // A count counts the line once for each person credited (M1); a sum divides it among them.
    const bool together = summed && measure.credit == CreditScope::own;
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
        if (rules.kind == Measure::Kind::pay) continue;
        findings.expect_equal(where, "its credits add up to the measure",
                              sum_of(measure.lines, run.credits.units, run.credits.ratios),
                              measure.value);
        groups[{measure.plan, measure.measure, measure.window.name}].push_back(&measure);
    }
    if (told != run.credits.rows.size()) {
        findings.add(fmt::format("credits: there are {} credited lines, the measures tell of {}",
                                 run.credits.rows.size(), told));
        return;
    }
    for (const auto& [key, group] : groups)
        audit_lines(findings, group);
}

}  // namespace attain::record
