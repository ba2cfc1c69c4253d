// Texts of others in the cells of files that spreadsheets open (R29).
//
//     csv_cell("Łódź, Looms")    "Łódź, Looms" with its quotes
//     csv_cell("=1+1")           '=1+1: an apostrophe, so that it stays a text
//
// A spreadsheet takes a cell for a formula by its first character, and some also by its full-width
// twin. Numbers are written by whoever knows that they are numbers, and never come here.
#pragma once

#include <string>
#include <string_view>

namespace attain::report {

// Whether a spreadsheet might run it: it begins with = + - @, a full-width twin of these, a tab or
// another control character.
bool looks_like_formula(std::string_view text);

// A text cell of a CSV file: never a formula, quoted where it must be.
std::string csv_cell(std::string_view text);
// The same without the apostrophe, for programs that would take it for a part of the text; the
// caller has refused formulas.
std::string csv_plain(std::string_view text);

}  // namespace attain::report
