// Columns: ten million deals are a dozen long arrays, not ten million objects.
//
// A text that repeats (owner, currency, product) is a small number into a dictionary; a text that
// does not (the deal's key) lies in one long run of bytes. A day is a number of days. An amount is
// a whole number of units at the column's own scale: "20565.6206" is 205656206 at 4 decimals, and
// every digit that came with the file is kept (N4).
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/calendar/date.h"
#include "base/number/rational.h"

namespace attain {

// Repeating texts. Code 0 is the empty text: "nothing was written".
class TextColumn {
public:
    TextColumn() { code_of(""); }
    std::size_t size() const { return codes_.size(); }
    void reserve(std::size_t rows) { codes_.reserve(rows); }
    void push(std::string_view text) { codes_.push_back(text.empty() ? 0 : code_of(text)); }
    void push_code(std::uint32_t code) { codes_.push_back(code); }
    std::uint32_t code(std::size_t row) const { return codes_[row]; }
    const std::string& text(std::size_t row) const { return texts_[codes_[row]]; }
    const std::vector<std::uint32_t>& codes() const { return codes_; }
    const std::vector<std::string>& texts() const { return texts_; }  // by code
    std::uint32_t code_of(std::string_view text);                     // adds it where it is new
    // The same dictionary with these rows only, in this order.
    TextColumn picked(std::span<const std::uint32_t> rows) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    std::vector<std::uint32_t> codes_;
    std::vector<std::string> texts_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> known_;
    std::uint32_t last_code_ = 0;  // files come in runs: the text before is often the text now
};

// Texts that hardly repeat, one after the other.
class BytesColumn {
public:
    std::size_t size() const { return ends_.size(); }
    void push(std::string_view text) {
        bytes_.append(text);
        ends_.push_back(bytes_.size());
    }
    std::string_view text(std::size_t row) const {
        const std::uint64_t begin = row == 0 ? 0 : ends_[row - 1];
        return std::string_view(bytes_).substr(begin, ends_[row] - begin);
    }
    BytesColumn picked(std::span<const std::uint32_t> rows) const;
    const std::string& bytes() const { return bytes_; }
    const std::vector<std::uint64_t>& ends() const { return ends_; }

private:
    std::string bytes_;
    std::vector<std::uint64_t> ends_;
};

// Days; `absent` where nothing was written.
struct DayColumn {
    static constexpr std::int32_t absent = std::numeric_limits<std::int32_t>::min();
    std::vector<std::int32_t> days;
    bool has(std::size_t row) const { return days[row] != absent; }
    Date date(std::size_t row) const { return Date(days[row]); }
    DayColumn picked(std::span<const std::uint32_t> rows) const;
};

// Exact decimals at one scale. A value that does not fit 64 bits at that scale, or is absent, is
// marked by `elsewhere`: wide values stand in `wide`, absent ones do not.
class DecimalColumn {
public:
    static constexpr std::int64_t elsewhere = std::numeric_limits<std::int64_t>::min();
    DecimalColumn() = default;
    // A whole column at once, as the book reads it back; `wide` only where units are `elsewhere`.
    DecimalColumn(int decimals, std::vector<std::int64_t> units,
                  std::map<std::size_t, Rational> wide)
        : decimals_(decimals), units_(std::move(units)), wide_(std::move(wide)) {}
    std::size_t size() const { return units_.size(); }
    void reserve(std::size_t rows) { units_.reserve(rows); }
    int decimals() const { return decimals_; }
    // Adds units at `decimals`; widens the whole column's scale when a row has more decimals.
    void push(std::int64_t units, int decimals);
    void push_exact(const Rational& value);  // any value; kept in `wide` where it must be
    void push_absent() { units_.push_back(elsewhere); }
    bool has(std::size_t row) const { return units_[row] != elsewhere || wide_.contains(row); }
    Rational value(std::size_t row) const;  // the row has a value
    const std::vector<std::int64_t>& units() const { return units_; }
    bool all_narrow() const { return wide_.empty(); }
    const std::map<std::size_t, Rational>& wide() const { return wide_; }
    // Replaces a value (netting of returns and cancellations at the line's place, R2).
    void set_exact(std::size_t row, const Rational& value);
    DecimalColumn picked(std::span<const std::uint32_t> rows) const;

private:
    void widen_to(int decimals);
    int decimals_ = 0;
    std::vector<std::int64_t> units_;
    std::map<std::size_t, Rational> wide_;
};

}  // namespace attain
