// Values chosen by columns of the deal and the person (R0): the first row that fits, else
// `otherwise`. A row behind rows that take all that it takes would never be chosen.
//
//     choose: [product, region]
//     rows: [{product: basic, rate: 3%}, {product: basic, region: emea, rate: 4%}]
//     refused at the second row: every deal that it fits goes to the first
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "base/number/parse.h"
#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

constexpr std::size_t most_combinations = 64;  // of one row that are looked at one by one

struct Column {
    std::string name;
    std::optional<ColumnType> type;  // nothing: not known here (a file that is checked alone)
};

std::vector<std::string> names_of_columns(const std::map<std::string, ColumnType>& columns,
                                          std::string_view prefix) {
    std::vector<std::string> names;
    for (const auto& [name, type] : columns) {
        if (type != ColumnType::date) names.push_back(std::string(prefix) + name);
    }
    return names;
}

std::optional<ColumnType> type_in(const std::map<std::string, ColumnType>& columns,
                                  const std::string& name) {
    const auto found = columns.find(name);
    return found == columns.end() ? std::nullopt : std::optional(found->second);
}

class ChoiceBinder {
public:
    ChoiceBinder(Binding& b, const ChoiceDraft& draft, PayWord word, Chooses by)
        : b_(b), draft_(draft), word_(word), by_(by) {}

    std::optional<Choice> bind() {
        const std::size_t errors_before = b_.out.error_count();
        ensure(by_ != Chooses::nothing, "the shape lets columns choose only where they may");
        for (const Word& column : draft_.columns)
            bind_column(column);
        for (const ChoiceRowDraft& row : draft_.rows)
            bind_row(row);
        choice_.otherwise = bind_cell(draft_.otherwise);
        choice_.where = draft_.where;
        if (b_.out.error_count() > errors_before) return std::nullopt;
        check_reached();
        if (b_.out.error_count() > errors_before) return std::nullopt;
        return std::move(choice_);
    }

private:
    const char* word() const { return word_ == PayWord::rate ? "rate" : "amount"; }

    Quantity bind_cell(const Word& value) {
        return (word_ == PayWord::rate ? bind_rate(b_, value) : bind_amount(b_, value))
            .value_or(Quantity{});
    }

    void bind_column(const Word& column) {
        Column bound{column.text, std::nullopt};
        const bool of_person = column.text.starts_with(person_prefix);
        const bool known_twice =
            std::any_of(columns_.begin(), columns_.end(),
                        [&](const Column& other) { return other.name == column.text; });
        if (known_twice) {
            refuse(b_, "repeated-column", column.where,
                   fmt::format("`{}` chooses twice", column.text), "name it once");
        } else if (!of_person && by_ == Chooses::by_person) {
            refuse(b_, "choice-column", column.where,
                   fmt::format("`{}` is a column of deals, and this value belongs to no one deal",
                               column.text),
                   "choose by `person.` and a column of people.csv, or pay on a measure of deals");
        } else if (of_person) {
            bound.type =
                type_in(b_.around.person_columns, column.text.substr(person_prefix.size()));
            check_type(column, bound, names_of_columns(b_.around.person_columns, person_prefix));
        } else {
            bound.type = column_type(b_, column.text);
            std::vector<std::string> known = column_names(b_, ColumnType::text);
            for (std::string& name : column_names(b_, ColumnType::number))
                known.push_back(std::move(name));
            check_type(column, bound, known);
        }
        columns_.push_back(bound);
        choice_.columns.push_back(column.text);
    }

    void check_type(const Word& word, const Column& column, const std::vector<std::string>& known) {
        if (!column.type && b_.around.complete) {
            refuse(b_, "choice-column", word.where,
                   fmt::format("there is no column `{}`", word.text),
                   help_with_names(word.text, known, "add it to the header of the file"));
        }
        if (column.type == ColumnType::date) {
            refuse(b_, "choice-column", word.where,
                   fmt::format("`{}` is a date, and dates do not choose a value", word.text),
                   "choose by a text or number column");
        }
    }

    void bind_row(const ChoiceRowDraft& draft) {
        Choice::Row row;
        row.cells.resize(columns_.size());
        bool valued = false;
        for (const ChoiceRowDraft::Cell& cell : draft.cells) {
            if (cell.column.text == word()) {
                valued = true;
                if (!cell.items.empty()) row.value = bind_cell(cell.items.front());
                continue;
            }
            const auto at =
                std::find_if(columns_.begin(), columns_.end(),
                             [&](const Column& column) { return column.name == cell.column.text; });
            if (at == columns_.end()) {
                std::vector<std::string> known{word()};
                known.insert(known.end(), choice_.columns.begin(), choice_.columns.end());
                refuse(b_, "choice-cell", cell.column.where,
                       fmt::format("`{}` is not among the columns that choose", cell.column.text),
                       help_with_names(cell.column.text, known, ""));
                continue;
            }
            for (const Word& item : cell.items)
                row.cells[static_cast<std::size_t>(at - columns_.begin())].push_back(
                    fit_of(*at, item));
        }
        if (!valued) {
            refuse(b_, "missing-key", draft.where,
                   fmt::format("a row of the choice needs the key `{}`", word()),
                   fmt::format("add `{}: …`: what it pays where the row fits", word()));
        }
        choice_.rows.push_back(std::move(row));
    }

    Choice::Fit fit_of(const Column& column, const Word& item) {
        const ParsedNumber number = parse_number(item.text);
        if (column.type == ColumnType::number && !number.value) {
            refuse(b_, "not-a-number", item.where,
                   fmt::format("`{}` is a number column, and `{}` is none", column.name, item.text),
                   "write the number that the column holds");
        }
        const bool as_number = column.type != ColumnType::text && number.value;
        return {item.text, as_number ? number.value : std::nullopt};
    }

    static bool same(const Choice::Fit& a, const Choice::Fit& b) {
        return a.number && b.number ? *a.number == *b.number : a.text == b.text;
    }
    // Whether everything that `later` takes in a column, `earlier` takes too.
    static bool covers(const std::vector<Choice::Fit>& earlier,
                       const std::vector<Choice::Fit>& later) {
        if (earlier.empty()) return true;
        if (later.empty()) return false;
        return std::all_of(later.begin(), later.end(), [&](const Choice::Fit& fit) {
            return std::any_of(earlier.begin(), earlier.end(),
                               [&](const Choice::Fit& other) { return same(fit, other); });
        });
    }
    bool covered(std::size_t earlier, std::size_t later) const {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (!covers(choice_.rows[earlier].cells[column], choice_.rows[later].cells[column]))
                return false;
        }
        return true;
    }

    // One value for each column, or any: "basic", "*".
    using Combination = std::vector<std::string>;

    static std::string text_of(const Choice::Fit& fit) {
        return fit.number ? "#" + fit.number->fraction() : "=" + fit.text;
    }

    // Every combination that a row names; nothing where there are too many of them.
    std::vector<Combination> combinations_of(std::size_t row) const {
        std::vector<Combination> all{{}};
        for (const std::vector<Choice::Fit>& cell : choice_.rows[row].cells) {
            std::vector<Combination> longer;
            for (const Combination& one : all) {
                const auto with = [&](std::string text) {
                    longer.push_back(one);
                    longer.back().push_back(std::move(text));
                };
                if (cell.empty()) with("*");
                for (const Choice::Fit& fit : cell)
                    with(text_of(fit));
            }
            if (longer.size() > most_combinations) return {};
            all = std::move(longer);
        }
        return all;
    }

    // The row that takes a combination already, itself or with any in some of its columns.
    std::optional<std::size_t> taken_by(const Combination& one) const {
        const std::size_t columns = one.size();
        for (std::size_t mask = 0; mask < (std::size_t{1} << columns); ++mask) {
            Combination wider = one;
            for (std::size_t column = 0; column < columns; ++column) {
                if ((mask >> column & 1U) != 0) wider[column] = "*";
            }
            const auto found = taken_.find(wider);
            if (found != taken_.end()) return found->second;
        }
        return std::nullopt;
    }

    // Rows of very many combinations, or of many columns, are compared as they are.
    std::optional<std::size_t> covered_by_one(std::size_t later) const {
        for (const std::size_t earlier : large_) {
            if (covered(earlier, later)) return earlier;
        }
        return std::nullopt;
    }

    void check_reached() {
        const bool few = columns_.size() <= 8;
        for (std::size_t row = 0; row < choice_.rows.size(); ++row) {
            const std::vector<Combination> all =
                few ? combinations_of(row) : std::vector<Combination>();
            std::optional<std::size_t> before = covered_by_one(row);
            bool never = before.has_value() || !all.empty();
            for (const Combination& one : all) {
                if (before) break;
                const auto taken = taken_by(one);
                never = never && taken;
                if (!never) break;
                if (&one == &all.back()) before = taken;
            }
            for (const Combination& one : all)
                taken_.try_emplace(one, row);
            if (all.empty()) large_.push_back(row);
            if (!never) continue;
            Diagnostic& error =
                refuse(b_, "choice-never", draft_.rows[row].where,
                       "this row is never chosen: earlier ones take all that it fits",
                       "put the narrower row first, or take this one out");
            error.notes.push_back({draft_.rows[*before].where, "an earlier row"});
        }
    }

    Binding& b_;
    const ChoiceDraft& draft_;
    PayWord word_;
    Chooses by_;
    std::vector<Column> columns_;
    Choice choice_;
    std::map<Combination, std::size_t> taken_;
    std::vector<std::size_t> large_;
};

}  // namespace

std::optional<Quantity> bind_paid(Binding& b, const ValueDraft& draft, PayWord word, Chooses by) {
    if (!draft.choice) {
        return word == PayWord::rate ? bind_rate(b, draft) : bind_amount(b, draft);
    }
    std::optional<Choice> choice = ChoiceBinder(b, *draft.choice, word, by).bind();
    if (!choice) return std::nullopt;
    return Quantity{std::make_shared<const Choice>(std::move(*choice)), draft.where};
}

}  // namespace attain::plan
