// What the tables of a query read: the book as one run saw it, each part at its first use, and each
// held against the fingerprint of its entry before a value of it is shown (P6).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/load/known.h"
#include "record/store/database.h"
#include "record/store/json.h"

namespace attain::record {

class QueryBook {
public:
    // `run`: its number; nothing: facts alone, as the book stands.
    QueryBook(const std::string& path, std::optional<std::uint32_t> run);

    const store::Database& database() const { return database_; }
    std::uint32_t read_to() const { return read_to_; }
    // The run's entry, proven unchanged; nothing without a run.
    std::optional<std::uint32_t> run_entry();
    // The lines as they were known at read_to(), in key order: what a run's row numbers mean.
    const Ledger& ledger();
    // For what the rows alone do not say: a measure's unit, a component's weight.
    const World& world();
    const std::string& file_name(std::uint32_t file);
    // Throws where an imported row is not what its entry recorded.
    void require_facts();

    // One row of the run's components and one of its windows, as they are stored.
    struct Window {
        const store::Statement& row;  // participant, plan, component, pay_period, currency, windows
        const store::JsonValue& figures;
    };
    void each_window(const std::function<void(const Window&)>& look);

    [[noreturn]] void damaged(std::string_view what) const;

private:
    store::Database database_;
    store::Transaction snapshot_;
    std::uint32_t read_to_ = 0;
    std::optional<std::uint32_t> entry_;
    bool run_proven_ = false;
    bool facts_proven_ = false;
    std::optional<Ledger> ledger_;
    std::optional<World> world_;
    std::optional<std::vector<std::string>> files_;
};

// A member of a stored figure; an absent or wrong one is a damaged book.
const store::JsonValue& member_of(const QueryBook& book, const store::JsonValue& object,
                                  std::string_view name);

}  // namespace attain::record
