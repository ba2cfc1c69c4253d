// Who runs this process: the account of the operating system, which nobody can claim to be (P1).
#pragma once

#include <string>

namespace attain::store {

// "pia"; "user 1017" where the system knows no name for the number.
std::string account_name();

}  // namespace attain::store
