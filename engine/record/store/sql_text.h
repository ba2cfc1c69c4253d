// The text of a query, as far as it must be understood before SQLite reads it: where words stand,
// and which calls answer with an exact text.
//
//     decimal_sum(base) > 1000   →   cast(decimal_sum(base) as text) collate exact > 1000
//
// SQL compares what a function answers as bytes, and holds every text for more than any number: "9"
// before "10", nothing said. A column has a type that mends this; so each such call gets one, too.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace attain::store {

// A place in a query: [begin, end); equal where there is none.
struct SqlPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// Where `word` stands, outside of texts and comments.
SqlPlace place_of_word(std::string_view sql, std::string_view word);
// The word, number or sign at `at`.
SqlPlace thing_at(std::string_view sql, std::size_t at);
// The first thing behind `at` that is no blank, comment or semicolon; the end where there is none.
std::size_t next_thing(std::string_view sql, std::size_t at = 0);
bool same_word(std::string_view a, std::string_view b);

class TypedQuery {
public:
    explicit TypedQuery(std::string_view written);
    const std::string& sql() const { return sql_; }
    // A place in sql() as one in what was written.
    std::size_t written_at(std::size_t place) const;
    // A piece of sql() as it was written: the name of a column that has none.
    static std::string as_written(std::string piece);

private:
    struct Insertion {
        std::size_t at = 0;  // in what was written
        const char* text = nullptr;
    };
    std::string sql_;
    std::vector<Insertion> insertions_;  // by place
};

}  // namespace attain::store
