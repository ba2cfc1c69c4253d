#include "base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace attain {

void ensure(bool holds, const char* law, const char* file, int line) {
    if (holds) return;
    std::fprintf(stderr, "%s:%d: broken law: %s\n", file, line, law);
    std::abort();
}

}  // namespace attain
