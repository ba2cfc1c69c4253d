// A small company whose run has something of everything: a split by thirds, a deal that crosses a
// tier, an amount in euro, a team pool with a cent left over, a closed gate, an exception.
#pragma once

#include "pipeline/compute.h"
#include "record/run/run.h"
#include "support/world_builder.h"

namespace attain::test {

inline Files sample_company() {
    return {
        {"company.yaml",
         "company: Sample\n"
         "rates:\n"
         "  market: {base: EUR, carries_days: 300}\n"},
        {"teams.csv", "team,name\nnorth,North\n"},
        {"people.csv",
         "participant,name,from,to,team,manager,plan\n"
         "ada,Ada,2026-01-01,,north,,rep\n"
         "ben,Ben,2026-01-01,,north,,rep\n"
         "cho,Cho,2026-02-01,,north,,rep\n"
         "dov,Dov,2026-01-01,,,,rep\n"},
        {"targets.csv",
         "participant,from,to,amount,currency,per\n"
         "ada,2026-01-01,,10000,USD,quarter\nben,2026-01-01,,10000,USD,quarter\n"
         "cho,2026-01-01,,10000,USD,quarter\n"},
        {"quotas.csv",
         "of,owner,goal,period,amount,currency,from\n"
         "participant,ada,bookings,2026-Q1,100000,USD,\n"
         "participant,ben,bookings,2026-Q1,100000,USD,\n"
         "participant,cho,bookings,2026-Q1,100000,USD,\n"},
        {"rates.csv", "series,day,base,quote,rate\nmarket,2026-01-01,EUR,USD,1.0807\n"},
        {"ledger.csv",
         "source,deal,booked,amount,currency,owner,split\n"
         "crm,D-1,2026-01-20,80000,USD,ada,\n"
         "crm,D-2,2026-02-20,90000.5,USD,ada,\n"
         "crm,D-3,2026-03-20,10000,USD,ada,ada 1/3 + ben 1/3 + cho 1/3\n"
         "crm,D-4,2026-03-21,7000.07,EUR,ben,\n"
         "crm,D-5,2026-03-22,100,USD,zed,\n"
         "crm,D-6,2026-08-22,100,USD,ben,\n"},
        {"rep.yaml",
         "plan: rep\n"
         "effective: 2026-01-01..2026-12-31\n"
         "currency: USD\n"
         "pays: quarterly\n"
         "conversion: {series: market, on: deal_date}\n"
         "measures:\n"
         "  bookings: {sum: amount, credit: own}\n"
         "  together: {sum: amount, credit: team}\n"
         "attainments:\n"
         "  own_goal: {of: bookings, against: bookings}\n"
         "components:\n"
         "  commission:\n"
         "    of: bookings\n"
         "    by: own_goal\n"
         "    table:\n"
         "      mode: marginal\n"
         "      tiers:\n"
         "        - {up_to: 100%, rate: 5%}\n"
         "        - {above: 100%, rate: 8%}\n"
         "  attained:\n"
         "    of: target\n"
         "    by: own_goal\n"
         "    curve: {kind: linear, points: {0%: 0%, 100%: 100%}, below: zero, beyond: flat}\n"
         "    when: own_goal >= 50%\n"
         "    otherwise: 10%\n"
         "  shared:\n"
         "    pool: {rate: 0.5%, of: together, shared: equally}\n"},
    };
}

struct SampleRun {
    World world = world_from(sample_company());
    RunResult run = compute(world, *record::find_period(world, "2026-Q1"), {});
};

}  // namespace attain::test
