// On random companies, whatever their plans do: the lines of a component add up to it, components
// to their plan, plans to the total at the top, to the cent; text, page and JSON can be written.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "laws/worlds.h"
#include "pipeline/compute.h"
#include "record/run/run.h"
#include "report/statement/statement.h"
#include "support/setting.h"

using namespace attain;

namespace {

void check_component(const StatementComponent& component) {
    INFO("component " << component.name);
    Cash sum = Cash::zero(component.due.currency());
    for (const StatementLine& line : component.lines)
        sum += line.amount;
    if (!component.lines.empty()) CHECK(sum == component.entitled);
    CHECK(component.entitled - component.before == component.due);
}

void check(const Statement& statement) {
    INFO("statement of " << statement.participant);
    std::map<std::string, Cash> totals;
    for (const StatementPlan& plan : statement.plans) {
        Cash sum = plan.cap_cut + plan.floor_added;
        for (const StatementComponent& component : plan.components) {
            check_component(component);
            sum += component.due;
        }
        CHECK(sum == plan.due);
        totals.try_emplace(plan.due.currency().code(), Cash::zero(plan.due.currency()))
            .first->second += plan.due;
    }
    for (const Cash& total : statement.totals)
        CHECK(totals.at(total.currency().code()) == total);
    CHECK(totals.size() == statement.totals.size());
    CHECK(report::statement_html(statement).ends_with("</html>\n"));
    CHECK(report::statement_json(statement).ends_with("}\n"));
    CHECK_FALSE(report::statement_text(statement, Colour::no).empty());
}

}  // namespace

TEST_CASE("lines add up to components, plans and the headline on random statements") {
    const std::uint64_t seed = test::number_from("ATTAIN_SEED", 0);
    // Three people a company are paid: four thousand companies make more than 10,000 statements.
    const std::uint64_t worlds =
        seed > 0 ? seed : std::min<std::uint64_t>(test::number_from("ATTAIN_WORLDS", 60), 4000);
    std::size_t statements = 0;
    for (std::uint64_t at = seed > 0 ? seed : 1; at <= worlds; ++at) {
        INFO("ATTAIN_SEED=" << at);
        const laws::RandomWorld random = laws::random_world(at);
        const World world = test::world_from(random.files);
        const std::optional<Period> period = record::find_period(world, random.period);
        REQUIRE(period);
        const RunResult run = compute(world, *period, {});
        const report::StatementMaker maker(world, run, nullptr);
        for (const Payout& payout : run.payouts) {
            check(maker.of(payout.who));
            ++statements;
        }
    }
    WARN(statements << " statements of " << worlds << " companies");
    CHECK(statements >= worlds);
}
