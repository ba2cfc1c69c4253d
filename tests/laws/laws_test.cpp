// All laws on many random worlds. A failure names the law and the seed:
//
//     ATTAIN_SEED=17 build/tests/laws/laws      that world alone
//     ATTAIN_SEED=17 ATTAIN_SHOW=1 …            and its files, to be cut down by hand
//     ATTAIN_WORLDS=5000 …                      more of them
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "laws/laws.h"
#include "support/setting.h"

namespace attain::laws {

namespace {

void show(const RandomWorld& random) {
    for (const auto& [name, text] : random.files)
        fmt::print("--- {}\n{}", name, text);
    fmt::print("--- run {}\n", random.period);
}

std::string told(const std::vector<std::string>& sentences) {
    std::string text;
    for (std::size_t i = 0; i < sentences.size() && i < 8; ++i)
        text += "  " + sentences[i] + "\n";
    if (sentences.size() > 8) text += fmt::format("  … and {} more\n", sentences.size() - 8);
    return text;
}

// A law that cannot even be asked is broken, and the others are asked all the same.
std::vector<std::string> judged(const Law& law, const Trial& trial) {
    try {
        return law.broken(trial);
    } catch (const std::exception& failure) {
        return {std::string("stopped: ") + failure.what()};
    }
}

// Two of the costly laws for each world of many.
bool is_its_turn(const Law& law, std::size_t place, std::uint64_t seed) {
    return law.cost == Cost::little || (seed / 2 + place) % 4 == 0;
}

void hold_to_the_laws(std::uint64_t seed, bool all) {
    const Trial trial = trial_of(seed);
    for (std::size_t i = 0; i < all_laws().size(); ++i) {
        const Law& law = all_laws()[i];
        if (!all && !is_its_turn(law, i, seed)) continue;
        const std::vector<std::string> broken = judged(law, trial);
        INFO(law.name << "\n" << told(broken) << "replay: ATTAIN_SEED=" << seed);
        CHECK(broken.empty());
    }
}

// Every second world from `first` on, or the one that is asked for.
void hold_worlds_to_the_laws(std::uint64_t first) {
    if (const std::uint64_t seed = test::number_from("ATTAIN_SEED", 0); seed != 0) {
        if (std::getenv("ATTAIN_SHOW") != nullptr) show(random_world(seed));
        if (seed % 2 == first % 2) hold_to_the_laws(seed, true);
        return;
    }
    const std::uint64_t last = test::number_from("ATTAIN_WORLDS", 500);
    for (std::uint64_t seed = first; seed <= last; seed += 2)
        hold_to_the_laws(seed, false);
}

}  // namespace

// Two halves, so that two cores can share the work.
TEST_CASE("the laws hold on random worlds: odd seeds") {
    hold_worlds_to_the_laws(1);
}
TEST_CASE("the laws hold on random worlds: even seeds") {
    hold_worlds_to_the_laws(2);
}

}  // namespace attain::laws
