// Closing a period: the steps of a run from draft to paid, who may take them, and what has to be so
// first (P1). Every step is a row of the book, a refused one too.
//
//     attain close submit --period 2026-Q1      pia, who prepares       run 3: draft → submitted
//     attain close approve --period 2026-Q1     otto, who approves      … → approved → finalized
//
// Who submits does not approve; nobody approves their own pay. A book without users has nobody whom
// it could tell from another, so nothing in it can be submitted.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "record/book/book.h"
#include "record/run/run.h"

namespace attain::record {

enum class Step { start, review, sample, waive, submit, approve, finalize, pay, reopen };
std::string_view name_of(Step step);

// Whoever does something, as the book knows them.
struct Actor {
    Doer doer;
    std::set<std::string> roles;  // "prepare", "approve", "pay"
    std::string participant;      // whose pay is theirs; empty: nobody's
};
// By the account of the operating system, or by the name said with --as (only in a book for
// trying). Throws BookError (refused) where users.csv has no such user.
Actor find_actor(const World& world, const std::string& account,
                 const std::optional<std::string>& claimed);

// One thing that has to be so before a run can be submitted.
struct CheckItem {
    std::string name;  // "exceptions"
    bool done = false;
    std::string found;   // "2 blocking exceptions are open, 1 is waived"
    std::string remedy;  // empty when done
};
std::vector<CheckItem> checklist(const Book& book, const ReadRun& read);

// The run of a period that its steps are about: the one that closed it, else the last one stored.
// Throws BookError where there is none.
StoredRun run_of_period(const Book& book, const std::string& period);
std::vector<RunEvent> events_of(const Book& book, std::uint32_t run);
// The blocking exceptions of a run that nobody answers for.
std::vector<Exception> open_exceptions(const Book& book, const RunResult& result);

// Takes a step with a run. Throws BookError (refused), after recording that it was refused, where
// the actor may not or something is not so yet. Taking a step again that was taken changes nothing:
// then the result is false.
struct Attempt {
    Step step = Step::start;
    Actor actor;
    std::string reason;
    std::string recorded_at;
};
bool take_step(Book& book, const ReadRun& read, const Attempt& attempt);

}  // namespace attain::record
