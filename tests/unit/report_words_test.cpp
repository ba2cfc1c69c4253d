// Figures, characters and tables as people read them. What is cut says so; what is exact stays
// exact; what a file brings cannot act on a terminal or a page.
#include <catch2/catch.hpp>

#include "report/json/json.h"
#include "report/page/page.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

using namespace attain;
using namespace attain::report;

TEST_CASE("amounts keep every digit that they have and pad to the minor unit") {
    struct Row {
        Rational value;
        const char* currency;
        const char* shown;
    };
    const Row rows[] = {
        {60000, "USD", "60,000.00"},
        {60000, "JPY", "60,000"},
        {60000, "KWD", "60,000.000"},
        {Rational::of(205656206, 10000), "USD", "20,565.6206"},
        {Rational::of(1, 3), "USD", "≈0.33"},
        {Rational::of(-1, 8), "USD", "-0.125"},
        {12, "", "12"},
        {Rational::of(5, 2), "", "2.5"},
    };
    for (const Row& row : rows)
        CHECK(amount_text(row.value, row.currency) == row.shown);
}

TEST_CASE("a percentage is cut towards zero: what is just below the goal never reads as met") {
    CHECK(percent_text(Rational::of(7, 100)) == "7%");
    CHECK(percent_text(Rational::of(1144, 1000)) == "114.4%");
    CHECK(percent_text(Rational::of(7, 6)) == "≈116.66%");
    CHECK(percent_text(Rational::of(9999999, 10000000)) == "≈99.99%");
    CHECK(percent_text(Rational(-1) / 3) == "≈-33.33%");
}

TEST_CASE("a factor of a formula can be redone by hand") {
    CHECK(factor_text(Rational::of(3, 4)) == "75%");
    CHECK(factor_text(Rational::of(7, 6)) == "116.67% (7/6)");
    CHECK(factor_text(Rational::of(1339905476, 1000000000)) == "133.9905476%");
    CHECK(factor_text(Rational::of(144892467, 115000001)) == "≈125.99%");
}

TEST_CASE("machines get the exact value") {
    CHECK(exact_text(Rational::of(1, 8)) == "0.125");
    CHECK(exact_text(Rational::of(7, 6)) == "7/6");
}

TEST_CASE("a bar shows 150% at its end and marks the goal") {
    CHECK(bar_text(0, 6) == "░░░░│░░");
    CHECK(bar_text(1, 6) == "████┃░░");
    CHECK(bar_text(Rational::of(5, 4), 6) == "████┃█░");
    CHECK(bar_text(9, 6) == "████┃██");
    CHECK(bar_text(-1, 6) == "░░░░│░░");
}

TEST_CASE("texts of a file cannot act on a terminal") {
    CHECK(printable("a\x1b[31mb") == "a�[31mb");
    CHECK(printable("a\nb\tc") == "a b c");
    CHECK(printable("\xe2\x80\xae"
                    "evil") == "�evil");
    CHECK(printable("half \xc3") == "half �");
    CHECK(printable("\xc0\xaf") == "��");
    CHECK(printable("\xed\xa0\x80").find('\xed') == std::string::npos);
    CHECK(printable("Łukasz 佐藤 عربي") == "Łukasz 佐藤 عربي");
}

TEST_CASE("widths are counted in cells of a terminal") {
    CHECK(width_of("Ada") == 3);
    CHECK(width_of("Łukasz") == 6);
    CHECK(width_of("佐藤 由紀") == 9);
    CHECK(width_of("e\xcc\x81") == 1);
}

TEST_CASE("a table lines up names of every script, numbers to the right") {
    TextTable table({{"name"}, {"pay", Align::right}});
    table.row({"佐藤", "1.00"});
    table.row({"Ada\x07", "20,000.00"});
    table.rule();
    table.row({"all", "20,001.00"});
    CHECK(table.text(Colour::no) ==
          "name        pay\n"
          "佐藤       1.00\n"
          "Ada�  20,000.00\n"
          "────  ─────────\n"
          "all   20,001.00\n");
}

TEST_CASE("no escape bytes without colour") {
    CHECK(painted("x", Tone::bad, Colour::no) == "x");
    CHECK(painted("x", Tone::bad, Colour::yes) == "\x1b[31mx\x1b[0m");
}

TEST_CASE(
    "JSON: money and exact values are texts, texts are escaped, bytes that are none replaced") {
    JsonWriter json;
    const std::vector<std::string> none;
    json.object([&] {
        json.text("name", "a\"b\\c\n\x01\xff");
        json.money("due", Cash(-125000, *Currency::find("USD")));
        json.exact("value", Rational::of(1, 3));
        json.exact("missing", std::optional<Rational>());
        json.count("lines", 2);
        json.flag("holds", true);
        json.texts("notes", none);
    });
    CHECK(json.take() ==
          "{\n  \"name\": \"a\\\"b\\\\c\\n\\u0001�\",\n  \"due\": \"-1250.00\",\n"
          "  \"value\": \"1/3\",\n  \"missing\": null,\n  \"lines\": 2,\n  \"holds\": true,\n"
          "  \"notes\": []\n}\n");
}

TEST_CASE("a page escapes everything that is not its own") {
    Page page("<title>");
    page.leaf("p", {{"title", "\"><script>"}, {"class", ""}}, "a & b <script>'");
    const std::string html = page.finish();
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<p title=\"&quot;&gt;&lt;script&gt;\">a &amp; b &lt;script&gt;&#39;</p>") !=
          std::string::npos);
    CHECK(html.find("http") == std::string::npos);
}
