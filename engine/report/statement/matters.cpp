#include "report/statement/matters.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/words/figures.h"

namespace attain::report {

namespace {

// The people whom a cell of the ledger names: "ada 60% (rep) + ben 40%" names ada and ben, also
// where the split as a whole cannot be used.
void collect_names(const Roster& roster, const std::string& text, std::set<ParticipantIndex>& out) {
    constexpr std::string_view between = " +()%\t";
    for (std::size_t begin = text.find_first_not_of(between); begin != std::string::npos;) {
        const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
        const ParticipantIndex who =
            roster.find_participant(std::string_view(text).substr(begin, end - begin));
        if (who.exists()) out.insert(who);
        begin = text.find_first_not_of(between, end);
    }
}

std::set<ParticipantIndex> named_in(const Facts& facts, std::size_t row) {
    std::set<ParticipantIndex> names;
    collect_names(facts.roster, facts.ledger.owner.text(row), names);
    collect_names(facts.roster, facts.ledger.split.text(row), names);
    collect_names(facts.roster, facts.ledger.overlay.text(row), names);
    return names;
}

// Rows of other periods are told in their own.
bool of_this_period(const Facts& facts, const RunResult& run, std::size_t row) {
    if (!facts.ledger.booked.has(row)) return true;
    return run.period.days.holds(facts.ledger.booked.date(row));
}

std::string customer_of(const Ledger& ledger, std::size_t row) {
    const FurtherColumn* column = ledger.find("customer");
    if (column == nullptr) return "";
    const auto* texts = std::get_if<TextColumn>(&column->values);
    return texts == nullptr ? "" : texts->text(row);
}

StatementMatter about_row(const Facts& facts, std::size_t row) {
    StatementMatter matter;
    matter.subject = facts.ledger.key_text(row);
    matter.customer = customer_of(facts.ledger, row);
    if (facts.ledger.booked.has(row)) matter.date = facts.ledger.booked.date(row).text();
    if (facts.ledger.amount.has(row)) {
        matter.amount =
            amount_with_unit(facts.ledger.amount.value(row), facts.ledger.currency.text(row));
    }
    return matter;
}

void tell(const Exception& exception, StatementMatter& matter) {
    matter.code = exception.code;
    matter.blocking = exception.bearing == Bearing::blocking;
    matter.message = exception.message;
    matter.help = exception.help;
    if (matter.subject.empty()) matter.subject = exception.subject;
}

// Why a row without an exception is not credited.
void tell_fate(const Facts& facts, RowFate fate, std::size_t row, StatementMatter& matter) {
    switch (fate) {
        case RowFate::netted: {
            const RowIndex original = facts.return_of[row];
            matter.code = "netted";
            matter.message = original.exists()
                                 ? fmt::format("a return: taken off {} at its place",
                                               facts.ledger.key_text(original.value()))
                                 : "a return: taken off the deal that it returns";
            return;
        }
        case RowFate::uncredited:
            matter.code = "uncredited";
            matter.message = "no measure of a plan counts it";
            return;
        case RowFate::excepted:
            matter.code = "excepted";
            matter.blocking = true;
            matter.message = "an exception keeps it from everybody";
            return;
        case RowFate::outside:
        case RowFate::credited: return;
    }
}

bool not_credited(RowFate fate) {
    switch (fate) {
        case RowFate::excepted:
        case RowFate::uncredited:
        case RowFate::netted: return true;
        case RowFate::outside:
        case RowFate::credited: return false;
    }
    return false;
}

}  // namespace

std::vector<Named> find_named(const World& world, const RunResult& run) {
    const Facts& facts = world.facts;
    const std::size_t none = run.exceptions.size();
    std::multimap<RowIndex, std::size_t> of_row;
    std::vector<Named> named;
    for (std::size_t i = 0; i < none; ++i) {
        const Exception& exception = run.exceptions[i];
        if (exception.row) of_row.emplace(*exception.row, i);
        if (!exception.row && exception.who.exists()) {
            named.push_back({exception.who, RowIndex::none(), i});
        }
    }
    for (std::size_t row = 0; row < run.fates.size(); ++row) {
        const RowIndex index(static_cast<std::uint32_t>(row));
        const auto [begin, end] = of_row.equal_range(index);
        if (!not_credited(run.fates[row]) && begin == end) continue;
        if (run.fates[row] == RowFate::outside || !of_this_period(facts, run, row)) continue;
        for (const ParticipantIndex who : named_in(facts, row)) {
            if (begin == end) named.push_back({who, index, none});
            for (auto at = begin; at != end; ++at)
                named.push_back({who, index, at->second});
        }
    }
    std::sort(named.begin(), named.end());
    return named;
}

void add_matters(const World& world, const RunResult& run, const std::vector<Named>& named,
                 ParticipantIndex who, Statement& out) {
    const auto first = std::lower_bound(
        named.begin(), named.end(), who,
        [](const Named& one, ParticipantIndex wanted) { return one.who < wanted; });
    for (auto at = first; at != named.end() && at->who == who; ++at) {
        StatementMatter matter;
        bool credited = true;
        if (at->row.exists()) {
            const RowFate fate = run.fates[at->row.value()];
            matter = about_row(world.facts, at->row.value());
            tell_fate(world.facts, fate, at->row.value(), matter);
            credited = !not_credited(fate);
        }
        if (at->exception < run.exceptions.size()) tell(run.exceptions[at->exception], matter);
        (credited ? out.open_matters : out.not_credited).push_back(std::move(matter));
    }
}

}  // namespace attain::report
