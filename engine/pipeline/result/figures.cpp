#include "pipeline/result/figures.h"

namespace attain {

std::optional<std::size_t> WindowFigures::measure_behind() const {
    std::optional<std::size_t> behind = base_measure;
    for (const Lookup& lookup : lookups) {
        if (lookup.attainment && lookup.attainment->measure_result) {
            behind = lookup.attainment->measure_result;
        }
        if (lookup.measure_result) behind = lookup.measure_result;
    }
    return behind;
}

}  // namespace attain
