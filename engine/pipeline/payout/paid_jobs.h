// Whose pay is whose to read: the jobs of a person, and of the people below one by the tree as it
// stood on the last day that they had in the pay period (C3, R11). Private to the room.
#pragma once

#include <map>
#include <vector>

#include "pipeline/payout/schedule.h"

namespace attain::payout {

class PaidJobs {
public:
    using Places = std::vector<std::size_t>;  // among the jobs

    // `jobs` outlive this.
    PaidJobs(const World& world, const std::vector<Job>& jobs,
             const std::vector<assignment::Assignment>& assignments);

    const Places& own(ParticipantIndex who) const { return in(own_, who); }
    const Places& led(ParticipantIndex manager, CreditScope scope) const {
        return in(scope == CreditScope::reports ? reports_ : organization_, manager);
    }
    // The jobs whose pay a measure of pay adds for this reader: the named components, of oneself on
    // this assignment or of those below, due in the pay periods that end in the reader's.
    Places read_by(const Job& reader, ParticipantIndex who, const Measure& measure) const;

private:
    using ByPerson = std::map<ParticipantIndex, Places>;
    static const Places& in(const ByPerson& all, ParticipantIndex who);
    bool names(const Measure& measure, const Job& job) const;

    const World& world_;
    const std::vector<Job>& jobs_;
    ByPerson own_;
    ByPerson reports_;
    ByPerson organization_;
};

}  // namespace attain::payout
