// The decision that is not obvious: a cause is what computing tells, not what comparing rows tells.
// The facts of then become the facts of now one kind after another, and after each kind the closed
// periods are computed again: what they come to more or less is that kind's part, so that the parts
// add up to the whole difference whatever the plans do with the facts (X4).
#include <algorithm>
#include <set>

#include "record/book/ledger_stack.h"
#include "record/run/run.h"

namespace attain::record {

namespace {

using settlement::Due;
using settlement::DueKey;
using settlement::Dues;
using settlement::History;

constexpr std::size_t most_deals = 5;  // that one cause names

struct Kind {
    Why why;
    std::vector<FactKind> facts;
    std::vector<DocumentKind> documents = {};
};
const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {Why::people, {FactKind::teams, FactKind::people}},
        {Why::quota, {FactKind::quotas, FactKind::observations, FactKind::periods}},
        {Why::target, {FactKind::targets}},
        {Why::exchange_rate, {FactKind::rates}},
        {Why::opening, {FactKind::openings, FactKind::adjustments, FactKind::users}},
        {Why::plan, {}, {DocumentKind::company, DocumentKind::plan, DocumentKind::shared}},
    };
    return all;
}

bool same_cells(const std::vector<FactRow>& a, const std::vector<FactRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const FactRow& x, const FactRow& y) { return x.cells == y.cells; });
}

// Takes over one kind of fact; whether that changes anything.
bool take_over(const Kind& kind, const Known& now, Known& mixed) {
    bool changed = false;
    for (const FactKind fact : kind.facts) {
        const auto found = now.rows.find(fact);
        const std::vector<FactRow> rows =
            found == now.rows.end() ? std::vector<FactRow>() : found->second;
        changed = changed || !same_cells(rows, mixed.rows[fact]);
        mixed.rows[fact] = rows;
    }
    const auto is_of = [&](const Document& document) {
        return std::count(kind.documents.begin(), kind.documents.end(), document.kind) > 0;
    };
    if (kind.documents.empty()) return changed;
    std::vector<Document> documents;
    for (const Document& document : now.documents) {
        if (is_of(document)) documents.push_back(document);
    }
    std::string before;
    std::string after;
    for (const Document& document : mixed.documents) {
        if (is_of(document)) before += document.key + "\n" + document.text;
    }
    for (const Document& document : documents)
        after += document.key + "\n" + document.text;
    std::erase_if(mixed.documents, is_of);
    mixed.documents.insert(mixed.documents.end(), documents.begin(), documents.end());
    return changed || before != after;
}

// Lines that are new, and then all lines as they are now, with their events.
struct LinesNow {
    Ledger with_late;
    std::set<std::string> late;     // keys
    std::set<std::string> changed;  // keys
};
LinesNow compare_lines(const Known& then, const Known& now) {
    const LedgerStack stack({&then.lines, &now.lines});
    LinesNow lines;
    std::vector<Pick> picks;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    const auto old_rows = static_cast<std::uint32_t>(then.lines.rows());
    const auto new_rows = static_cast<std::uint32_t>(now.lines.rows());
    while (a < old_rows || b < new_rows) {
        const int order = a == old_rows   ? 1
                          : b == new_rows ? -1
                                          : stack.compare_keys({0, a}, {1, b});
        if (order > 0) {
            lines.late.insert(now.lines.key_text(b));
            picks.push_back({1, b++});
            continue;
        }
        if (order < 0 || !stack.same_content({0, a}, {1, b})) {
            lines.changed.insert(then.lines.key_text(a));
        }
        picks.push_back({0, a++});
        if (order == 0) ++b;
    }
    lines.with_late = stack.gather(picks);
    return lines;
}

// Who had credit of which deals, to say which deals a cause is made of.
using Deals = std::map<std::string, std::set<std::string>>;  // by participant

class Teller {
public:
    Teller(const History& history, const ComputeOptions& options,
           std::vector<Restatement>& restatements)
        : history_(history), options_(options), restatements_(restatements) {}

    void begin(const Known& then) { reckon(then, nullptr); }

    // What the facts come to now beyond what they came to before is this kind's part. Facts that do
    // not fit together half way count with the next kind.
    void step(Why why, const Known& mixed, const std::set<std::string>* deals) {
        const Dues before = dues_;
        if (!reckon(mixed, deals)) return;
        for (Restatement& one : restatements_) {
            const Cash part = at(dues_, one) - at(before, one);
            if (part.minor_units() == 0) continue;
            one.causes.push_back({why, part, deals ? named(one.participant) : std::string()});
        }
    }

    // What is left was not in the facts.
    void end() {
        for (Restatement& one : restatements_) {
            Cash left = one.difference();
            for (const Cause& cause : one.causes)
                left -= cause.amount;
            if (left.minor_units() != 0) one.causes.push_back({Why::engine, left, {}});
        }
    }

private:
    static Cash at(const Dues& dues, const Restatement& one) {
        const auto found = dues.find(
            {one.participant, one.plan, one.component, one.pay_period.days, one.now.currency()});
        return found == dues.end() ? Cash::zero(one.now.currency()) : found->second.amount;
    }

    bool reckon(const Known& known, const std::set<std::string>* deals) {
        Diagnostics out;
        const std::optional<World> world = build_world(known, out);
        if (!world) return false;
        dues_.clear();
        deals_.clear();
        for (const Period& period : history_.closed) {
            const RunResult run = compute(*world, period, options_);
            for (auto& [key, due] : settlement::dues_of(*world, run))
                dues_.insert_or_assign(key, due);
            if (deals) note_deals(*world, run, *deals);
        }
        return true;
    }

    void note_deals(const World& world, const RunResult& run, const std::set<std::string>& deals) {
        for (const MeasureResult& measure : run.measures) {
            const auto* who = std::get_if<ParticipantIndex>(&measure.owner);
            if (!who) continue;
            std::set<std::string>& of = deals_[world.facts.roster[*who].id.text()];
            for (std::size_t at = measure.lines.begin; at < measure.lines.end; ++at) {
                std::string key = world.facts.ledger.key_text(run.credits.rows[at]);
                if (deals.contains(key)) of.insert(std::move(key));
            }
        }
    }

    std::string named(const std::string& participant) const {
        const auto found = deals_.find(participant);
        if (found == deals_.end()) return {};
        std::string text;
        std::size_t count = 0;
        for (const std::string& deal : found->second) {
            if (++count > most_deals) return text + " …";
            text += (text.empty() ? "" : ", ") + deal;
        }
        return text;
    }

    const History& history_;
    const ComputeOptions& options_;
    std::vector<Restatement>& restatements_;
    Dues dues_;
    Deals deals_;
};

}  // namespace

void tell_causes(const Book& book, const World& now, const History& history,
                 const ComputeOptions& options, std::vector<Restatement>& restatements) {
    if (restatements.empty()) return;
    const Known today = book.known(now.facts.entry);
    Known mixed = book.known(history.read_to);
    mixed.entry = today.entry;
    LinesNow lines = compare_lines(mixed, today);
    mixed.files = today.files;
    Teller teller(history, options, restatements);
    teller.begin(mixed);

    mixed.lines = std::move(lines.with_late);
    if (!lines.late.empty()) teller.step(Why::late_deal, mixed, &lines.late);
    mixed.lines = today.lines;
    mixed.unread = today.unread;
    const Kind events{Why::changed_deal, {FactKind::events}};
    const bool events_changed = take_over(events, today, mixed);
    if (!lines.changed.empty() || events_changed || !today.unread.empty()) {
        teller.step(Why::changed_deal, mixed, &lines.changed);
    }
    for (const Kind& kind : kinds()) {
        if (take_over(kind, today, mixed)) teller.step(kind.why, mixed, nullptr);
    }
    teller.end();
}

std::vector<Restatement> compare_by_cause(const Book& book, const ReadRun& before,
                                          const ReadRun& after) {
    History history;
    history.closed = {before.run.period};
    history.posted = settlement::dues_of(before.world, before.run);
    history.read_to = before.stored.read_to;
    const Dues now = settlement::dues_of(after.world, after.run);
    std::vector<Restatement> differences = settlement::differences(history.posted, now);
    tell_causes(book, after.world, history, {}, differences);
    return differences;
}

}  // namespace attain::record
