// The journal of closed periods in the form of plain-text accounting programs (B1): hledger, ledger
// and beancount read the same entries.
//
//     2026-03-31 * "ada 2026-Q1" "run 3"
//       Expenses:Commission:P-ada              30760.00 USD
//       Liabilities:Commission:P-ada:Payable  -30760.00 USD
//
// The decision that is not obvious: a participant's id is written with `P-` before it, and every
// byte that such a program would not take for part of a name as `-` and two hexadecimal digits. So
// two participants never share an account.
#pragma once

#include <string>
#include <vector>

#include "base/calendar/date.h"
#include "pipeline/result/result.h"

namespace attain::report {

enum class JournalFormat { hledger, ledger, beancount };

// One closed run: its settlements, and the day on which they were paid.
struct ClosedRun {
    std::uint32_t number = 0;
    std::vector<ParticipantSettlement> settlements;
    std::optional<Date> paid_on;
};

// In the order of the days; every entry adds up to zero.
std::string journal_text(const std::vector<ClosedRun>& runs, JournalFormat format);

}  // namespace attain::report
