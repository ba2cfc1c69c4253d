#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "laws/compare.h"
#include "laws/worlds.h"

using namespace attain;

TEST_CASE("probe") {
    const char* one = std::getenv("ATTAIN_SEED");
    const char* many = std::getenv("ATTAIN_WORLDS");
    const std::uint64_t first = one ? std::strtoull(one, nullptr, 10) : 1;
    const std::uint64_t count = one ? 1 : many ? std::strtoull(many, nullptr, 10) : 50;
    int bad = 0, refused = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const laws::RandomWorld random = laws::random_world(seed);
        if (one)
            for (auto& [n, t] : random.files)
                if (std::getenv("SHOW")) {
                    fmt::print("--- {}\n{}", n, t);
                }
        try {
            const World world = test::world_from(random.files);
            if (one)
                for (auto& e : test::exceptions_of(world))
                    fmt::print("{}\n", e);
            const Period period = *Calendar::gregorian().find(random.period);
            reference::Reference ref(world, period);
            const RunResult run = compute(world, period, {});
            if (one && std::getenv("LOOK"))
                for (auto& c : run.components) {
                    fmt::print("# {} {} {} outcome {} exact {} due {} days {}",
                               world.facts.roster[c.who].id.text(),
                               world.rules[c.plan].components[c.component].name, c.pay_period.name,
                               (int)c.outcome, c.exact.shown(), c.due.plain(), c.assignment.text());
                    for (auto& e : c.exceptions)
                        fmt::print(" !{}", e);
                    fmt::print("\n");
                    for (auto& w : c.windows) {
                        fmt::print("#    window {} {} gross {} exact {} cap {} floor {}",
                                   w.window.name, w.days.text(), w.gross.shown(), w.exact.shown(),
                                   w.cap_cut.shown(), w.floor_added.shown());
                        if (w.target) fmt::print(" target {}", w.target->amount.shown());
                        fmt::print("\n");
                        for (auto& l : w.lookups) {
                            fmt::print("#      look {} share {} at {} value {} place {}",
                                       l.days.text(), l.share.fraction(), l.at.shown(),
                                       l.value.shown(), l.place);
                            if (l.attainment) {
                                fmt::print(" measured {} quota {}", l.attainment->measured.shown(),
                                           l.attainment->quota ? l.attainment->quota->amount.shown()
                                                               : "none");
                            }
                            fmt::print("\n");
                        }
                        if (w.slices)
                            for (auto i = w.slices->begin; i < w.slices->end; ++i)
                                fmt::print("#      slice {} place {:x} base {}\n",
                                           world.facts.ledger.key_text(run.slices.rows[i]),
                                           run.slices.tiers[i],
                                           run.slices.base(*w.slices, i).shown());
                        if (w.pool) {
                            auto& pl = run.pools[w.pool->pool];
                            fmt::print(
                                "#      pool base {} amount {} key {} of {} members {} measure "
                                "{}\n",
                                pl.base.shown(), pl.amount.shown(), w.pool->key.shown(),
                                w.pool->keys.shown(), pl.members.size(),
                                run.measures[pl.measure_result].value.shown());
                        }
                        if (w.gate)
                            for (auto& g : w.gate->attainments)
                                fmt::print("#      gate {} att {} measured {} quota {}\n",
                                           w.gate->open, g.attainment, g.measured.shown(),
                                           g.quota ? g.quota->amount.shown() : "none");
                    }
                }
            auto d = laws::differences(world, run, ref);
            if (!d.empty()) {
                ++bad;
                fmt::print("seed {} ({}): {} differences\n", seed, random.period, d.size());
                for (std::size_t i = 0; i < d.size() && i < (one ? 200 : 4); ++i)
                    fmt::print("   {}\n", d[i]);
            }
        } catch (const std::exception& e) {
            ++refused;
            fmt::print("seed {}: {}\n", seed, e.what());
        }
        std::fflush(stdout);
    }
    fmt::print("{} worlds, {} differ, {} refused\n", count, bad, refused);
}
