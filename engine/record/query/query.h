// Questions in SQL about one run of a book: its deals, credits, audit lines, payouts and balances
// as tables that can be read and nothing else.
//
//     Query query("harbour.attain", 1, stop);
//     if (query.ask("select participant, total from payouts", problems))
//         while (query.next(problems)) query.text(1) …             "18823.94"
//
// What is wrong with a query is told as with any other text: its place, and what was probably
// meant.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "record/store/sql_desk.h"

namespace attain::record {

class Query {
public:
    // `run`: its number; nothing: the facts as the book stands, no run. `stop` is asked now and
    // then whether the query has to end. Throws BookError where the book cannot be read.
    Query(const std::string& book, std::optional<std::uint32_t> run, std::function<bool()> stop);
    ~Query();
    Query(Query&&) noexcept;

    // One SELECT, WITH or VALUES; false with what is wrong.
    bool ask(const std::string& sql, Diagnostics& out);
    std::vector<std::string> columns() const;
    // False at the end, or with what is wrong.
    bool next(Diagnostics& out);
    using Type = store::SqlDesk::Type;
    Type type(std::size_t column) const;
    std::string_view text(std::size_t column) const;  // good until next()

    // What can be asked for.
    struct Table {
        std::string name;
        std::string meaning;
        std::vector<std::string> columns;
    };
    std::vector<Table> tables() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace attain::record
