// The desk at which components are evaluated one after the other: what has been answered so far,
// and the questions that several kinds of component ask. Private to the room.
#pragma once

#include <tuple>

#include "pipeline/payout/evaluate.h"

namespace attain::payout {

class Desk {
public:
    Desk(const Ground& ground, measure::Answers& answers, Evaluated& evaluated)
        : ground_(ground), answers_(answers), evaluated_(evaluated) {}

    const World& world() const { return ground_.world; }
    const Plan& plan(const Ruling& job) const { return ground_.world.rules[job.plan]; }
    const Component& component(const Ruling& job) const {
        return plan(job).components[job.component];
    }
    const assignment::Assignment& assignment(const Ruling& job) const {
        return ground_.assignments[job.assignment];
    }
    const MeasureResult& answer(std::size_t place) const { return answers_.results[place]; }
    const CreditLines& credits() const { return answers_.credits; }
    const Ground& ground() const { return ground_; }
    Evaluated& evaluated() { return evaluated_; }

    promise::Question question(const Ruling& job, const Period& window,
                               const DayRange& there) const;

    // Measure against goal, with the reasons of a missing goal put on record for this job.
    AttainmentFigure attain(const Ruling& job, const AttainmentAsk& ask);
    // The target incentive for these days; zero, with an exception, where there is none.
    PartedFigure target(const Ruling& job, const WindowJob& window, const DayRange& there,
                        QuotaBasis basis);
    // A number of the plan, or of the person on a day; zero, with an exception, where there is
    // none.
    Rational quantity(const Ruling& job, const Quantity& quantity, Date day);

    // Puts an exception of the person on record, once, and marks the job at hand as excepted.
    void except(const Ruling& job, const std::string& code, const std::string& message,
                const std::string& help);
    // The codes put on record since the last call: the job at hand's.
    std::vector<std::string> take_codes();

private:
    const Ground& ground_;
    measure::Answers& answers_;
    Evaluated& evaluated_;
    std::set<std::string> codes_;
    std::set<std::tuple<ParticipantIndex, std::string, std::string>> recorded_;
};

// One window of one component, by the order of R6.
WindowFigures evaluate_window(Desk& desk, const WindowJob& window,
                              const std::optional<PoolFigure>& pool, const Rational& pool_share);

// The component's gate as it is judged for one window (R10).
GateFigure judge_gate(Desk& desk, const WindowJob& window);
// Whether a gate asks for figures of the team only: it then opens for all members or for none.
bool gate_of_team(const Plan& plan, const Component& component);

// R9: the pools of all jobs that pay one, and each member's share.
struct PoolShare {
    PoolFigure figure;
    Rational amount;
    bool waits = false;  // a member's key is missing: nobody's share can be told yet
};
using PoolShares = std::map<std::pair<std::size_t, std::size_t>, PoolShare>;  // by job and window
PoolShares share_pools(Desk& desk);

}  // namespace attain::payout
