// Goals for sight: the same credits and promises as a run, in every window that holds a day.
#include <algorithm>
#include <set>
#include <tuple>

#include "model/plan/reading.h"
#include "pipeline/assignment/assignment.h"
#include "pipeline/compute.h"
#include "pipeline/measure/measures.h"
#include "pipeline/promise/promise.h"

namespace attain {

namespace {

struct Asked {
    Standing standing;
    DayRange there;
    std::size_t answer = 0;
};

class Survey {
public:
    Survey(const World& world, Date day) : world_(world), day_(day) {}

    std::vector<Standing> run() {
        for (const assignment::Assignment& assigned : assignment::assignments(world_)) {
            if (assigned.days.holds(day_)) ask_for(assigned);
        }
        measure::Sources sources(world_);
        std::vector<Exception> exceptions;  // a run tells them; here only sight is asked for
        measure::withhold_unpriced(sources, requests_, exceptions);
        const measure::Answers answers = measure::answer(sources, requests_, {});
        const promise::Promises promises(world_);
        std::vector<Standing> found;
        for (Asked& asked : asked_) {
            conclude(asked, answers.results[asked.answer], promises);
            found.push_back(std::move(asked.standing));
        }
        return found;
    }

private:
    void ask_for(const assignment::Assignment& assigned) {
        const PlanIndex plan = world_.rules.on(assigned.plan, day_);
        if (!plan.exists()) return;
        const Plan& rules = world_.rules[plan];
        const Calendar& calendar = world_.facts.calendars.at(rules.calendar);
        for (AttainmentIndex index = 0; index < rules.attainments.size(); ++index) {
            // What is combined of several goals is told by each of them; pay is known to runs only.
            if (rules.attainments[index].combined() || asks_for_pay(rules, index)) continue;
            const Measure& measure = rules.measures[rules.attainments[index].of];
            const bool of_team = measure.credit == CreditScope::team;
            const Stretch* stretch = world_.facts.roster.on(assigned.who, day_);
            if (of_team && (!stretch || !stretch->team.exists())) continue;
            const GoalOwner owner = of_team ? GoalOwner(stretch->team) : GoalOwner(assigned.who);
            for (const Grain grain : all_grains) {
                const auto window = calendar.containing(grain, day_);
                if (window) ask(assigned, plan, index, owner, *window, of_team);
            }
        }
    }

    static bool asks_for_pay(const Plan& rules, AttainmentIndex index) {
        const std::vector<MeasureIndex> measures = measures_of(rules, index);
        return std::any_of(measures.begin(), measures.end(), [&](MeasureIndex measure) {
            return rules.measures[measure].kind == Measure::Kind::pay;
        });
    }

    void ask(const assignment::Assignment& assigned, PlanIndex plan, AttainmentIndex index,
             const GoalOwner& owner, const Period& window, bool of_team) {
        // A team's goal of a plan is told once, whoever asks for it.
        if (of_team &&
            !teams_told_.emplace(plan, index, owner, window.days.first, window.grain).second) {
            return;
        }
        const Plan& rules = world_.rules[plan];
        const Stretch* stretch = world_.facts.roster.on(assigned.who, day_);
        const auto period = world_.facts.calendars.at(rules.calendar).containing(rules.pays, day_);
        const std::optional<std::size_t> answer = measure::ask(
            world_, requests_,
            {plan, assigned.who, stretch ? stretch->team : TeamIndex::none(), assigned.days, window,
             assigned.days, day_ + 1, period ? period->days.first : day_ + 1, true},
            rules.attainments[index].of);
        if (!answer) return;
        asked_.push_back({Standing{owner, plan, index, window, Rational(0), {}, {}},
                          assigned.days.intersect(window.days), *answer});
    }

    void conclude(Asked& asked, const MeasureResult& measured,
                  const promise::Promises& promises) const {
        Standing& standing = asked.standing;
        const Plan& plan = world_.rules[standing.plan];
        Attainment attainment = plan.attainments[standing.attainment];
        attainment.basis = QuotaBasis::whole_window;
        standing.measured = measured.value;
        promise::Promised promised =
            promises.quota({plan, world_.facts.calendars.at(plan.calendar), standing.window,
                            asked.there, standing.window.days.past_the_end},
                           attainment, standing.owner);
        if (!promised.figure) return;
        standing.quota = std::move(promised.figure);
        standing.value = measure::attained(attainment, standing.quota->amount, measured);
    }

    const World& world_;
    Date day_;
    measure::Requests requests_;
    std::vector<Asked> asked_;
    std::set<std::tuple<PlanIndex, AttainmentIndex, GoalOwner, Date, Grain>> teams_told_;
};

}  // namespace

std::vector<Standing> standings(const World& world, Date day) {
    return Survey(world, day).run();
}

}  // namespace attain
