// Writes the pages of random companies' statements into a folder, for a script that knows nothing
// of the engine (redone.py).
//
//     write_pages FOLDER 1 60      those of the companies of seed 1 to 60
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "laws/worlds.h"
#include "pipeline/compute.h"
#include "record/run/run.h"
#include "report/statement/statement.h"

int main(int count, char** words) {
    using namespace attain;
    if (count != 4) return 2;
    const std::filesystem::path folder(words[1]);
    std::filesystem::create_directories(folder);
    const std::uint64_t last = std::strtoull(words[3], nullptr, 10);
    for (std::uint64_t seed = std::strtoull(words[2], nullptr, 10); seed <= last; ++seed) {
        const laws::RandomWorld random = laws::random_world(seed);
        const World world = test::world_from(random.files);
        const std::optional<Period> period = record::find_period(world, random.period);
        if (!period) return 1;
        const RunResult run = compute(world, *period, {});
        const report::StatementMaker maker(world, run, nullptr);
        for (const Payout& payout : run.payouts) {
            const std::string id = world.facts.roster[payout.who].id.text();
            std::ofstream file(folder / (std::to_string(seed) + "-" + id + ".html"),
                               std::ios::binary);
            file << report::statement_html(maker.of(payout.who));
            if (!file.flush()) return 1;
        }
    }
    return 0;
}
