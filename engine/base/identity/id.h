// Names that cannot be mixed up: a ParticipantId is not a DealId, though both are texts.
//
//     ParticipantId ada{"ada"};   DealId deal{"D-1042"};
//     credit(deal, ada)           // arguments swapped: does not compile (tests/refuse)
//
// Inside the pipeline the same things are counted, not named: Index<ParticipantKind> is a dense
// number into a table, so that ten million rows need no strings.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ensure.h"

namespace attain {

template <class Kind>
class Id {
public:
    explicit Id(std::string text) : text_(std::move(text)) {
        ensure(!text_.empty(), "an id is never empty");
    }
    const std::string& text() const { return text_; }
    auto operator<=>(const Id&) const = default;  // by bytes, never by locale

private:
    std::string text_;
};

// A position in a table of things of one kind. `none()` is the visible absence of one.
template <class Kind>
class Index {
public:
    constexpr Index() = default;
    constexpr explicit Index(std::uint32_t value) : value_(value) {}
    static constexpr Index none() { return Index(); }
    constexpr bool exists() const { return value_ != absent; }
    constexpr std::uint32_t value() const { return value_; }
    auto operator<=>(const Index&) const = default;

private:
    static constexpr std::uint32_t absent = 0xffffffffU;
    std::uint32_t value_ = absent;
};

using ParticipantId = Id<struct ParticipantKind>;
using TeamId = Id<struct TeamKind>;
using PlanId = Id<struct PlanKind>;
using DealId = Id<struct DealKind>;

using ParticipantIndex = Index<struct ParticipantKind>;
using TeamIndex = Index<struct TeamKind>;
using PlanIndex = Index<struct PlanKind>;  // one *version* of a plan: its place in Rulebook::plans
using RowIndex = Index<struct RowKind>;    // a ledger row; rows lie in key order (source, deal, line)

}  // namespace attain
