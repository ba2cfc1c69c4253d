// What a Book holds, for the files that make up its members.
#pragma once

#include "record/book/book.h"
#include "record/store/database.h"

namespace attain {

struct Book::Inside {
    store::Database database;
};

namespace record {

// Refuses to go on with rows that are not what their entries recorded.
void require_intact(const store::Database& database, std::uint32_t upto, const std::string& kind);

}  // namespace record
}  // namespace attain
