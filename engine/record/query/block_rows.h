// Rows that lie in blocks, as credits and slices do: block after block, each with an owner.
//
//     blocks of 12, 0 and 40 lines     row 13 → block 2, its line 1
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/store/sql_table.h"

namespace attain::record {

class BlockRows {
public:
    void add(std::uint64_t lines, const std::string& owner) {
        if (lines > 0 && !owner.empty()) by_owner_[owner].push_back({rows(), rows() + lines});
        ends_.push_back(rows() + lines);
    }
    std::uint64_t rows() const { return ends_.empty() ? 0 : ends_.back(); }
    struct Place {
        std::size_t block = 0;
        std::uint64_t line = 0;
    };
    // Rows are asked for one after the other: the block is most often the same as before.
    Place place_of(std::uint64_t row) {
        if (!holds(last_, row)) {
            const auto found = std::upper_bound(ends_.begin(), ends_.end(), row);
            last_ = static_cast<std::size_t>(found - ends_.begin());
        }
        return {last_, row - begin_of(last_)};
    }
    std::uint64_t rows_of_one() const { return rows() / (by_owner_.size() + 1) + 1; }
    std::vector<store::RowRange> rows_of(std::string_view owner) const {
        const auto found = by_owner_.find(std::string(owner));
        return found == by_owner_.end() ? std::vector<store::RowRange>() : found->second;
    }

private:
    std::uint64_t begin_of(std::size_t block) const { return block == 0 ? 0 : ends_[block - 1]; }
    bool holds(std::size_t block, std::uint64_t row) const {
        return block < ends_.size() && begin_of(block) <= row && row < ends_[block];
    }
    std::vector<std::uint64_t> ends_;
    std::unordered_map<std::string, std::vector<store::RowRange>> by_owner_;
    std::size_t last_ = 0;
};

}  // namespace attain::record
