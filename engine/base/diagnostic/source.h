// A text that people wrote, and places in it.
//
// A Source is shared by everything that points into it; a Span is a piece of it. Lines and columns
// are counted when somebody asks (1-based; the column counts characters, not bytes, so that a caret
// under "Øresund" stands where an editor puts the cursor).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attain {

class Source {
public:
    // `name` as people know the file ("plans/acme/people.csv").
    Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}
    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }

    struct Place {
        std::size_t line = 1;
        std::size_t column = 1;
    };
    Place place_of(std::size_t offset) const;
    std::string_view line(std::size_t number) const;  // without its line end; 1-based

private:
    const std::vector<std::size_t>& line_starts() const;
    std::string name_;
    std::string text_;
    mutable std::vector<std::size_t> line_starts_;  // made at the first question; not thread-safe
};

using SourcePtr = std::shared_ptr<const Source>;

// A piece of a source: bytes [begin, end). Without a source it means "no place" (a fact of the
// book, the command line).
struct Span {
    SourcePtr source;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view text() const {
        return source ? source->text().substr(begin, end - begin) : std::string_view();
    }
};

// "plans/acme/ae.yaml:40:18", or "" without a source.
std::string place_text(const Span& span);

}  // namespace attain
