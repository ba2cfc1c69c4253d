#include "intake/document/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "intake/document/text_check.h"

namespace attain::intake {

namespace {

constexpr std::size_t most_columns = 1000;

// The first `wanted` in [begin, end), else `end`.
std::size_t find_byte(std::string_view text, std::size_t begin, std::size_t end, char wanted) {
    if (begin >= end) return end;
    const void* const hit = std::memchr(text.data() + begin, wanted, end - begin);
    return hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - text.data()) : end;
}

// A tab is a blank, unless it parts the cells.
struct Blank {
    char separator;
    bool operator()(char c) const { return (c == ' ' || c == '\t') && c != separator; }
};

CsvCell plain_cell(std::string_view text, std::size_t begin, std::size_t end, Blank is_blank) {
    while (begin < end && is_blank(text[begin]))
        ++begin;
    while (begin < end && is_blank(text[end - 1]))
        --end;
    return {text.substr(begin, end - begin), begin, end};
}

// Where the line that holds `at` ends: before its "\n" or "\r\n".
struct LineEnd {
    std::size_t content;  // past the last byte of the row
    std::size_t next;     // where the next line begins
};
LineEnd line_end(std::string_view text, std::size_t at) {
    const std::size_t feed = find_byte(text, at, text.size(), '\n');
    const std::size_t next = std::min(feed + 1, text.size());
    const bool returned = feed > at && text[feed - 1] == '\r';
    return {returned ? feed - 1 : feed, next};
}

// A row without any quote: most rows of most files.
void split_plain(std::string_view text, char separator, CsvRow& row) {
    const Blank is_blank{separator};
    std::size_t begin = row.begin;
    while (true) {
        const std::size_t end = find_byte(text, begin, row.end, separator);
        row.cells.push_back(plain_cell(text, begin, end, is_blank));
        if (end == row.end) return;
        begin = end + 1;
    }
}

void refuse_row(CsvRow& row, std::string problem, std::string help) {
    row.readable = false;
    row.problem = std::move(problem);
    row.help = std::move(help);
}

// A row with quotes may go on over several lines. Cells are read one after the other; a mistake
// ends the row at the end of its first line.
class QuotedRow {
public:
    QuotedRow(std::string_view text, char separator, CsvRow& row)
        : text_(text), is_blank_{separator}, separator_(separator), row_(row), at_(row.begin) {}

    // Answers where the next row begins.
    std::size_t read() {
        while (true) {
            while (at_ < text_.size() && is_blank_(text_[at_]))
                ++at_;
            const bool quoted = at_ < text_.size() && text_[at_] == '"';
            if (quoted && !read_quoted()) return give_up();
            if (!quoted) read_plain();
            if (at_ < text_.size() && text_[at_] == separator_) {
                ++at_;
                continue;
            }
            const LineEnd end = line_end(text_, at_);
            row_.end = end.content;
            unescape();
            return end.next;
        }
    }

private:
    void read_plain() {
        const LineEnd line = line_end(text_, at_);
        const std::size_t end = find_byte(text_, at_, line.content, separator_);
        row_.cells.push_back(plain_cell(text_, at_, end, is_blank_));
        at_ = end;
    }

    bool read_quoted() {
        const std::size_t begin = at_;
        std::size_t close = begin + 1;
        bool doubled = false;
        while (true) {
            close = find_byte(text_, close, text_.size(), '"');
            if (close == text_.size()) {
                refuse_row(row_,
                           fmt::format("the quote that opens cell {} is never closed",
                                       row_.cells.size() + 1),
                           "close it, or write a quote that belongs to the text twice: `\"\"`");
                return false;
            }
            if (close + 1 == text_.size() || text_[close + 1] != '"') break;
            doubled = true;
            close += 2;
        }
        doubled_ = doubled_ || doubled;
        row_.cells.push_back({text_.substr(begin + 1, close - begin - 1), begin, close + 1});
        at_ = close + 1;
        while (at_ < text_.size() && is_blank_(text_[at_]))
            ++at_;
        if (at_ == text_.size() || text_[at_] == separator_ || text_[at_] == '\n') return true;
        if (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) return true;
        refuse_row(
            row_, fmt::format("text stands behind the closing quote of cell {}", row_.cells.size()),
            "write a quote that belongs to the text twice: `\"\"`");
        return false;
    }

    std::size_t give_up() {
        const LineEnd end = line_end(text_, row_.begin);
        row_.end = end.content;
        std::erase_if(row_.cells, [&end](const CsvCell& cell) { return cell.end > end.content; });
        unescape();
        return end.next;
    }

    // All doubled quotes of the row at once, so that the memory behind the views grows only once.
    void unescape() {
        if (!doubled_) return;
        row_.unescaped.reserve(at_ - row_.begin);
        for (CsvCell& cell : row_.cells) {
            if (cell.begin == cell.end || text_[cell.begin] != '"') continue;
            if (cell.text.find('"') == std::string_view::npos) continue;
            const std::size_t begin = row_.unescaped.size();
            for (std::size_t i = 0; i < cell.text.size(); ++i) {
                row_.unescaped += cell.text[i];
                if (cell.text[i] == '"') ++i;
            }
            cell.text = std::string_view(row_.unescaped).substr(begin);
        }
    }

    std::string_view text_;
    Blank is_blank_;
    char separator_;
    CsvRow& row_;
    std::size_t at_;
    bool doubled_ = false;
};

bool is_blank_row(const CsvRow& row) {
    return row.readable && std::all_of(row.cells.begin(), row.cells.end(),
                                       [](const CsvCell& cell) { return cell.begin == cell.end; });
}

// "`Deal;Owner;Amount`" read as one column: the file has another separator than was declared.
char likely_separator(std::string_view header) {
    for (const char candidate : {';', '\t', ',', '|'}) {
        if (header.find(candidate) != std::string_view::npos) return candidate;
    }
    return '\0';
}

}  // namespace

CsvReader::CsvReader(SourcePtr source, char separator, Diagnostics& out)
    : source_(std::move(source)), separator_(separator) {
    const std::string_view text = source_->text();
    if (text.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    next_quote_ = find_byte(text, at_, text.size(), '"');
    CsvRow row;
    if (!next(row)) {
        out.error("csv-header", {source_, 0, 0}, "the file has no header row").help =
            "write the column names into the first row";
        return;
    }
    if (!row.readable) {
        out.error("csv-header", {source_, row.begin, row.end}, row.problem).help = row.help;
        return;
    }
    if (row.cells.size() > most_columns) {
        out.error("csv-header",
                  {source_, row.cells[most_columns].begin, row.cells[most_columns].end},
                  fmt::format("the header has {} columns; at most {} can be read", row.cells.size(),
                              most_columns))
            .help = "take out the columns that are not needed";
        return;
    }
    ok_ = true;
    std::map<std::string_view, Span> seen;
    for (const CsvCell& cell : row.cells) {
        const Span where{source_, cell.begin, cell.end};
        const auto [first, is_new] = seen.emplace(cell.text, where);
        if (cell.text.empty()) {
            out.error("csv-header", where, fmt::format("column {} has no name", header_.size() + 1))
                .help = "name it, or take the column out";
            ok_ = false;
        } else if (!is_new) {
            Diagnostic& error = out.error("csv-header", where,
                                          fmt::format("two columns are named `{}`", cell.text));
            error.notes.push_back({first->second, "the first one"});
            error.help = "rename one of them";
            ok_ = false;
        }
        header_.emplace_back(cell.text);
        header_spans_.push_back(where);
    }
    const char other = likely_separator(header_.front());
    if (ok_ && header_.size() == 1 && other != '\0' && other != separator_) {
        out.error("csv-header", header_spans_.front(),
                  fmt::format("the whole header is one column, `{}`", header_.front()))
            .help = fmt::format(
            "if its cells are parted by `{}`, declare `separator: \"{}\"` in "
            "the mapping",
            other == '\t' ? "\\t" : std::string(1, other),
            other == '\t' ? "\\t" : std::string(1, other));
        ok_ = false;
    }
}

bool CsvReader::next(CsvRow& row) {
    const std::string_view text = source_->text();
    while (at_ < text.size()) {
        row.cells.clear();
        row.unescaped.clear();
        row.readable = true;
        row.problem.clear();
        row.help.clear();
        row.line = line_;
        row.begin = at_;
        const LineEnd end = line_end(text, at_);
        row.end = end.content;
        std::size_t next_row = end.next;
        if (next_quote_ >= end.next) {
            split_plain(text, separator_, row);
            ++line_;
        } else {
            next_row = QuotedRow(text, separator_, row).read();
            const std::string_view passed = text.substr(at_, next_row - at_);
            line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
            next_quote_ = find_byte(text, next_row, text.size(), '"');
        }
        at_ = next_row;
        if (is_blank_row(row)) continue;
        if (row.readable && !header_.empty() && row.cells.size() != header_.size()) {
            refuse_row(row,
                       fmt::format("this row has {} cell{}, the header has {}", row.cells.size(),
                                   row.cells.size() == 1 ? "" : "s", header_.size()),
                       row.cells.size() > header_.size()
                           ? fmt::format("put a cell that contains `{}` in quotes", separator_)
                           : "write every cell, empty ones too");
        }
        return true;
    }
    return false;
}

}  // namespace attain::intake
