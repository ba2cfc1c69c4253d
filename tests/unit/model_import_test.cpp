#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "model/load/read_files.h"
#include "support/world_builder.h"

namespace attain {

namespace {

const std::string header =
    "source,deal,line,booked,amount,currency,owner,split,returns,margin:number\n";

Batch read(const std::string& name, const std::string& text) {
    Diagnostics out;
    std::vector<Batch> batches = test::batches_from({{name, text}}, out);
    for (const Diagnostic& diagnostic : out.sorted())
        UNSCOPED_INFO(render(diagnostic, Colour::no));
    REQUIRE(batches.size() == 1);
    return std::move(batches.front());
}

Batch ledger(const std::string& rows) {
    return read("ledger.csv", header + rows);
}

// "line 3 bad-number: …" of each row that could not be read.
std::vector<std::string> unread(const Batch& batch) {
    std::vector<std::string> lines;
    for (const UnreadRow& row : batch.unread) {
        lines.push_back(fmt::format("line {} {}: {}", row.line, row.code, row.message));
    }
    return lines;
}

std::string refusal(const std::string& name, const std::string& text) {
    Diagnostics out;
    const std::vector<Batch> batches = test::batches_from({{name, text}}, out);
    CHECK(batches.empty());
    std::string all;
    for (const Diagnostic& diagnostic : out.sorted()) {
        all += diagnostic.code + ": " + diagnostic.message + " | " + diagnostic.help + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("a ledger is read into columns with every digit that it came with") {
    const Batch batch = ledger(
        "crm,D-1042,1,2026-02-14,120000.00,USD,ada,,,0.25\n"
        "crm,D-1042,2,2026-02-15,20565.6206,USD,ada,ada 60% + ben 40%,,\n"
        "erp,7,,,1/3,EUR,,,D-1,-1\n");
    CHECK(batch.rows_read == 3);
    CHECK(batch.unread.empty());
    const Ledger& lines = batch.lines;
    REQUIRE(lines.rows() == 3);
    CHECK(lines.key_text(0) == "crm D-1042/1");
    CHECK(lines.key_text(2) == "erp 7");
    CHECK(lines.booked.date(0).text() == "2026-02-14");
    CHECK_FALSE(lines.booked.has(2));
    CHECK(lines.amount.value(0) == Rational(120000));
    CHECK(*lines.amount.value(1).decimal() == "20565.6206");
    CHECK(lines.amount.value(2) == Rational::of(1, 3));
    CHECK(lines.split.text(1) == "ada 60% + ben 40%");
    const auto& margin = std::get<DecimalColumn>(lines.find("margin")->values);
    CHECK(margin.value(0) == Rational::of(1, 4));
    CHECK_FALSE(margin.has(1));
    CHECK(lines.origin[1].line == 3);
    CHECK(batch.fingerprint.size() == 64);
}

TEST_CASE("a row that does not read is kept with its line, reason and key; the rest is read") {
    const Batch batch = ledger(
        "crm,D-1,,2026-02-14,1e3,USD,ada,,,\n"
        "crm,D-2,,2026-02-30,100,USD,ada,,,\n"
        "crm,D-3,,2026-02-14T10:00:00Z,100,USD,ada,,,\n"
        "crm,D-4,,2026-02-14,,USD,ada,,,\n"
        "crm,,,2026-02-14,100,USD,ada,,,\n"
        "crm,D-6,,2026-02-14,100,USD,ada,ada 60 percent,,\n"
        "crm,D-7,,2026-02-14,100,USD,ada\n"
        "crm,D-8,,2026-02-14,100,USD,ada,,,\n");
    CHECK(batch.rows_read == 8);
    CHECK(batch.lines.rows() == 1);
    const std::vector<std::string> found = unread(batch);
    REQUIRE(found.size() == 7);
    CHECK(found[0] == "line 2 bad-number: in `amount`: `1e3` is written with an exponent");
    CHECK(found[1] == "line 3 bad-date: `2026-02-30` in `booked` is not a day");
    CHECK(found[2].starts_with("line 4 time-stamp: "));
    CHECK(found[3] == "line 5 missing-cell: `amount` is empty");
    CHECK(found[4] == "line 6 missing-cell: `deal` is empty");
    CHECK(found[5] == "line 7 bad-split: `ada 60 percent` is not a share of a split");
    CHECK(found[6].starts_with("line 8 unreadable-row: "));
    CHECK(batch.unread[0].key ==
          "crm\x1f"
          "D-1\x1f");
    CHECK(batch.unread[4].key.empty());
    CHECK(batch.unread[0].text == "crm,D-1,,2026-02-14,1e3,USD,ada,,,");
}

TEST_CASE("one key twice in a file: equal counts once, different rejects both") {
    const Batch batch = ledger(
        "crm,D-9,,2026-02-14,100.00,USD,ada,,,\n"
        "crm,D-1,,2026-02-14,100.00,USD,ada,,,\n"
        "crm,D-9,,2026-02-14,100,USD,ada,,,\n"  // equal in value
        "crm,D-2,,2026-02-14,5,USD,ada,,,\n"
        "crm,D-2,,2026-02-14,6,USD,ada,,,\n"  // contradicts
        "crm,D-2,,2026-02-14,5,USD,ada,,,\n"
        "crm,D-3,,2026-02-14,7,USD,ada,,,\n"
        "crm,D-3,,2026-02-14,seven,USD,ada,,,\n"  // unreadable, and the same key
        "crm,D-4,1,2026-02-14,7,USD,ada,,,\n"
        "crm,D-4,2,2026-02-14,7,USD,ada,,,\n");
    CHECK(batch.rows_read == 10);
    CHECK(batch.repeated == 1);
    REQUIRE(batch.lines.rows() == 4);
    CHECK(batch.lines.deal.text(0) == "D-9");
    CHECK(batch.lines.deal.text(1) == "D-1");
    CHECK(unread(batch) ==
          std::vector<std::string>{
              "line 5 row-twice: `crm D-2` stands in lines 5 and 6 with different content",
              "line 6 row-twice: `crm D-2` stands in lines 5 and 6 with different content",
              "line 7 row-twice: `crm D-2` stands in lines 5 and 7 with different content",
              "line 8 row-twice: `crm D-3` stands in lines 8 and 9 with different content",
              "line 9 bad-number: in `amount`: `seven` is not a number"});
    CHECK(batch.lines.rows() + batch.repeated + batch.unread.size() == batch.rows_read);
}

TEST_CASE("a column that nobody can place is refused with the nearest name") {
    CHECK(refusal("ledger.csv", "source,deal,booked,ammount,currency,owner\n") ==
          "missing-column: ledger.csv has no column `amount` | did you mean `amount`, where "
          "`ammount` stands?\n");
    CHECK(
        refusal("ledger.csv", "source,deal,booked,amount,currency,owner,splitt\n") ==
        "unknown-column: `splitt` is not a column of this table | did you mean `split`? If it is a "
        "column of its own, write `splitt:text`\n");
    CHECK(
        refusal("ledger.csv", "source,deal,booked,amount,currency,owner,tax:numbr\n") ==
        "column-type: `tax:numbr` declares a type that there is not | write `tax`, `tax:number` or "
        "`tax:date`\n");
    CHECK(refusal("teams.csv", "team,nmae\n") ==
          "unknown-column: `nmae` is not a column of this table | did you mean `name`?\n");
    CHECK(refusal("quotas.csv", "of,owner,goal,period\n") ==
          "missing-column: quotas.csv has no column `amount` | add `amount` to its header\n");
}

TEST_CASE("a misspelt name that declares its type is a column of its own") {
    const Batch batch = read("ledger.csv",
                             "source,deal,booked,amount,currency,owner,splitt:text\n"
                             "crm,D-1,2026-02-14,5,USD,ada,x\n");
    CHECK(std::get<TextColumn>(batch.lines.find("splitt")->values).text(0) == "x");
}

TEST_CASE("small tables become rows of checked cells in one form") {
    const Batch batch = read("people.csv",
                             "participant,from,to,plan,commission_pct:number,title\n"
                             "ada,2026-01-01,,ae + spiff,2.50%,Senior\n"
                             "ben,2026-01-01,2025-12-31,ae,,\n"
                             "c d,2026-01-01,,ae,,\n"
                             "eve,2026-01-01,,ae;spiff,,\n"
                             ",2026-01-01,,ae,,\n"
                             "ada,2026-01-01,,ae + spiff,0.025,Senior\n");
    CHECK(batch.repeated == 1);
    REQUIRE(batch.rows.size() == 1);
    CHECK(batch.rows[0].cells ==
          std::vector<std::string>{"ada", "2026-01-01", "", "", "", "", "ae + spiff",
                                   "commission_pct:number=0.025", "title:text=Senior"});
    CHECK(batch.rows[0].key(FactKind::people) ==
          "ada\x1f"
          "2026-01-01");
    CHECK(unread(batch) ==
          std::vector<std::string>{
              "line 3 days-backwards: `from` is 2026-01-01, after `to`, 2025-12-31",
              "line 4 bad-name: `c d` in `participant` is not an id",
              "line 5 bad-name: `ae;spiff` is not the name of a plan",
              "line 6 missing-cell: `participant` is empty"});
}

TEST_CASE("cells are refused with what was read") {
    struct Row {
        const char* file;
        const char* text;
        const char* code;
    };
    const Row table[] = {
        {"quotas.csv", "of,owner,goal,period,amount\nperson,ada,b,2026,5\n", "unknown-word"},
        {"quotas.csv", "of,owner,goal,period,amount\nteam,north,b,2026,-5\n", "negative-amount"},
        {"quotas.csv", "of,owner,goal,period,amount\nteam,north,b,2026,\"1,5\"\n", "bad-number"},
        {"targets.csv", "participant,from,amount,currency,per\nada,2026-01-01,5,USD,week\n",
         "unknown-word"},
        {"targets.csv", "participant,from,amount,currency,per\nada,2026-01-01,5,BTC,year\n",
         "unknown-currency"},
        {"rates.csv", "series,day,base,quote,rate\nmarket,2026-01-01,EUR,USD,0\n", "bad-rate"},
        {"rates.csv", "series,day,base,quote,rate\nmarket,2026-01-01,EUR,EUR,1\n", "bad-rate"},
        {"periods.csv", "calendar,name,grain,first,last\nown,P1,month,2026-02-01,2026-01-01\n",
         "days-backwards"},
        {"events.csv", "source,deal,event,kind,day,amount\ncrm,D-1,e-1,cancelled,14.2.2026,\n",
         "bad-date"},
        {"teams.csv", "team,name\nnorth,\"Nor\nth\"\n", "bad-text"},
    };
    for (const Row& row : table) {
        CAPTURE(row.file, row.text);
        const Batch batch = read(row.file, row.text);
        CHECK(batch.rows.empty());
        REQUIRE(batch.unread.size() == 1);
        CHECK(batch.unread[0].code == row.code);
    }
}

TEST_CASE("which table a file fills follows from its name") {
    CHECK(load::table_of_text("plans/x/ledger.csv", "") == "ledger");
    CHECK(load::table_of_text("people.csv", "") == "people");
    CHECK(load::table_of_text("notes.csv", "") == std::nullopt);
    CHECK(load::table_of_text("company.yaml", "company: X\n") == "documents");
    CHECK(load::table_of_text("ae.yaml", "# a plan\nplan: ae\n") == "documents");
    CHECK(load::table_of_text("cases.yaml", "cases:\n  - x\nplan: ae\n") == std::nullopt);
    CHECK(load::table_of_text("crm.yaml", "mapping: crm\ncolumns: {}\n") == std::nullopt);
    CHECK(load::table_of_text("README.md", "") == std::nullopt);
}

TEST_CASE("the latest row of a key wins, and later rows cure unreadable ones") {
    const std::string first = header +
                              "crm,D-1,,2026-02-14,100,USD,ada,,,\n"
                              "crm,D-2,,2026-02-14,x,USD,ada,,,\n";
    const std::string second = header +
                               "crm,D-2,,2026-02-14,7,USD,ada,,,\n"
                               "crm,D-1,,2026-02-14,120,USD,ada,,,\n";
    const Known before = test::known_from({{{"ledger.csv", first}}});
    CHECK(before.unread.size() == 1);
    const Known known = test::known_from({{{"ledger.csv", first}}, {{"ledger.csv", second}}});
    CHECK(known.entry == 2);
    CHECK(known.unread.empty());
    REQUIRE(known.lines.rows() == 2);
    CHECK(known.lines.amount.value(0) == Rational(120));
    CHECK(known.lines.origin[0] == Origin{2, 1, 3});
    CHECK(known.lines.amount.value(1) == Rational(7));
}

TEST_CASE("a complete import takes back the deals that it does not name") {
    Diagnostics out;
    std::vector<Batch> batches =
        test::batches_from({{"ledger.csv", header + "crm,D-1,,2026-02-14,1,USD,ada,,,\n"
                                                    "crm,D-2,,2026-02-15,2,USD,ada,,,\n"
                                                    "crm,D-3,,2026-03-01,3,USD,ada,,,\n"
                                                    "erp,D-4,,2026-02-14,4,USD,ada,,,\n"
                                                    "crm,D-5,,2026-02-16,5,USD,ada,,,\n"}},
                           out);
    Batch complete = ledger(
        "crm,D-1,,2026-02-14,1,USD,ada,,,\n"
        "crm,D-5,,2026-02-16,five,USD,ada,,,\n");
    complete.extent = {Extent::Kind::complete, "crm", DayRange::parse("2026-02-01..2026-02-28")};
    batches.push_back(std::move(complete));
    const Known known = load::known_from_batches(std::move(batches));
    std::vector<std::string> left;
    for (std::size_t row = 0; row < known.lines.rows(); ++row)
        left.push_back(known.lines.key_text(row));
    // D-2 is absent and reversed, D-3 lies outside the days, D-5 is named but could not be read.
    CHECK(left == std::vector<std::string>{"crm D-1", "crm D-3", "crm D-5", "erp D-4"});
}

}  // namespace attain
