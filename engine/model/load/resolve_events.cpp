// Events of lines, and what cancellations and returns leave of each line (R2).
//
//     D-1042 120,000    returned event -20,000    row R-7 "returns D-1042" -30,000    →  70,000
//
// They are taken off at the line's own place, before any credit is walked, in the order of their
// days: so "all that is left" means what was left on that day. A return row counts nowhere else and
// nets to zero itself. What would give instead of take, or take more than there is, is an
// exception.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "model/load/fact_cells.h"
#include "model/load/line_places.h"
#include "model/load/resolve.h"

namespace attain::load {

namespace {

bool takes_back(const LineEvent& event) {
    return event.kind == "cancelled" || event.kind == "returned";
}

struct Asked {
    std::size_t row = 0;  // the line that it takes from
    Date day;
    std::string id;                  // "event c-1", "row crm R-7"
    std::optional<Rational> amount;  // signed; nothing: all that is left
    RowIndex return_row = RowIndex::none();
};

class EventResolver {
public:
    explicit EventResolver(Facts& facts) : facts_(facts), ledger_(facts.ledger) {}

    void resolve(std::span<const FactRow> rows) {
        for (const FactRow& row : rows)
            add_event(row);
        std::sort(facts_.events.begin(), facts_.events.end(),
                  [](const LineEvent& a, const LineEvent& b) {
                      return std::tie(a.row, a.day, a.id) < std::tie(b.row, b.day, b.id);
                  });
        facts_.net_amount = ledger_.amount;
        facts_.return_of.assign(ledger_.rows(), RowIndex::none());
        for (const LineEvent& event : facts_.events) {
            if (!takes_back(event)) continue;
            asked_.push_back(
                {event.row.value(), event.day, fmt::format("event {}", event.id), event.amount});
        }
        for (std::size_t row = 0; row < ledger_.rows(); ++row) {
            if (ledger_.returns.code(row) != 0) add_return(row);
        }
        net();
    }

private:
    void add_event(const FactRow& row) {
        const FactCells cells(FactKind::events, row);
        const std::optional<std::size_t> line =
            row_of_line(ledger_, cells.text("source"), cells.text("deal"), cells.text("line"));
        if (!line) {
            const std::string named =
                fmt::format("{} {}{}{}", cells.text("source"), cells.text("deal"),
                            cells.has("line") ? "/" : "", cells.text("line"));
            object(facts_, ParticipantIndex::none(), named,
                   {"event-unknown",
                    fmt::format("the event `{}` is of the line {}, which is not known ({})",
                                cells.text("event"), named, place_of(facts_, row.origin)),
                    "import the line, or correct the event's source, deal and line"},
                   row.origin);
            return;
        }
        LineEvent event;
        event.row = RowIndex(static_cast<std::uint32_t>(*line));
        event.id = cells.text("event");
        event.kind = cells.text("kind");
        event.day = cells.date("day");
        if (cells.has("amount")) event.amount = cells.number("amount");
        event.origin = row.origin;
        facts_.events.push_back(std::move(event));
    }

    void add_return(std::size_t row) {
        Trouble trouble;
        const std::optional<std::size_t> line = returned_line(row, trouble);
        if (!line) {
            withhold(facts_, row, std::move(trouble));
            return;
        }
        facts_.return_of[row] = RowIndex(static_cast<std::uint32_t>(*line));
        if (ledger_.currency.code(row) != ledger_.currency.code(*line)) {
            withhold(facts_, row,
                     {"return-currency",
                      fmt::format("the return is in {}, but {} was booked in {}",
                                  ledger_.currency.text(row), ledger_.key_text(*line),
                                  ledger_.currency.text(*line)),
                      "import the return in the currency of the line that it returns"});
        }
        if (facts_.withheld[row]) return;  // nothing is netted by a row that is in doubt
        facts_.net_amount.set_exact(row, Rational());
        asked_.push_back({*line, ledger_.booked.date(row),
                          fmt::format("row {}", ledger_.key_text(row)), ledger_.amount.value(row),
                          RowIndex(static_cast<std::uint32_t>(row))});
    }

    // "D-1042" where that deal has one line, or "D-1042/2". Other return rows are not candidates.
    std::optional<std::size_t> returned_line(std::size_t row, Trouble& trouble) const {
        const std::string& named = ledger_.returns.text(row);
        const std::string& source = ledger_.source.text(row);
        std::vector<std::size_t> candidates = originals(rows_of_deal(ledger_, source, named));
        if (const std::size_t slash = named.rfind('/');
            candidates.empty() && slash != std::string::npos) {
            const std::optional<std::size_t> line =
                row_of_line(ledger_, source, std::string_view(named).substr(0, slash),
                            std::string_view(named).substr(slash + 1));
            if (line) candidates = originals({*line, *line + 1});
        }
        if (candidates.size() == 1) return candidates.front();
        trouble.code = "return-unknown";
        if (candidates.empty()) {
            trouble.message = fmt::format("returns `{}`, which {} does not have", named, source);
            trouble.help = "import the line that is returned, or correct `returns`";
        } else {
            trouble.message =
                fmt::format("returns `{}`, which has {} lines", named, candidates.size());
            trouble.help = fmt::format("name the line as `{}/{}`", named,
                                       ledger_.line.text(candidates.back()));
        }
        return std::nullopt;
    }

    std::vector<std::size_t> originals(RowSpan rows) const {
        std::vector<std::size_t> found;
        for (std::size_t row = rows.first; row < rows.past; ++row) {
            if (ledger_.returns.code(row) == 0) found.push_back(row);
        }
        return found;
    }

    void net() {
        std::sort(asked_.begin(), asked_.end(), [](const Asked& a, const Asked& b) {
            return std::tie(a.row, a.day, a.id) < std::tie(b.row, b.day, b.id);
        });
        for (std::size_t at = 0; at < asked_.size();) {
            const std::size_t row = asked_[at].row;
            const int sign = ledger_.amount.value(row).sign();
            Rational left = ledger_.amount.value(row);
            for (; at < asked_.size() && asked_[at].row == row; ++at) {
                take(asked_[at], sign, left);
            }
            facts_.net_amount.set_exact(row, left);
        }
    }

    void take(const Asked& taking, int sign, Rational& left) {
        const Rational amount = taking.amount ? *taking.amount : -left;
        if (amount.sign() != 0 && amount.sign() == sign) {
            withhold(
                facts_, taking.row,
                {"return-sign",
                 fmt::format("the {} gives {} instead of taking back", taking.id, amount.shown()),
                 "a return bears the opposite sign of its line: -500 takes back 500"});
            return;
        }
        left += amount;
        if (left.sign() == 0 || left.sign() == sign) {
            facts_.takings.push_back({RowIndex(static_cast<std::uint32_t>(taking.row)), taking.day,
                                      taking.id, amount, taking.return_row});
            return;
        }
        withhold(facts_, taking.row,
                 {"return-exceeds",
                  fmt::format("the {} takes back {} and leaves {} of the line", taking.id,
                              amount.shown(), left.shown()),
                  "correct its amount, or the amount of the line"});
    }

    Facts& facts_;
    const Ledger& ledger_;
    std::vector<Asked> asked_;
};

}  // namespace

void resolve_events(const Known& known, Facts& facts) {
    EventResolver(facts).resolve(rows_of(known, FactKind::events));
}

}  // namespace attain::load
