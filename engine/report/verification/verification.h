// Whether stored runs still come out as they were stored (P6), cent for cent and slice for slice.
#pragma once

#include <span>
#include <string>

#include "base/diagnostic/diagnostic.h"
#include "record/run/run.h"

namespace attain {

struct VerifiedRun {
    StoredRun run;
    record::Verification found;
    bool holds() const { return found.differences.empty(); }
};

namespace report {

std::string verification_text(std::span<const VerifiedRun> runs, Colour colour);
std::string verification_json(std::span<const VerifiedRun> runs);  // schemas/verify.schema.json

}  // namespace report
}  // namespace attain
