// Columns that the plan computes, and what the ledger's columns are called (M1).
//
//     margin: {compute: 'price - cost'}      price and cost are number columns of ledger.csv
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/bind.h"

namespace attain::plan {

namespace {

void check_name(Binding& b, const ColumnDraft& draft) {
    const std::string& name = draft.name.text;
    const bool standard =
        std::any_of(standard_columns.begin(), standard_columns.end(),
                    [&](const StandardColumn& column) { return column.name == name; });
    if (!standard && name != "role" && !b.around.ledger_columns.contains(name)) return;
    refuse(b, "column-twice", draft.name.where,
           fmt::format("the ledger has a column `{}` already", name), "choose another name");
}

std::optional<ComputedColumn> column_of(Binding& b, const ColumnDraft& draft) {
    check_name(b, draft);
    const std::optional<Expr> formula = parse(b, draft.compute);
    Scope scope = ledger_scope(b);
    scope.any_divisor = true;
    if (!formula || !intake::check_formula(*formula, scope, b.out)) return std::nullopt;
    ComputedColumn column;
    column.name = draft.name.text;
    column.formula = std::make_shared<const Expr>(*formula);
    column.zero_below = draft.negative && draft.negative->text == "zero";
    column.money = is_yes(draft.money);
    column.where_written = draft.name.where;
    return column;
}

void check_columns(Binding& b) {
    NameGraph graph;
    for (const ComputedColumn& column : b.plan.columns) {
        graph.names.push_back({column.name, column.where_written});
        std::vector<std::uint32_t>& edges = graph.edges.emplace_back();
        for (const intake::Mention& mention : intake::names_in(*column.formula)) {
            for (std::uint32_t i = 0; i < b.plan.columns.size(); ++i) {
                if (b.plan.columns[i].name == mention.name) edges.push_back(i);
            }
        }
    }
    check_circle(b, graph, "column");
}

// Follows the names from one thing to the next; `way` is where it stands.
class Circle {
public:
    static constexpr std::size_t most_levels = 64;

    explicit Circle(const NameGraph& graph)
        : graph_(graph), state_(graph.names.size(), 0), levels_(graph.names.size(), 0) {}

    // The members of the first circle, the first one again at its end; empty: there is none.
    std::vector<std::uint32_t> find() {
        for (std::uint32_t i = 0; i < state_.size(); ++i) {
            if (state_[i] == 0 && !visit(i)) return way_;
        }
        return {};
    }

    const std::optional<std::uint32_t>& too_deep() const { return too_deep_; }

private:
    bool visit(std::uint32_t at) {
        state_[at] = 1;
        way_.push_back(at);
        if (way_.size() > most_levels) return is_too_deep(way_.front());
        std::size_t below = 0;
        for (const std::uint32_t next : graph_.edges[at]) {
            if (state_[next] == 1) {
                way_.erase(way_.begin(), std::find(way_.begin(), way_.end(), next));
                way_.push_back(next);
                return false;
            }
            if (state_[next] == 0 && !visit(next)) return false;
            below = std::max(below, levels_[next]);
        }
        levels_[at] = below + 1;
        if (levels_[at] > most_levels) return is_too_deep(at);
        way_.pop_back();
        state_[at] = 2;
        return true;
    }

    bool is_too_deep(std::uint32_t at) {
        too_deep_ = at;
        return false;
    }

    const NameGraph& graph_;
    std::vector<int> state_;           // 0 not seen, 1 on the way, 2 done
    std::vector<std::size_t> levels_;  // of those that are done
    std::optional<std::uint32_t> too_deep_;
    std::vector<std::uint32_t> way_;
};

// How many things stand below each in the end, each as often as it is named; there is no circle.
std::size_t named_below(const NameGraph& graph, std::uint32_t at, std::size_t most,
                        std::vector<std::size_t>& known) {
    if (known[at] > 0) return known[at];
    std::size_t count = 1;
    for (const std::uint32_t next : graph.edges[at])
        count = std::min(count + named_below(graph, next, most, known), most + 1);
    return known[at] = count;
}

}  // namespace

bool check_circle(Binding& b, const NameGraph& graph, const char* what) {
    constexpr std::size_t most_named = 1000;
    Circle search(graph);
    const std::vector<std::uint32_t> circle = search.find();
    if (circle.empty()) {
        std::vector<std::size_t> known(graph.names.size(), 0);
        for (std::uint32_t i = 0; i < graph.names.size(); ++i) {
            if (named_below(graph, i, most_named, known) <= most_named) continue;
            refuse(b, "compute-too-deep", graph.names[i].where,
                   fmt::format("the {} `{}` is made of more than {} others", what,
                               graph.names[i].text, most_named),
                   "make it of fewer");
            return false;
        }
        return true;
    }
    if (search.too_deep()) {
        const Word& deep = graph.names[*search.too_deep()];
        refuse(b, "compute-too-deep", deep.where,
               fmt::format("the {} `{}` is computed over more than {} levels", what, deep.text,
                           Circle::most_levels),
               "compute it from fewer steps");
        return false;
    }
    std::string members;
    for (const std::uint32_t member : circle) {
        members += fmt::format("{}`{}`", members.empty() ? "" : " → ", graph.names[member].text);
    }
    const Word& first = graph.names[circle.front()];
    Diagnostic& error =
        refuse(b, "compute-cycle", first.where,
               fmt::format("the {} `{}` would depend on itself: {}", what, first.text, members),
               "take one of them out of the circle");
    for (std::size_t i = 1; i + 1 < circle.size(); ++i) {
        error.notes.push_back({graph.names[circle[i]].where, "in the same circle"});
    }
    return false;
}

std::optional<ColumnType> column_type(const Binding& b, const std::string& name) {
    for (const ColumnDraft& column : b.draft.columns) {
        if (column.name.text == name) return ColumnType::number;
    }
    for (const StandardColumn& column : standard_columns) {
        if (column.name == name) return column.type;
    }
    const auto found = b.around.ledger_columns.find(name);
    if (found == b.around.ledger_columns.end()) return std::nullopt;
    return found->second;
}

std::vector<std::string> column_names(const Binding& b, std::optional<ColumnType> type) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& name, ColumnType of) {
        const bool known = std::find(names.begin(), names.end(), name) != names.end();
        if (!known && (!type || *type == of)) names.push_back(name);
    };
    for (const StandardColumn& column : standard_columns)
        add(std::string(column.name), column.type);
    for (const auto& [name, of] : b.around.ledger_columns)
        add(name, of);
    for (const ColumnDraft& column : b.draft.columns)
        add(column.name.text, ColumnType::number);
    return names;
}

void bind_columns(Binding& b) {
    for (const ColumnDraft& draft : b.draft.columns) {
        if (std::optional<ComputedColumn> column = column_of(b, draft)) {
            b.plan.columns.push_back(std::move(*column));
        }
    }
    check_columns(b);
}

}  // namespace attain::plan
