// The same made-up values on every machine: the distributions of the standard library differ
// between libraries, its engines do not.
#pragma once

#include <cstdint>
#include <random>

namespace attain::tests {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t between(std::int64_t least, std::int64_t most) {
        const auto span = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<std::int64_t>(engine_() % span);
    }
    std::uint64_t bits() { return engine_(); }

private:
    std::mt19937_64 engine_;
};

}  // namespace attain::tests
