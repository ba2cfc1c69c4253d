// Shapes: a document checked against a table, each mistake once and at its place; and the table as
// JSON Schema.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/diagnostic/catalogue.h"
#include "intake/document/yaml.h"
#include "intake/schema/shape.h"

using namespace attain;
using namespace attain::intake;

namespace {

ShapePtr tier() {
    return by_key("a tier",
                  {map("a tier", {required("rate", text(), "The rate."),
                                  intake::optional("from", number(), "The lower edge."),
                                  intake::optional("threshold", number(), "The old name.")}),
                   map("a tier", {required("amount", text(), "The amount."),
                                  intake::optional("from", number(), "The lower edge.")})});
}

ShapePtr plan() {
    const auto may = [](const char* key, ShapePtr shape) {
        return intake::optional(key, std::move(shape), std::string("About ") + key + ".");
    };
    return map("a plan",
               {required("plan", name(), "The plan's name."),
                required("pays", choice({"weekly", "monthly"}), "How \"often\" it pays."),
                may("title", text()), may("weight", percent()), may("unit", number()),
                may("count", whole()), may("day", date()), may("effective", days()),
                may("open", flag()), may("where", condition()), may("tiers", list("tiers", tier())),
                may("points", numbers("the points", any_of({number(), tier()}))),
                may("measures", dictionary("the measures", tier()))});
}

// "code «text» | help" for each mistake, in the order of the file.
std::string mistakes(const std::string& yaml, const Shape& shape) {
    Diagnostics out;
    const auto document = read_yaml(std::make_shared<const Source>("plan.yaml", yaml), out);
    REQUIRE(document);
    const bool sound = check(*document, shape, out);
    CHECK(sound == out.empty());
    std::string all;
    for (const Diagnostic& error : out.sorted()) {
        CHECK(in_catalogue(error.code));
        all += (all.empty() ? "" : "\n") + error.code + " «" + std::string(error.where.text()) +
               "» | " + error.help;
    }
    return all;
}

const std::string head = "plan: a\npays: weekly\n";

// Reads JSON without keeping it: true when all of it is one value.
class JsonReader {
public:
    explicit JsonReader(std::string_view text) : text_(text) {}
    bool reads() {
        const bool sound = value();
        blanks();
        return sound && at_ == text_.size();
    }

private:
    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n'))
            ++at_;
    }
    bool eat(char c) {
        blanks();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool string() {
        if (!eat('"')) return false;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
            if (text_[at_] == '\\') {
                ++at_;
                if (std::string_view("\"\\u").find(text_[at_]) == std::string_view::npos)
                    return false;
            }
            ++at_;
        }
        return eat('"');
    }
    bool row(char close, bool keyed) {
        if (eat(close)) return true;
        do {
            if (keyed && !(string() && eat(':'))) return false;
            if (!value()) return false;
        } while (eat(','));
        return eat(close);
    }
    bool value() {
        blanks();
        if (eat('{')) return row('}', true);
        if (eat('[')) return row(']', false);
        if (at_ < text_.size() && text_[at_] == '"') return string();
        for (const std::string_view word : {"false", "true", "0", "1000", "1"}) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return true;
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

TEST_CASE("shape: what each kind of text accepts and refuses") {
    struct Case {
        std::string field;
        std::string answer;  // "" where it is sound
    };
    const std::string digits = "write digits only, without a zero in front: `12`";
    const std::string day = "write year, month and day: `2026-02-14`";
    const std::string range = "write its first and its last day: `2026-01-01..2026-12-31`";
    for (const Case& c : std::vector<Case>{
             {"title: NO", ""},
             {"title: 010", ""},
             {"title: 'null'", ""},
             {"title: null",
              "missing-value «null» | write a value; if the word is meant, `\"null\"`"},
             {"title: ''", "missing-value «''» | write one"},
             {"title:", "missing-value «» | write one"},
             {"title: [a]", "wrong-kind «[a]» | write a text"},
             {"weight: 75%", ""},
             {"weight: -12.5%", ""},
             {"weight: 0.75", "not-a-percentage «0.75» | write `75%`"},
             {"weight: 75", "not-a-percentage «75» | write `75%`"},
             {"weight: 1.5", "not-a-percentage «1.5» | write `150%` or `1.5%`"},
             {"weight: 1/3", ""},
             {"weight: 1/0", "not-a-percentage «1/0» | write a percentage such as `75%`"},
             {"weight: .nan", "not-a-percentage «.nan» | write a percentage such as `75%`"},
             {"unit: 0.05", ""},
             {"unit: 1/3", ""},
             {"unit: '4%'", ""},
             {"unit: 010", "not-a-number «010» | write `10`"},
             {"unit: -00.50", "not-a-number «-00.50» | write `-0.50`"},
             {"unit: 1e3", "not-a-number «1e3» | write all digits, such as `1000` for `1e3`"},
             {"unit: 1_000", "not-a-number «1_000» | write the digits together"},
             {"unit: 0x1F",
              "not-a-number «0x1F» | write a plain number such as `1250.50`, `4%` or `1/3`"},
             {"unit: 12:30",
              "not-a-number «12:30» | write a plain number such as `1250.50`, `4%` or `1/3`"},
             {"unit: .inf",
              "not-a-number «.inf» | write a plain number such as `1250.50`, `4%` or `1/3`"},
             {"count: 0", ""},
             {"count: 12", ""},
             {"count: -1", "not-a-whole-number «-1» | " + digits},
             {"count: 012", "not-a-whole-number «012» | " + digits},
             {"count: 1.0", "not-a-whole-number «1.0» | " + digits},
             {"count: 1234567890123456789", "not-a-whole-number «1234567890123456789» | " + digits},
             {"day: 2026-02-28", ""},
             {"day: 2026-02-30",
              "not-a-date «2026-02-30» | correct the month or the day; years are 1900 to 2999"},
             {"day: 14.02.2026", "not-a-date «14.02.2026» | " + day},
             {"effective: 2026-01-01..2026-12-31", ""},
             {"effective: 2026-01-01..", ""},
             {"effective: 2026", "not-a-day-range «2026» | " + range},
             {"effective: 2026-12-31..2026-01-01",
              "not-a-day-range «2026-12-31..2026-01-01» | write `2026-01-01..2026-12-31`"},
             {"effective: 2026-02-30..",
              "not-a-date «2026-02-30..» | correct the month or the day; years are 1900 to "
              "2999"},
             {"open: yes", ""},
             {"open: no", ""},
             {"open: true", "not-yes-or-no «true» | write `yes`"},
             {"open: NO", "not-yes-or-no «NO» | write `no`"},
             {"open: maybe", "not-yes-or-no «maybe» | write `yes` or `no`"},
             {"where: amount > 5", ""},
             {"measures: {a: {rate: 5%}}", ""},
             {"measures: {a b: {rate: 5%}}",
              "not-a-name «a b» | a name has letters a to z, digits, `_`, `-` and `.`, at most 64, "
              "and begins with a letter or digit"},
             {"measures: {}", "missing-value «{}» | write at least one"},
             {"measures: 5", "wrong-kind «5» | write them indented below it, `name: …`"},
             {"tiers: []", "missing-value «[]» | write at least one"},
             {"tiers: 5%", "wrong-kind «5%» | write `[5%]`"},
             {"tiers: [5%]", "wrong-kind «5%» | write them indented below it, such as `rate: …`"},
             {"points: {50%: 0%, 1/3: 5}", ""},
             {"points: {50%: {rate: 1}, 1: {amount: 2}}", ""},
             {"points: {half: 1}",
              "not-a-number «half» | write a plain number such as `1250.50`, `4%` or `1/3`"},
             {"points: {50%: 1, 0.50: 2}", "repeated-key «0.50» | keep one of the two"},
             {"points: {50%: [1]}", "wrong-kind «[1]» | write a number or the keys of a tier"},
             {"points: {50%: }", "missing-value «» | write one"},
         }) {
        CAPTURE(c.field);
        CHECK(mistakes(head + c.field + "\n", *plan()) == c.answer);
    }
    CHECK(
        mistakes("plan: Ada L\npays: mothly\n", *plan()) ==
        "not-a-name «Ada L» | a name has letters a to z, digits, `_`, `-` and `.`, at most 64, and "
        "begins with a letter or digit\nnot-a-choice «mothly» | did you mean `monthly`?");
    CHECK(mistakes("plan: a\npays: yearly\n", *plan()) ==
          "not-a-choice «yearly» | write `weekly` or `monthly`");
}

TEST_CASE("shape: one mistake is one message") {
    struct Case {
        std::string yaml;
        std::string answer;
    };
    for (const Case& c : std::vector<Case>{
             {"[1]", "wrong-kind «[1]» | write them indented below it, such as `plan: …`"},
             {"plan: a\n", "missing-key «plan» | add `pays: …`: How \"often\" it pays."},
             // A mistyped key is not also missing.
             {"plan: a\npay: weekly\n", "unknown-key «pay» | did you mean `pays`?"},
             {head + "tilte: x\n", "unknown-key «tilte» | did you mean `title`?"},
             {head + "tiers: [{rat: 5%, from: 0}]\n", "unknown-key «rat» | did you mean `rate`?"},
             {head + "tiers: [{rate: 5%, treshold: 0}]\n",
              "unknown-key «treshold» | did you mean `threshold`?"},
             // The branch is chosen by its key, and then only that branch speaks.
             {head + "tiers: [{amount: 5, threshold: 0}]\n",
              "unknown-key «threshold» | here may stand `from`"},
             {head + "tiers: [{rate: 5%, amount: 6, from: x}]\n",
              "conflicting-keys «amount» | keep one of the two\n"
              "not-a-number «x» | write a plain number such as `1250.50`, `4%` or `1/3`"},
             {head + "tiers: [{from: x}]\n", "missing-key «from» | add `rate: …`"},
             {head + "tiers:\n- \n",
              "missing-value «» | write them indented below it, such as `rate: …`"},
         }) {
        CAPTURE(c.yaml);
        CHECK(mistakes(c.yaml, *plan()) == c.answer);
    }
    Diagnostics out;
    const auto document =
        read_yaml(std::make_shared<const Source>("p.yaml", head + "points: {50%: 1, 0.5: 2}"), out);
    check(*document, *plan(), out);
    CHECK(out.sorted()[0].message == "`0.5` stands twice among the points");
    CHECK(out.sorted()[0].notes.at(0).where.text() == "50%");
}

TEST_CASE("shape: the exported schema is JSON and says what the loader checks") {
    const std::string schema = json_schema(*plan(), "A plan", "https://example.org/plan.json");
    CHECK(JsonReader(schema).reads());
    CHECK_FALSE(JsonReader(schema.substr(0, schema.size() - 3)).reads());
    for (const char* const part : {
             "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
             "  \"$id\": \"https://example.org/plan.json\",\n  \"title\": \"A plan\",\n",
             "    \"weight\": {\n      \"description\": \"About weight.\",\n"
             "      \"type\": \"string\",\n"
             "      \"pattern\": \"^-?(0|[1-9][0-9]*)((\\\\.[0-9]+)?%|/0*[1-9][0-9]*)$\"\n    },\n",
             "\"description\": \"How \\\"often\\\" it pays.\"",
             "    \"open\": {\n      \"description\": \"About open.\",\n"
             "      \"enum\": [\n        \"yes\",\n        \"no\"\n      ]\n    }",
             "  \"required\": [\n    \"plan\",\n    \"pays\"\n  ],\n"
             "  \"additionalProperties\": false\n}\n",
         }) {
        CAPTURE(part);
        CHECK(schema.find(part) != std::string::npos);
    }
    // The branch of a tier is chosen before it is checked.
    CHECK(schema.find("\"if\"") < schema.find("\"then\""));
    CHECK(schema == json_schema(*plan(), "A plan", "https://example.org/plan.json"));
}
