// What changes pay on its way (R6, R7, R12). Private to the reference.
#pragma once

#include "reference/sheet.h"

namespace attain::reference {

// What of the credit earns (from, up to), the factor of all modifiers, a limit's
// amount, a contract's own rounding of a value, and what a deal's caps and floors change. Nothing:
// a figure is missing.
struct Earning {
    std::optional<Rational> from;
    std::optional<Rational> upto;
    bool bounded = false;
};
std::optional<Earning> earning(Sheet& sheet, const Moment& moment, const Component& component);
// `none`: there is no factor because nothing was measured.
std::optional<Rational> modified(Sheet& sheet, const Moment& moment, const Component& component,
                                 bool& none);
std::optional<Rational> limit_of(Sheet& sheet, const Moment& moment, const Limit& limit);
Rational rounded_value(const Moment& moment, const Rational& value);
// The component's steps (R6): those that are done as long as single deals can be told, and the
// rest.
std::vector<PayStep> steps_of_deals(const Component& component);
std::vector<PayStep> steps_of_window(const Component& component);
// What modifiers and weight among the steps make together.
Rational multiplied(const std::vector<PayStep>& steps, const Component& component,
                    const Rational& modifiers);
std::optional<Rational> limited_deals(Sheet& sheet, const Moment& moment,
                                      const Component& component,
                                      const std::vector<std::pair<Look, Rated>>& rated,
                                      const Rational& modifiers);
// The steps of the window, to date: `pays` comes out, and what later pay periods need is left.
struct Passed {
    Left left;
    Rational pays;
};
struct Passing {
    Rational weighted;
    Rational modifiers;
    Rational so_far;
    bool open = true;
};
std::optional<Passed> passed(Sheet& sheet, const Moment& moment, const Component& component,
                             const Passing& passing);
// What a window in which nothing was measured leaves: nothing of what is carried changes.
std::optional<Left> passed_on(Sheet& sheet, const Moment& moment, const Component& component);
// pay.cpp: what the window, or the one before it, left behind on an earlier day.
std::optional<Left> left_before(Sheet& sheet, const Moment& moment, const std::string& component,
                                bool same_window);

}  // namespace attain::reference
