// The list of exceptions (L3): what could not be placed and how to mend it, blocking ones first.
//
//     blocking  unknown-owner   crm D-1042   `zed` is nobody in people.csv
//                                            help: add zed to people.csv, or correct the owner
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/facts/facts.h"

namespace attain::report {

// Blocking first, then shown_before().
std::vector<Exception> in_reading_order(std::vector<Exception> exceptions);

// `facts` names the file and line where each stands.
std::string exceptions_text(const Facts& facts, const std::vector<Exception>& exceptions,
                            Colour colour);
std::string exceptions_json(const Facts& facts, const std::vector<Exception>& exceptions);

}  // namespace attain::report
