// Money times a rate is money; money times money is nothing.
#include "base/number/money.h"

attain::Money doubled(const attain::Money& pay) {
#ifdef REFUSED
    return pay * pay;
#else
    return pay * attain::Rate::percent(200);
#endif
}
