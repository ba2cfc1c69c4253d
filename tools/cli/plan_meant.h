// The plan that the words name, and the company around it.
//
//     attain plan show plans/harbour/account-executive.yaml     a file; its folder is its company
//     attain plan show account-executive --book harbour.attain  a plan of the book, latest version
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/diagnostic/diagnostic.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "model/load/known.h"

namespace attain::cli {

// Where facts come from: --book, --company, or the folder of the file if it is a company's.
class Company {
public:
    // Where two plans are named, the first that lies in a company's folder says which.
    Company(const Arguments& arguments, const std::string& plan_path,
            const std::string& other_path = "");
    bool is_known() const { return !arguments_.plan_book.empty() || !folder_.empty(); }
    // Calendars and series, and the texts of its plans; with `everything`, people and deals too.
    std::optional<Known> read(bool everything, Diagnostics& out) const;

private:
    const Arguments& arguments_;
    std::string folder_;
};

// The plan's text: of the file; else of the version that the company knows by this name. Nothing
// after an error in `out`; NotThere, with the nearest name, where no file is meant.
SourcePtr plan_text(const Company& company, const std::string& path, Diagnostics& out);

// The plan by itself; with it the company's calendars.
struct LonePlan {
    Plan plan;
    std::map<std::string, Calendar> calendars;
    std::string company;  // its name
};
std::optional<LonePlan> lone_plan(const Company& company, const SourcePtr& text, Diagnostics& out);

// The company's world with this text as a version of its plan, in place of the one that it
// corrects: the same name and first day. `instead`, where not empty, names another version that
// gives way ("account-executive 2026-01-01").
std::optional<World> world_with(Known known, const SourcePtr& text, const std::string& instead,
                                Diagnostics& out);
// The version of the text in that world.
const Plan& version_in(const World& world, const std::string& name, Date first);

// 1 where a file is missing or cannot be read, 3 where it holds mistakes.
int exit_of(const Diagnostics& problems);

}  // namespace attain::cli
