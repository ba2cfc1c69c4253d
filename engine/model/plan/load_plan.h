// From a plan file's text to a Plan: read, check the shape, decode, bind, prove. All mistakes are
// reported at once; a plan comes out only when there is none.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/diagnostic/diagnostic.h"
#include "intake/schema/shape.h"
#include "model/ledger/ledger.h"
#include "model/plan/plan.h"

namespace attain::plan {

// What a plan may refer to outside itself. Columns of the ledger beyond the standard ones and of
// people, with their types; calendars and rate series that the company declares.
struct Surroundings {
    std::map<std::string, ColumnType> ledger_columns;
    std::map<std::string, ColumnType> person_columns;
    std::map<std::string, Calendar> calendars;
    std::vector<std::string> rate_series;
    // False: the file is checked alone (an editor, `check` without a book): references to further
    // columns, calendars and series are then accepted as they are.
    bool complete = false;
};

// The one table of the plan language: checks and exports (schemas/plan.schema.json).
const intake::Shape& plan_shape();

std::optional<Plan> load_plan(const SourcePtr& source, const Surroundings& around,
                              Diagnostics& out);

}  // namespace attain::plan
