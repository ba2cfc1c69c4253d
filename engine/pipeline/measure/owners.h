// For whom a credit counts: the requests of one measure, found by the owners that its scope names
// (C1-C3).
//
//     ada, in team north, managed by mia:   own → ada   team → north, ada   organization → mia, …
//
// Private to the room: asked for each of a million credits, so it is inlined where it is asked.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "pipeline/credit/credit_table.h"
#include "pipeline/measure/measures.h"

namespace attain::measure {

// The requests of one measure, findable by owner.
class Slots {
public:
    Slots(const Requests& requests, const std::vector<std::size_t>& places, const Roster& roster)
        : requests_(requests), places_(places) {
        by_person_.resize(roster.participants().size());
        by_team_.resize(roster.teams().size());
        for (std::uint32_t slot = 0; slot < places.size(); ++slot) {
            const GoalOwner& owner = requests.all()[places[slot]].owner;
            if (const auto* who = std::get_if<ParticipantIndex>(&owner)) {
                by_person_[who->value()].push_back(slot);
            } else {
                by_team_[std::get<TeamIndex>(owner).value()].push_back(slot);
            }
        }
    }

    template <class Visit>
    void of_person(std::uint32_t who, Date assigned, Date counted, Visit visit) const {
        visit_matching(by_person_[who], assigned, counted, visit);
    }
    template <class Visit>
    void of_team(TeamIndex team, Date assigned, Date counted, Visit visit) const {
        if (team.exists()) visit_matching(by_team_[team.value()], assigned, counted, visit);
    }

private:
    template <class Visit>
    void visit_matching(const std::vector<std::uint32_t>& slots, Date assigned, Date counted,
                        Visit visit) const {
        for (const std::uint32_t slot : slots) {
            const Request& request = requests_.all()[places_[slot]];
            if (request.assigned.holds(assigned) && request.counted.holds(counted)) visit(slot);
        }
    }
    const Requests& requests_;
    const std::vector<std::size_t>& places_;
    std::vector<std::vector<std::uint32_t>> by_person_;
    std::vector<std::vector<std::uint32_t>> by_team_;
};

// The slots that credit `i` counts for, by the measure's scope (C1–C3): each at most once.
template <class Visit>
void visit_owners(const Measure& measure, const credit::CreditTable& credits, std::size_t i,
                  const Roster& roster, const Slots& slots, Visit visit) {
    const Date assigned(credits.assigned[i]);
    const Date counted(credits.counted[i]);
    const std::uint32_t who = credits.who[i];
    if (measure.credit == CreditScope::own) {
        slots.of_person(who, assigned, counted, visit);
        return;
    }
    const Stretch* stretch = roster.on(ParticipantIndex(who), assigned);
    if (measure.credit == CreditScope::team) {
        if (!stretch) return;
        slots.of_team(stretch->team, assigned, counted, visit);
        // What a member brought to the team, where a pool is shared by credit.
        slots.of_person(who, assigned, counted, visit);
        return;
    }
    if (measure.with_own) slots.of_person(who, assigned, counted, visit);
    const bool whole_tree = measure.credit == CreditScope::organization;
    // The tree has no cycle: the world would not have been built. So the climb ends.
    while (stretch && stretch->manager.exists()) {
        slots.of_person(stretch->manager.value(), assigned, counted, visit);
        if (!whole_tree) return;
        stretch = roster.on(stretch->manager, assigned);
    }
}

}  // namespace attain::measure
