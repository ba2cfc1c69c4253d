#include "pipeline/explain/reason.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/explanation/explanation.h"

namespace attain::cli {

int explain(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    const ParticipantIndex who = participant_named(opened->world, arguments.participant);
    std::vector<std::string> components;
    for (const ComponentResult& result : opened->run.components) {
        if (result.who != who) continue;
        components.push_back(opened->world.rules[result.plan].components[result.component].name);
    }
    if (components.empty()) {
        throw NotThere(
            fmt::format("{} is on no plan in {}", arguments.participant, opened->run.period.name),
            "`attain register` lists who is");
    }
    const bool known =
        std::find(components.begin(), components.end(), arguments.component) != components.end();
    if (!arguments.component.empty() && !known) {
        const std::string near = nearest(arguments.component, components);
        throw NotThere(fmt::format("{} has no component `{}` in {}", arguments.participant,
                                   arguments.component, opened->run.period.name),
                       near.empty() ? fmt::format("there are: {}", fmt::join(components, ", "))
                                    : fmt::format("did you mean `{}`?", near));
    }
    const Reason reason = attain::explain(opened->world, opened->run, who, arguments.component);
    console.print(arguments.json
                      ? report::explanation_json(reason)
                      : report::explanation_text(reason, console.colour(), arguments.exact));
    return exit_done;
}

}  // namespace attain::cli
