#include "record/store/sql_text.h"

#include <algorithm>
#include <array>

namespace attain::store {

namespace {

// Both are marked by comments, so that they can be told from what was written.
constexpr const char* before_call = "cast(/*(*/";
constexpr const char* behind_call = "/*)*/ as text) collate exact";

constexpr std::array exact_calls = {
    std::string_view("decimal_sum"),   std::string_view("decimal_avg"),
    std::string_view("decimal_add"),   std::string_view("decimal_sub"),
    std::string_view("decimal_mul"),   std::string_view("decimal_div"),
    std::string_view("decimal_round"), std::string_view("money"),
    std::string_view("money_sum"),
};

bool is_word_character(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

std::size_t behind(std::string_view sql, std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
}

// Behind a comment that begins at `at`; `at` where none does.
std::size_t behind_comment(std::string_view sql, std::size_t at) {
    if (sql.substr(at, 2) == "--") return behind(sql, "\n", at + 2);
    if (sql.substr(at, 2) == "/*") return behind(sql, "*/", at + 2);
    return at;
}

// Behind a quoted text or name; a doubled quote begins another piece, which changes nothing.
std::size_t behind_quotes(std::string_view sql, std::size_t at) {
    switch (sql[at]) {
        case '\'': return behind(sql, "'", at + 1);
        case '"': return behind(sql, "\"", at + 1);
        case '`': return behind(sql, "`", at + 1);
        case '[': return behind(sql, "]", at + 1);
        default: return at;
    }
}

std::size_t past_blanks(std::string_view sql, std::size_t at) {
    while (at < sql.size()) {
        const std::size_t next = is_blank(sql[at]) ? at + 1 : behind_comment(sql, at);
        if (next == at) break;
        at = next;
    }
    return at;
}

// Behind the parenthesis that belongs to the one at `at`; npos where it is missing.
std::size_t behind_parenthesis(std::string_view sql, std::size_t at) {
    std::size_t depth = 0;
    while (at < sql.size()) {
        if (sql[at] == '(') ++depth;
        if (sql[at] == ')' && --depth == 0) return at + 1;
        const std::size_t next = std::max(behind_comment(sql, at), behind_quotes(sql, at));
        at = next > at ? next : at + 1;
    }
    return std::string_view::npos;
}

// Behind `filter (…)` and `over (…)` or `over name`, which belong to the call before them.
std::size_t behind_clauses(std::string_view sql, std::size_t end) {
    while (true) {
        const std::size_t at = past_blanks(sql, end);
        if (at >= sql.size()) return end;
        const SqlPlace word = thing_at(sql, at);
        const std::string_view text = sql.substr(word.begin, word.end - word.begin);
        if (!same_word(text, "filter") && !same_word(text, "over")) return end;
        const std::size_t next = past_blanks(sql, word.end);
        if (next >= sql.size()) return end;
        const std::size_t found =
            sql[next] == '(' ? behind_parenthesis(sql, next) : thing_at(sql, next).end;
        if (found == std::string_view::npos) return end;
        end = found;
    }
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowered(x) == lowered(y); });
}

SqlPlace thing_at(std::string_view sql, std::size_t at) {
    std::size_t end = at;
    while (end < sql.size() && is_word_character(sql[end]))
        ++end;
    return {at, std::min(std::max(end, at + 1), sql.size())};
}

std::size_t next_thing(std::string_view sql, std::size_t at) {
    while (true) {
        at = past_blanks(sql, at);
        if (at >= sql.size() || sql[at] != ';') return std::min(at, sql.size());
        ++at;
    }
}

SqlPlace place_of_word(std::string_view sql, std::string_view word) {
    for (std::size_t at = 0; at < sql.size() && !word.empty();) {
        const std::size_t comment = behind_comment(sql, at);
        const std::size_t next = sql[at] == '\'' ? behind_quotes(sql, at) : comment;
        if (next > at) {
            at = next;
            continue;
        }
        const SqlPlace thing = thing_at(sql, at);
        const std::size_t end = at + word.size();
        // A name in quotes may have several words.
        if (end >= thing.end && same_word(sql.substr(at, word.size()), word)) return {at, end};
        at = thing.end;
    }
    return {};
}

TypedQuery::TypedQuery(std::string_view written) {
    for (std::size_t at = 0; at < written.size();) {
        const std::size_t skipped =
            std::max(behind_comment(written, at), behind_quotes(written, at));
        if (skipped > at) {
            at = skipped;
            continue;
        }
        const SqlPlace thing = thing_at(written, at);
        at = thing.end;
        const std::string_view word = written.substr(thing.begin, thing.end - thing.begin);
        const std::size_t open = past_blanks(written, thing.end);
        const bool call = open < written.size() && written[open] == '(' &&
                          std::any_of(exact_calls.begin(), exact_calls.end(),
                                      [&](std::string_view one) { return same_word(one, word); });
        if (!call) continue;
        const std::size_t end = behind_parenthesis(written, open);
        if (end == std::string_view::npos) continue;
        insertions_.push_back({thing.begin, before_call});
        insertions_.push_back({behind_clauses(written, end), behind_call});
    }
    std::stable_sort(insertions_.begin(), insertions_.end(),
                     [](const Insertion& a, const Insertion& b) { return a.at < b.at; });
    std::size_t done = 0;
    for (const Insertion& insertion : insertions_) {
        sql_ += written.substr(done, insertion.at - done);
        sql_ += insertion.text;
        done = insertion.at;
    }
    sql_ += written.substr(std::min(done, written.size()));
}

std::size_t TypedQuery::written_at(std::size_t place) const {
    std::size_t added = 0;
    for (const Insertion& insertion : insertions_) {
        if (insertion.at + added >= place) break;
        const std::size_t length = std::string_view(insertion.text).size();
        if (insertion.at + added + length > place) return insertion.at;
        added += length;
    }
    return place - added;
}

std::string TypedQuery::as_written(std::string piece) {
    for (const std::string_view inserted : {before_call, behind_call}) {
        for (std::size_t at = 0; (at = piece.find(inserted, at)) != std::string::npos;)
            piece.erase(at, inserted.size());
    }
    return piece;
}

}  // namespace attain::store
