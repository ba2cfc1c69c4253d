// Files that others open: no text becomes a formula (R29), a manifest finds each changed byte
// (U22), payroll gets what it can take, paper and workbooks are the same bytes each time.
#include <catch2/catch.hpp>

#include "pipeline/compute.h"
#include "report/manifest/manifest.h"
#include "report/payroll/payroll.h"
#include "report/statement/statement.h"
#include "report/words/cells.h"
#include "support/dice.h"
#include "support/world_builder.h"

using namespace attain;
using namespace attain::report;

namespace {

const test::Files quay = {
    {"company.yaml",
     "company: Quay\npayroll:\n  adp: {company: QAY, batch: B, earnings_code: C, file_number: "
     "adp}\n"},
    {"people.csv",
     "participant,name,from,team,manager,plan,adp\n"
     "ada,Łukasz ş 日本 عربي,2026-01-01,,,rep,000042\n"
     "ben,Ben,2026-01-01,,,rep,123456\n"
     "cara,Cara,2026-01-01,,,rep,777777\n"},
    {"ledger.csv",
     "source,deal,booked,amount,currency,owner,customer\n"
     "crm,D-1,2026-01-10,12000.50,USD,ada,=1+1\n"
     "crm,D-2,2026-02-14,800,USD,ben,<script>alert(1)</script>\n"},
    {"rep.yaml",
     "plan: rep\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
     "measures:\n  bookings: {sum: amount, credit: own}\n"
     "components:\n  commission:\n    of: bookings\n    rate: 10%\n"},
};

struct Computed {
    World world;
    RunResult run;
    explicit Computed(const test::Files& files)
        : world(test::world_from(files)),
          run(compute(world, *Calendar::gregorian().find("2026-Q1"), {})) {}
    Statement of(const char* who) const {
        return compose_statement(world, run, nullptr, world.facts.roster.find_participant(who));
    }
};

std::vector<std::string> codes_of(const Diagnostics& problems) {
    std::vector<std::string> codes;
    for (const Diagnostic& problem : problems.sorted())
        codes.push_back(problem.code);
    return codes;
}

}  // namespace

TEST_CASE("a text cell never begins like a formula") {
    const std::vector<std::string> beginnings = {"=",  "+",    "-",  "@",  "\t", "\r",
                                                 "\n", "\x01", "＝", "＋", "－", "＠",
                                                 "−",  "﹢",   "﹣", "﹦", "﹫", "\x7f"};
    const std::vector<std::string> ends = {"1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"x\")", ""};
    for (const std::string& begin : beginnings) {
        for (const std::string& end : ends) {
            CAPTURE(begin + end);
            CHECK(looks_like_formula(begin + end));
            const std::string cell = csv_cell(begin + end);
            CHECK((cell.starts_with("'") || cell.starts_with("\"'")));
        }
    }
    for (const char* plain :
         {"Ada", "1250", "Łódź", "日本", "'quoted", "a=b", " x", "5-4", "(1)"}) {
        CAPTURE(plain);
        CHECK_FALSE(looks_like_formula(plain));
        CHECK(csv_cell(plain) == plain);
    }
    CHECK(csv_cell("Wójcik, \"Jr.\"") == "\"Wójcik, \"\"Jr.\"\"\"");
}

TEST_CASE("a manifest finds each changed byte, in a file or in itself") {
    Manifest manifest;
    manifest.made = "payroll csv";
    manifest.company = "Quay & Sons";
    manifest.run.number = 1;
    manifest.run.period = "2026-Q1";
    manifest.files.push_back({"a.csv", "participant,amount\r\nada,1200.05\r\n", 1, {}});
    manifest.files.push_back({"b.csv", std::string(4000, 'x'), 9, {}});
    const std::string json = manifest_json(manifest);
    std::map<std::string, std::string> folder = {{"a.csv", manifest.files[0].bytes},
                                                 {"b.csv", manifest.files[1].bytes}};
    const auto read = [&](const std::string& name) -> std::optional<std::string> {
        const auto found = folder.find(name);
        return found == folder.end() ? std::nullopt : std::optional(found->second);
    };
    CHECK(check_manifest(json, read).wrong.empty());
    CHECK(check_manifest(json, read).rows == 10);
    tests::Dice dice(7);
    for (int i = 0; i < 1000; ++i) {
        std::string changed = json;
        std::string& text = i % 3 == 0 ? changed : i % 3 == 1 ? folder["a.csv"] : folder["b.csv"];
        const auto at =
            static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(text.size()) - 1));
        const auto bit = static_cast<char>(1 << dice.between(0, 6));
        CAPTURE(i, at, bit);
        text[at] = static_cast<char>(text[at] ^ bit);
        CHECK_FALSE(check_manifest(changed, read).wrong.empty());
        text[at] = static_cast<char>(text[at] ^ bit);
    }
    folder.erase("b.csv");
    CHECK(check_manifest(json, read).wrong == std::vector<std::string>{"b.csv is not there"});
    CHECK_FALSE(check_manifest("", read).wrong.empty());
    CHECK_FALSE(check_manifest(json.substr(0, json.size() / 2), read).wrong.empty());
}

TEST_CASE("payroll has a row for whom something is due, with the id as it is written") {
    const Computed computed(quay);
    Diagnostics problems;
    const auto file = payroll_file(computed.world, computed.run, PayrollFormat::adp, problems);
    REQUIRE(file);
    CHECK(problems.empty());
    CHECK(file->name == "EPIQAY01.csv");
    CHECK(file->bytes ==
          "Co Code,Batch ID,File #,Earnings 3 Code,Earnings 3 Amount\r\n"
          "QAY,B,000042,C,1200.05\r\nQAY,B,123456,C,80.00\r\n");
    CHECK(file->rows == 2);
    CHECK(file->sums.at("USD").shown() == "1,280.05");
    CHECK_FALSE(payroll_file(computed.world, computed.run, PayrollFormat::gusto, problems));
}

TEST_CASE("payroll tells everybody whom it cannot pay, and makes no file") {
    test::Files files = quay;
    files["people.csv"] =
        "participant,name,from,team,manager,plan,adp\n"
        "ada,@Ada,2026-01-01,,,rep,42\nben,Ben,2026-01-01,,,rep,000042\n"
        "cara,Cara,2026-01-01,,,rep,000042\ndan,Dan,2026-01-01,,,rep,\n";
    files["ledger.csv"] =
        "source,deal,booked,amount,currency,owner\ncrm,D-1,2026-01-10,12000.50,USD,ada\n"
        "crm,D-2,2026-02-14,800,USD,ben\ncrm,D-3,2026-02-14,9000000,USD,cara\n"
        "crm,D-4,2026-02-14,-100,USD,dan\n";
    const Computed computed(files);
    Diagnostics problems;
    CHECK_FALSE(payroll_file(computed.world, computed.run, PayrollFormat::adp, problems));
    std::vector<std::string> codes = codes_of(problems);
    std::sort(codes.begin(), codes.end());
    CHECK(codes == std::vector<std::string>{"payroll-id", "payroll-id", "payroll-id-twice",
                                            "payroll-negative", "payroll-range", "payroll-text"});
}

TEST_CASE("paper and workbooks are the same bytes each time, whatever a name holds") {
    test::Files files = quay;
    files["people.csv"] += "long," + std::string(190, 'w') + ",2026-01-01,,,rep,1\n";
    files["ledger.csv"] += "crm,D-3,2026-02-14,100,USD,long,\n";
    const Computed computed(files);
    for (const char* who : {"ada", "ben", "long"}) {
        CAPTURE(who);
        const Statement statement = computed.of(who);
        const std::string pdf = statement_pdf(statement);
        CHECK(pdf.starts_with("%PDF-"));
        CHECK(pdf == statement_pdf(statement));
        const std::string xlsx = statement_xlsx(statement);
        CHECK(xlsx.starts_with("PK"));
        CHECK(xlsx == statement_xlsx(statement));
    }
    CHECK(statement_html(computed.of("ben")).find("<script") == std::string::npos);
}
