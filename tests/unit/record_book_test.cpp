// What is known, since when, and what an import does to it (L2, T6).
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "base/number/parse.h"
#include "record/book/book.h"
#include "record/book/ledger_stack.h"
#include "record/run/run.h"
#include "support/dice.h"
#include "support/scratch.h"
#include "support/world_builder.h"

namespace attain {

namespace {

using test::Scratch;

constexpr const char* day = "2026-04-01T09:00:00Z";

Batch batch_of(const std::string& name, const std::string& text, const Extent& extent = {}) {
    Diagnostics out;
    std::vector<Batch> batches = test::batches_from({{name, text}}, out);
    for (const Diagnostic& diagnostic : out.sorted())
        UNSCOPED_INFO(render(diagnostic, Colour::no));
    REQUIRE(batches.size() == 1);
    batches.front().extent = extent;
    return std::move(batches.front());
}

Batch ledger(const std::string& rows, const Extent& extent = {}) {
    return batch_of("ledger.csv", "source,deal,line,booked,amount,currency,owner\n" + rows, extent);
}

Extent complete(const std::string& source, const std::string& days) {
    Extent extent;
    extent.kind = Extent::Kind::complete;
    if (!source.empty()) extent.source = source;
    if (!days.empty()) extent.days = DayRange::parse(days);
    return extent;
}

// "entry 4: 1 new, 0 changed, 2 unchanged, 0 repeated, 0 reversed, 0 unread"
std::string told(const ImportReport& report) {
    return fmt::format(
        "entry {}: {} new, {} changed, {} unchanged, {} repeated, {} reversed, {} unread",
        report.entry, report.added, report.changed, report.unchanged, report.repeated,
        report.reversed, report.unread);
}

// "crm D-1 100 @2" of each line: key, amount, since which entry it is known.
std::vector<std::string> lines_of(const Known& known) {
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < known.lines.rows(); ++row) {
        lines.push_back(fmt::format("{} {} @{}", known.lines.key_text(row),
                                    known.lines.amount.value(row).shown(),
                                    known.lines.origin[row].entry));
    }
    return lines;
}

using Texts = std::vector<std::string>;

struct Shelf {
    Scratch scratch;
    Book book = Book::create(scratch.path("a.attain"), "2026-04-01T08:00:00Z");
    std::string add(const Batch& batch, bool confirm = false) {
        return told(book.import(batch, day, confirm));
    }
};

BookError refusal(Shelf& shelf, const Batch& batch) {
    try {
        shelf.book.import(batch, day, false);
    } catch (const BookError& problem) {
        return problem;
    }
    FAIL("nothing was refused");
    return BookError(BookError::Kind::could_not, "", "");
}

}  // namespace

TEST_CASE("equal content changes nothing, other content is a new version, the old one stays") {
    Shelf shelf;
    const std::string rows =
        "crm,D-1,,2026-01-10,100.00,USD,ada\n"
        "crm,D-2,1,2026-01-11,50,USD,ada\n"
        "crm,D-2,2,2026-01-11,60,USD,ada\n";
    CHECK(shelf.add(ledger(rows)) ==
          "entry 2: 3 new, 0 changed, 0 unchanged, 0 repeated, 0 reversed, 0 unread");
    CHECK(shelf.add(ledger(rows)) ==
          "entry 0: 0 new, 0 changed, 3 unchanged, 0 repeated, 0 reversed, 0 unread");
    // 100.0 is 100.00, and the order of a file says nothing.
    CHECK(shelf.add(ledger("crm,D-2,2,2026-01-11,60,USD,ada\n"
                           "crm,D-1,,2026-01-10,100.0,USD,ada\n")) ==
          "entry 0: 0 new, 0 changed, 2 unchanged, 0 repeated, 0 reversed, 0 unread");
    CHECK(shelf.add(ledger("crm,D-2,2,2026-01-11,65.5,USD,ada\n"
                           "crm,D-0,,2026-01-12,7,USD,ben\n"
                           "crm,D-0,,2026-01-12,7,USD,ben\n")) ==
          "entry 3: 1 new, 1 changed, 0 unchanged, 1 repeated, 0 reversed, 0 unread");
    CHECK(lines_of(shelf.book.known(3)) ==
          Texts{"crm D-0 7 @3", "crm D-1 100 @2", "crm D-2/1 50 @2", "crm D-2/2 65.5 @3"});
    CHECK(lines_of(shelf.book.known(2)) ==
          Texts{"crm D-1 100 @2", "crm D-2/1 50 @2", "crm D-2/2 60 @2"});
    CHECK(shelf.book.known(1).lines.rows() == 0);
    CHECK(shelf.book.known(0).lines.rows() == 0);
    CHECK(shelf.book.check().empty());
}

TEST_CASE("a further column is there only for the rows that say something in it") {
    Shelf shelf;
    shelf.add(ledger("crm,D-1,,2026-01-10,100,USD,ada\n"));
    const std::string header = "source,deal,booked,amount,currency,owner,margin:number,region\n";
    CHECK(
        shelf.add(batch_of("ledger.csv", header + "crm,D-1,2026-01-10,100,USD,ada,,\n"
                                                  "crm,D-2,2026-01-10,100,USD,ada,12.5,north\n")) ==
        "entry 3: 1 new, 0 changed, 1 unchanged, 0 repeated, 0 reversed, 0 unread");
    CHECK(shelf.add(batch_of("ledger.csv", header + "crm,D-1,2026-01-10,100,USD,ada,1/3,\n")) ==
          "entry 4: 0 new, 1 changed, 0 unchanged, 0 repeated, 0 reversed, 0 unread");
    const Known known = shelf.book.known(4);
    const auto& margin = std::get<DecimalColumn>(known.lines.find("margin")->values);
    CHECK(margin.value(0) == Rational::of(1, 3));
    CHECK(margin.value(1) == Rational::of(25, 2));
    CHECK(std::get<TextColumn>(known.lines.find("region")->values).text(1) == "north");
    CHECK(known.lines.origin[0].line == 2);
    CHECK(known.files == Texts{"ledger.csv"});
}

TEST_CASE("a complete import reverses what it speaks about and does not name") {
    Shelf shelf;
    std::string rows = "erp,X,,2026-01-10,1,USD,ada\n";
    for (int i = 1; i <= 9; ++i)
        rows += fmt::format("crm,D-{},,2026-01-{:02},10,USD,ada\n", i, i);
    shelf.add(ledger(rows + "crm,E-1,,2026-02-01,10,USD,ada\n"));
    std::string fewer;
    for (int i = 1; i <= 8; ++i)
        fewer += fmt::format("crm,D-{},,2026-01-{:02},10,USD,ada\n", i, i);
    const Extent january = complete("crm", "2026-01-01..2026-01-31");
    CHECK(shelf.add(ledger(fewer, january)) ==
          "entry 3: 0 new, 0 changed, 8 unchanged, 0 repeated, 1 reversed, 0 unread");
    CHECK(shelf.book.known(3).lines.rows() == 10);
    CHECK(shelf.book.known(2).lines.rows() == 11);
    CHECK(shelf.add(ledger(fewer, january)).starts_with("entry 0"));

    const Batch truncated = ledger("crm,D-1,,2026-01-01,10,USD,ada\n", january);
    const BookError control = refusal(shelf, truncated);
    CHECK(control.kind == BookError::Kind::refused);
    CHECK(std::string(control.what()) == "`ledger.csv` would reverse 7 of 8 rows that are known");
    CHECK(shelf.book.last_entry() == 3);
    CHECK(shelf.add(truncated, true) ==
          "entry 4: 0 new, 0 changed, 1 unchanged, 0 repeated, 7 reversed, 0 unread");
    CHECK(lines_of(shelf.book.known(4)) == Texts{"crm D-1 10 @2", "crm E-1 10 @2", "erp X 1 @2"});
    // What comes back is new again.
    CHECK(shelf.add(ledger(fewer, january)).starts_with("entry 5: 7 new"));
    CHECK(shelf.book.known(5).lines.rows() == 10);
}

TEST_CASE("facts are versioned and reversed like lines") {
    Shelf shelf;
    const std::string header = "series,day,base,quote,rate\n";
    std::string rows;
    for (int i = 1; i <= 9; ++i)
        rows += fmt::format("market,2026-01-{:02},EUR,USD,1.0{}\n", i, i);
    CHECK(shelf.add(batch_of("rates.csv", header + rows)).starts_with("entry 2: 9 new"));
    CHECK(shelf.add(batch_of("rates.csv", header + rows)).starts_with("entry 0"));
    CHECK(shelf.add(batch_of("rates.csv", header + "market,2026-01-01,EUR,USD,1.5\n")) ==
          "entry 3: 0 new, 1 changed, 0 unchanged, 0 repeated, 0 reversed, 0 unread");
    const std::string but_one = rows.substr(0, rows.rfind("market"));
    CHECK(shelf.add(batch_of("rates.csv", header + but_one, complete("market", ""))) ==
          "entry 4: 0 new, 1 changed, 7 unchanged, 0 repeated, 1 reversed, 0 unread");
    const auto rates = [&](std::uint32_t upto) {
        return shelf.book.known(upto).rows.at(FactKind::rates);
    };
    CHECK(rates(2).front().cells.back() == "1.01");
    CHECK(rates(3).front().cells.back() == "1.5");
    CHECK(rates(3).size() == 9);
    CHECK(rates(4).front().cells.back() == "1.01");
    CHECK(rates(4).size() == 8);
    const BookError control =
        refusal(shelf, batch_of("teams.csv", "team,name\nnorth,North\n", complete("crm", "")));
    CHECK(std::string(control.what()) ==
          "teams have no source that an import could be complete for");
}

TEST_CASE("documents are versions of whole texts") {
    Shelf shelf;
    CHECK(shelf.add(batch_of("company.yaml", "company: Harbour\n")).starts_with("entry 2: 1 new"));
    CHECK(shelf.add(batch_of("company.yaml", "company: Harbour\n")).starts_with("entry 0"));
    CHECK(shelf.add(batch_of("company.yaml", "company: Port\n"))
              .starts_with("entry 3: 0 new, 1 changed"));
    CHECK(shelf.book.known(2).documents.at(0).text == "company: Harbour\n");
    CHECK(shelf.book.known(3).documents.at(0).text == "company: Port\n");
    CHECK(shelf.book.known(3).documents.size() == 1);
}

TEST_CASE("rows that could not be read stay until a row of their key is read") {
    Shelf shelf;
    const std::string bad =
        "crm,D-1,,2026-01-10,1e3,USD,ada\n"
        "crm,D-2,,2026-01-10,20,USD,ada\n"
        "crm,,,2026-01-10,20,USD,ada\n";
    CHECK(shelf.add(ledger(bad)) ==
          "entry 2: 1 new, 0 changed, 0 unchanged, 0 repeated, 0 reversed, 2 unread");
    const std::vector<UnreadRow> unread = shelf.book.known(2).unread;
    REQUIRE(unread.size() == 2);
    CHECK(unread[0].key ==
          "crm\x1f"
          "D-1\x1f");
    CHECK(unread[0].line == 2);
    CHECK(unread[0].text == "crm,D-1,,2026-01-10,1e3,USD,ada");
    CHECK(unread[1].key.empty());
    // The same again is nothing new.
    CHECK(shelf.add(ledger(bad)).starts_with("entry 0"));
    // Another file cures the one with a key, its own file the other.
    Batch other = ledger("crm,D-1,,2026-01-10,1000,USD,ada\n");
    other.file = "late.csv";
    CHECK(shelf.book.import(other, day, false).cured == 1);
    CHECK(shelf.book.known(3).unread.size() == 1);
    CHECK(shelf.book.import(ledger("crm,D-2,,2026-01-10,20,USD,ada\n"), day, false).cured == 1);
    CHECK(shelf.book.known(4).unread.empty());
    CHECK(shelf.book.known(2).unread.size() == 2);
    // A row that a complete import names without being readable is not absent.
    const Extent all = complete("", "");
    CHECK(shelf.add(ledger("crm,D-1,,2026-01-10,1000,USD,ada\n"
                           "crm,D-2,,2026-01-10,oops,USD,ada\n",
                           all)) ==
          "entry 5: 0 new, 0 changed, 1 unchanged, 0 repeated, 0 reversed, 1 unread");
}

TEST_CASE("control totals are exact and by currency") {
    Shelf shelf;
    const ImportReport report = shelf.book.import(
        ledger("crm,D-1,,2026-01-10,0.1,USD,ada\ncrm,D-2,,2026-01-10,0.2,USD,ada\n"
               "crm,D-3,,2026-01-10,1/3,EUR,ada\n"),
        day, false);
    CHECK(report.sums.at("USD") == Rational::of(3, 10));
    CHECK(report.sums.at("EUR") == Rational::of(1, 3));
}

TEST_CASE("recording time comes from outside and never goes backwards") {
    Shelf shelf;
    shelf.book.import(ledger("crm,D-1,,2026-01-10,1,USD,ada\n"), "2026-04-05T10:00:00Z", false);
    const Batch later = ledger("crm,D-1,,2026-01-10,2,USD,ada\n");
    for (const char* wrong : {"2026-04-05T09:59:59Z", "2026-04-05", "2026-13-05T10:00:00Z",
                              "2026-04-05T24:00:00Z", ""}) {
        INFO(wrong);
        CHECK_THROWS_AS(shelf.book.import(later, wrong, false), BookError);
    }
    CHECK(shelf.book.last_entry() == 2);
    CHECK(shelf.book.import(later, "2026-04-05T10:00:00Z", false).entry == 3);
    shelf.book.import(ledger("crm,D-1,,2026-01-10,3,USD,ada\n"), "2026-04-07T00:00:00Z", false);
    const auto as_of = [&](const char* on) { return shelf.book.entry_as_of(*Date::parse(on)); };
    CHECK(as_of("2026-03-31") == 0);
    CHECK(as_of("2026-04-01") == 1);
    CHECK(as_of("2026-04-05") == 3);
    CHECK(as_of("2026-04-06") == 3);
    CHECK(as_of("2027-01-01") == 4);
    CHECK_THROWS_AS(shelf.book.known(5), BookError);
    const std::vector<EntryInfo> entries = shelf.book.entries();
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].kind == "created");
    CHECK(entries[1].what == "ledger.csv");
    CHECK(entries[1].fingerprint != entries[2].fingerprint);
}

TEST_CASE("the same changes give the same fingerprints") {
    const auto head = [] {
        Shelf shelf;
        shelf.add(ledger("crm,D-1,,2026-01-10,1,USD,ada\n"));
        shelf.add(batch_of("teams.csv", "team,name\nnorth,North\n"));
        return shelf.book.entries().back().fingerprint;
    };
    CHECK(head() == head());
}

TEST_CASE("many imports over one another are what a map of the latest rows would hold") {
    Shelf shelf;
    tests::Dice dice(5);
    std::map<std::string, std::string> latest;  // key → "amount @entry"
    for (int round = 0; round < 25; ++round) {
        std::map<std::string, std::int64_t> file;
        for (std::int64_t left = dice.between(1, 40); left > 0; --left)
            file[fmt::format("D-{:03}", dice.between(0, 99))] = dice.between(-500, 500);
        std::string rows;
        for (const auto& [deal, amount] : file)
            rows += fmt::format("crm,{},,2026-01-10,{}.{:02},USD,ada\n", deal, amount, round % 3);
        const ImportReport report = shelf.book.import(ledger(rows), day, false);
        CHECK(report.read == file.size());
        for (const auto& [deal, amount] : file) {
            const std::string text = fmt::format("{}.{:02}", amount, round % 3);
            const std::string shown = parse_number(text).value->shown();
            std::string& known = latest[deal];
            const bool same = known.starts_with(shown + " @");
            if (!same) known = fmt::format("{} @{}", shown, report.entry);
        }
    }
    Texts expected;
    for (const auto& [deal, text] : latest)
        expected.push_back(fmt::format("crm {} {}", deal, text));
    CHECK(lines_of(shelf.book.known(shelf.book.last_entry())) == expected);
    CHECK(shelf.book.check().empty());
}

TEST_CASE("what a book knows makes the same world as its files alone") {
    const test::Files files = {
        {"people.csv",
         "participant,from,team,plan,level\nben,2026-01-01,north,,2\n"
         "ada,2026-01-01,north,,1\n"},
        {"teams.csv", "team,name\nnorth,North\n"},
        {"ledger.csv",
         "source,deal,booked,amount,currency,owner,region\n"
         "crm,D-2,2026-01-10,5,USD,ada,east\ncrm,D-1,2026-01-10,6,USD,ben,\n"
         "crm,D-3,2026-01-10,oops,USD,ada,\n"},
    };
    Shelf shelf;
    Diagnostics out;
    for (const Batch& batch : test::batches_from(files, out))
        shelf.add(batch);
    const auto world = record::read_world(shelf.book, shelf.book.last_entry(), out);
    REQUIRE(world.has_value());
    const World direct = test::world_from(files);
    CHECK(test::exceptions_of(*world) == test::exceptions_of(direct));
    CHECK(record::fingerprint_of_inputs(*world, {}) == record::fingerprint_of_inputs(direct, {}));
    CHECK(record::find_period(*world, "2026-Q1")->days.text() == "2026-01-01..2026-03-31");
    CHECK_FALSE(record::find_period(*world, "2026-Q5").has_value());
}

}  // namespace attain
