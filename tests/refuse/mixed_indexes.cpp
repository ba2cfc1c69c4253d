// A place in the table of teams is not a place in the table of participants.
#include "base/identity/id.h"

bool same(attain::TeamIndex team, attain::ParticipantIndex who) {
#ifdef REFUSED
    return team == who;
#else
    return team.value() == who.value();
#endif
}
