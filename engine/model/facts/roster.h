// Who works where, on which plan, under whom: dated stretches (T3, T4, T6).
//
//     participant  name       from        to          team   manager  plan
//     ben          Ben Okafor 2026-01-01  2026-05-31  north  mia      account-executive
//     ben          Ben Okafor 2026-06-01              south  noor     account-executive
//
// One row says what holds for one person from its first to its last day. A hire is the first row's
// `from`, a leaver the last row's `to`, a transfer two rows. Several plans at once are written
// `account-executive + spring-spiff`. Stretches of one person never overlap; gaps are absences.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar/date.h"
#include "base/identity/id.h"
#include "base/number/rational.h"
#include "model/ledger/ledger.h"

namespace attain {

struct Stretch {
    ParticipantIndex who;
    DayRange days;
    TeamIndex team;            // none: on no team
    ParticipantIndex manager;  // none: reports to nobody
    std::vector<std::string> plans;             // plan names, sorted; may be empty
    std::map<std::string, Rational> numbers;    // further typed columns: commission_pct …
    std::map<std::string, std::string> texts;   // title, level …; dates as they are written
    std::map<std::string, Date> dates;          // hired …
    Origin origin;
};

struct Participant {
    ParticipantId id;
    std::string name;
};

struct Team {
    TeamId id;
    std::string name;
};

class Roster {
public:
    // Participants and teams sorted by id; stretches sorted by person, then first day, and proven
    // free of overlap.
    Roster(std::vector<Participant> participants, std::vector<Team> teams,
           std::vector<Stretch> stretches);
    Roster() = default;

    const std::vector<Participant>& participants() const { return participants_; }
    const std::vector<Team>& teams() const { return teams_; }
    const std::vector<Stretch>& stretches() const { return stretches_; }
    const Participant& operator[](ParticipantIndex who) const { return participants_[who.value()]; }
    const Team& operator[](TeamIndex team) const { return teams_[team.value()]; }

    ParticipantIndex find_participant(std::string_view id) const;  // none() where unknown
    TeamIndex find_team(std::string_view id) const;
    std::span<const Stretch> stretches_of(ParticipantIndex who) const;
    const Stretch* on(ParticipantIndex who, Date day) const;  // null on a day of absence

private:
    std::vector<Participant> participants_;
    std::vector<Team> teams_;
    std::vector<Stretch> stretches_;
    std::vector<std::uint32_t> first_of_;  // by participant, one past the end included
};

}  // namespace attain
