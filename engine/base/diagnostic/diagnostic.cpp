#include "base/diagnostic/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/diagnostic/catalogue.h"
#include "base/ensure.h"

namespace attain {

namespace {

// By name, not by address: a file that was read twice is still one file.
std::string_view file_of(const Span& span) {
    return span.source ? std::string_view(span.source->name()) : std::string_view();
}

auto key_of(const Note& note) {
    return std::tuple(file_of(note.where), note.where.begin, note.where.end,
                      std::string_view(note.text));
}

// What people sort by comes first; the rest makes the order, and "equal", complete.
auto key_of(const Diagnostic& item) {
    return std::tuple(file_of(item.where), item.where.begin, std::string_view(item.code),
                      item.where.end, item.severity, std::string_view(item.message),
                      std::string_view(item.label), std::string_view(item.help));
}

bool before(const Diagnostic& a, const Diagnostic& b) {
    if (key_of(a) != key_of(b)) return key_of(a) < key_of(b);
    return std::lexicographical_compare(
        a.notes.begin(), a.notes.end(), b.notes.begin(), b.notes.end(),
        [](const Note& x, const Note& y) { return key_of(x) < key_of(y); });
}

}  // namespace

Diagnostic& Diagnostics::error(std::string_view code, Span where, std::string message) {
    add({std::string(code), Severity::error, std::move(where), std::move(message), {}, {}, {}});
    return items_.back();
}

Diagnostic& Diagnostics::warning(std::string_view code, Span where, std::string message) {
    add({std::string(code), Severity::warning, std::move(where), std::move(message), {}, {}, {}});
    return items_.back();
}

void Diagnostics::add(Diagnostic diagnostic) {
    if (!in_catalogue(diagnostic.code)) {
        ensure(false, fmt::format("the code `{}` is in the catalogue", diagnostic.code).c_str());
    }
    if (diagnostic.severity == Severity::error) ++errors_;
    items_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> items = items_;
    std::sort(items.begin(), items.end(), before);
    const auto same = [](const Diagnostic& a, const Diagnostic& b) {
        return !before(a, b) && !before(b, a);
    };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
    return items;
}

namespace {

// Inserting, deleting or replacing a letter, or swapping two neighbours, costs one. Three rows of
// the usual table are enough; `rows[0]` is the one before the previous, for the swap.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> rows[3];
    for (std::vector<std::size_t>& row : rows)
        row.resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[2][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::rotate(std::begin(rows), std::begin(rows) + 1, std::end(rows));
        rows[2][0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            std::size_t best = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                best = std::min(best, rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
    }
    return rows[2][b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::size_t best_distance = 3;  // one more than is offered
    std::string_view best;
    for (const std::string& candidate : candidates) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        const std::size_t shorter = std::min(word.size(), candidate.size());
        if (longer - shorter > 2) continue;  // that many letters are missing already
        const std::size_t distance = edit_distance(word, candidate);
        if (distance * 3 > longer || distance > best_distance) continue;
        if (distance < best_distance || candidate < best) {
            best_distance = distance;
            best = candidate;
        }
    }
    return std::string(best);
}

}  // namespace attain
