// CSV after RFC 4180, read by the byte: every cell keeps its place in the source.
//
// Accepted, as ordinary exports are: CRLF, quoted cells with commas, quotes ("") and newlines, a
// header without rows, a missing last newline, blank rows at the end. Refused: a row with another
// number of cells than the header (that row is unreadable, the rest is read), text after a closing
// quote, a quote that is never closed, a repeated or empty column name, more than 1,000 columns.
//
//     CsvReader reader(source, out);           // reads the header
//     while (reader.next(row)) { row.cells[2].text() … }
//
// It makes no allocation per row: cells are views; only a cell with "" inside is unescaped, into
// memory that the row owns and reuses.
//
// A row in which nothing is written, be it an empty line or commas only, is blank and skipped.
// After a mistake with quotes reading goes on at the next line, so that one stray quote costs one
// row and not the rest of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"

namespace attain::intake {

struct CsvCell {
    std::string_view text;  // unquoted and unescaped, blanks at both ends taken off unless quoted
    std::size_t begin = 0;  // bytes of the source, quotes included
    std::size_t end = 0;
};

struct CsvRow {
    std::vector<CsvCell> cells;
    std::size_t line = 0;   // of its first character, 1-based
    std::size_t begin = 0;  // bytes of the source
    std::size_t end = 0;    // without its line end
    bool readable = true;   // false: `problem` says why, cells are what could be read
    std::string problem;
    std::string help;
    std::string unescaped;  // backing of cells that had "" inside
};

class CsvReader {
public:
    // Reads the header; `ok()` is false after an error that makes the whole file unreadable.
    CsvReader(SourcePtr source, char separator, Diagnostics& out);
    bool ok() const { return ok_; }
    const std::vector<std::string>& header() const { return header_; }
    const std::vector<Span>& header_spans() const { return header_spans_; }
    // The next row, blank rows skipped; false at the end.
    bool next(CsvRow& row);
    const SourcePtr& source() const { return source_; }

private:
    SourcePtr source_;
    char separator_;
    bool ok_ = false;
    std::vector<std::string> header_;
    std::vector<Span> header_spans_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t next_quote_ = 0;  // the first quote at or after at_: rows before it are split fast
};

}  // namespace attain::intake
