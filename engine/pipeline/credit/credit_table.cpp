#include "pipeline/credit/credit_table.h"

#include <algorithm>
#include <numeric>

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

void push(CreditTable& table, std::uint32_t row, const Prepared& share, std::int32_t counted,
          std::int32_t assigned) {
    table.row.push_back(row);
    table.who.push_back(share.who);
    table.share.push_back(share.share);
    table.counted.push_back(counted);
    table.assigned.push_back(assigned);
}

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

CreditTable build_credits(const Facts& facts, const std::string& assigned_by,
                          const std::string& counted_by, const std::vector<bool>& withheld) {
    CreditTable table;
    ShareKinds kinds(table);
    const auto splits = kinds.prepare(facts.split_of_code, false);
    const auto overlays = kinds.prepare(facts.overlay_of_code, true);
    const std::vector<std::int32_t> counted = days_named(facts, counted_by);
    const std::vector<std::int32_t> assigned =
        assigned_by == counted_by ? counted : days_named(facts, assigned_by);

    const std::vector<std::uint32_t> rows = rows_by_day(counted);
    table.row.reserve(rows.size());
    table.who.reserve(rows.size());
    table.share.reserve(rows.size());
    table.counted.reserve(rows.size());
    table.assigned.reserve(rows.size());
    std::vector<Prepared> shared;  // reused: lines with a split or an overlay are few
    for (const std::uint32_t row : rows) {
        if (withheld[row] || facts.return_of[row].exists()) continue;
        if (assigned[row] == DayColumn::absent) continue;
        const std::uint32_t split = facts.ledger.split.code(row);
        const std::uint32_t overlay = facts.ledger.overlay.code(row);
        if (split == 0 && overlay == 0) {
            const ParticipantIndex owner = facts.owner_of_code[facts.ledger.owner.code(row)];
            if (owner.exists()) push(table, row, {owner.value(), 0}, counted[row], assigned[row]);
            continue;
        }
        shared.clear();
        if (split != 0) {
            shared = splits[split];
        } else if (const auto owner = facts.owner_of_code[facts.ledger.owner.code(row)];
                   owner.exists()) {
            shared.push_back({owner.value(), 0});
        }
        if (overlay != 0) {
            shared.insert(shared.end(), overlays[overlay].begin(), overlays[overlay].end());
        }
        kinds.sort(shared);
        for (const Prepared& share : shared) {
            push(table, row, share, counted[row], assigned[row]);
        }
    }
    return table;
}

}  // namespace attain::credit
