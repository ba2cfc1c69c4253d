// What is wrong with something a user wrote: where, in their words, and how to mend it.
//
//     error[tier-gap]: nothing is paid between 500,000 and 600,000
//       --> plans/account-executive/plan.yaml:40:18
//        |
//     39 |     - {from: 0, up_to: 500000, rate: 5%}
//        |                 ------------- this tier ends here
//     40 |     - {from: 600000, rate: 8%}
//        |        ^^^^^^^^^^^^ the next one starts here
//        = help: write `from: 500000`, or add the tier that is missing
//
// Every code is in the catalogue (catalogue.h) and has a folder in tests/diagnostics. All mistakes
// of a file are reported, sorted by place; one mistake is reported once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/source.h"

namespace attain {

enum class Severity { error, warning, notice };

struct Note {
    Span where;
    std::string text;
};

struct Diagnostic {
    std::string code;  // a key of the catalogue
    Severity severity = Severity::error;
    Span where;
    std::string message;  // lower case, no full stop; stands alone
    std::string label;    // beside the caret; may be empty
    std::vector<Note> notes;
    std::string help;  // one remedy; may be empty
};

// A list that mistakes are put into as they are found.
class Diagnostics {
public:
    // Adds an error and answers it, so that notes can be attached:
    //     out.error("repeated-key", span, "…").help = "…";
    // The reference is good until the next one is added.
    Diagnostic& error(std::string_view code, Span where, std::string message);
    Diagnostic& warning(std::string_view code, Span where, std::string message);
    void add(Diagnostic diagnostic);
    bool has_errors() const { return errors_ > 0; }
    std::size_t error_count() const { return errors_; }
    bool empty() const { return items_.empty(); }
    // Sorted by file, place, code; equal ones once.
    std::vector<Diagnostic> sorted() const;

private:
    std::vector<Diagnostic> items_;
    std::size_t errors_ = 0;
};

enum class Colour { no, yes };

// The layout above, for people. Ends with a newline.
std::string render(const Diagnostic& diagnostic, Colour colour);
// "plan.yaml:40:18: error[tier-gap]: …": one line, for editors.
std::string render_line(const Diagnostic& diagnostic);

// The candidate nearest to `word` within edit distance 2 (a swap of neighbours counts one; and at
// most a third of the longer word), or "". Ties: the first candidate in byte order.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace attain
