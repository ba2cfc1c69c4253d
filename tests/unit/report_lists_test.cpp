// Register, standings, exceptions, explanation, import, verification and diagnostics: what they
// print, and that nothing a file brings can act on the reader's machine.
#include <catch2/catch.hpp>

#include "report/diagnostics/diagnostics.h"
#include "report/exceptions/exceptions.h"
#include "report/explanation/explanation.h"
#include "report/import/import.h"
#include "report/register/register.h"
#include "report/standings/standings.h"
#include "report/verification/verification.h"

using namespace attain;
using namespace attain::report;

namespace {

Cash usd(std::int64_t minor) {
    return Cash(minor, *Currency::find("USD"));
}

Register sample_register() {
    Register reg;
    reg.company = "Quay";
    reg.period = *Calendar::gregorian().find("2026-Q1");
    reg.run = 2;
    reg.status = "draft";
    const auto line = [&](const char* who, const char* name, const char* component,
                          std::int64_t minor) {
        reg.lines.push_back(
            {who, name, "north", "ae", "2026-Q1", component, component, Outcome::paid, usd(minor)});
    };
    line("ada", "=HYPERLINK(\"x\")", "Individual", 1312500);
    line("ada", "=HYPERLINK(\"x\")", "Team", 375000);
    line("ben", "Ben, Jr", "Commission", -500);
    reg.participants = {{"ada", "=HYPERLINK(\"x\")", usd(1687500)}, {"ben", "Ben, Jr", usd(-500)}};
    reg.teams = {{"north", "Northern Waters", usd(1687000)}};
    reg.currencies = {{"USD", "USD", usd(1687000)}};
    return reg;
}

}  // namespace

TEST_CASE("the register lines up, with totals by team and currency") {
    CHECK(register_text(sample_register(), Colour::no) ==
          "Quay: Payout register 2026-Q1\n"
          "2026-01-01 to 2026-03-31, run 2 (draft)\n"
          "\n"
          "participant            team   Individual      Team  Commission  total USD\n"
          "=HYPERLINK(\"x\") (ada)  north   13,125.00  3,750.00              16,875.00\n"
          "Ben, Jr (ben)          north                             -5.00      -5.00\n"
          "─────────────────────  ─────  ──────────  ────────  ──────────  ─────────\n"
          "Northern Waters        north   13,125.00  3,750.00       -5.00  16,870.00\n"
          "─────────────────────  ─────  ──────────  ────────  ──────────  ─────────\n"
          "All                    USD     13,125.00  3,750.00       -5.00  16,870.00\n");
}

TEST_CASE("a text cell of the register's CSV is never taken for a formula, a number stays one") {
    CHECK(register_csv(sample_register()) ==
          "participant,name,team,plan,pay_period,component,outcome,currency,amount\r\n"
          "ada,\"'=HYPERLINK(\"\"x\"\")\",north,ae,2026-Q1,Individual,paid,USD,13125.00\r\n"
          "ada,\"'=HYPERLINK(\"\"x\"\")\",north,ae,2026-Q1,Team,paid,USD,3750.00\r\n"
          "ben,\"Ben, Jr\",north,ae,2026-Q1,Commission,paid,USD,-5.00\r\n");
}

TEST_CASE("exceptions: blocking ones first, each with its remedy") {
    Exception notice;
    notice.code = "late-deal";
    notice.bearing = Bearing::notice;
    notice.subject = "crm D-9";
    notice.message = "it was booked in a closed period";
    Exception blocking;
    blocking.code = "unknown-owner";
    blocking.subject = "crm D-1\x1b[2J";
    blocking.message = "`zed` is nobody in people.csv";
    blocking.help = "add zed to people.csv";
    CHECK(exceptions_text(Facts(), {notice, blocking}, Colour::no) ==
          "blocking[unknown-owner]  crm D-1�[2J\n"
          "  `zed` is nobody in people.csv\n"
          "  help: add zed to people.csv\n"
          "\n"
          "notice[late-deal]  crm D-9\n"
          "  it was booked in a closed period\n"
          "\n"
          "1 blocking exception, 1 notice\n");
    CHECK(exceptions_text(Facts(), {}, Colour::no) == "No exceptions.\n");
}

TEST_CASE("standings say what is left, and never that a goal is met before it is") {
    Standings standings;
    standings.day = *Date::parse("2026-03-31");
    StandingLine line;
    line.kind = "team";
    line.owner = "north";
    line.name = "Northern Waters";
    line.measure = "Bookings";
    line.window = *Calendar::gregorian().find("2026-Q1");
    line.in = "USD";
    line.measured = Rational::of(9999999, 100);
    line.quota = Rational(100000);
    line.attainment = line.measured / 100000;
    line.left = Rational::of(1, 100);
    standings.lines.push_back(line);
    const std::string text = standings_text(standings, Colour::no);
    CHECK(text.find("≈99.99%") != std::string::npos);
    CHECK(text.find("0.01") != std::string::npos);
    CHECK(text.find("Northern Waters (team north)") != std::string::npos);
}

TEST_CASE("an explanation is a tree with the exact value where the shown one is not") {
    Reason leaf;
    leaf.what = "quota";
    leaf.value = 3;
    leaf.shown = "3";
    leaf.fact = "quotas.csv line 2";
    Reason middle = leaf;
    middle.step = Step::ratio;
    middle.what = "own_goal";
    middle.value = Rational::of(1, 3);
    middle.shown = "≈33.33%";
    middle.formula = "1 / 3";
    middle.fact = "";
    middle.because = {leaf, leaf};
    Reason root = middle;
    root.step = Step::sum;
    root.what = "paid";
    root.formula = "";
    root.because = {middle, leaf};
    const std::string text = explanation_text(root, Colour::no, true);
    CHECK(text.find("≈33.33%  paid  [1/3]\n├─ ≈33.33%  own_goal: 1 / 3  [1/3]\n│  ├─ 3  quota ") ==
          0);
    CHECK(text.find("\n│  └─ 3  quota ") != std::string::npos);
    CHECK(text.find("\n└─ 3  quota ") != std::string::npos);
    CHECK(explanation_json(root).find("\"step\": \"ratio\"") != std::string::npos);
}

TEST_CASE("an import tells what changed, and each row that could not be read") {
    ImportedFile file;
    file.report.entry = 4;
    file.report.file = "ledger.csv";
    file.report.table = "ledger";
    file.report.read = 640;
    file.report.added = 612;
    file.report.unchanged = 27;
    file.report.unread = 1;
    file.report.sums = {{"EUR", Rational(88000)}, {"USD", Rational::of(120431050, 100)}};
    UnreadRow row;
    row.line = 88;
    row.text = "D-7,2026-02-30\xff";
    row.code = "bad-date";
    row.message = "`2026-02-30` is no day";
    row.help = "write the day as YYYY-MM-DD";
    file.unread.push_back(row);
    const std::vector<ImportedFile> files = {file};
    CHECK(import_text(files, Colour::no) ==
          "ledger.csv  ledger, entry 4, 640 rows read\n"
          "  612 new, 27 unchanged, 1 could not be read\n"
          "  control total 88,000.00 EUR, 1,204,310.50 USD\n"
          "  bad-date line 88: `2026-02-30` is no day\n"
          "    help: write the day as YYYY-MM-DD\n");
    CHECK(import_json(files).find("\"text\": \"D-7,2026-02-30�\"") != std::string::npos);
}

TEST_CASE("a verification names each difference") {
    VerifiedRun run;
    run.run.number = 3;
    run.run.period = "2026-Q1";
    run.run.status = "draft";
    run.found.components = 20;
    run.found.slices = 1;
    const std::vector<VerifiedRun> good = {run};
    CHECK(verification_text(good, Colour::no) ==
          "run 3, 2026-Q1 (draft): 20 components, 1 slice compared: holds\n");
    run.found.differences.push_back({"ada, individual, 2026-Q1", "1.00", "1.01"});
    const std::vector<VerifiedRun> bad = {run};
    CHECK(verification_text(bad, Colour::no) ==
          "run 3, 2026-Q1 (draft): 20 components, 1 slice compared: 1 difference\n"
          "  what                      stored  recomputed\n"
          "  ada, individual, 2026-Q1    1.00        1.01\n");
    CHECK(verification_json(bad).find("\"holds\": false") != std::string::npos);
}

TEST_CASE("diagnostics for machines: one envelope, places from 1") {
    const auto source = std::make_shared<const Source>("plan.yaml", "plan: x\ntiers: []\n");
    Diagnostics found;
    found.error("tier-gap", Span{source, 8, 13}, "nothing is paid").help = "add a tier";
    CHECK(diagnostics_json(found, nullptr) ==
          "{\n  \"format_version\": \"1.0\",\n  \"valid\": false,\n  \"error_count\": 1,\n"
          "  \"warning_count\": 0,\n  \"diagnostics\": [\n    {\n      \"code\": \"tier-gap\",\n"
          "      \"severity\": \"error\",\n      \"file\": \"plan.yaml\",\n      \"line\": 2,\n"
          "      \"column\": 1,\n      \"message\": \"nothing is paid\",\n"
          "      \"help\": \"add a tier\",\n      \"notes\": []\n    }\n  ]\n}\n");
    CHECK(diagnostics_json(Diagnostics(), nullptr).find("\"valid\": true") != std::string::npos);
}
