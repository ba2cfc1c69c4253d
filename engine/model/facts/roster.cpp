#include "model/facts/roster.h"

#include <algorithm>

#include "base/ensure.h"

namespace attain {

Roster::Roster(std::vector<Participant> participants, std::vector<Team> teams,
               std::vector<Stretch> stretches)
    : participants_(std::move(participants)),
      teams_(std::move(teams)),
      stretches_(std::move(stretches)) {
    for (std::size_t i = 1; i < participants_.size(); ++i) {
        ensure(participants_[i - 1].id < participants_[i].id, "participants are sorted by id");
    }
    for (std::size_t i = 1; i < teams_.size(); ++i) {
        ensure(teams_[i - 1].id < teams_[i].id, "teams are sorted by id");
    }
    first_of_.resize(participants_.size() + 1, 0);
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const Stretch& stretch = stretches_[i];
        ensure(stretch.who.value() < participants_.size(), "a stretch belongs to a participant");
        ++first_of_[stretch.who.value() + 1];
        if (i == 0) continue;
        const Stretch& before = stretches_[i - 1];
        ensure(before.who < stretch.who ||
                   (before.who == stretch.who && before.days.past_the_end <= stretch.days.first),
               "stretches are sorted and never overlap");
    }
    for (std::size_t who = 1; who < first_of_.size(); ++who)
        first_of_[who] += first_of_[who - 1];
}

ParticipantIndex Roster::find_participant(std::string_view id) const {
    const auto place = std::lower_bound(
        participants_.begin(), participants_.end(), id,
        [](const Participant& one, std::string_view wanted) { return one.id.text() < wanted; });
    if (place == participants_.end() || place->id.text() != id) return ParticipantIndex::none();
    return ParticipantIndex(static_cast<std::uint32_t>(place - participants_.begin()));
}

TeamIndex Roster::find_team(std::string_view id) const {
    const auto place = std::lower_bound(
        teams_.begin(), teams_.end(), id,
        [](const Team& one, std::string_view wanted) { return one.id.text() < wanted; });
    if (place == teams_.end() || place->id.text() != id) return TeamIndex::none();
    return TeamIndex(static_cast<std::uint32_t>(place - teams_.begin()));
}

std::span<const Stretch> Roster::stretches_of(ParticipantIndex who) const {
    const std::size_t first = first_of_[who.value()];
    const std::size_t past = first_of_[who.value() + 1];
    return std::span<const Stretch>(stretches_).subspan(first, past - first);
}

const Stretch* Roster::on(ParticipantIndex who, Date day) const {
    const std::span<const Stretch> own = stretches_of(who);
    const auto after = std::upper_bound(
        own.begin(), own.end(), day,
        [](Date wanted, const Stretch& stretch) { return wanted < stretch.days.first; });
    if (after == own.begin()) return nullptr;
    const Stretch& latest = *(after - 1);
    return latest.days.holds(day) ? &latest : nullptr;
}

}  // namespace attain
