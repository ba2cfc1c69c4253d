// What somebody is owed becomes what they are paid through settle() only (N2).
#include "base/number/money.h"

attain::Cash paid(const attain::Money& owed) {
#ifdef REFUSED
    return owed;
#else
    return attain::settle(owed, attain::Rounding{}).paid;
#endif
}
