#include <fmt/format.h>

#include "base/diagnostic/catalogue.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/codes/code_page.h"

namespace attain::cli {

int explain_code(const Arguments& arguments, Console& console) {
    if (arguments.code.empty()) {
        console.print(arguments.json ? report::code_list_json() : report::code_list_text());
        return exit_done;
    }
    const report::CodePage* page = report::find_code_page(arguments.code);
    if (page == nullptr) {
        std::vector<std::string> codes;
        for (const CodeEntry& entry : catalogue())
            codes.emplace_back(entry.code);
        const std::string near = nearest(arguments.code, codes);
        throw NotThere(fmt::format("there is no code `{}`", arguments.code),
                       near.empty() ? "`attain explain-code` lists all codes"
                                    : fmt::format("did you mean `{}`?", near));
    }
    console.print(arguments.json ? report::code_page_json(*page) : report::code_page_text(*page));
    return exit_done;
}

}  // namespace attain::cli
