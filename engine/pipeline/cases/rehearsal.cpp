#include "pipeline/cases/rehearsal.h"

#include <fmt/format.h>

#include "pipeline/settlement/settle.h"

namespace attain::cases {

std::optional<Period> period_named(const World& world, const std::string& name, const Span& where,
                                   Diagnostics& out) {
    for (const auto& [calendar_name, calendar] : world.facts.calendars) {
        if (std::optional<Period> period = calendar.find(name)) return period;
    }
    out.error("unknown-period", where, fmt::format("no calendar knows the period `{}`", name))
        .help = "write a week, month, quarter, half or year, such as `2026-Q1` or `2026-02`";
    return std::nullopt;
}

bool Rehearsal::is_computed(const Case& one) const {
    return last_ && last_->period == one.period && last_->files == one.files;
}

CaseOutcome Rehearsal::run(const Case& one) {
    CaseOutcome outcome;
    if (!is_computed(one)) {
        last_.reset();
        std::optional<World> world = worlds_.world_of(one.files, outcome.problems);
        if (!world) return outcome;
        const auto period = period_named(*world, one.period, one.period_where, outcome.problems);
        if (!period) return outcome;
        RunResult run = settlement::compute_settled(*world, *period, {}, options_);
        coverage_.add(*world, run);
        last_.emplace(Computed{one.files, one.period, std::move(*world), std::move(run)});
    }
    outcome.mismatches = compare(last_->world, last_->run, one.expect);
    return outcome;
}

}  // namespace attain::cases
