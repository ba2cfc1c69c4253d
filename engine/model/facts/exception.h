// An exception: a well-formed fact that cannot be placed, or a person who cannot be paid (L3). It is
// a value with a code, a place and a remedy; blocking ones keep a run from being finalized.
//
// An exception of a *line* (owner, split, rate, duplicate, unreadable) keeps the line from everybody.
// An exception of a *person* (no plan, no quota, no target) keeps that person's components from
// paying, while the credit counts for teams and managers.
#pragma once

#include <optional>
#include <string>

#include "base/identity/id.h"
#include "model/ledger/ledger.h"

namespace attain {

enum class Bearing { blocking, notice };

struct Exception {
    std::string code;  // a key of the catalogue: "unknown-owner", "missing-rate" …
    Bearing bearing = Bearing::blocking;
    std::optional<RowIndex> row;  // the ledger row, where it is about one
    ParticipantIndex who;         // none where it is about nobody in particular
    std::string subject;          // for people: "crm D-1042", "ada", "orders.csv line 12"
    std::string message;          // "`zed` is nobody in people.csv"
    std::string help;             // "add zed to people.csv, or correct the owner of the deal"
    Origin origin;
    bool operator==(const Exception&) const = default;
};

// Sorted by code, subject, message: the order in which people see them.
bool shown_before(const Exception& a, const Exception& b);

}  // namespace attain
