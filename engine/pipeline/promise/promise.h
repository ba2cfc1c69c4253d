// Quotas and targets of one window: phased, ramped, prorated (M2, M4, M5).
//
//     ada, bookings, 2026-Q1: 500,000; hired 1 February: 59 of 90 days
//       quota 500,000 × 59/90 = 327,777.78 (kept exact)
#pragma once

#include <optional>
#include <string>

#include "model/load/known.h"
#include "pipeline/result/figures.h"

namespace attain::promise {

// Why there is no figure, as a code of the catalogue with words for people.
struct Missing {
    std::string code;
    std::string message;
    std::string help;
};

// A figure, or why there is none.
struct Promised {
    std::optional<PartedFigure> figure;
    Missing missing;
};

// The days that a question is about: a window, the days of the assignment in it, and up to which
// day (past the end) the run looks.
struct Question {
    const Plan& plan;
    const Calendar& calendar;
    Period window;
    DayRange there;
    Date upto;
};

class Promises {
public:
    explicit Promises(const World& world);

    // The quota of an attainment for its owner (M2). For a team `there` is not used.
    Promised quota(const Question& question, const Attainment& attainment,
                   const GoalOwner& owner) const;
    // The target incentive of a window (M4): whole, or its shares to date.
    Promised target(const Question& question, ParticipantIndex who, QuotaBasis basis) const;
    // M5: how much of a window somebody was there for, as the plan prorates: by pay period, each
    // weighing what the plan's phases of the goal make of it, else all alike.
    Rational presence_share(const Question& question, const std::vector<Rational>& phases) const;
    // The part that some days have in all the days there, weighted equally by pay period: those of
    // all stretches together are 1 (T8, M5).
    Rational share_of_presence(const Question& question, const DayRange& days) const;

private:
    struct Phase {
        Period period;
        Rational full;  // in the plan's currency
        Origin origin;
        std::optional<Currency> unpriced = {};  // the currency for which there is no rate (N6)
    };
    // A goal's rows for one period name, or none.
    std::span<const Quota> rows(const GoalOwner& owner, const std::string& goal,
                                const std::string& period) const;
    std::optional<Phase> stated(const Question& question, const GoalOwner& owner,
                                const Attainment& attainment, const Period& period) const;
    std::vector<Target> targets_of(const Question& question, ParticipantIndex who,
                                   std::vector<Target>::const_iterator first) const;
    std::vector<Period> pay_periods_in(const Question& question) const;
    bool split_by_pay_period(const Question& question, const Attainment& attainment,
                             const Phase& whole, std::vector<Phase>& phases) const;
    bool from_finer(const Question& question, const Attainment& attainment, const GoalOwner& owner,
                    std::vector<Phase>& phases) const;
    bool from_coarser(const Question& question, const Attainment& attainment,
                      const GoalOwner& owner, std::vector<Phase>& phases) const;
    Rational ramp(const Question& question, const Attainment& attainment, ParticipantIndex who,
                  const Period& phase) const;
    // Which days of presence count, and how; nothing: the goal counts as a whole.
    struct Counted {
        std::optional<DayRange> there;
        Proration by = Proration::none;
    };
    Promised no_rate_for_goal(const Question& question, const Attainment& attainment,
                              const GoalOwner& owner, const Currency& currency) const;
    Promised own_quota(const Question& question, const Attainment& attainment,
                       const GoalOwner& owner, const Counted& counted) const;
    Promised team_quota(const Question& question, const Attainment& attainment,
                        TeamIndex team) const;

    const World& world_;
};

}  // namespace attain::promise
