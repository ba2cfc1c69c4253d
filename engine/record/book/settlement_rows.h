// Restatements and settlements as rows of the book, and back. They name people, plans and periods
// as texts, so that they are read without a world: by the next run, too (history.cpp).
#pragma once

#include <string>
#include <string_view>

#include "pipeline/result/result.h"
#include "record/store/database.h"

namespace attain::record {

void insert_settlements(const store::Database& database, std::uint32_t entry, const RunResult& run);
// Adds them to `run`. Throws FigureReader::Malformed or UnknownName.
void read_settlements(const store::Database& database, std::uint32_t entry, RunResult& run);

void insert_taken_back(const store::Database& database, std::uint32_t entry, const RunResult& run);
void read_taken_back(const store::Database& database, std::uint32_t entry, RunResult& run);

std::string period_json(const Period& period);
Period parse_period(std::string_view json);
Currency currency_or_throw(const std::string& code);

}  // namespace attain::record
