#include "record/query/query_book.h"

#include <fmt/format.h>

#include "record/book/book.h"
#include "record/book/inside.h"
#include "record/book/ledger_stack.h"
#include "record/run/run.h"
#include "record/store/entries.h"
#include "record/store/facts.h"
#include "record/store/segments.h"

namespace attain::record {

using store::Statement;

QueryBook::QueryBook(const std::string& path, std::optional<std::uint32_t> run)
    : database_(store::Database::open(path, Access::read)),
      snapshot_(database_, store::Transaction::Kind::read) {
    if (!run) {
        read_to_ = store::last_entry(database_);
        return;
    }
    Statement row = database_.statement("SELECT entry, read_to FROM run WHERE number = ?");
    if (!row.query(*run).next()) damaged(fmt::format("run {}", *run));
    entry_ = row.count(0);
    read_to_ = row.count(1);
}

void QueryBook::damaged(std::string_view what) const {
    store::damaged(database_.path(), fmt::format("{} cannot be read", what));
}

std::optional<std::uint32_t> QueryBook::run_entry() {
    if (!entry_ || run_proven_) return entry_;
    for (const store::EntryRow& row : store::read_entries(database_)) {
        if (row.number != *entry_) continue;
        run_proven_ = row.kind == "run" && store::content_of(database_, *entry_) == row.content;
    }
    if (!run_proven_) {
        store::damaged(database_.path(),
                       fmt::format("the run of entry {} has been changed", *entry_));
    }
    return entry_;
}

void QueryBook::require_facts() {
    if (!facts_proven_) require_intact(database_, read_to_, "import");
    facts_proven_ = true;
}

const Ledger& QueryBook::ledger() {
    require_facts();
    if (!ledger_) ledger_ = newest_lines(store::read_segments(database_, read_to_));
    return *ledger_;
}

const World& QueryBook::world() {
    if (world_) return *world_;
    Diagnostics problems;
    world_ = read_world(Book::open(database_.path(), Access::read), read_to_, problems);
    if (world_) return *world_;
    throw BookError(BookError::Kind::could_not,
                    fmt::format("what was known at entry {} cannot be resolved: {}", read_to_,
                                problems.empty() ? "" : problems.sorted().front().message),
                    "leave out `currency` and `weight`, which ask the plans");
}

const std::string& QueryBook::file_name(std::uint32_t file) {
    require_facts();
    if (!files_) files_ = store::read_files(database_, read_to_);
    if (file >= files_->size()) damaged(fmt::format("file {}", file));
    return (*files_)[file];
}

void QueryBook::each_window(const std::function<void(const Window&)>& look) {
    const std::optional<std::uint32_t> entry = run_entry();
    if (!entry) return;
    Statement rows = database_.statement(
        "SELECT participant, plan, component, pay_period, currency, windows FROM run_component "
        "WHERE entry = ? ORDER BY place");
    rows.query(*entry);
    while (rows.next()) {
        const std::optional<store::JsonValue> windows = store::parse_json(rows.bytes(5));
        if (!windows) damaged("a component's figures");
        for (const store::JsonValue& figures : windows->items)
            look({rows, figures});
    }
}

const store::JsonValue& member_of(const QueryBook& book, const store::JsonValue& object,
                                  std::string_view name) {
    if (const store::JsonValue* found = object.find(name)) return *found;
    book.damaged(fmt::format("the figure `{}`", name));
}

}  // namespace attain::record
