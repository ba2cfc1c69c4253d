#include "base/diagnostic/source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"

namespace attain {

const std::vector<std::size_t>& Source::line_starts() const {
    if (line_starts_.empty()) {
        line_starts_.push_back(0);
        for (std::size_t at = text_.find('\n'); at != std::string::npos;
             at = text_.find('\n', at + 1)) {
            line_starts_.push_back(at + 1);
        }
    }
    return line_starts_;
}

Source::Place Source::place_of(std::size_t offset) const {
    const std::vector<std::size_t>& starts = line_starts();
    const std::size_t at = std::min(offset, text_.size());
    const auto after = std::upper_bound(starts.begin(), starts.end(), at);
    const std::size_t line = static_cast<std::size_t>(after - starts.begin());
    std::size_t column = 1;
    for (std::size_t i = starts[line - 1]; i < at; ++i) {
        const bool continues = (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;
        if (!continues) ++column;
    }
    return {line, column};
}

std::string_view Source::line(std::size_t number) const {
    const std::vector<std::size_t>& starts = line_starts();
    ensure(number >= 1 && number <= starts.size(), "a line that is shown exists");
    std::string_view rest = text();
    rest.remove_prefix(starts[number - 1]);
    rest = rest.substr(0, rest.find('\n'));
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    return rest;
}

std::string place_text(const Span& span) {
    if (!span.source) return {};
    const Source::Place place = span.source->place_of(span.begin);
    return fmt::format("{}:{}:{}", span.source->name(), place.line, place.column);
}

}  // namespace attain
