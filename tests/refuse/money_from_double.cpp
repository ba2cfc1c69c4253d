// An exact number is made of whole numbers; binary floating point never comes near it (N1).
#include "base/number/money.h"

attain::Rational tenth() {
#ifdef REFUSED
    return attain::Rational(0.1);
#else
    return attain::Rational::of(1, 10);
#endif
}
