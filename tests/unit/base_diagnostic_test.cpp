// How mistakes are collected and shown: whole pages, compared by the character.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/diagnostic/catalogue.h"
#include "base/diagnostic/diagnostic.h"

using namespace attain;

namespace {

SourcePtr source(std::string name, std::string text) {
    return std::make_shared<const Source>(std::move(name), std::move(text));
}

// The n-th place (from 0) where `piece` stands.
Span span_of(const SourcePtr& in, std::string_view piece, int n = 0) {
    std::size_t at = in->text().find(piece);
    while (n-- > 0)
        at = in->text().find(piece, at + 1);
    REQUIRE(at != std::string_view::npos);
    return {in, at, at + piece.size()};
}

Diagnostic error_at(Span where, std::string message, std::string label = "") {
    return {"tier-gap", Severity::error, std::move(where), std::move(message), std::move(label), {},
            {}};
}

std::string page(const Diagnostic& diagnostic) {
    return render(diagnostic, Colour::no);
}

}  // namespace

TEST_CASE("a place counts lines and characters from one") {
    const SourcePtr text = source("a.yaml", "one\r\nØre: ✓x\n\nlast");
    CHECK(place_text(span_of(text, "one")) == "a.yaml:1:1");
    CHECK(place_text(span_of(text, "re")) == "a.yaml:2:2");
    CHECK(place_text(span_of(text, "x")) == "a.yaml:2:7");
    CHECK(place_text({text, text->text().size(), text->text().size()}) == "a.yaml:4:5");
    CHECK(place_text({text, 9999, 9999}) == "a.yaml:4:5");
    CHECK(place_text(Span{}).empty());
    CHECK(text->line(1) == "one");
    CHECK(text->line(3).empty());
    CHECK(text->line(4) == "last");
    CHECK(span_of(text, "Øre").text() == "Øre");
}

TEST_CASE("the catalogue is sorted, and knows its codes") {
    const auto entries = catalogue();
    REQUIRE(!entries.empty());
    for (const CodeEntry& entry : entries) {
        CAPTURE(entry.code, entry.meaning);
        CHECK(in_catalogue(entry.code));
        CHECK(entry.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
              std::string_view::npos);
        CHECK(entry.meaning.ends_with('.'));
    }
    CHECK_FALSE(in_catalogue("tier-gaps"));
    CHECK_FALSE(in_catalogue(""));
}

TEST_CASE("a diagnostic shows its place, the other place, and one remedy") {
    std::string lines;
    for (int i = 1; i <= 38; ++i)
        lines += "#\n";
    const SourcePtr plan =
        source("plans/account-executive/plan.yaml", lines +
                                                        "    - {from: 0, up_to: 500000, rate: 5%}\n"
                                                        "    - {from: 600000, rate: 8%}\n");
    Diagnostic gap =
        error_at(span_of(plan, "from: 600000"), "nothing is paid between 500,000 and 600,000",
                 "the next one starts here");
    gap.notes = {{span_of(plan, "up_to: 500000"), "this tier ends here"}};
    gap.help = "write `from: 500000`, or add the tier that is missing";
    CHECK(page(gap) ==
          "error[tier-gap]: nothing is paid between 500,000 and 600,000\n"
          "  --> plans/account-executive/plan.yaml:40:8\n"
          "   |\n"
          "39 |     - {from: 0, up_to: 500000, rate: 5%}\n"
          "   |                 ------------- this tier ends here\n"
          "40 |     - {from: 600000, rate: 8%}\n"
          "   |        ^^^^^^^^^^^^ the next one starts here\n"
          "   = help: write `from: 500000`, or add the tier that is missing\n");
    CHECK(render_line(gap) ==
          "plans/account-executive/plan.yaml:40:8: error[tier-gap]: nothing is paid between "
          "500,000 and 600,000");
}

TEST_CASE("lines between two marks are left out, marks of one line share it") {
    const SourcePtr text = source("a.yaml", "a: 1\nb: 2\nc: 3\na: 4\n");
    Diagnostic twice = error_at(span_of(text, "a", 1), "`a` is written twice", "and here");
    twice.severity = Severity::warning;
    twice.notes = {{span_of(text, "4"), "lost"}, {span_of(text, "a"), "first here"}};
    CHECK(page(twice) ==
          "warning[tier-gap]: `a` is written twice\n"
          " --> a.yaml:4:1\n"
          "  |\n"
          "1 | a: 1\n"
          "  | - first here\n"
          "...\n"
          "4 | a: 4\n"
          "  | ^ and here\n"
          "  |    - lost\n");
}

TEST_CASE("a note in another file has its own block, one without a place is a remark") {
    const SourcePtr plan = source("plan.yaml", "quota: yearly\n");
    const SourcePtr people = source("people.csv", "1\n2\n3\n4\n5\n6\n7\n8\n9\nada,2026\n");
    Diagnostic item = error_at(span_of(plan, "yearly"), "ada has no quota");
    item.severity = Severity::notice;
    item.notes = {{span_of(people, "ada"), "ada joins here"}, {Span{}, "the book has none either"}};
    CHECK(page(item) ==
          "notice[tier-gap]: ada has no quota\n"
          "  --> plan.yaml:1:8\n"
          "   |\n"
          " 1 | quota: yearly\n"
          "   |        ^^^^^^\n"
          "  --> people.csv:10:1\n"
          "   |\n"
          "10 | ada,2026\n"
          "   | --- ada joins here\n"
          "   = note: the book has none either\n");
}

TEST_CASE("a diagnostic without a place is its sentence and its remedy") {
    Diagnostic item = error_at(Span{}, "the book is empty");
    item.help = "import a ledger first";
    CHECK(page(item) == "error[tier-gap]: the book is empty\n  = help: import a ledger first\n");
    CHECK(render_line(item) == "error[tier-gap]: the book is empty");
}

TEST_CASE("tabs stay aligned, and a caret is as wide as its characters") {
    const SourcePtr text = source("a.csv", "\tÄö\tœuvre: 5\n");
    CHECK(page(error_at(span_of(text, "œuvre"), "m", "here")) ==
          "error[tier-gap]: m\n"
          " --> a.csv:1:5\n"
          "  |\n"
          "1 | \tÄö\tœuvre: 5\n"
          "  | \t  \t^^^^^ here\n");
}

TEST_CASE("a mark at the end of a line, over several lines, or at the end of the file") {
    const SourcePtr text = source("a", "one: {\r\n  two\r\n}\r\n");
    const std::size_t size = text->text().size();
    CHECK(page(error_at({text, 6, 6}, "m")) ==
          "error[tier-gap]: m\n --> a:1:7\n  |\n1 | one: {\n  |       ^\n");
    CHECK(page(error_at({text, 5, size}, "m")) ==
          "error[tier-gap]: m\n --> a:1:6\n  |\n1 | one: {\n  |      ^\n");
    CHECK(page(error_at({text, size, size}, "m")) ==
          "error[tier-gap]: m\n --> a:4:1\n  |\n4 |\n  | ^\n");
    CHECK(page(error_at({source("b", ""), 0, 0}, "m")) ==
          "error[tier-gap]: m\n --> b:1:1\n  |\n1 |\n  | ^\n");
}

TEST_CASE("a long line is cut around its mark to 120 characters") {
    const std::string before(300, 'b');
    const std::string after(300, 'a');
    const SourcePtr text = source("a", before + "XYZ" + after + "\nshort");
    CHECK(page(error_at(span_of(text, "XYZ"), "m", "here")) ==
          "error[tier-gap]: m\n --> a:1:301\n  |\n1 | …" + std::string(39, 'b') + "XYZ" +
              std::string(76, 'a') + "…\n  | " + std::string(40, ' ') + "^^^ here\n");
    // At either end of the line only the far side is cut.
    CHECK(page(error_at(span_of(text, "bb"), "m")) ==
          "error[tier-gap]: m\n --> a:1:1\n  |\n1 | " + std::string(119, 'b') + "…\n  | ^^\n");
    const Span last{text, 602, 603};
    CHECK(page(error_at(last, "m")) == "error[tier-gap]: m\n --> a:1:603\n  |\n1 | …" +
                                           std::string(119, 'a') + "\n  | " +
                                           std::string(119, ' ') + "^\n");
    // A mark that is longer than the window ends with it.
    CHECK(page(error_at({text, 0, 603}, "m")) == "error[tier-gap]: m\n --> a:1:1\n  |\n1 | " +
                                                     std::string(119, 'b') + "…\n  | " +
                                                     std::string(120, '^') + "\n");
    // Each mark of a long line gets its own window.
    Diagnostic two = error_at(span_of(text, "XYZ"), "m");
    two.notes = {{Span{text, 0, 1}, "start"}};
    CHECK(page(two) == "error[tier-gap]: m\n --> a:1:301\n  |\n1 | " + std::string(119, 'b') +
                           "…\n  | - start\n1 | …" + std::string(39, 'b') + "XYZ" +
                           std::string(76, 'a') + "…\n  | " + std::string(40, ' ') + "^^^\n");
}

TEST_CASE("a user's text is shown, never obeyed") {
    // An escape sequence that would clear the screen, a bell, a right-to-left override, a C1
    // control.
    const SourcePtr text = source("a", "\x1b[2J\a: \u202e5%\u009b!\n");
    CHECK(page(error_at(span_of(text, "5%"), "`\x1b[2J` is\nnothing", "\x7f")) ==
          "error[tier-gap]: `\uFFFD[2J` is\uFFFDnothing\n"
          " --> a:1:9\n"
          "  |\n"
          "1 | \uFFFD[2J\uFFFD: \uFFFD5%\uFFFD!\n"
          "  |         ^^ \uFFFD\n");
}

TEST_CASE("colour comes only when asked for, and says nothing that is not there without it") {
    const SourcePtr text = source("a.yaml", "a: 1\na: 2\n");
    Diagnostic item = error_at(span_of(text, "a", 1), "twice", "again");
    item.notes = {{span_of(text, "a"), "first"}, {Span{}, "no place"}};
    item.help = "remove one";
    const std::string plain = page(item);
    std::string coloured = render(item, Colour::yes);
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(coloured.find("\x1b[1;31merror[tier-gap]\x1b[0m") == 0);
    for (std::size_t at = 0; (at = coloured.find('\x1b')) != std::string::npos;) {
        coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    CHECK(coloured == plain);
}

TEST_CASE("diagnostics are sorted by file, place and code; equal ones come once") {
    const SourcePtr a = source("a.yaml", "one two three");
    const SourcePtr b = source("b.yaml", "one two three");
    Diagnostics out;
    CHECK(out.empty());
    out.error("tier-gap", span_of(b, "one"), "b1");
    out.warning("unknown-key", span_of(a, "two"), "a2").help = "help";
    CHECK(out.error_count() == 1);
    out.error("unknown-key", span_of(a, "one"), "a1 later code");
    out.error("repeated-key", span_of(a, "one"), "a1");
    out.error("repeated-key", span_of(a, "one"), "a1");
    out.error("repeated-key", span_of(a, "one"), "a1 otherwise");
    out.error("tier-gap", Span{}, "no place");
    out.add({"repeated-key", Severity::error, span_of(a, "one"), "a1", "", {{Span{}, "n"}}, ""});
    CHECK(out.has_errors());
    CHECK_FALSE(out.empty());
    std::string order;
    for (const Diagnostic& item : out.sorted()) {
        order += item.message + (item.notes.empty() ? "" : " with note") + ", ";
    }
    CHECK(order == "no place, a1, a1 with note, a1 otherwise, a1 later code, a2, b1, ");
    Diagnostics warned;
    warned.warning("tier-gap", Span{}, "only a warning");
    CHECK_FALSE(warned.has_errors());
}

TEST_CASE("the nearest name is offered when it is near") {
    const std::vector<std::string> keys = {"threshold", "rate", "from", "up_to", "above", "cap"};
    struct Row {
        const char* word;
        const char* offered;
    };
    for (const Row& row :
         {Row{"treshold", "threshold"}, Row{"thershold", "threshold"},
          Row{"thresholds", "threshold"}, Row{"treshhold", "threshold"}, Row{"trehsodl", ""},
          Row{"rte", "rate"}, Row{"rates", "rate"}, Row{"arte", "rate"}, Row{"rates2", "rate"},
          Row{"form", "from"}, Row{"upto", "up_to"}, Row{"cpa", "cap"}, Row{"cups", ""},
          Row{"x", ""}, Row{"", ""}, Row{"quota", ""}, Row{"rate", "rate"}}) {
        CAPTURE(row.word);
        CHECK(nearest(row.word, keys) == row.offered);
    }
    // As near as each other: the first by bytes, in whatever order they come.
    CHECK(nearest("bate", {"rate", "date", "gate"}) == "date");
    CHECK(nearest("bate", {"gate", "date", "rate"}) == "date");
    CHECK(nearest("word", {}).empty());
}
