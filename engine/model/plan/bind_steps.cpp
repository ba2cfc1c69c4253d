// The order in which modifiers, weight, cap, floor and gate change what a component pays (R6).
//
//     order: [cap, modifiers, weight, floor, gate]     2,500 capped at 2,000, then × 120%: 2,400
//
// A stated order names every step that the component has, so that nobody has to know where one that
// is left out would stand. Limits of single deals come before those of windows, because a window's
// limit cannot be told deal by deal; lines are rounded when they are weighted, before any limit.
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/components.h"
#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

const char* step_name(PayStep step) {
    switch (step) {
        case PayStep::modifiers: return "modifiers";
        case PayStep::weight: return "weight";
        case PayStep::cap: return "cap";
        case PayStep::floor: return "floor";
        case PayStep::gate: return "gate";
    }
    return "";
}

const char* step_word(PayStep step) {
    return step == PayStep::modifiers ? "modifier" : step_name(step);
}

const std::optional<Limit>* limit_at(const Component& component, PayStep step) {
    if (step == PayStep::cap) return &component.cap;
    return step == PayStep::floor ? &component.floor : nullptr;
}

// Where the component has the step; nothing where it lacks it.
std::optional<Span> has_step(const ComponentBinding& d, PayStep step) {
    switch (step) {
        case PayStep::modifiers:
            if (d.meant.modifiers.empty()) return std::nullopt;
            return d.meant.modifiers.front().where;
        case PayStep::weight:
            if (!d.written.weight) return std::nullopt;
            return d.written.weight->where;
        case PayStep::cap:
        case PayStep::floor: {
            const std::optional<Limit>& limit = *limit_at(d.meant, step);
            return limit ? std::optional(limit->where) : std::nullopt;
        }
        case PayStep::gate: return d.meant.gate ? std::optional(d.meant.gate->where) : std::nullopt;
    }
    return std::nullopt;
}

bool is_per(const Component& component, PayStep step, Limit::Per per) {
    const std::optional<Limit>* limit = limit_at(component, step);
    return limit != nullptr && *limit && (*limit)->per == per;
}

// The order as written, once each; steps that the component lacks change nothing and stand last.
struct Stated {
    PayOrder order = usual_order;
    std::array<Span, usual_order.size()> where;
    std::size_t named = 0;

    bool names(PayStep step) const {
        return std::find(order.begin(), order.begin() + named, step) != order.begin() + named;
    }
    void add(PayStep step, const Span& at) {
        where.at(named) = at;
        order.at(named++) = step;
    }
};

// The plan's order is read for each component, and blamed once.
std::optional<Stated> read_order(Binding& b, const OrderDraft& draft, bool told) {
    Stated stated;
    for (const Word& word : draft.steps) {
        const auto* step = std::find_if(usual_order.begin(), usual_order.end(), [&](PayStep known) {
            return word.text == step_name(known);
        });
        if (stated.names(*step)) {
            if (told) return std::nullopt;
            refuse(b, "order-twice", word.where,
                   fmt::format("`{}` stands in the order twice", word.text),
                   "name each step once, where it happens");
            return std::nullopt;
        }
        stated.add(*step, word.where);
    }
    return stated;
}

// Every step that the component has is named.
bool check_complete(Binding& b, const ComponentBinding& d, const OrderDraft& draft,
                    const Stated& stated) {
    for (const PayStep step : usual_order) {
        const std::optional<Span> where = has_step(d, step);
        if (!where || stated.names(step)) continue;
        Diagnostic& error =
            refuse(b, "order-incomplete", draft.where,
                   fmt::format("`{}` has a {}, and the order does not say when it happens",
                               d.meant.name, step_word(step)),
                   fmt::format("name `{}` in the order", step_name(step)));
        error.notes.push_back({*where, "this one"});
        return false;
    }
    return true;
}

// The steps that the component has, in the stated order.
struct Standing {
    PayStep step;
    Span where;
};

std::vector<Standing> standing(const ComponentBinding& d, const Stated& stated) {
    std::vector<Standing> steps;
    for (std::size_t i = 0; i < stated.named; ++i) {
        if (has_step(d, stated.order.at(i))) {
            steps.push_back({stated.order.at(i), stated.where.at(i)});
        }
    }
    return steps;
}

void report_late(Binding& b, const Standing& late, const Standing& early, std::string message,
                 const char* note) {
    Diagnostic& error =
        refuse(b, "order-of-steps", late.where, std::move(message),
               fmt::format("write `{}` before `{}`", step_name(late.step), step_name(early.step)));
    error.notes.push_back({early.where, note});
}

bool multiplies(PayStep step) {
    return step == PayStep::modifiers || step == PayStep::weight;
}

// A window's limit or gate leaves one figure, in which no deal can be told any more.
void check_deals_first(Binding& b, const Component& component, const std::vector<Standing>& steps) {
    const Standing* of_window = nullptr;
    for (const Standing& at : steps) {
        if (is_per(component, at.step, Limit::Per::deal)) {
            if (of_window == nullptr) continue;
            return report_late(b, at, *of_window,
                               fmt::format("this {} binds each deal, and comes after something "
                                           "that knows no deals",
                                           step_name(at.step)),
                               "from here on there is one figure for the window");
        }
        if (!multiplies(at.step) && of_window == nullptr) of_window = &at;
    }
}

void check_lines_first(Binding& b, const Component& component, const std::vector<Standing>& steps) {
    if (component.rounded_at != RoundedAt::line) return;
    const Standing* other = nullptr;
    for (const Standing& at : steps) {
        if (multiplies(at.step) && other != nullptr) {
            return report_late(b, at, *other,
                               fmt::format("each line is rounded after its {}, and this comes "
                                           "when lines are rounded already",
                                           step_name(at.step)),
                               "this does not look at lines");
        }
        if (!multiplies(at.step) && other == nullptr) other = &at;
    }
}

// What a pay period earns inside a longer window is limited as a whole, cap and floor together.
void check_together(Binding& b, const Component& component, const std::vector<Standing>& steps) {
    if (!is_per(component, PayStep::cap, Limit::Per::pay_period) &&
        !is_per(component, PayStep::floor, Limit::Per::pay_period)) {
        return;
    }
    const Standing* limit = nullptr;
    const Standing* between = nullptr;
    for (const Standing& at : steps) {
        const bool limits = limit_at(component, at.step) != nullptr;
        if (limits && between != nullptr) {
            return report_late(b, at, *between,
                               "cap and floor of a pay period limit one figure, and this stands "
                               "apart from the other",
                               "this comes between them");
        }
        if (limit != nullptr && !limits && between == nullptr) between = &at;
        if (limits && !is_per(component, at.step, Limit::Per::deal)) limit = &at;
    }
}

// The order as stated, put into the component; false after an error.
bool state_order(Binding& b, ComponentBinding& d, const OrderDraft& written) {
    const bool told = !d.written.order && !b.plan.components.empty();
    std::optional<Stated> stated = read_order(b, written, told);
    if (!stated || !check_complete(b, d, written, *stated)) return false;
    const std::vector<Standing> steps = standing(d, *stated);
    check_deals_first(b, d.meant, steps);
    check_lines_first(b, d.meant, steps);
    check_together(b, d.meant, steps);
    const std::size_t named = stated->named;
    for (const PayStep step : usual_order) {
        if (!stated->names(step)) stated->add(step, written.where);
    }
    d.meant.order = stated->order;
    for (std::size_t i = 0; d.written.order && i < named; ++i) {
        if (has_step(d, stated->order.at(i))) continue;
        Diagnostic& warning = b.out.warning(
            "no-effect", stated->where.at(i),
            fmt::format("`{}` has no {}", d.meant.name, step_word(stated->order.at(i))));
        warning.help = "leave it out";
    }
    return true;
}

// Whether nothing multiplies between cap and floor, so that they bound the same figure.
bool bound_together(const ComponentBinding& d) {
    bool between = false;
    bool limited = false;
    for (const PayStep step : d.meant.order) {
        if (limit_at(d.meant, step) != nullptr) {
            if (limited) return !between;
            limited = true;
        } else {
            between = between || (limited && has_step(d, step));
        }
    }
    return true;
}

}  // namespace

void bind_pay_order(Binding& b, ComponentBinding& d) {
    d.meant.order = usual_order_of(d.meant);
    const std::optional<OrderDraft>& written = d.written.order ? d.written.order : b.draft.order;
    if (written && !state_order(b, d, *written)) return;
    if (bound_together(d)) check_limits(b, d.meant.cap, d.meant.floor);
}

}  // namespace attain::plan
