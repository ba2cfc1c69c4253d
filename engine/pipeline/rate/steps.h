// The way from one position to another up or down a ladder, step by step. Private to the room.
//
//     edges 100, 200; from 80 to 230:   step 0: 20    step 1: 100    step 2: 30
#pragma once

#include <algorithm>
#include <vector>

namespace attain::rate {

// Visits the steps that the way from `before` to `after` passes through, in the order in which it
// passes them: visit(step, base). The bases add up to after − before. Number is Int128 or Rational.
template <class Number, class Visit>
void pass_steps(const std::vector<Number>& edges, const Number& before, const Number& after,
                Visit visit) {
    if (edges.empty()) {
        if (before != after) visit(std::size_t{0}, Number(after - before));
        return;
    }
    if (before < after) {
        Number at = before;
        auto step = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), before) -
                                             edges.begin());
        while (at < after) {
            const Number& stop = step < edges.size() && edges[step] < after ? edges[step] : after;
            if (at < stop) visit(step, Number(stop - at));
            at = stop;
            ++step;
        }
    } else {
        Number at = before;
        auto step = static_cast<std::size_t>(std::lower_bound(edges.begin(), edges.end(), before) -
                                             edges.begin());
        while (after < at) {
            const Number& stop = step > 0 && after < edges[step - 1] ? edges[step - 1] : after;
            if (stop < at) visit(step, Number(stop - at));
            at = stop;
            --step;
        }
    }
}

}  // namespace attain::rate
