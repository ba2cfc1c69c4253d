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

bool names_version(const std::string& written, const Plan& plan) {
    constexpr std::size_t shortest = 8;  // digits of a fingerprint
    return written.size() >= shortest && plan.fingerprint.starts_with(written);
}

// The version that this one corrects: by its fingerprint, or by its first day the one that corrects
// nothing itself.
const Plan* corrected_by(const std::vector<Plan>& plans, const Plan& correction) {
    const std::string& written = correction.terms.corrects->version;
    for (const Plan& plan : plans) {
        if (&plan == &correction || plan.id != correction.id) continue;
        const bool by_day =
            !plan.terms.corrects.has_value() && plan.effective.first.text() == written;
        if (by_day || names_version(written, plan)) return &plan;
    }
    return nullptr;
}

// P5: a correction stands in the place of the version that it names. That one stays in the book,
// and rules no more.
bool put_corrections(std::vector<Plan>& plans, Diagnostics& out) {
    bool sound = true;
    std::vector<const Plan*> gone;
    for (const Plan& plan : plans) {
        if (!plan.terms.corrects) continue;
        const Plan* const corrected = corrected_by(plans, plan);
        if (corrected == nullptr) {
            sound = false;
            out.error(
                   "correction-of-nothing", plan.terms.corrects->where,
                   fmt::format("no version `{}` of the plan `{}` is known that could be corrected",
                               plan.terms.corrects->version, plan.id.text()))
                .help =
                "write the first day of the version that is corrected, or the beginning of "
                "its fingerprint";
            continue;
        }
        if (corrected->effective != plan.effective) {
            sound = false;
            Diagnostic& error =
                out.error("correction-days", plan.effective_where,
                          "a correction holds on the days of the version that it corrects");
            error.notes.push_back({corrected->effective_where, "the corrected version"});
            error.help = fmt::format("write `effective: {}`", corrected->effective.text());
        }
        gone.push_back(corrected);
    }
    std::vector<Plan> left;
    for (Plan& plan : plans) {
        if (std::find(gone.begin(), gone.end(), &plan) == gone.end())
            left.push_back(std::move(plan));
    }
    plans = std::move(left);
    return sound;
}

// T8: a plan from which another carries may come later, so a name that no plan has is no error.
void check_carries(const std::vector<Plan>& plans, Diagnostics& out) {
    std::vector<std::string> known;
    for (const Plan& plan : plans)
        known.push_back(plan.id.text());
    for (const Plan& plan : plans) {
        for (const std::string& from : plan.terms.carries.from) {
            if (std::find(known.begin(), known.end(), from) != known.end()) continue;
            Diagnostic& warning = out.warning(
                "unknown-plan", plan.terms.carries.where,
                fmt::format("`{}` carries from `{}`, and there is no such plan", plan.id.text(),
                            from));
            const std::string near = nearest(from, known);
            warning.help = near.empty() ? "name the plan that people were on before"
                                        : fmt::format("did you mean `{}`?", near);
        }
    }
}

// P5: what a variant takes over is the base's version that it names; that there is a newer one is
// for people to look at.
void check_bases(const std::vector<Plan>& plans, Diagnostics& out) {
    for (const Plan& plan : plans) {
        if (!plan.terms.variant) continue;
        const VariantOf& variant = *plan.terms.variant;
        const std::optional<Date> written = Date::parse(variant.base_version);
        for (const Plan& base : plans) {
            const bool newer = written && base.id.text() == variant.base &&
                               base.effective.first > *written &&
                               plan.effective.holds(base.effective.first) && base.id != plan.id;
            if (!newer) continue;
            Diagnostic& warning = out.warning(
                "variant-base-moved", variant.where,
                fmt::format("from {} on `{}` has another version than the one that is varied here",
                            base.effective.first.text(), variant.base));
            warning.notes.push_back({base.effective_where, "the newer version"});
            warning.help = fmt::format("end this version on {}, and write one for the new base",
                                       (base.effective.first - 1).text());
        }
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
    if (!put_corrections(plans, out)) return std::nullopt;
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
    check_bases(plans, out);
    check_carries(plans, out);
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
