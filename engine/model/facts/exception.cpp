#include "model/facts/exception.h"

#include <tuple>

namespace attain {

bool shown_before(const Exception& a, const Exception& b) {
    return std::tie(a.code, a.subject, a.message) < std::tie(b.code, b.subject, b.message);
}

}  // namespace attain
