// Writes one plan: its terms and tables in plans.cpp, its kinds of component in plan_parts.cpp.
// Private to the laws.
#pragma once

#include <string>
#include <vector>

#include "laws/worlds.h"

namespace attain::laws {

// How an axis and a value are written.
enum class Axis { percent, amount, count };
enum class Pays { share_of_target, rate, per_unit, amount };

class PlanWriter {
public:
    PlanWriter(const Frame& frame, Dice shape, Dice numbers)
        : frame_(frame), shape_(shape), numbers_(numbers) {}

    std::string write(const std::string& name, const std::string& effective);

private:
    void choose_terms();
    std::string measure(const std::string& name, const std::string& what, const std::string& credit,
                        bool with_overlays);
    std::string measures();
    std::string attainments();
    std::string attainment(const std::string& name, const std::string& of, const std::string& goals,
                           const std::string& more);
    std::string where();

    std::string parts_of_target();
    std::string commission();
    std::string whole_rate();
    std::string per_deal();
    std::string override_rate();
    std::string team_cut();
    std::string kicker();
    std::string pool();
    std::string on_pay();
    std::string curve_without_base();
    std::string single_deals();
    std::string bounty();
    std::string own_pay();
    std::string milestones();

    // What any component may have besides: window, gate, limits, rounding.
    std::string rest(bool lines);
    std::string window(bool only_at_close);
    std::string gate(bool team_gate, bool lines = false);
    std::string adjustments(bool lines);
    std::string carried_limits();
    std::string contest();
    std::string limits();
    std::string target_shares();
    std::string rounding(bool lines);

    std::vector<std::int64_t> ascending(std::size_t count, std::int64_t least, std::int64_t most);
    std::string position(Axis axis, std::int64_t steps);
    std::string value(Pays pays);
    std::string chosen(Pays pays);
    std::string mode(bool may_reach, Axis axis);
    std::string table(const std::string& mode, Axis axis, Pays pays);
    std::string curve(Axis axis, Pays pays);

    const Frame& frame_;
    Dice shape_;
    Dice numbers_;
    std::string pays_;  // the grain
    bool weekly_ = false;
    bool targets_ = false;
    bool year_goal_ = false;
    std::string order_;              // of what changes pay, where the plan states one
    bool longer_ = false;            // some component's window is longer than the pay period
    std::vector<std::string> paid_;  // components whose pay another may take in
};

// The order of grains, the finest first.
int rank_of(const std::string& grain);

}  // namespace attain::laws
