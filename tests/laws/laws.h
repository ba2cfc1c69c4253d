// The laws that every run must keep, whatever the company and its plans. Each looks at one random
// world and answers with a sentence for each way in which it is broken.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "laws/worlds.h"
#include "pipeline/compute.h"

namespace attain::laws {

// A random world and its run.
struct Trial {
    RandomWorld random;
    World world;
    Period period;
    RunResult run;
};
Trial trial_of(std::uint64_t seed);

// Laws that compute or read a world anew cost most of the time: a world of many is held to some of
// them, in turn, and a world that is replayed alone to all.
enum class Cost { little, much };
struct Law {
    const char* name;
    Cost cost = Cost::little;
    std::function<std::vector<std::string>(const Trial&)> broken;
};
std::span<const Law> all_laws();

}  // namespace attain::laws
