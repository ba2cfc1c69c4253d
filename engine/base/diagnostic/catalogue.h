// The catalogue of all diagnostic and exception codes: each stands here once, with the sentence
// that `attain explain-code` will open with. A code that is used but not listed is a broken law; a
// code that is listed but provoked by no folder of tests/diagnostics fails tests/house.
#pragma once

#include <span>
#include <string_view>

namespace attain {

struct CodeEntry {
    std::string_view code;
    std::string_view meaning;  // one sentence for people
};

std::span<const CodeEntry> catalogue();  // sorted by code
bool in_catalogue(std::string_view code);

}  // namespace attain
