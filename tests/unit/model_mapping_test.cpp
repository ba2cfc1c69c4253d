#include <catch2/catch.hpp>

#include "model/load/date_format.h"
#include "model/load/read_files.h"

namespace attain {

namespace {

std::shared_ptr<const load::Mapping> mapping_of(const std::string& text, std::string& codes) {
    Diagnostics out;
    const auto mapping = load::load_mapping(std::make_shared<Source>("crm.yaml", text), out);
    for (const Diagnostic& diagnostic : out.sorted())
        codes += diagnostic.code + " ";
    return mapping;
}

std::optional<Batch> read(const std::string& mapping_text, const std::string& csv,
                          std::string& problems) {
    std::string codes;
    const auto mapping = mapping_of(mapping_text, codes);
    CAPTURE(codes);
    REQUIRE(mapping);
    Diagnostics out;
    std::optional<Batch> batch = load::read_batch_text(std::make_shared<Source>("export.csv", csv),
                                                       "ledger", mapping.get(), Extent{}, out);
    for (const Diagnostic& diagnostic : out.sorted()) {
        problems += diagnostic.code + ": " + diagnostic.message + " | " + diagnostic.help + "\n";
    }
    return batch;
}

const std::string german = R"(mapping: german-export
table: ledger
separator: ";"
source: crm
columns:
  deal: Opportunity ID
  booked: {from: Close Date, format: DD.MM.YYYY}
  amount: {from: Amount, format: {decimal: ",", groups: ".", suffix: " EUR", parentheses: yes}}
  currency: {always: EUR}
  owner: Owner
  tax: {from: Tax, type: number}
ignore: [Notes]
)";

}  // namespace

TEST_CASE("days are read in the format that a mapping declares, and in no other") {
    struct Row {
        const char* format;
        const char* text;
        const char* day;  // "": refused
    };
    const Row table[] = {
        {"DD.MM.YYYY", "14.02.2026", "2026-02-14"},
        {"DD.MM.YYYY", "14.2.2026", ""},
        {"DD.MM.YYYY", "02/14/2026", ""},
        {"MM/DD/YYYY", "02/14/2026", "2026-02-14"},
        {"MM/DD/YYYY", "14/02/2026", ""},
        {"M/D/YYYY", "2/14/2026", "2026-02-14"},
        {"M/D/YYYY", "12/1/2026", "2026-12-01"},
        {"YYYYMMDD", "20260214", "2026-02-14"},
        {"YYYYMMDD", "20260230", ""},
        {"YYYYMMDD", "202602144", ""},
        {"YYYY-MM-DD hh:mm:ss", "2026-02-14 23:59:59", "2026-02-14"},
        {"YYYY-MM-DD hh:mm:ss", "2026-02-14", ""},
        {"YYYY-MM-DDThh:mm:ssZ", "2026-02-14T08:00:00Z", "2026-02-14"},
    };
    for (const Row& row : table) {
        CAPTURE(row.format, row.text);
        std::string problem;
        const auto format = load::DateFormat::make(row.format, problem);
        REQUIRE(format);
        const std::optional<Date> day = format->read(row.text);
        CHECK((day ? day->text() : "") == row.day);
    }
    std::string problem;
    CHECK_FALSE(load::DateFormat::make("MM/YYYY", problem));
    CHECK(problem == "`MM/YYYY` is not a date format: it needs one year, one month and one day");
}

TEST_CASE("a foreign file is read as its mapping says") {
    std::string problems;
    const std::optional<Batch> batch = read(german,
                                            "Opportunity ID;Close Date;Amount;Owner;Tax;Notes\n"
                                            "D-1;14.02.2026;1.234,50 EUR;ada;0.19;first\n"
                                            "D-2;15.02.2026;(500,00) EUR;ben;;\n"
                                            "D-3;16.02.2026;(500,00 EUR);ben;;\n"
                                            "D-4;2026-02-16;7,00 EUR;ben;;\n",
                                            problems);
    CAPTURE(problems);
    REQUIRE(batch);
    REQUIRE(batch->lines.rows() == 2);
    CHECK(batch->lines.key_text(0) == "crm D-1");
    CHECK(batch->lines.booked.date(0).text() == "2026-02-14");
    CHECK(*batch->lines.amount.value(0).decimal() == "1234.5");
    CHECK(batch->lines.currency.text(1) == "EUR");
    CHECK(*batch->lines.amount.value(1).decimal() == "-500");
    CHECK(std::get<DecimalColumn>(batch->lines.find("tax")->values).value(0) ==
          Rational::of(19, 100));
    REQUIRE(batch->unread.size() == 2);
    CHECK(batch->unread[1].message ==
          "`2026-02-16` in `booked` is not a day written as DD.MM.YYYY");
    CHECK(batch->unread[1].key ==
          "crm\x1f"
          "D-4\x1f");
}

TEST_CASE("every foreign column is mapped, ignored or an error") {
    std::string problems;
    CHECK_FALSE(read(german, "Opportunity ID;Close Date;Amount;Owner;Tax;Remarks\n", problems));
    CHECK(problems ==
          "unknown-column: the mapping `german-export` does not say what `Remarks` is | map it, or "
          "add it to `ignore`\n");
    problems.clear();
    CHECK_FALSE(read(german, "Opportunity ID;Closed Date;Amount;Owner;Tax\n", problems));
    CHECK(problems.find("missing-column: export.csv has no column `Close Date` | did you mean "
                        "`Close Date`, where `Closed Date` stands?") != std::string::npos);
}

TEST_CASE("a mapping that cannot be meant is refused") {
    const std::string begin = "mapping: m\ntable: ledger\nsource: crm\ncolumns:\n  deal: ID\n";
    struct Row {
        const char* text;
        const char* code;
    };
    const Row table[] = {
        {"  booked: {from: Day, format: YYYY-MM-DD hh:mm:ss}\n", "time-stamp "},
        {"  booked: {from: Day, format: YYYY-MM-DD hh:mm:ss, zone: none}\n", ""},
        {"  booked: {from: Day, format: YYYY-MM-DD, zone: none}\n", "mapping-format "},
        {"  booked: {from: Day, format: YY-MM}\n", "mapping-format "},
        {"  amount: {from: A, format: {decimal: \",\", groups: \",\"}}\n", "mapping-format "},
        {"  amount: {from: A, format: {decimal: \"dot\"}}\n", "mapping-format "},
        {"  amount: {from: A, format: DD.MM.YYYY}\n", "mapping-format "},
        {"  amount: {from: A, type: number}\n", "mapping-column "},
        {"  tax: {from: T, format: {decimal: \",\"}}\n", "mapping-format "},
        {"  owner: {from: T, always: ada}\n", "mapping-column "},
        {"  tax: {type: text}\n", "mapping-column "},
        {"  source: S\n", "mapping-column "},
        {"  owner: {form: T}\n", "unknown-key "},
    };
    for (const Row& row : table) {
        CAPTURE(row.text);
        std::string codes;
        const auto mapping = mapping_of(begin + row.text, codes);
        CHECK(codes == row.code);
        CHECK((mapping != nullptr) == codes.empty());
    }
}

TEST_CASE("a mapping is for one table") {
    std::string codes;
    const auto mapping = mapping_of(german, codes);
    Diagnostics out;
    CHECK_FALSE(load::read_batch_text(std::make_shared<Source>("people.csv", "participant\n"),
                                      "people", mapping.get(), Extent{}, out));
    CHECK(out.sorted().front().code == "mapping-table");
    CHECK(mapping_of("mapping: m\ntable: sales\ncolumns: {deal: D}\n", codes) == nullptr);
    CHECK(codes == "unknown-table ");
}

TEST_CASE("small tables are mapped the same way") {
    std::string codes;
    const auto mapping = mapping_of(R"(mapping: hr
table: people
columns:
  participant: Employee
  from: {from: Start, format: M/D/YYYY}
  team: Dept
  commission_pct: {from: Rate, type: number}
)",
                                    codes);
    CAPTURE(codes);
    REQUIRE(mapping);
    Diagnostics out;
    const std::optional<Batch> batch = load::read_batch_text(
        std::make_shared<Source>("hr.csv", "Employee,Start,Dept,Rate\nada,1/5/2026,north,2.5%\n"),
        "people", mapping.get(), Extent{}, out);
    REQUIRE(batch);
    REQUIRE(batch->rows.size() == 1);
    CHECK(batch->rows[0].cells == std::vector<std::string>{"ada", "2026-01-05", "", "", "north", "",
                                                           "", "commission_pct:number=0.025"});
}

}  // namespace attain
