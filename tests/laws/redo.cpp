#include "laws/redo.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/explain/reason.h"

namespace attain::laws {

namespace {

Rational folded(const Reason& reason, const Rational& start,
                const std::function<Rational(const Rational&, const Rational&)>& step) {
    Rational value = start;
    for (const Reason& child : reason.because)
        value = step(value, child.value);
    return value;
}

bool can_be_redone(const Reason& reason) {
    const std::vector<Reason>& children = reason.because;
    switch (reason.step) {
        case Step::sum:
            return folded(reason, 0, [](const Rational& a, const Rational& b) { return a + b; }) ==
                   reason.value;
        case Step::product:
            return folded(reason, 1, [](const Rational& a, const Rational& b) { return a * b; }) ==
                   reason.value;
        case Step::ratio:
            return children.size() == 2 && !children[1].value.is_zero() &&
                   children[0].value / children[1].value == reason.value;
        case Step::less:
            return !children.empty() &&
                   folded(reason, children[0].value * 2, [](const Rational& a, const Rational& b) {
                       return a - b;
                   }) == reason.value;
        // What the rule picked; or of that the share which a closed gate pays.
        case Step::choice:
            if (children.size() >= 2 && children[0].value * children[1].value == reason.value) {
                return true;
            }
            return std::any_of(children.begin(), children.end(),
                               [&](const Reason& child) { return child.value == reason.value; });
        // How a figure is rounded, and what a table answers, the plan says: there is one to be
        // asked.
        case Step::rounded:
        case Step::computed:
        case Step::lookup: return !children.empty();
        case Step::fact:
        case Step::constant: return true;
    }
    return false;
}

void check(const Reason& reason, const std::string& where, std::vector<std::string>& broken) {
    const std::string here = where + " > " + reason.what;
    if (!can_be_redone(reason)) {
        std::string parts;
        for (const Reason& child : reason.because)
            parts += " " + child.value.shown();
        broken.push_back(fmt::format("{}: {} does not follow from {} parts{} (step {})", here,
                                     reason.value.shown(), reason.because.size(), parts,
                                     static_cast<int>(reason.step)));
    }
    for (const Reason& child : reason.because)
        check(child, here, broken);
}

}  // namespace

std::vector<std::string> steps_that_cannot_be_redone(const Trial& trial) {
    std::vector<std::string> broken;
    std::set<std::pair<ParticipantIndex, std::string>> asked;
    for (const ComponentResult& result : trial.run.components) {
        const std::string& name = trial.world.rules[result.plan].components[result.component].name;
        if (!asked.emplace(result.who, name).second) continue;
        check(explain(trial.world, trial.run, result.who, name),
              trial.world.facts.roster[result.who].id.text(), broken);
    }
    return broken;
}

}  // namespace attain::laws
