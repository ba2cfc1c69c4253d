#include "pipeline/credit/credit_table.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "base/ensure.h"

namespace attain::credit {

namespace {

// Rows in the order of their day, rows of one day in key order. Days span few thousand values, so
// they are counted instead of compared.
std::vector<std::uint32_t> rows_by_day(const std::vector<std::int32_t>& days) {
    std::int32_t first = std::numeric_limits<std::int32_t>::max();
    std::int32_t last = std::numeric_limits<std::int32_t>::min();
    for (const std::int32_t day : days) {
        if (day == DayColumn::absent) continue;
        first = std::min(first, day);
        last = std::max(last, day);
    }
    if (first > last) return {};
    std::vector<std::uint32_t> start(static_cast<std::size_t>(last - first) + 2, 0);
    for (const std::int32_t day : days) {
        if (day != DayColumn::absent) ++start[static_cast<std::size_t>(day - first) + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> rows(start.back());
    for (std::size_t row = 0; row < days.size(); ++row) {
        if (days[row] == DayColumn::absent) continue;
        rows[start[static_cast<std::size_t>(days[row] - first)]++] =
            static_cast<std::uint32_t>(row);
    }
    return rows;
}

// A line, or a piece of it, on its counting day.
struct Counted {
    std::int32_t day = 0;
    std::uint32_t row = 0;
    std::uint32_t piece = 0;
};

bool is_column(const Facts& facts, const std::string& date) {
    if (date == "booked") return true;
    const FurtherColumn* column = facts.ledger.find(date);
    return column && column->type() == ColumnType::date;
}

// Divides lines into the pieces that the events of one kind make of them.
class Cutter {
public:
    Cutter(const Facts& facts, std::string kind, CreditTable& table)
        : facts_(facts), kind_(std::move(kind)), table_(table) {}

    // The pieces on the days of their events, or on `not_before` where that is later.
    std::vector<Counted> cut(const std::vector<std::int32_t>& not_before) {
        table_.pieces.push_back({});
        std::vector<Counted> found;
        for (auto event = facts_.events.begin(); event != facts_.events.end();) {
            const std::uint32_t row = event->row.value();
            Rational so_far;
            bool first = true;
            for (; event != facts_.events.end() && event->row.value() == row; ++event) {
                if (event->kind != kind_ || not_before[row] == DayColumn::absent) continue;
                const Rational credited = next(row, *event, so_far);
                if (credited.is_zero()) continue;
                so_far += credited;
                found.push_back({std::max(event->day.days(), not_before[row]), row,
                                 piece_of(row, credited, first)});
                first = false;
            }
        }
        std::stable_sort(found.begin(), found.end(), [](const Counted& a, const Counted& b) {
            return std::tie(a.day, a.row) < std::tie(b.day, b.row);
        });
        return found;
    }

private:
    // What the event brings, so that all of them together stay between nothing and the line.
    Rational next(std::uint32_t row, const LineEvent& event, const Rational& so_far) const {
        if (!facts_.net_amount.has(row)) return 0;
        const Rational line = facts_.net_amount.value(row);
        const Rational upto = event.amount ? so_far + *event.amount : line;
        const Rational most = greatest(line, Rational(0));
        const Rational least_so_far = least(line, Rational(0));
        return greatest(least_so_far, least(upto, most)) - so_far;
    }

    std::uint32_t piece_of(std::uint32_t row, const Rational& credited, bool first) {
        const Rational part = credited / facts_.net_amount.value(row);
        if (part == 1 && first) return 0;  // what comes after is never the first of its line
        table_.pieces.push_back({part, credited, first});
        return static_cast<std::uint32_t>(table_.pieces.size() - 1);
    }

    const Facts& facts_;
    std::string kind_;
    CreditTable& table_;
};

std::vector<std::int32_t> later_of(const std::vector<std::int32_t>& a,
                                   const std::vector<std::int32_t>& b) {
    std::vector<std::int32_t> days(a.size());
    for (std::size_t row = 0; row < a.size(); ++row) {
        const bool both = a[row] != DayColumn::absent && b[row] != DayColumn::absent;
        days[row] = both ? std::max(a[row], b[row]) : DayColumn::absent;
    }
    return days;
}

// The shares of one split or overlay text, ready to be copied for each of its lines.
struct Prepared {
    std::uint32_t who = 0;
    std::uint32_t share = 0;
};

class ShareKinds {
public:
    explicit ShareKinds(CreditTable& table) : table_(table) {
        table_.shares.push_back({});
        table_.roles.emplace_back();
    }

    std::vector<std::vector<Prepared>> prepare(const std::vector<std::vector<Share>>& by_code,
                                               bool overlay) {
        std::vector<std::vector<Prepared>> prepared(by_code.size());
        for (std::size_t code = 0; code < by_code.size(); ++code) {
            for (const Share& share : by_code[code]) {
                prepared[code].push_back({share.who.value(), kind_of(share, overlay)});
            }
        }
        return prepared;
    }

    // By participant, then role, direct credit before overlay.
    void sort(std::vector<Prepared>& shares) const {
        std::sort(shares.begin(), shares.end(), [&](const Prepared& a, const Prepared& b) {
            const ShareKind& left = table_.shares[a.share];
            const ShareKind& right = table_.shares[b.share];
            return std::tuple(a.who, std::string_view(table_.roles[left.role]), left.overlay,
                              a.share) < std::tuple(b.who,
                                                    std::string_view(table_.roles[right.role]),
                                                    right.overlay, b.share);
        });
    }

private:
    std::uint32_t kind_of(const Share& share, bool overlay) {
        std::uint32_t role = 0;
        while (role < table_.roles.size() && table_.roles[role] != share.role)
            ++role;
        if (role == table_.roles.size()) table_.roles.push_back(share.role);
        table_.shares.push_back({share.part, role, overlay});
        return static_cast<std::uint32_t>(table_.shares.size() - 1);
    }
    CreditTable& table_;
};

// Writes the credits of lines, one after the other.
class CreditWriter {
public:
    CreditWriter(const Facts& facts, CreditTable& table)
        : facts_(facts),
          table_(table),
          kinds_(table),
          splits_(kinds_.prepare(facts.split_of_code, false)),
          overlays_(kinds_.prepare(facts.overlay_of_code, true)) {}

    void write(const Counted& line, std::int32_t assigned) {
        const std::uint32_t split = facts_.ledger.split.code(line.row);
        const std::uint32_t overlay = facts_.ledger.overlay.code(line.row);
        const ParticipantIndex owner = facts_.owner_of_code[facts_.ledger.owner.code(line.row)];
        if (split == 0 && overlay == 0) {
            if (owner.exists()) push(line, {owner.value(), 0}, assigned);
            return;
        }
        shared_.clear();
        if (split != 0) {
            shared_ = splits_[split];
        } else if (owner.exists()) {
            shared_.push_back({owner.value(), 0});
        }
        if (overlay != 0) {
            shared_.insert(shared_.end(), overlays_[overlay].begin(), overlays_[overlay].end());
        }
        kinds_.sort(shared_);
        for (const Prepared& share : shared_)
            push(line, share, assigned);
    }

private:
    void push(const Counted& line, const Prepared& share, std::int32_t assigned) {
        table_.row.push_back(line.row);
        table_.who.push_back(share.who);
        table_.share.push_back(share.share);
        table_.counted.push_back(line.day);
        table_.assigned.push_back(assigned);
        if (!table_.pieces.empty()) table_.piece.push_back(line.piece);
    }

    const Facts& facts_;
    CreditTable& table_;
    ShareKinds kinds_;
    std::vector<std::vector<Prepared>> splits_;
    std::vector<std::vector<Prepared>> overlays_;
    std::vector<Prepared> shared_;  // reused: lines with a split or an overlay are few
};

}  // namespace

std::vector<std::int32_t> days_named(const Facts& facts, const std::string& name) {
    if (name == "booked") return facts.ledger.booked.days;
    if (const FurtherColumn* column = facts.ledger.find(name)) {
        if (const auto* days = std::get_if<DayColumn>(&column->values)) return days->days;
    }
    std::vector<std::int32_t> days(facts.ledger.rows(), DayColumn::absent);
    for (const LineEvent& event : facts.events) {
        std::int32_t& day = days[event.row.value()];
        if (event.kind == name && day == DayColumn::absent) day = event.day.days();
    }
    return days;
}

DateChoice dates_of(const Plan& plan, const Measure& measure) {
    return {plan.assigned_by, plan.counted_by, measure.when_eligible ? plan.eligible_by : ""};
}

bool counts_in_parts(const Facts& facts, const DateChoice& dates) {
    const bool later = !dates.eligible_by.empty() && dates.eligible_by != dates.counted_by;
    return !is_column(facts, dates.counted_by) || (later && !is_column(facts, dates.eligible_by));
}

CreditTable build_credits(const Facts& facts, const DateChoice& dates,
                          const std::vector<bool>& withheld) {
    CreditTable table;
    CreditWriter writer(facts, table);
    const std::vector<std::int32_t> assigned = days_named(facts, dates.assigned_by);
    const bool eligible_later = !dates.eligible_by.empty() && dates.eligible_by != dates.counted_by;
    const bool eligible_in_parts = eligible_later && !is_column(facts, dates.eligible_by);
    const auto wanted = [&](std::uint32_t row) {
        return !withheld[row] && !facts.return_of[row].exists() &&
               assigned[row] != DayColumn::absent;
    };
    std::vector<std::int32_t> counted = days_named(facts, dates.counted_by);
    if (counts_in_parts(facts, dates)) {
        // Where both dates are events, those that make a credit eligible divide the line.
        const std::string& kind = eligible_in_parts ? dates.eligible_by : dates.counted_by;
        if (!eligible_in_parts) {
            std::fill(counted.begin(), counted.end(), std::numeric_limits<std::int32_t>::min() + 1);
        }
        if (eligible_later && !eligible_in_parts) counted = days_named(facts, dates.eligible_by);
        for (const Counted& line : Cutter(facts, kind, table).cut(counted)) {
            if (wanted(line.row)) writer.write(line, assigned[line.row]);
        }
        return table;
    }
    if (eligible_later) counted = later_of(counted, days_named(facts, dates.eligible_by));
    const std::vector<std::uint32_t> rows = rows_by_day(counted);
    table.row.reserve(rows.size());
    table.who.reserve(rows.size());
    table.share.reserve(rows.size());
    table.counted.reserve(rows.size());
    table.assigned.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        if (wanted(row)) writer.write({counted[row], row, 0}, assigned[row]);
    }
    return table;
}

}  // namespace attain::credit
