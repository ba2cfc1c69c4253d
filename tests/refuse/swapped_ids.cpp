// A deal is not a participant, though both are texts.
#include "base/identity/id.h"

void credit(const attain::DealId& deal, const attain::ParticipantId& who);

void credit_ada() {
    const attain::DealId deal("D-1042");
    const attain::ParticipantId ada("ada");
#ifdef REFUSED
    credit(ada, deal);
#else
    credit(deal, ada);
#endif
}
