// A world that never was: the subject once for each place, with the deals that bring them there.
#pragma once

#include "pipeline/preview/slots.h"

namespace attain::preview {

// Where everybody stands: for each copy of the subject, by the measure's name, how much of 100%
// (attainment) or how much at all (amounts and counts) a window holds.
struct Copy {
    std::map<std::string, Rational> share;   // × Slot::full
    std::map<std::string, Rational> amount;  // instead
    std::map<std::string, Rational> column;  // of every deal, where columns are looked up
};

World made_world(const Subject& subject, const std::vector<Slot>& slots,
                 const std::vector<Copy>& copies);

// Of copy `i`, the subject's person and the subject's team `t`.
ParticipantIndex person_in(const Subject& subject, std::size_t copy);
std::size_t people_of_a_copy(const Subject& subject);

}  // namespace attain::preview
