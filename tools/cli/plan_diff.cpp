#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/plan_meant.h"
#include "cli/session.h"
#include "report/difference/difference.h"

namespace attain::cli {

namespace {

// Both plans by themselves, and what they would have paid.
struct Pair {
    SourcePtr old_text, new_text;
    std::optional<LonePlan> before, after;
};

std::string key_of(const Plan& plan) {
    return fmt::format("{} {}", plan.id.text(), plan.effective.first.text());
}

// The world without the other version of the two, so that both are never in force at once.
std::optional<RunResult> run_with(const Known& known, const SourcePtr& text, const Plan& other,
                                  const std::string& period, std::optional<World>& world,
                                  Diagnostics& out) {
    Known here = known;
    std::erase_if(here.documents, [&](const Document& one) {
        return one.kind == DocumentKind::plan && one.name == other.source->name();
    });
    world = world_with(std::move(here), text, key_of(other), out);
    if (!world) return std::nullopt;
    return compute(*world, period_meant(*world, period), {});
}

void add_pay(const Arguments& arguments, const Company& company, const Pair& pair,
             PlanDifference& difference, Diagnostics& problems, Console& console) {
    if (!company.is_known()) {
        throw NotThere("no company is known whose pay could be compared",
                       "say where with --book or --company");
    }
    if (pair.before->plan.id != pair.after->plan.id) {
        throw NotThere(fmt::format("`{}` and `{}` are two plans: people are on one of them by name",
                                   pair.before->plan.id.text(), pair.after->plan.id.text()),
                       "give both one name in `plan:`, or leave --period out");
    }
    console.begin("computing both");
    const std::optional<Known> known = company.read(true, problems);
    if (!known) return;
    std::optional<World> before_world;
    std::optional<World> after_world;
    const auto before =
        run_with(*known, pair.old_text, pair.after->plan, arguments.period, before_world, problems);
    const auto after =
        run_with(*known, pair.new_text, pair.before->plan, arguments.period, after_world, problems);
    console.end();
    if (!before || !after) return;
    report::compare_pay(difference, *before_world, *before, *after_world, *after);
}

}  // namespace

int plan_diff(const Arguments& arguments, Console& console) {
    Diagnostics problems;
    const Company company(arguments, arguments.paths.front(), arguments.paths.back());
    Pair pair;
    pair.old_text = plan_text(company, arguments.paths.front(), problems);
    pair.new_text = plan_text(company, arguments.paths.back(), problems);
    if (pair.old_text) pair.before = lone_plan(company, pair.old_text, problems);
    if (pair.new_text) pair.after = lone_plan(company, pair.new_text, problems);
    if (!pair.before || !pair.after) {
        console.complain(problems);
        return exit_of(problems);
    }
    PlanDifference difference = report::compare_plans(pair.before->plan, pair.after->plan);
    if (!arguments.period.empty()) {
        add_pay(arguments, company, pair, difference, problems, console);
    }
    console.complain(problems);
    if (problems.has_errors()) return exit_of(problems);
    console.print(arguments.json ? report::difference_json(difference)
                                 : report::difference_text(difference, console.colour()));
    return difference.any() ? exit_problems : exit_done;
}

}  // namespace attain::cli
