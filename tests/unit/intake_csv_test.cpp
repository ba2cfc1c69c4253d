// CSV and plain files: what is accepted, what is refused, and that every cell knows its bytes.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/diagnostic/catalogue.h"
#include "intake/document/csv.h"
#include "intake/document/file.h"
#include "intake/document/text_check.h"

using namespace attain;
using namespace std::string_literals;

namespace {

SourcePtr source_of(std::string text) {
    return std::make_shared<const Source>("t.csv", std::move(text));
}

// All rows as one text: cells in brackets, "!" and the problem where a row is unreadable.
std::string rows_of(const std::string& text, char separator = ',') {
    Diagnostics out;
    intake::CsvReader reader(source_of(text), separator, out);
    std::string all;
    for (const Diagnostic& d : out.sorted())
        all += d.code + ": " + d.message + "\n";
    intake::CsvRow row;
    while (reader.ok() && reader.next(row)) {
        all += std::to_string(row.line) + ":";
        for (const intake::CsvCell& cell : row.cells)
            all += "[" + std::string(cell.text) + "]";
        if (!row.readable) all += " ! " + row.problem;
        all += "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("csv: rows as ordinary programs export them") {
    struct Case {
        std::string text;
        std::string rows;
    };
    for (const Case& c : std::vector<Case>{
             {"a,b\n1,2\n", "2:[1][2]\n"},
             {"a,b\r\n1,2\r\n", "2:[1][2]\n"},
             {"a,b\n1,2", "2:[1][2]\n"},
             {"a,b\n1,2\r", "2:[1][2]\n"},
             {"\xef\xbb\xbf"
              "a,b\n1,2\n",
              "2:[1][2]\n"},
             {"a,b\n", ""},
             {"a,b", ""},
             {"a,b\n\n \n1,2\n\n,\n\r\n", "4:[1][2]\n"},
             {"a,b\n 1 ,\t2 x \n", "2:[1][2 x]\n"},
             {"a,b\n\"1,5\", \"two\nlines\" \n3,4\n", "2:[1,5][two\nlines]\n4:[3][4]\n"},
             {"a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "2:[say \"hi\"][\"]\n"},
             {"a,b\n\"\",\"\"\n", "2:[][]\n"},
             {"a,b\n\" 1 \",2\n", "2:[ 1 ][2]\n"},
             {"a,b\n5\" pipe,2\n", "2:[5\" pipe][2]\n"},
             {"a,b\nx,\n", "2:[x][]\n"},
             {"a\n1\n\n2\n", "2:[1]\n4:[2]\n"},
             {"a,b\n\"1\",2\r\n\"3\"\r\n",
              "2:[1][2]\n3:[3] ! this row has 1 cell, the header has 2\n"},
         }) {
        CAPTURE(c.text);
        CHECK(rows_of(c.text) == c.rows);
    }
    CHECK(rows_of("a\tb\n1\t\n", '\t') == "2:[1][]\n");
    CHECK(rows_of("a;b\n1,5;\"x;y\"\n", ';') == "2:[1,5][x;y]\n");
}

TEST_CASE("csv: a row that cannot be read costs that row only") {
    struct Case {
        std::string text;
        std::string rows;
    };
    for (const Case& c : std::vector<Case>{
             {"a,b\n1,2,3\n4,5\n",
              "2:[1][2][3] ! this row has 3 cells, the header has 2\n3:[4][5]\n"},
             {"a,b\n1\n4,5\n", "2:[1] ! this row has 1 cell, the header has 2\n3:[4][5]\n"},
             {"a,b\n1,\"x\n4,5\n",
              "2:[1] ! the quote that opens cell 2 is never closed\n3:[4][5]\n"},
             {"a,b\n\"x\"y,2\n4,5\n",
              "2:[x] ! text stands behind the closing quote of cell 1\n3:[4][5]\n"},
             {"a,b\n1,\"x\n4,\"y\"\n5,6\n",
              "2:[1] ! text stands behind the closing quote of cell 2\n3:[4][y]\n4:[5][6]\n"},
             {"a,b\n\"\"\"q\"\"\",\"x\n4,5\n",
              "2:[\"q\"] ! the quote that opens cell 2 is never closed\n3:[4][5]\n"},
         }) {
        CAPTURE(c.text);
        CHECK(rows_of(c.text) == c.rows);
    }
}

TEST_CASE("csv: a header that cannot be used") {
    for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
             {"", "csv-header: the file has no header row\n"},
             {"\n,,\n", "csv-header: the file has no header row\n"},
             {"a,,b\n", "csv-header: column 2 has no name\n"},
             {"a,b,a\n", "csv-header: two columns are named `a`\n"},
             {"a;b;c\n1;2;3\n", "csv-header: the whole header is one column, `a;b;c`\n"},
             {"a,\"b\n", "csv-header: the quote that opens cell 2 is never closed\n"},
             {"a" + std::string(99'999, ',') + "\n",
              "csv-header: the header has 100000 columns; at most 1000 can be read\n"},
         }) {
        CAPTURE(text.substr(0, 40));
        CHECK(rows_of(text) == message);
    }
}

TEST_CASE("csv: every cell and row knows its bytes") {
    const std::string text = "a,b\r\n Øre , \"x\"\"y\"\r\n\"p\nq\",4\r\n";
    Diagnostics out;
    intake::CsvReader reader(source_of(text), ',', out);
    std::vector<std::string> bytes;
    intake::CsvRow row;
    while (reader.next(row)) {
        for (const intake::CsvCell& cell : row.cells) {
            bytes.push_back(text.substr(cell.begin, cell.end - cell.begin));
        }
        bytes.push_back(text.substr(row.begin, row.end - row.begin));
    }
    CHECK(bytes == std::vector<std::string>{"Øre", "\"x\"\"y\"", " Øre , \"x\"\"y\"", "\"p\nq\"",
                                            "4", "\"p\nq\",4"});
    CHECK(reader.header_spans()[1].text() == "b");
}

TEST_CASE("csv: any bytes end, and quickly") {
    const std::string alphabet = "ab,\"\n\r ;";
    std::uint32_t state = 17;
    for (int round = 0; round < 3000; ++round) {
        std::string text = "a,b\n";
        for (int i = 0; i < 40; ++i) {
            state = state * 1664525U + 1013904223U;
            text += alphabet[(state >> 16U) % alphabet.size()];
        }
        CAPTURE(text);
        std::size_t seen = 0;
        Diagnostics out;
        intake::CsvReader reader(source_of(text), ',', out);
        intake::CsvRow row;
        while (reader.next(row)) {
            CHECK((row.begin >= seen && row.end >= row.begin));
            seen = row.end;
        }
    }
    std::string quotes;
    for (int i = 0; i < 200'000; ++i)
        quotes += "\"x\n";
    CHECK_FALSE(rows_of("a,b\n" + quotes).empty());
}

TEST_CASE("text: UTF-8 and nothing that cannot be seen") {
    using Kind = intake::TextFlaw::Kind;
    for (const std::string& sound :
         {""s, "Ada, Øre, 日本, 🙂\t\r\n"s, "\xef\xbb\xbf"s, "\xf4\x8f\xbf\xbf"s}) {
        CHECK_FALSE(intake::first_flaw(sound));
    }
    for (const std::string& bad :
         {"\xff"s, "\x80"s, "\xc0\xaf"s, "\xc3"s, "\xe0\x80\x80"s, "\xed\xa0\x80"s,
          "\xf4\x90\x80\x80"s, "\xf0\x9f\x99"s, "\x25\xae\x61"s}) {
        const auto flaw = intake::first_flaw("12345678" + bad);
        REQUIRE(flaw);
        CHECK(flaw->kind == Kind::not_utf8);
    }
    for (const std::string& hidden : {"\0"s, "\x01"s, "\x1b"s, "\x7f"s}) {
        const auto flaw = intake::first_flaw("1234567" + hidden);
        REQUIRE(flaw);
        CHECK((flaw->kind == Kind::control && flaw->at == 7));
    }
    CHECK(intake::describe("a\nØ\xffx", {Kind::not_utf8, 4}) ==
          "line 2, column 2 holds the byte FF");
}

TEST_CASE("files: each refusal has its own name") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("attain-intake-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto read = [&folder](const std::string& name, const std::string* bytes) {
        const std::string path = (folder / name).string();
        if (bytes) std::ofstream(path, std::ios::binary) << *bytes;
        Diagnostics out;
        const SourcePtr source = intake::read_file(path, name, 64, out);
        if (source) return "text " + std::string(source->text());
        const Diagnostic first = out.sorted().at(0);
        CHECK(in_catalogue(first.code));
        return first.code + (first.help.starts_with("did you") ? " " + first.help : "");
    };
    struct Case {
        std::string bytes;
        std::string answer;
    };
    for (const Case& c : std::vector<Case>{
             {"a,b\n", "text a,b\n"},
             {"\xef\xbb\xbf"
              "a,b\n",
              "text a,b\n"},
             {"", "file-empty"},
             {"\xef\xbb\xbf", "file-empty"},
             {std::string(64, 'x'), "text " + std::string(64, 'x')},
             {std::string(65, 'x'), "file-too-large"},
             {"\xff\xfe"
              "a\0,\0b\0"s,
              "file-utf16"},
             {"a\0,\0b\0\n\0"s, "file-utf16"},
             {"\0a\0,\0b\0\n"s, "file-utf16"},
             {"PK\x03\x04rest", "file-binary"},
             {"%PDF-1.4", "file-binary"},
             {"abcdefghijklmnop\0"s, "file-binary"},
             {"caf\xe9\n", "file-not-utf8"},
             {"a\x1b[31mb\n", "control-character"},
         }) {
        CAPTURE(c.bytes);
        CHECK(read("people.csv", &c.bytes) == c.answer);
    }
    CHECK(read("peple.csv", nullptr) == "file-missing did you mean `people.csv`?");
    CHECK(read("zzzzzzzzzz", nullptr) == "file-missing");
    CHECK(read("", nullptr) == "file-is-folder");
    // A socket exists and cannot be opened, even by an administrator.
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder / "socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(read("socket", nullptr) == "file-unreadable");
    ::close(socket);
    std::filesystem::remove_all(folder);
}
