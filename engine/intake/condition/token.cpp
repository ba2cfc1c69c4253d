#include "intake/condition/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/calendar/date.h"
#include "base/number/parse.h"
#include "intake/schema/scalar.h"

namespace attain::intake {

namespace {

constexpr std::size_t most_tokens = 10'000;

constexpr std::string_view signs[] = {"&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+",
                                      "-",  "*",  "/",  "(",  ")",  "[",  "]", ",", "."};

// What people write in other languages, with what it is here.
constexpr std::pair<std::string_view, std::string_view> foreign_signs[] = {
    {"===", "=="}, {"=>", ">="}, {"=<", "<="}, {"=", "=="}, {"<>", "!="}, {"&", "&&"}, {"|", "||"},
};

// Beyond ASCII every character may stand in a name, as it may in a column's name.
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) {
    return begins_name(c) || is_digit(c);
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Reader {
public:
    Reader(std::string_view text, const Placement& placement, Diagnostics& out)
        : text_(text), placement_(placement), out_(out) {}

    std::optional<std::vector<Token>> read() {
        while (true) {
            while (at_ < text_.size() && is_blank(text_[at_]))
                ++at_;
            if (tokens_.size() == most_tokens) {
                out_.error(
                        "condition-too-large", placement_.span(at_, at_),
                        fmt::format("this condition has more than {} words and signs", most_tokens))
                    .help = "compare with a list: `region in [\"north\", \"south\"]`";
                return std::nullopt;
            }
            const std::size_t begin = at_;
            if (at_ == text_.size()) {
                add(Token::Kind::end, begin);
                return std::move(tokens_);
            }
            if (!read_one()) return std::nullopt;
        }
    }

private:
    bool refuse(std::size_t begin, std::size_t end, std::string message, std::string help) {
        out_.error("condition-syntax", placement_.span(begin, end), std::move(message)).help =
            std::move(help);
        return false;
    }

    Token& add(Token::Kind kind, std::size_t begin) {
        Token token;
        token.kind = kind;
        token.begin = begin;
        token.end = at_;
        token.written = text_.substr(begin, at_ - begin);
        return tokens_.emplace_back(std::move(token));
    }

    char next(std::size_t ahead) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool read_one() {
        const char c = text_[at_];
        if (is_digit(c) || (c == '.' && is_digit(next(1)))) return read_number_token();
        if (begins_name(c)) {
            const std::size_t begin = at_;
            while (at_ < text_.size() && continues_name(text_[at_]))
                ++at_;
            add(Token::Kind::name, begin);
            return true;
        }
        if (c == '"' || c == '\'') return read_text();
        return read_sign();
    }

    bool read_number_token() {
        const std::size_t begin = at_;
        const std::string_view day = text_.substr(at_, 10);
        if (Date::parse(day)) {
            return refuse(begin, begin + day.size(), "a day is not a number",
                          fmt::format("write `date(\"{}\")`", day));
        }
        while (at_ < text_.size() && (continues_name(text_[at_]) || text_[at_] == '.'))
            ++at_;
        if (at_ < text_.size() && text_[at_] == '%') ++at_;
        const std::string_view written = text_.substr(begin, at_ - begin);
        PlanNumber number = read_number(written);
        const bool grouped = !tokens_.empty() && tokens_.back().is(",") &&
                             tokens_.back().end == begin && written.starts_with('0');
        if (!number.value && grouped) {
            return refuse(begin - 1, begin, "a comma stands inside a number",
                          "write numbers without separators: `1000`");
        }
        if (!number.value) {
            return refuse(begin, at_, std::move(number.problem), std::move(number.help));
        }
        add(Token::Kind::number, begin).number = *number.value;
        return true;
    }

    bool read_text() {
        const std::size_t begin = at_;
        const char quote = text_[at_++];
        std::string value;
        while (at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] == '\\') {
                const char escaped = next(1);
                if (escaped != '\\' && escaped != '"' && escaped != '\'') {
                    return refuse(at_, std::min(at_ + 2, text_.size()),
                                  "a backslash stands before a character that needs none",
                                  "write `\\\\` for a backslash, `\\\"` for a quote");
                }
                ++at_;
            }
            value += text_[at_++];
        }
        if (at_ == text_.size()) {
            return refuse(begin, begin + 1, "the quote that opens here is never closed",
                          "close it");
        }
        ++at_;
        add(Token::Kind::text, begin).text = std::move(value);
        return true;
    }

    bool read_sign() {
        const std::string_view rest = text_.substr(at_);
        const auto* const known =
            std::find_if(std::begin(signs), std::end(signs),
                         [rest](auto sign) { return rest.starts_with(sign); });
        const auto* const foreign =
            std::find_if(std::begin(foreign_signs), std::end(foreign_signs),
                         [rest](const auto& pair) { return rest.starts_with(pair.first); });
        const std::size_t known_size = known == std::end(signs) ? 0 : known->size();
        if (foreign != std::end(foreign_signs) && foreign->first.size() > known_size) {
            return refuse(at_, at_ + foreign->first.size(),
                          fmt::format("`{}` is no sign of conditions", foreign->first),
                          fmt::format("write `{}`", foreign->second));
        }
        if (known_size == 0) {
            return refuse(at_, at_ + 1,
                          fmt::format("{} is no sign of conditions", shown(text_.substr(at_, 1))),
                          text_[at_] == '%'
                              ? "write the percent sign right behind its number: `80%`"
                              : "a text is written in quotes");
        }
        const std::size_t begin = at_;
        at_ += known_size;
        add(Token::Kind::sign, begin);
        return true;
    }

    std::string_view text_;
    const Placement& placement_;
    Diagnostics& out_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

Placement::Placement(const Node& scalar) : whole_(scalar.where) {
    std::string_view text = scalar.text;
    while (text.ends_with('\n'))
        text.remove_suffix(1);
    const std::size_t found = whole_.text().find(text);
    if (found != std::string_view::npos) shift_ = whole_.begin + found;
}

Span Placement::span(std::size_t begin, std::size_t end) const {
    if (!shift_) return whole_;
    return {whole_.source, std::min(*shift_ + begin, whole_.end),
            std::min(*shift_ + end, whole_.end)};
}

std::optional<std::vector<Token>> read_tokens(std::string_view condition,
                                              const Placement& placement, Diagnostics& out) {
    return Reader(condition, placement, out).read();
}

}  // namespace attain::intake
