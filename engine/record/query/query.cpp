#include "record/query/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/query/tables.h"

namespace attain::record {

using store::SqlDesk;
using store::SqlProblem;

struct Query::Inside {
    QueryBook book;
    std::vector<NamedTable> tables = {};
    SqlDesk desk;
    SourcePtr source = {};

    void tell(const SqlProblem& problem, Diagnostics& out) const;
    Span place_of(const SqlProblem& problem) const {
        if (problem.begin == problem.end && problem.kind != SqlProblem::Kind::syntax) return {};
        return {source, problem.begin, problem.end};
    }
    std::vector<std::string> names_of_tables() const {
        std::vector<std::string> names;
        for (const NamedTable& table : tables)
            names.push_back(table.name);
        return names;
    }
    std::vector<std::string> names_of_columns() const {
        std::vector<std::string> names;
        for (const NamedTable& table : tables) {
            for (const store::SqlColumn& column : table.table->columns())
                names.push_back(column.name);
        }
        return names;
    }
    // A column of this very name is there, but of a table that the query does not name.
    std::string near_column(const std::string& name) const {
        const std::string near = nearest(name, names_of_columns());
        return near == name ? std::string() : near;
    }
    // The tables of the query that can be seen in its text.
    std::string told_columns() const {
        std::string told;
        for (const NamedTable& table : tables) {
            if (source->text().find(table.name) == std::string_view::npos) continue;
            std::vector<std::string> names;
            for (const store::SqlColumn& column : table.table->columns())
                names.push_back(column.name);
            told += fmt::format("{}{} has {}", told.empty() ? "" : "; ", table.name,
                                fmt::join(names, ", "));
        }
        return told.empty() ? "`attain query --tables` lists tables and columns" : told;
    }
};

namespace {

std::string meant_or(const std::string& near, const std::string& otherwise) {
    return near.empty() ? otherwise : fmt::format("did you mean `{}`?", near);
}

// What SQLite says, as the end of a sentence of ours.
std::string said_plainly(std::string said) {
    if (said == "incomplete input") return "the query breaks off";
    std::replace(said.begin(), said.end(), '"', '`');
    return said;
}

}  // namespace

void Query::Inside::tell(const SqlProblem& problem, Diagnostics& out) const {
    const Span place = place_of(problem);
    const auto say = [&](const char* code, std::string message, std::string help) {
        out.error(code, place, std::move(message)).help = std::move(help);
    };
    switch (problem.kind) {
        case SqlProblem::Kind::syntax:
            return say("query-syntax", said_plainly(problem.message),
                       "a query reads `select columns from table where condition`; texts stand in "
                       "single quotes");
        case SqlProblem::Kind::no_table:
            return say(
                "query-name", fmt::format("there is no table `{}`", problem.name),
                meant_or(nearest(problem.name, names_of_tables()),
                         fmt::format("the tables are {}", fmt::join(names_of_tables(), ", "))));
        case SqlProblem::Kind::no_column:
            return say("query-name", fmt::format("there is no column `{}`", problem.name),
                       meant_or(near_column(problem.name), told_columns()));
        case SqlProblem::Kind::no_function:
            return say("query-name", fmt::format("there is no function `{}`", problem.name),
                       "beside those of SQL there are money, money_sum, decimal_sum, decimal_avg, "
                       "decimal_add, decimal_sub, decimal_mul, decimal_div, decimal_cmp and "
                       "decimal_round");
        case SqlProblem::Kind::refused:
            return say("query-refused",
                       problem.begin < problem.end
                           ? fmt::format("a query only reads: `{}` is not allowed", problem.name)
                           : "a query only reads the tables of the book",
                       "write `select …`; facts and plans are added by `attain import`");
        case SqlProblem::Kind::refused_function:
            return say("query-refused",
                       fmt::format("the function `{}` is not allowed", problem.name),
                       "it counts in binary fractions, or looks at more than its arguments: exact "
                       "are sum() of minor units, money_sum(), decimal_sum(), decimal_avg(), "
                       "decimal_round()");
        case SqlProblem::Kind::inexact:
            return say("query-inexact",
                       fmt::format("the column `{}` would be a binary fraction, which is not exact",
                                   problem.name),
                       "calculate with whole minor units (due_minor), or with decimal_add(), "
                       "decimal_mul(), decimal_div() and the like");
        case SqlProblem::Kind::failed:
            return say("query-failed", problem.message,
                       "look at the values themselves, with `limit 10`");
        case SqlProblem::Kind::stopped:
            return say("query-too-long", "the query took too long and was ended",
                       "ask for less (where, limit), or give it more time: --timeout 3600");
        case SqlProblem::Kind::too_large:
            return say("query-too-long", "the query needs more than 2 GiB to sort or group",
                       "ask for less: filter before it groups, or sort what is left");
    }
}

Query::Query(const std::string& book, std::optional<std::uint32_t> run, std::function<bool()> stop)
    : inside_(new Inside{QueryBook(book, run), {}, SqlDesk(std::move(stop)), {}}) {
    add_line_tables(inside_->tables, inside_->book);
    add_pay_tables(inside_->tables, inside_->book);
    add_figure_tables(inside_->tables, inside_->book);
    add_fact_tables(inside_->tables, inside_->book);
    for (const NamedTable& table : inside_->tables)
        inside_->desk.add(table.name, *table.table);
}
Query::~Query() = default;
Query::Query(Query&&) noexcept = default;

bool Query::ask(const std::string& sql, Diagnostics& out) {
    inside_->source = std::make_shared<const Source>("query", sql);
    const std::optional<SqlProblem> problem = inside_->desk.ask(sql);
    if (problem) inside_->tell(*problem, out);
    return !problem;
}

std::vector<std::string> Query::columns() const {
    return inside_->desk.columns();
}

bool Query::next(Diagnostics& out) {
    if (inside_->desk.next()) return true;
    if (inside_->desk.problem()) inside_->tell(*inside_->desk.problem(), out);
    return false;
}

Query::Type Query::type(std::size_t column) const {
    return inside_->desk.type(column);
}

std::string_view Query::text(std::size_t column) const {
    return inside_->desk.text(column);
}

std::vector<Query::Table> Query::tables() const {
    std::vector<Table> told;
    for (const NamedTable& table : inside_->tables) {
        Table& one = told.emplace_back(Table{table.name, table.meaning, {}});
        for (const store::SqlColumn& column : table.table->columns())
            one.columns.push_back(column.name);
    }
    return told;
}

}  // namespace attain::record
