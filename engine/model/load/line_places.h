// Where a line lies in a ledger in key order: by source and deal, or by its whole key.
#pragma once

#include <optional>
#include <string_view>

#include "model/ledger/ledger.h"

namespace attain::load {

struct RowSpan {
    std::size_t first = 0;
    std::size_t past = 0;
};

RowSpan rows_of_deal(const Ledger& ledger, std::string_view source, std::string_view deal);
std::optional<std::size_t> row_of_line(const Ledger& ledger, std::string_view source,
                                       std::string_view deal, std::string_view line);

}  // namespace attain::load
