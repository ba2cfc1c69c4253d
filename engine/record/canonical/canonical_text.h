// Writes canonical records (fingerprint.h) into a digest, in pieces of some size.
#pragma once

#include <string>
#include <string_view>

#include "base/fingerprint/sha256.h"
#include "base/number/rational.h"

namespace attain::record {

class CanonicalText {
public:
    CanonicalText& field(std::string_view text) {
        append_number(text.size());
        buffer_ += ':';
        buffer_ += text;
        buffer_ += ',';
        return *this;
    }
    CanonicalText& field(const Rational& value);
    // units / 10^decimals, as the shortest exact decimal: the fast road of ledger columns.
    CanonicalText& decimal(std::int64_t units, int decimals);
    // units / denominator, in lowest terms as field() would write it: the fast road of credits.
    CanonicalText& ratio(std::int64_t units, std::int64_t denominator);
    CanonicalText& count(std::int64_t value);
    // Ends the record.
    void end() {
        buffer_ += '\n';
        if (buffer_.size() > piece) flush();
    }
    std::string hex() {
        flush();
        return digest_.hex();
    }

private:
    static constexpr std::size_t piece = 2048;  // small: there is one text per owner
    void append_number(std::size_t value);
    void flush() {
        digest_.add(buffer_);
        buffer_.clear();
    }
    Sha256 digest_;
    std::string buffer_;
};

}  // namespace attain::record
