// The desk at which components are evaluated one after the other: what has been answered so far,
// and the questions that several kinds of component ask. Private to the room.
#pragma once

#include <tuple>

#include "pipeline/payout/columns.h"
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

    // The ledger's lines with what a version of a plan computes of them.
    LineColumns lines(PlanIndex rules, const Period& window) const {
        LineColumns lines{world().facts, ground_.sources.computed(rules)};
        const Date until = measure::netted_until(world().rules[rules], window);
        if (until != DayRange::always().past_the_end) {
            lines.off = TakenOff{until, ground_.sources.netted_too};
        }
        return lines;
    }
    // The days of all rows by the name of a date (C4).
    const std::vector<std::int32_t>& days(const std::string& name);
    // The day on which a credit counts, by its place among all credits.
    std::int32_t counted(const Plan& plan, std::size_t credit);

    promise::Question question(const Ruling& job, const Period& window,
                               const DayRange& there) const;

    // Measure against goal, with the reasons of a missing goal put on record for this job.
    AttainmentFigure attain(const Ruling& job, const AttainmentAsk& ask);
    // Whether an attainment has no value because there was nothing to measure (M1).
    bool measures_nothing(const AttainmentFigure& figure) const;
    // M5: what of the window one was there for, where the plan prorates more than goal and target.
    Rational presence(const Ruling& job, const WindowJob& window) const;
    // The target incentive for these days; zero, with an exception, where there is none.
    PartedFigure target(const Ruling& job, const WindowJob& window, const DayRange& there,
                        QuotaBasis basis);
    // A number of the plan, or of the person on a day; zero, with an exception, where there is
    // none.
    Rational quantity(const Ruling& job, const Quantity& quantity, Date day);

    // A cap, floor or threshold in the plan's currency, or in units of what it limits.
    Rational limit(const Ruling& job, const WindowJob& window, const Limit& limit);
    // What the component left behind at the end of a window or pay period; null where nothing.
    const Memory::Entry* remembered(const Ruling& job, Date upto) const;
    void remember(const Ruling& job, Memory::Entry entry);
    void forget(const WindowJob& window);

    // Puts an exception of the person on record, once, and marks the job at hand as excepted.
    void except(const Ruling& job, const std::string& code, const std::string& message,
                const std::string& help);
    // The codes put on record since the last call: the job at hand's.
    std::vector<std::string> take_codes();

private:
    AttainmentFigure combine(const Ruling& job, const AttainmentAsk& ask);
    void except_zero(const Ruling& job, const AttainmentAsk& ask, const PartedFigure& quota);
    const Ground& ground_;
    measure::Answers& answers_;
    Evaluated& evaluated_;
    std::map<std::string, std::vector<std::int32_t>> days_;
    std::set<std::string> codes_;
    std::set<std::tuple<ParticipantIndex, std::string, std::string>> recorded_;
};

// What of a component shrinks with presence beside its goal and target (M5).
struct Shrinks {
    bool amounts = false;
    bool limits = false;
    bool edges = false;  // edges that are money; shares of a goal shrink with the goal
};
Shrinks shrinks(const Plan& plan, const Component& component);
bool is_prorated(const Limit& limit);  // where the plan prorates caps or floors
// What the written edges of a window's table are to be multiplied with.
Rational edge_scale(const Plan& plan, const Component& component, const WindowFigures& figures);

// One window of one component, by the order of R6.
// What others decide of it: a share of a pool, or a place in a ranking; and what the windows before
// it in the same pay period came to.
struct FromOthers {
    std::optional<PoolFigure> pool;
    std::optional<RankFigure> rank;
    Rational amount;
    Rational so_far;
};
WindowFigures evaluate_window(Desk& desk, const WindowJob& window, const FromOthers& from_others);

// A condition, and the component's gate, as they are judged for one window (R10).
GateFigure judge(Desk& desk, const WindowJob& window, const Condition& condition);
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

// R13: the places and prizes of all rankings.
struct Prize {
    RankFigure figure;
    Rational amount;
};
using Prizes = std::map<std::pair<std::size_t, std::size_t>, Prize>;  // by job and window
Prizes award_prizes(Desk& desk);

}  // namespace attain::payout
