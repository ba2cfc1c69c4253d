// The file under the book: what is refused, what is found out, and what stays intact.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>

#include "record/book/book.h"
#include "record/book/import.h"
#include "record/store/columns.h"
#include "record/store/database.h"
#include "record/store/json.h"
#include "record/store/packing.h"
#include "support/dice.h"
#include "support/scratch.h"
#include "support/world_builder.h"

namespace attain {

namespace {

using test::Scratch;

Batch batch_of(const std::string& name, const std::string& text) {
    Diagnostics out;
    std::vector<Batch> batches = test::batches_from({{name, text}}, out);
    REQUIRE(batches.size() == 1);
    return std::move(batches.front());
}

const std::string ledger_text =
    "source,deal,booked,amount,currency,owner,region\n"
    "crm,D-1,2026-01-10,100.00,USD,ada,north\n"
    "crm,D-2,2026-02-10,250.50,USD,ben,\n"
    "crm,D-3,2026-03-10,1/3,EUR,ada,south\n";

// A book with a ledger, people and a plan's text in it.
std::string small_book(const Scratch& scratch) {
    const std::string path = scratch.path("small.attain");
    Book book = Book::create(path, "2026-04-01T08:00:00Z");
    book.import(batch_of("ledger.csv", ledger_text), "2026-04-01T09:00:00Z", false);
    book.import(batch_of("people.csv",
                         "participant,from,level\nada,2026-01-01,senior\n"
                         "ben,2026-01-01,\n"),
                "2026-04-01T09:01:00Z", false);
    return path;
}

struct Refusal {
    BookError::Kind kind = BookError::Kind::could_not;
    std::string message;
    std::string help;
};
template <class Action>
Refusal refusal_of(Action&& action) {
    try {
        action();
    } catch (const BookError& problem) {
        return {problem.kind, problem.what(), problem.help};
    }
    FAIL("nothing was refused");
    return {};
}
Refusal refused_open(const std::string& path, Access access) {
    return refusal_of([&] { Book::open(path, access); });
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("columns come back with the same values") {
    DayColumn days;
    days.days = {20498, 20498, DayColumn::absent, 20501, -5, 0, 2000000};
    CHECK(store::decode_days(store::encode(days), days.days.size()).days == days.days);

    DecimalColumn amounts;
    amounts.push(12000000, 2);
    amounts.push_absent();
    amounts.push_exact(Rational::of(1, 3));
    amounts.push(-1, 3);
    amounts.push(std::numeric_limits<std::int64_t>::max(), 3);
    const DecimalColumn again = store::decode_decimals(store::encode(amounts), amounts.size());
    CHECK(again.decimals() == amounts.decimals());
    CHECK(again.units() == amounts.units());
    CHECK(again.wide() == amounts.wide());

    TextColumn texts;
    for (int i = 0; i < 300; ++i)
        texts.push(i % 7 == 0 ? "" : fmt::format("text {}", 299 - i));
    const TextColumn same = store::decode_texts(store::encode(texts), texts.size());
    for (std::size_t row = 0; row < texts.size(); ++row)
        CHECK(same.text(row) == texts.text(row));

    BytesColumn deals;
    for (const char* deal : {"D-1", "", "Øresund 7", "a,b\nc"})
        deals.push(deal);
    CHECK(store::decode_bytes(store::encode(deals), deals.size()).bytes() == deals.bytes());

    using Counts = std::vector<std::uint32_t>;
    using Units = std::vector<std::int64_t>;
    const Counts counts{0, 4294967295U, 1, 2, 2};
    const Units units{0, -1, std::numeric_limits<std::int64_t>::min(),
                      std::numeric_limits<std::int64_t>::max()};
    const std::vector<std::uint16_t> tiers{0, 1, 0xffff, 0x0102};
    const std::vector<Rational> ratios{0, -5, Rational::of(-76800, 7)};
    CHECK(store::decode_counts(store::encode_counts(counts), 5) == counts);
    CHECK(store::decode_units(store::encode_units(units), 4) == units);
    CHECK(store::decode_tiers(store::encode_tiers(tiers), 4) == tiers);
    CHECK(store::decode_ratios(store::encode_ratios(ratios), 3) == ratios);
}

TEST_CASE("bytes that no column wrote are refused, whatever they are") {
    tests::Dice dice(7);
    std::size_t refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes;
        for (std::int64_t left = dice.between(0, 24); left > 0; --left)
            bytes += static_cast<char>(dice.between(0, 255));
        const auto rows = static_cast<std::size_t>(dice.between(0, 6));
        const auto attempt = [&](auto decode) {
            try {
                decode(bytes, rows);
            } catch (const store::ByteReader::Malformed&) {
                ++refused;
            }
        };
        attempt(store::decode_texts);
        attempt(store::decode_bytes);
        attempt(store::decode_days);
        attempt(store::decode_decimals);
        attempt(store::decode_counts);
        attempt(store::decode_ratios);
    }
    CHECK(refused > 100000);
}

TEST_CASE("a packed column is found out when one byte of it differs") {
    const store::Packed packed = store::pack("the same bytes give the same frame");
    CHECK(store::unpack(packed.data, packed.checksum) == "the same bytes give the same frame");
    CHECK(store::pack("the same bytes give the same frame").data == packed.data);
    for (std::size_t i = 0; i < packed.data.size(); ++i) {
        std::string changed = packed.data;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_THROWS_AS(store::unpack(changed, packed.checksum), store::ByteReader::Malformed);
    }
}

TEST_CASE("JSON of the book: what is written is read, the rest is refused") {
    const std::vector<std::string> cells{"ada", "", "say \"hi\"\\", "line\nbreak\x1f", "Øresund"};
    CHECK(store::parse_json_list(store::json_list(cells)) == cells);
    for (const char* text : {"", "[", "[1.5]", "[\"a\",]", "{\"a\"}", "[\"\\x\"]", "[1e3]", "tru",
                             "[\"a\"] x", "\"\\u0041\""}) {
        INFO(text);
        CHECK_FALSE(store::parse_json(text).has_value());
    }
    std::string deep(100, '[');
    CHECK_FALSE(store::parse_json(deep + std::string(100, ']')).has_value());
}

TEST_CASE("what is not a book is left as it is, with one clear word") {
    const Scratch scratch;
    const std::string path = scratch.path("thing.attain");
    for (const Access access : {Access::read, Access::write}) {
        CHECK(says(refused_open(path, access).message, "there is no book at"));
        CHECK(says(refused_open(scratch.path(""), access).message, "is not a book"));
        for (const std::string& bytes :
             {std::string(), std::string("participant,from\nada,2026-01-01\n"),
              std::string("SQLite format 3\0 but not really, only its first words", 50)}) {
            test::write_bytes(path, bytes);
            const Refusal refusal = refused_open(path, access);
            CHECK(refusal.kind == BookError::Kind::could_not);
            CHECK(says(refusal.message, "is not a book"));
            CHECK(test::bytes_of(path) == bytes);
            std::filesystem::remove(path);
        }
    }
    CHECK(test::raw_sql(path, "CREATE TABLE theirs (a)").empty());
    const std::string before = test::bytes_of(path);
    CHECK(says(refused_open(path, Access::write).message, "is not a book"));
    CHECK(test::bytes_of(path) == before);
}

TEST_CASE("a new book never takes the place of a file") {
    const Scratch scratch;
    const std::string path = scratch.path("notes.txt");
    test::write_bytes(path, "my notes");
    const Refusal refusal = refusal_of([&] { Book::create(path, "2026-04-01T08:00:00Z"); });
    CHECK(says(refusal.message, "is already there"));
    CHECK(test::bytes_of(path) == "my notes");
    const std::string nowhere = scratch.path("no/such/folder/a.attain");
    CHECK(refusal_of([&] { Book::create(nowhere, "2026-04-01T08:00:00Z"); }).kind ==
          BookError::Kind::could_not);
    const std::string timeless = scratch.path("timeless.attain");
    CHECK(refusal_of([&] { Book::create(timeless, "yesterday"); }).kind ==
          BookError::Kind::refused);
    CHECK_FALSE(std::filesystem::exists(timeless));
}

TEST_CASE("a book of a newer version is refused and stays as it is") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    CHECK(test::raw_sql(path, "PRAGMA user_version = 4").empty());
    const std::string before = test::bytes_of(path);
    for (const Access access : {Access::read, Access::write}) {
        const Refusal refusal = refused_open(path, access);
        CHECK(refusal.kind == BookError::Kind::could_not);
        CHECK(says(refusal.message, "newer version of Attain (format 4; this one knows 3)"));
        CHECK(says(refusal.help, "newer version"));
    }
    CHECK(test::bytes_of(path) == before);
}

TEST_CASE("settings are read back, and a file that cannot have them is refused") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    CHECK(test::raw_sql(path, "PRAGMA journal_mode = delete").empty());
    CHECK(says(refused_open(path, Access::read).message, "journal_mode is delete, not wal"));
    { const Book repaired = Book::open(path, Access::write); }
    CHECK(Book::open(path, Access::read).last_entry() == 3);
    CHECK(test::raw_sql(path, "PRAGMA journal_mode = delete; PRAGMA page_size = 4096; VACUUM")
              .empty());
    CHECK(says(refused_open(path, Access::write).message, "page_size is 4096, not 16384"));
}

TEST_CASE("the second writer is turned away by name; readers go on") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    Book writer = Book::open(path, Access::write);
    const Refusal refusal = refused_open(path, Access::write);
    CHECK(refusal.kind == BookError::Kind::busy);
    CHECK(says(refusal.message, fmt::format("(process {}) is writing to", getpid())));
    const Book reader = Book::open(path, Access::read);
    writer.import(batch_of("ledger.csv", ledger_text + "crm,D-4,2026-03-11,5,USD,ada,\n"),
                  "2026-04-02T09:00:00Z", false);
    CHECK(reader.last_entry() == 4);
    CHECK(reader.known(4).lines.rows() == 4);
    { const Book moved = std::move(writer); }
    CHECK(Book::open(path, Access::write).last_entry() == 4);
}

TEST_CASE("a full disk leaves what was stored intact") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    std::string many = "source,deal,booked,amount,currency,owner\n";
    tests::Dice dice(3);
    for (int i = 0; i < 30000; ++i) {
        many += fmt::format("crm,D-{:x},2026-01-10,{}.00,USD,ada\n", dice.bits(), i);
    }
    const Batch batch = batch_of("ledger.csv", many);
    {
        const store::Database database = store::Database::open(path, Access::write);
        database.execute("PRAGMA max_page_count = 30");
        const Refusal refusal = refusal_of(
            [&] { record::import_batch(database, batch, "2026-04-02T09:00:00Z", false); });
        CHECK(refusal.kind == BookError::Kind::could_not);
        CHECK(says(refusal.message, "no room left"));
        CHECK(says(refusal.help, "nothing of it was stored"));
    }
    Book book = Book::open(path, Access::write);
    CHECK(book.last_entry() == 3);
    CHECK(book.check().empty());
    CHECK(book.known(3).lines.rows() == 3);
    CHECK(book.import(batch, "2026-04-02T09:00:00Z", false).added == 30000);
}

TEST_CASE("a file that cannot grow leaves what was stored intact") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    std::string many = "source,deal,booked,amount,currency,owner\n";
    for (int i = 0; i < 20000; ++i)
        many += fmt::format("crm,D-{},2026-01-10,{}.17,USD,ada\n", i * 7919, i * 31);
    const Batch batch = batch_of("ledger.csv", many);
    Book book = Book::open(path, Access::write);
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{64 * 1024, before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::string message;
    try {
        book.import(batch, "2026-04-02T09:00:00Z", false);
    } catch (const BookError& problem) {
        message = problem.what();
    }
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, SIG_DFL);
    CHECK(says(message, "the disk failed under"));
    CHECK(book.last_entry() == 3);
    CHECK(book.check().empty());
    CHECK(book.import(batch, "2026-04-02T09:00:00Z", false).added == 20000);
}

TEST_CASE("facts refuse UPDATE and DELETE, also by REPLACE") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    for (const char* sql :
         {"UPDATE fact SET cells = '[]'", "DELETE FROM fact", "DELETE FROM ledger_column",
          "UPDATE entry SET recorded_at = '2020-01-01T00:00:00Z'", "DELETE FROM import",
          "PRAGMA recursive_triggers = 1; REPLACE INTO file VALUES (0, 2, 'other.csv')"}) {
        CHECK(says(test::raw_sql(path, sql), "the book is append-only"));
    }
}

TEST_CASE("whoever gets around the triggers is found out") {
    struct Tampering {
        const char* what;
        const char* sql;
        const char* found;
    };
    const Tampering tamperings[] = {
        {"a cell",
         "DROP TRIGGER fact_stays; UPDATE fact SET cells = replace(cells, 'senior', 'junior')",
         "what entry 3 (people.csv) recorded has been changed"},
        {"a blob",
         "DROP TRIGGER ledger_column_stays; UPDATE ledger_column SET data = (SELECT data FROM "
         "ledger_column WHERE name = 'owner') WHERE name = 'currency'",
         "what entry 2 (ledger.csv) recorded has been changed"},
        {"a blob with its checksum",
         "DROP TRIGGER ledger_column_stays; UPDATE ledger_column SET (data, checksum) = (SELECT "
         "data, checksum FROM ledger_column WHERE name = 'owner') WHERE name = 'currency'",
         "what entry 2 (ledger.csv) recorded has been changed"},
        {"a removed row", "DROP TRIGGER fact_is_kept; DELETE FROM fact WHERE key LIKE 'ben%'",
         "what entry 3 (people.csv) recorded has been changed"},
        {"an added row",
         "INSERT INTO fact (entry, kind, key, cells, file, line) VALUES (2, 'teams', 'x', "
         "'[\"x\",\"\"]', 0, 1)",
         "what entry 2 (ledger.csv) recorded has been changed"},
        {"a recording time",
         "DROP TRIGGER entry_stays; UPDATE entry SET recorded_at = '2026-03-01T09:00:00Z' WHERE "
         "number = 2",
         "entry 2 (ledger.csv) does not follow from what was recorded before it"},
        {"a removed entry", "DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE number = 2",
         "entry 2 is missing"},
    };
    for (const Tampering& tampering : tamperings) {
        INFO(tampering.what);
        const Scratch scratch;
        const std::string path = small_book(scratch);
        CHECK(test::raw_sql(path, tampering.sql).empty());
        const Book book = Book::open(path, Access::read);
        const Refusal refusal = refusal_of([&] { book.known(3); });
        CHECK(refusal.kind == BookError::Kind::could_not);
        CHECK(says(refusal.message, tampering.found));
        CHECK_FALSE(book.check().empty());
    }
}

TEST_CASE("a missing trigger, a strange table and a stray row are found by check()") {
    for (const char* sql :
         {"DROP TRIGGER fact_stays", "CREATE TABLE theirs (a)",
          "INSERT INTO fact (entry, kind, key, cells, file, line) VALUES (77, 'teams', 'x', "
          "'[]', 0, 1)"}) {
        INFO(sql);
        const Scratch scratch;
        const std::string path = small_book(scratch);
        CHECK(Book::open(path, Access::read).check().empty());
        CHECK(test::raw_sql(path, sql).empty());
        CHECK(Book::open(path, Access::read).check().size() == 1);
    }
}

TEST_CASE("any changed byte of the file is found, or changes nothing that is known") {
    const Scratch scratch;
    const std::string path = small_book(scratch);
    const std::string sound = test::bytes_of(path);
    const std::vector<std::string> heads = [&] {
        std::vector<std::string> all;
        for (const EntryInfo& entry : Book::open(path, Access::read).entries())
            all.push_back(entry.fingerprint);
        return all;
    }();
    // Most of a small book is room that no row uses yet: what is changed is what is written.
    std::vector<std::size_t> written;
    for (std::size_t at = 0; at < sound.size(); ++at) {
        if (sound[at] != '\0') written.push_back(at);
    }
    tests::Dice dice(11);
    std::size_t found = 0;
    for (int round = 0; round < 400; ++round) {
        std::string bytes = sound;
        const std::size_t at = written[static_cast<std::size_t>(
            dice.between(0, static_cast<std::int64_t>(written.size()) - 1))];
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.between(0, 7)));
        test::write_bytes(path, bytes);
        try {
            const Book book = Book::open(path, Access::read);
            if (!book.check().empty()) {
                ++found;
                continue;
            }
            // Unused bytes of a page may change: then every entry is what it was.
            std::vector<std::string> again;
            for (const EntryInfo& entry : book.entries())
                again.push_back(entry.fingerprint);
            INFO(at);
            CHECK(again == heads);
            CHECK(book.known(3).lines.rows() == 3);
        } catch (const BookError&) {
            ++found;
        }
    }
    CHECK(found > 350);
}

}  // namespace attain
