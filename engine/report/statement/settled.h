// What lies between what somebody earned and what is paid, as the statement tells it. Private to the
// room.
#pragma once

#include "report/statement/statement.h"

namespace attain::report {

// Those of one participant; none where nothing but what is earned moves.
std::vector<StatementSettlement> settlements_of(const RunResult& run,
                                                const std::string& participant);
// What is paid in the end, by currency; nothing where the run was not settled.
std::vector<Cash> net_of(const RunResult& run, const std::string& participant);

}  // namespace attain::report
