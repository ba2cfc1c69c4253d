// To add a code: put one line `{"code", "One sentence."},` where it belongs in the alphabet, and a
// folder of that name under tests/diagnostics that provokes it. The compiler checks the order and
// that no code stands here twice.
//
// A code names what is wrong, not where it was noticed, in two or three words with hyphens. The
// sentence speaks to an administrator who has never seen the code before.
#include "base/diagnostic/catalogue.h"

#include <algorithm>
#include <iterator>

namespace attain {

namespace {

constexpr CodeEntry entries[] = {
    {"calendar-table", "An own table of periods has a gap, an overlap or one name twice."},
    {"missing-rate", "A deal in another currency has no exchange rate for its day."},
    {"repeated-key", "A key is written twice, so that one of its two values would be lost."},
    {"tier-gap", "Between two tiers lies a range for which nothing is said."},
    {"unknown-key", "A key is written that has no meaning at this place."},
    {"unknown-owner", "A deal belongs to somebody who is not among the people."},
};

// Strictly rising: sorted, and each code once.
constexpr bool in_order() {
    return std::adjacent_find(std::begin(entries), std::end(entries),
                              [](const CodeEntry& a, const CodeEntry& b) {
                                  return a.code >= b.code;
                              }) == std::end(entries);
}
static_assert(in_order(), "the catalogue is sorted by code and has each code once");

}  // namespace

std::span<const CodeEntry> catalogue() {
    return entries;
}

bool in_catalogue(std::string_view code) {
    const auto* const at = std::lower_bound(
        std::begin(entries), std::end(entries), code,
        [](const CodeEntry& entry, std::string_view wanted) { return entry.code < wanted; });
    return at != std::end(entries) && at->code == code;
}

}  // namespace attain
