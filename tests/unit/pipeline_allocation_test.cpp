// The per-deal path of a run asks for no memory per deal (HOUSE: Speed).
//
// Counts every `operator new` of the program while one company is computed with 1,000 deals and
// with 100,000 deals of the same two people. What may grow are the few long columns themselves,
// each of which doubles seven times on the way; what may not are texts, fractions or nodes for
// single deals.
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include <catch2/catch.hpp>

#include "pipeline/compute.h"
#include "support/world_builder.h"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* const found = std::malloc(size == 0 ? 1 : size)) return found;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* place, const std::nothrow_t&) noexcept {
    std::free(place);
}
void operator delete(void* place) noexcept {
    std::free(place);
}
void operator delete(void* place, std::size_t) noexcept {
    std::free(place);
}

namespace {

using namespace attain;

const char* const people =
    "participant,name,from,to,team,manager,plan\n"
    "ada,Ada,2026-01-01,,north,,ae\n"
    "ben,Ben,2026-01-01,,north,ada,ae\n";

const char* const quotas =
    "of,owner,goal,period,amount,currency,from\n"
    "participant,ada,bookings,2026-Q1,1000000,USD,\n"
    "participant,ben,bookings,2026-Q1,1000000,USD,\n"
    "team,north,bookings,2026-Q1,2000000,USD,\n";

// Filters, conversion, splits, marginal tiers, a curve, an override and a pool: every road a deal
// takes.
const char* const commission_plan = R"(plan: ae
effective: 2026-01-01..2026-12-31
currency: USD
pays: quarterly
conversion: {series: market, on: deal_date}
measures:
  bookings:      {sum: amount, where: 'type in ["new", "expansion"]', credit: own}
  team_bookings: {sum: amount, where: 'type == "new"', credit: team}
  reported:      {sum: amount, credit: reports}
  deals:         {count: lines, credit: own}
attainments:
  own_goal:  {of: bookings, against: bookings}
  team_goal: {of: team_bookings, against: bookings}
components:
  commission:
    of: bookings
    by: own_goal
    table:
      mode: marginal
      tiers:
        - {up_to: 50%, rate: 3%}
        - {above: 50%, up_to: 100%, rate: 5%}
        - {above: 100%, rate: 7%}
  override: {of: reported, rate: 1%, when: team_goal >= 10%}
  per_deal: {of: deals, by: deals, table: {mode: whole, tiers: [{up_to: 500, amount: 1}, {above: 500, amount: 2}]}}
  bonus:
    when: team_goal >= 10%
    pool: {rate: 1%, of: team_bookings, above: team_goal, shared: by_credit, rounded: together}
)";

std::string ledger(int deals) {
    std::string text = "source,deal,booked,amount,currency,owner,split,type\n";
    const char* const types[] = {"new", "expansion", "renewal"};
    for (int i = 0; i < deals; ++i) {
        const bool shared = i % 7 == 0;
        text += fmt::format("crm,D-{:06},2026-{:02}-{:02},{}.{:02},{},{},{},{}\n", i, 1 + i % 3,
                            1 + i % 28, 100 + i % 900, i % 100, i % 5 == 0 ? "EUR" : "USD",
                            shared       ? ""
                            : i % 2 == 0 ? "ada"
                                         : "ben",
                            shared ? "ada 60% + ben 40%" : "", types[i % 3]);
    }
    return text;
}

std::string rates() {
    std::string text = "series,day,base,quote,rate\n";
    for (int month = 1; month <= 3; ++month) {
        for (int day = 1; day <= 28; ++day) {
            text +=
                fmt::format("market,2026-{:02}-{:02},EUR,USD,1.0{:02}7\n", month, day, day + month);
        }
    }
    return text;
}

World company_with(int deals) {
    return test::world_from({{"company.yaml", "company: Small\nrates:\n  market: {base: EUR}\n"},
                             {"teams.csv", "team,name\nnorth,North\n"},
                             {"people.csv", people},
                             {"quotas.csv", quotas},
                             {"rates.csv", rates()},
                             {"ledger.csv", ledger(deals)},
                             {"ae.yaml", commission_plan}});
}

struct Counted {
    std::size_t allocations = 0;
    std::size_t credited = 0;
};

Counted run_with(int deals) {
    const World world = company_with(deals);
    const Period quarter = *Calendar::gregorian().find("2026-Q1");
    const std::size_t before = allocations;
    const RunResult run = compute(world, quarter, {1, false});
    Counted counted{allocations - before, 0};
    for (const RowFate fate : run.fates)
        counted.credited += fate == RowFate::credited ? 1U : 0U;
    return counted;
}

TEST_CASE("the memory that a run asks for does not grow with the deals of a participant") {
    const Counted few = run_with(1'000);
    const Counted many = run_with(100'000);
    CHECK(few.credited == 1'000);
    CHECK(many.credited == 100'000);
    CAPTURE(few.allocations, many.allocations);
    // Seven doublings of some forty columns, for a hundred times the deals.
    CHECK(many.allocations <= few.allocations + 300);
}

}  // namespace
