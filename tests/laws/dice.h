// Chance that can be repeated: splitmix64, integers only, so that a seed means the same world on
// every machine and with every library.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attain::laws {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    // From `least` to `most`, both possible. A modulus favours small numbers by a billionth:
    // enough.
    std::int64_t roll(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool chance(int percent) { return roll(1, 100) <= percent; }
    template <class Thing>
    const Thing& pick(const std::vector<Thing>& things) {
        return things[static_cast<std::size_t>(
            roll(0, static_cast<std::int64_t>(things.size()) - 1))];
    }
    std::string pick(std::initializer_list<const char*> words) {
        return *(words.begin() + roll(0, static_cast<std::int64_t>(words.size()) - 1));
    }
    // A die of its own: what it rolls does not disturb the others.
    Dice split() { return Dice(next()); }

private:
    std::uint64_t state_;
};

}  // namespace attain::laws
