// `attain verify --manifest` and `--statement`: whether papers are still what Attain made.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/exit.h"
#include "cli/session.h"
#include "cli/verify_papers.h"
#include "report/manifest/manifest.h"
#include "report/statement/statement.h"
#include "report/words/figures.h"

namespace attain::cli {

namespace {

std::optional<std::string> bytes_of(const std::filesystem::path& path) {
    std::error_code why;
    if (!std::filesystem::is_regular_file(path, why)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string read_or_leave(const std::string& path) {
    std::optional<std::string> bytes = bytes_of(path);
    if (!bytes) throw std::runtime_error(fmt::format("there is no file `{}`", path));
    return *std::move(bytes);
}

// What stands behind `name` up to the next quote: of a page's attributes or a JSON field.
std::string value_after(const std::string& text, std::string_view name) {
    const std::size_t at = text.find(name);
    if (at == std::string::npos) return "";
    const std::size_t begin = at + name.size();
    return text.substr(begin, text.find_first_of("\",\n", begin) - begin);
}

struct Paper {
    bool json = false;
    std::string participant;
    std::string run;
};

Paper paper_of(const std::string& bytes) {
    if (bytes.starts_with('{')) {
        const std::size_t run = std::min(bytes.rfind("\"run\": {"), bytes.size());
        return {true, value_after(bytes, "\"participant\": \""),
                value_after(bytes.substr(run), "\"number\": ")};
    }
    return {false, value_after(bytes, "<main data-participant=\""),
            value_after(bytes, "data-run=\"")};
}

// The number of the first line that differs, and that line as the book has it.
std::string first_difference(const std::string& found, const std::string& made) {
    std::size_t line = 1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < std::min(found.size(), made.size()) && found[i] == made[i]; ++i) {
        if (found[i] != '\n') continue;
        ++line;
        begin = i + 1;
    }
    const std::string there = made.substr(begin, made.find('\n', begin) - begin);
    return fmt::format("line {} is not what the book says: {}", line,
                       there.size() > 160 ? there.substr(0, 157) + "..." : there);
}

}  // namespace

int verify_manifest(const Arguments& arguments, Console& console) {
    const std::filesystem::path path(arguments.manifest);
    const std::string json = read_or_leave(arguments.manifest);
    const report::ManifestCheck check = report::check_manifest(
        json, [&](const std::string& name) { return bytes_of(path.parent_path() / name); });
    for (const std::string& wrong : check.wrong)
        console.complain(wrong, "take it from where it was made, or make it again");
    if (!check.wrong.empty()) return exit_problems;
    console.print(fmt::format("{}, {}: all as they were made\n",
                              report::count_of(check.files, "file", "files"),
                              report::count_of(check.rows, "row", "rows")));
    return exit_done;
}

int verify_statement(const Arguments& arguments, Console& console) {
    const std::string bytes = read_or_leave(arguments.statement);
    const Paper paper = paper_of(bytes);
    if (paper.participant.empty() ||
        paper.run.find_first_not_of("0123456789") != std::string::npos || paper.run.empty() ||
        paper.run.size() > 9) {
        throw NotThere(fmt::format("`{}` is no statement in HTML or JSON", arguments.statement),
                       "of a PDF or XLSX make another one and compare: the bytes are the same");
    }
    Arguments meant = arguments;
    meant.run = static_cast<std::uint32_t>(std::stoul(paper.run));
    meant.period.clear();
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, meant, console);
    if (!opened) return exit_could_not;
    const report::StatementMaker maker(opened->world, opened->run, &opened->stored,
                                       earlier_registers(book, *opened, console));
    const Statement statement = maker.of(participant_named(opened->world, paper.participant));
    const std::string made =
        paper.json ? report::statement_json(statement) : report::statement_html(statement);
    if (made != bytes) {
        console.complain(first_difference(bytes, made),
                         "make the statement anew, and ask whoever handed out this one");
        return exit_problems;
    }
    console.print(fmt::format("{} is what run {} says of {}, byte for byte\n", arguments.statement,
                              opened->stored.number, paper.participant));
    return exit_done;
}

}  // namespace attain::cli
