// People who leave or come from the other plan, and versions that change inside a window (T7, T8).
#include <fmt/format.h>

#include "laws/worlds.h"

namespace attain::laws {

std::string changes_text(const std::string& plan, Dice& shape, Dice& numbers) {
    std::string text;
    if (shape.chance(15)) {
        text += "leavers: {open_windows: " + shape.pick({"full", "nothing", "prorated"});
        if (shape.chance(30)) text += fmt::format(", must_stay_days: {}", numbers.roll(0, 40));
        text += "}\n";
    }
    if (plan != "alpha" && shape.chance(30)) {
        text += "carries: {from: [alpha], what: [attainment]}\n";
    }
    if (shape.chance(20)) text += "versions: day_weighted\n";
    return text;
}

}  // namespace attain::laws
