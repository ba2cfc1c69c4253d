// One sale that two systems report: the same owner, day, amount, currency and customer from two
// sources. Nobody can know, so it is a notice, and people decide (L3).
#include <fmt/format.h>

#include <algorithm>

#include "model/load/resolve.h"

namespace attain::load {

namespace {

class DuplicateSearch {
public:
    explicit DuplicateSearch(Facts& facts) : facts_(facts), ledger_(facts.ledger) {
        if (const FurtherColumn* column = ledger_.find("customer")) {
            customer_ = std::get_if<TextColumn>(&column->values);
        }
    }

    void search() {
        if (!several_sources()) return;
        std::vector<Hashed> rows;
        for (std::uint32_t row = 0; row < ledger_.rows(); ++row) {
            if (is_candidate(row)) rows.push_back({hash_of(row), row});
        }
        std::sort(rows.begin(), rows.end(), [](const Hashed& a, const Hashed& b) {
            return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
        for (std::size_t at = 0; at < rows.size();) {
            std::size_t past = at + 1;
            while (past < rows.size() && rows[past].hash == rows[at].hash)
                ++past;
            // Rows lie in key order, so those of one source are neighbours: it is enough to compare
            // each with the first row of the group.
            for (std::size_t i = at + 1; i < past; ++i)
                compare(rows[at].row, rows[i].row);
            at = past;
        }
    }

private:
    struct Hashed {
        std::uint64_t hash = 0;
        std::uint32_t row = 0;
    };

    bool several_sources() const {
        for (std::size_t row = 1; row < ledger_.rows(); ++row) {
            if (ledger_.source.code(row) != ledger_.source.code(0)) return true;
        }
        return false;
    }

    bool is_candidate(std::size_t row) const {
        return ledger_.returns.code(row) == 0 && ledger_.booked.has(row) &&
               ledger_.amount.has(row) && ledger_.amount.units()[row] != 0;
    }

    std::uint32_t customer(std::size_t row) const { return customer_ ? customer_->code(row) : 0; }
    std::uint32_t owner(std::size_t row) const { return ledger_.owner.code(row); }

    std::uint64_t hash_of(std::size_t row) const {
        std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
        const auto mix = [&hash](std::uint64_t value) {
            hash = (hash ^ value) * 0xff51afd7ed558ccdULL;
            hash ^= hash >> 32U;
        };
        mix(owner(row));
        mix(owner(row) == 0 ? ledger_.split.code(row) : 0);
        mix(static_cast<std::uint32_t>(ledger_.booked.days[row]));
        mix(static_cast<std::uint64_t>(ledger_.amount.units()[row]));
        mix(ledger_.currency.code(row));
        mix(customer(row));
        return hash;
    }

    bool look_alike(std::size_t a, std::size_t b) const {
        return owner(a) == owner(b) && customer(a) == customer(b) &&
               (owner(a) != 0 || ledger_.split.code(a) == ledger_.split.code(b)) &&
               ledger_.booked.days[a] == ledger_.booked.days[b] &&
               ledger_.currency.code(a) == ledger_.currency.code(b) &&
               ledger_.amount.value(a) == ledger_.amount.value(b);
    }

    void compare(std::size_t first, std::size_t row) {
        if (ledger_.source.code(first) == ledger_.source.code(row) || !look_alike(first, row))
            return;
        facts_.exceptions.push_back(
            {"duplicate-suspected", Bearing::notice, RowIndex(static_cast<std::uint32_t>(row)),
             ParticipantIndex::none(), ledger_.key_text(row),
             fmt::format("looks like {}: the same owner, day, amount and currency",
                         ledger_.key_text(first)),
             "if they are one sale, take one of them out of its source", ledger_.origin[row]});
    }

    Facts& facts_;
    const Ledger& ledger_;
    const TextColumn* customer_ = nullptr;
};

}  // namespace

void suspect_duplicates(Facts& facts) {
    DuplicateSearch(facts).search();
}

}  // namespace attain::load
