#include "model/load/manager_cycles.h"

#include <algorithm>
#include <set>

namespace attain::load {

namespace {

struct Change {
    Date day;
    bool begins = false;  // ends come first, so that a row that begins on that day holds
    ParticipantIndex who;
    ParticipantIndex manager;
};

std::vector<Change> changes_of(const Roster& roster) {
    std::vector<Change> changes;
    for (const Stretch& stretch : roster.stretches()) {
        if (!stretch.manager.exists()) continue;
        changes.push_back({stretch.days.first, true, stretch.who, stretch.manager});
        changes.push_back(
            {stretch.days.past_the_end, false, stretch.who, ParticipantIndex::none()});
    }
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        if (a.day != b.day) return a.day < b.day;
        return a.begins != b.begins ? b.begins : a.who < b.who;
    });
    return changes;
}

}  // namespace

std::vector<ManagerCycle> manager_cycles(const Roster& roster) {
    std::vector<ManagerCycle> cycles;
    std::set<std::vector<ParticipantIndex>> seen;
    std::vector<ParticipantIndex> manager_of(roster.participants().size());
    std::vector<std::uint32_t> visited_by(manager_of.size(), 0);  // the number of the last walk
    std::uint32_t walk = 0;
    const std::vector<Change> changes = changes_of(roster);
    for (std::size_t at = 0; at < changes.size();) {
        const Date day = changes[at].day;
        const std::size_t first = at;
        for (; at < changes.size() && changes[at].day == day; ++at) {
            manager_of[changes[at].who.value()] = changes[at].manager;
        }
        for (std::size_t i = first; i < at; ++i) {
            ++walk;
            std::vector<ParticipantIndex> chain;
            ParticipantIndex who = changes[i].who;
            while (who.exists() && visited_by[who.value()] != walk) {
                visited_by[who.value()] = walk;
                chain.push_back(who);
                who = manager_of[who.value()];
            }
            if (who != changes[i].who) continue;  // ends, or runs into a circle without this person
            std::rotate(chain.begin(), std::min_element(chain.begin(), chain.end()), chain.end());
            if (seen.insert(chain).second) cycles.push_back({day, std::move(chain)});
        }
    }
    return cycles;
}

}  // namespace attain::load
