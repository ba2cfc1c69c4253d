// Which version rules a day: a walk over a few dozen plans, in name and date order.
#include "model/rulebook/rulebook.h"

#include <fmt/format.h>

#include <algorithm>

namespace attain {

namespace {

bool earlier(const Plan& a, const Plan& b) {
    if (a.id != b.id) return a.id < b.id;
    if (a.effective.first != b.effective.first) return a.effective.first < b.effective.first;
    return a.fingerprint < b.fingerprint;  // only to report an overlap the same way every time
}

void report_overlap(const Plan& first, const Plan& second, Diagnostics& out) {
    const DayRange both = first.effective.intersect(second.effective);
    const std::string days =
        both.past_the_end == Date::end_of_time() ? fmt::format("from {} on", both.first.text())
        : both.days() == 1                       ? fmt::format("on {}", both.first.text())
                           : fmt::format("from {} to {}", both.first.text(), both.last().text());
    Diagnostic& error =
        out.error("plan-overlap", second.effective_where,
                  fmt::format("two versions of the plan `{}` hold {}", second.id.text(), days));
    error.label = "this version";
    error.notes.push_back({first.effective_where, "the other version"});
    error.help = fmt::format("let the earlier one end on {}, the day before the later one begins",
                             (second.effective.first - 1).text());
    if (first.effective.first == second.effective.first) {
        error.help = "give one of them other days, or another name in `plan:`";
    }
}

// The pay of reports is that of their own plans (R11). A name that no plan has would add nothing in
// silence; it may also belong to a plan that comes later, so it is no error.
void check_pay_names(const std::vector<Plan>& plans, Diagnostics& out) {
    std::vector<std::string> known;
    for (const Plan& plan : plans) {
        for (const Component& component : plan.components)
            known.push_back(component.name);
    }
    for (const Plan& plan : plans) {
        for (const Measure& measure : plan.measures) {
            for (const std::string& name : measure.pay) {
                if (std::find(known.begin(), known.end(), name) != known.end()) continue;
                Diagnostic& warning = out.warning(
                    "unknown-component", measure.where_written,
                    fmt::format("`{}` adds the pay of `{}`, and no plan has such a component",
                                measure.name, name));
                const std::string near = nearest(name, known);
                warning.help = near.empty() ? "name a component of the reports' plans"
                                            : fmt::format("did you mean `{}`?", near);
            }
        }
    }
}

}  // namespace

std::optional<Rulebook> Rulebook::make(std::vector<Plan> plans, Diagnostics& out) {
    std::sort(plans.begin(), plans.end(), earlier);
    bool sound = true;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        for (std::size_t j = i + 1; j < plans.size() && plans[j].id == plans[i].id; ++j) {
            if (plans[i].effective.intersect(plans[j].effective).empty()) continue;
            report_overlap(plans[i], plans[j], out);
            sound = false;
        }
    }
    if (!sound) return std::nullopt;
    check_pay_names(plans, out);
    Rulebook book;
    book.plans_ = std::move(plans);
    return book;
}

PlanIndex Rulebook::on(std::string_view name, Date day) const {
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        if (plans_[i].id.text() == name && plans_[i].effective.holds(day)) {
            return PlanIndex(static_cast<std::uint32_t>(i));
        }
    }
    return PlanIndex::none();
}

bool Rulebook::knows(std::string_view name) const {
    return std::any_of(plans_.begin(), plans_.end(),
                       [&](const Plan& plan) { return plan.id.text() == name; });
}

std::vector<std::string> Rulebook::names() const {
    std::vector<std::string> names;
    for (const Plan& plan : plans_) {
        if (names.empty() || names.back() != plan.id.text()) names.push_back(plan.id.text());
    }
    return names;
}

}  // namespace attain
