// A page for each code of the catalogue: what it means, something wrong that earns it, what is said
// about that, and how to write it right.
//
//     tier-gap: between two tiers lies a range for which nothing is said
//       wrong   - {above: 100%, up_to: 140%, rate: 5%}
//               - {above: 150%, rate: 6%}
//       right   - {above: 140%, rate: 6%}
//
// The examples are not written for the page: they are the folders of tests/diagnostics, compiled
// in, so that each wrong one is known to earn its code and each right one to pass.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace attain::report {

struct PageFile {
    std::string_view name;
    std::string_view text;
};

struct CodePage {
    std::string_view code;
    std::span<const PageFile> wrong;  // the files that together are wrong
    std::string_view told;            // instead of `wrong`, where a file cannot be shown
    std::string_view command;         // what was typed; empty: `attain check`
    std::string_view report;          // what is said
    std::span<const PageFile> right;  // the files that change
    std::string_view right_command;   // where the command was wrong
};

std::span<const CodePage> code_pages();  // sorted by code
const CodePage* find_code_page(std::string_view code);

std::string code_page_text(const CodePage& page);
std::string code_page_json(const CodePage& page);  // schemas/explain-code.schema.json
// Every code with its sentence.
std::string code_list_text();
std::string code_list_json();

}  // namespace attain::report
