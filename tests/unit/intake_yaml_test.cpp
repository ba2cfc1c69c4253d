// YAML: every piece has its exact place, and nothing of what the library lets through passes.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "base/diagnostic/catalogue.h"
#include "intake/document/yaml.h"

using namespace attain;

namespace {

SourcePtr source_of(std::string text) {
    return std::make_shared<const Source>("plan.yaml", std::move(text));
}

// The text under every scalar and key, in order; `Ø` marks what was not written.
void collect(const Node& node, std::vector<std::string>& spans) {
    if (node.kind == Node::Kind::scalar) {
        spans.push_back(node.is_null && node.where.text().empty() ? "Ø"
                                                                  : std::string(node.where.text()));
    }
    for (const Node& item : node.items)
        collect(item, spans);
    for (const Entry& entry : node.entries) {
        spans.push_back(std::string(entry.key_where.text()));
        collect(entry.value, spans);
    }
}

std::vector<std::string> spans_of(const std::string& text) {
    Diagnostics out;
    const std::optional<Node> node = intake::read_yaml(source_of(text), out);
    std::vector<std::string> spans;
    if (node) collect(*node, spans);
    for (const Diagnostic& error : out.sorted())
        spans.push_back(render_line(error));
    return spans;
}

// "code line:column «text»" of each mistake.
std::string mistakes(const std::string& text) {
    Diagnostics out;
    const auto source = source_of(text);
    const std::optional<Node> node = intake::read_yaml(source, out);
    CHECK(node.has_value() != out.has_errors());
    std::string all;
    for (const Diagnostic& error : out.sorted()) {
        CHECK(in_catalogue(error.code));
        CHECK_FALSE(error.help.empty());
        const Source::Place place = source->place_of(error.where.begin);
        all += (all.empty() ? "" : ", ") + error.code + " " + std::to_string(place.line) + ":" +
               std::to_string(place.column) + " «" + std::string(error.where.text()) + "»";
    }
    return all;
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += piece;
    return all;
}

}  // namespace

TEST_CASE("yaml: every scalar and key has its exact place") {
    using Spans = std::vector<std::string>;
    for (const auto& [text, spans] : std::vector<std::pair<std::string, Spans>>{
             {"a: 1\nb: two words # note\n", {"a", "1", "b", "two words"}},
             {"\xef\xbb\xbf"
              "a: 1\r\nnavn: Øre x\r\nc: 2",
              {"a", "1", "navn", "Øre x", "c", "2"}},
             {"'a b' : 'it''s'\n\"c\": \"x\\\"y\"\n", {"'a b'", "'it''s'", "\"c\"", "\"x\\\"y\""}},
             {"{a: [1, \"2\"], # note\n b: {}, c: , }", {"a", "1", "\"2\"", "b", "c", "Ø"}},
             {"- 1\n-\n- - x\n  - y\n- z: 3\n  w:\n", {"1", "Ø", "x", "y", "z", "3", "w", "Ø"}},
             {"a: |\n  x\n   y\n\nb: >-\n  q\n  r\n", {"a", "|\n  x\n   y", "b", ">-\n  q\n  r"}},
             {"a: |2\n    x\n# no\nb: |\nc: |+\n  z\n\n",
              {"a", "|2\n    x", "b", "|", "c", "|+\n  z"}},
             {"a: one\n  two\n\n  three\nb: 75%", {"a", "one\n  two\n\n  three", "b", "75%"}},
             {"a: \"one\n  two\"\nb: ~\nc: null\n", {"a", "\"one\n  two\"", "b", "~", "c", "null"}},
             {"a: http://x.y/z#q\nb: 12:30\nc: it's",
              {"a", "http://x.y/z#q", "b", "12:30", "c", "it's"}},
             {"a:\t5\nb: 5\t\nc\t: 6", {"a", "5", "b", "5", "c", "6"}},
             {"a:\n- 1\n- 2\n", {"a", "1", "2"}},
             {"[a: 1, b]", {"a", "1", "b"}},
             {"%YAML 1.2\n---\na: 1\n...\n", {"a", "1"}},
             {"50%: 0%\n-1.5: x\n", {"50%", "0%", "-1.5", "x"}},
         }) {
        CAPTURE(text);
        CHECK(spans_of(text) == spans);
    }
}

TEST_CASE("yaml: scalars stay text") {
    Diagnostics out;
    const auto node = intake::read_yaml(
        source_of("[NO, 010, 1_000, 12:30, .nan, 1e3, 0x1F, ~, 'null', \"\", 2026-02-14, |x]"),
        out);
    REQUIRE_FALSE(node);  // `|` means something else inside brackets
    out = {};
    const auto list = intake::read_yaml(
        source_of("[NO, 010, 1_000, 12:30, .nan, 1e3, 0x1F, ~, 'null', \"\", 2026-02-14]"), out);
    REQUIRE(list);
    std::string texts;
    for (const Node& item : list->items) {
        texts += item.text + (item.quoted ? " quoted" : item.is_null ? " null" : "") + ";";
    }
    CHECK(texts == "NO;010;1_000;12:30;.nan;1e3;0x1F;~ null;null quoted; quoted;2026-02-14;");
    CHECK(list->where.text() == list->where.source->text());
    const auto keep = intake::read_yaml(source_of("a: |+\n  x\n\n"), out);
    CHECK(keep->find("a")->text == "x\n\n");
    CHECK(keep->find("b") == nullptr);
}

TEST_CASE("yaml: maps and lists reach from their first to their last character") {
    Diagnostics out;
    const auto node = intake::read_yaml(
        source_of("a: {x: [1, 2 ], # note\n  y: 3 }\nb:\n  - 1\n  - c: 4\n    d:\ne: [  ]\n"), out);
    REQUIRE(node);
    CHECK(node->find("a")->where.text() == "{x: [1, 2 ], # note\n  y: 3 }");
    CHECK(node->find("a")->find("x")->where.text() == "[1, 2 ]");
    CHECK(node->find("b")->where.text() == "- 1\n  - c: 4\n    d:");
    CHECK(node->find("b")->items[1].where.text() == "c: 4\n    d:");
    CHECK(node->find("e")->where.text() == "[  ]");
}

TEST_CASE("yaml: what must not stand in a plan is refused at its place") {
    for (const auto& [text, answer] : std::vector<std::pair<std::string, std::string>>{
             {"", "yaml-empty 1:1 «»"},
             {"# nothing\n", "yaml-empty 1:1 «»"},
             {"~", "yaml-empty 1:1 «»"},
             {"a: 1\nb: 2\na: 3\nb: 4\n", "repeated-key 3:1 «a», repeated-key 4:1 «b»"},
             {"a: {b: 1, b: 2}", "repeated-key 1:11 «b»"},
             {"a: &x 1\nb: *x\n", "yaml-alias 1:4 «&x»"},
             {"a: *x\n", "yaml-alias 1:4 «»"},
             {"<<: {a: 1}\n", "yaml-merge-key 1:1 «<<»"},
             {"a: !!str 1\n", "yaml-tag 1:4 «!!str»"},
             {"a: !money\n  b: 1\n", "yaml-tag 1:4 «!money»"},
             {"a: 1\n---\nb: 2\n", "yaml-second-document 2:1 «---»"},
             {"a: 1\n...\nb: 2\n", "yaml-second-document 3:1 «b: 2»"},
             {"- a\nb: 1\n", "yaml-syntax 2:1 «b: 1»"},
             {"a: 1\nb\n", "yaml-missing-colon 2:1 «b»"},
             {"a: 1\nb\nc: 2\n", "yaml-missing-colon 2:1 «b»"},
             {"{a, b: 1}", "yaml-missing-colon 1:2 «a»"},
             {"[1,,2]", "yaml-empty-item 1:4 «,»"},
             {"[,]", "yaml-empty-item 1:2 «,»"},
             {"{a: 1,, b: 2}", "yaml-empty-item 1:7 «,»"},
             {": v", "yaml-key 1:1 «:»"},
             {"a:\nnull: 3", "yaml-key 2:1 «null»"},
             {"? a\n: b", "yaml-key 1:3 «a»"},
             {"? [a]\n: b", "yaml-key 1:3 «[»"},
             {"[[a]]: b", "yaml-key 1:1 «[»"},
             {"a:\n\tb: 1\n", "yaml-tab 2:1 «\t»"},
             {"a\tb: 1\n", "yaml-tab 1:1 «a\tb»"},
             {"a: 1\rb: 2\n", "control-character 1:5 «\r»"},
             {"a: \x01\n", "control-character 1:1 «»"},
             {"a: \xff\n", "file-not-utf8 1:1 «»"},
             {"\x25\xae\x61", "file-not-utf8 1:1 «»"},
         }) {
        CAPTURE(text);
        CHECK(mistakes(text) == answer);
    }
}

TEST_CASE("yaml: syntax errors say what is wrong where it is wrong") {
    for (const auto& [text, line] : std::vector<std::pair<std::string, std::string>>{
             {"a: 'x\nb: 1\n",
              "1:4: error[yaml-syntax]: the quote ' that opens here is never closed"},
             {"a: 1\nb: \"x\n",
              "2:4: error[yaml-syntax]: the quote \" that opens here is never closed"},
             {"a: 'Ada's plan'\n", "1:9: error[yaml-syntax]: text stands behind the closing quote"},
             {"a: [1, 2\nb: 3\n",
              "1:4: error[yaml-syntax]: the bracket `[` that opens here is not closed"},
             {"a: {x: 1\n",
              "1:4: error[yaml-syntax]: the bracket `{` that opens here is not closed"},
             {"a: ]\n", "1:4: error[yaml-syntax]: the bracket `]` closes nothing"},
             {"a:1\nb: 2\n", "1:2: error[yaml-syntax]: a blank is missing behind the colon"},
             {"a: 1\nb:2\n", "2:2: error[yaml-syntax]: a blank is missing behind the colon"},
             {"a: 1\nb:2\nc: 3\n", "2:2: error[yaml-syntax]: a blank is missing behind the colon"},
             {"a:1", "1:2: error[yaml-syntax]: a blank is missing behind the colon"},
             {"{a:1}", "1:3: error[yaml-syntax]: a blank is missing behind the colon"},
             {"a: b: c\n", "1:5: error[yaml-syntax]: a second colon stands in this line"},
             {"a: - b\n",
              "1:4: error[yaml-syntax]: a list with dashes cannot begin in the line of its key"},
             {"a: 1\n  b: 2\n",
              "2:3: error[yaml-syntax]: this line does not fit to the lines above it"},
             {"a:\n  b: 1\n c: 2\n",
              "3:2: error[yaml-syntax]: this line does not fit to the lines above it"},
             {"a: 1\n- b\n",
              "2:1: error[yaml-syntax]: this line does not fit to the lines above it"},
             {"a: @x\n", "1:4: error[yaml-syntax]: a value cannot begin with `@`"},
             {"a: \"\\q\"\n",
              "1:5: error[yaml-syntax]: a backslash inside double quotes begins an escape, and "
              "this one has no meaning"},
             {",", "1:1: error[yaml-syntax]: this cannot be read as YAML"},
         }) {
        CAPTURE(text);
        CHECK(spans_of(text) == std::vector<std::string>{"plan.yaml:" + line});
    }
}

TEST_CASE("yaml: limits, and any input is answered") {
    // Nine anchors that each repeat the one before nine times: a billion words for a naive walk.
    std::string laughs = "a0: &a0 [ha]\n";
    for (int i = 1; i <= 9; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" +
                  repeated(before + ", ", 8) + before + "]\n";
    }
    const std::string deep = repeated("[", 64) + "1" + repeated("]", 64);
    std::string keys;
    for (int i = 0; i < 40'000; ++i)
        keys += "k" + std::to_string(i) + ": 1\n";
    struct Case {
        std::string text;
        std::string code;
    };
    const auto start = std::chrono::steady_clock::now();
    for (const Case& c : std::vector<Case>{
             {laughs, "yaml-alias"},
             {deep, ""},
             {"[" + deep + "]", "yaml-too-deep"},
             {repeated("[", 100'000), "yaml-too-deep"},
             {repeated("{a: ", 100'000), "yaml-too-deep"},
             {repeated("- ", 100'000), "yaml-too-deep"},
             {repeated("? ", 100'000), "yaml-key"},
             {repeated("- 1\n", 100'001), "yaml-too-large"},
             {"a: " + repeated("x", 1U << 20U), "yaml-too-large"},
             {"a: '" + repeated("x\n", 100'000), "yaml-syntax"},
             {keys, ""},
         }) {
        CAPTURE(c.text.substr(0, 40));
        Diagnostics out;
        const auto node = intake::read_yaml(source_of(c.text), out);
        CHECK((out.empty() ? "" : out.sorted()[0].code) == c.code);
        CHECK(node.has_value() == c.code.empty());
    }
    // Eleven of them; generous, for sanitizers and a busy machine.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("yaml: made-up files never hurt") {
    const std::vector<std::string> pieces = {
        "a",     "b: ",  " ",    "\n", "\n  ", "- ", "[",   "]",    "{",    "}",     ",", ":",
        "\"",    "'",    "|",    ">",  "#",    " #", "&x ", "*x",   "!t ",  "? ",    "~", "...\n",
        "---\n", "null", "<<: ", "\\", "%",    "\t", "é",   "\r\n", "|2\n", "1: 2\n"};
    std::uint32_t state = 5;
    for (int round = 0; round < 4'000; ++round) {
        std::string text;
        for (int i = 0; i < 5 + round % 20; ++i) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 16U) % pieces.size()];
        }
        CAPTURE(text);
        Diagnostics out;
        const auto node = intake::read_yaml(source_of(text), out);
        REQUIRE(node.has_value() != out.has_errors());
        for (const Diagnostic& error : out.sorted()) {
            REQUIRE(error.where.begin <= error.where.end);
            REQUIRE(error.where.end <= text.size());
        }
    }
}
