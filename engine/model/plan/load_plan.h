// From a plan file's text to a Plan: read, check the shape, decode, bind, prove. All mistakes are
// reported at once; a plan comes out only when there is none.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic/diagnostic.h"
#include "intake/schema/shape.h"
#include "model/ledger/ledger.h"
#include "model/plan/library.h"
#include "model/plan/plan.h"

namespace attain::plan {

// What a plan may refer to outside itself. Columns of the ledger beyond the standard ones and of
// people, with their types; calendars and rate series that the company declares.
struct Surroundings {
    std::map<std::string, ColumnType> ledger_columns;
    std::map<std::string, ColumnType> person_columns;
    std::map<std::string, Calendar> calendars;
    std::vector<std::string> rate_series;
    // shared.yaml and the other plans' files; null: none.
    std::shared_ptr<Library> library;
    // False: the file is checked alone (an editor, `check` without a book): references to further
    // columns, calendars and series are then accepted as they are.
    bool complete = false;
};

// The one table of the plan language: checks and exports (schemas/plan.schema.json).
const intake::Shape& plan_shape();

// The same for shared.yaml: numbers, tables and curves that several plans name.
const intake::Shape& shared_shape();

// Nothing comes out after an error; or after the warning `not-checked`, where the plan refers to a
// file that is not in the library and `around` is not complete.
std::optional<Plan> load_plan(const SourcePtr& source, const Surroundings& around,
                              Diagnostics& out);

// Whether shared.yaml can be read; its tables are proven where a plan names them.
bool check_shared(const SourcePtr& source, Diagnostics& out);

// Who a plan's file says that it is, for keeping it by that name. Checked as far as that is
// possible without any other file.
struct Title {
    std::string plan;
    std::string from;      // its first day, as written
    std::string corrects;  // the version that it corrects; empty: none
};
std::optional<Title> read_title(const SourcePtr& source, Diagnostics& out);

}  // namespace attain::plan
