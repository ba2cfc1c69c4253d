// Rows that could not be read stay visible until they are cured (L2, L3).
#include <fmt/format.h>

#include <vector>

#include "model/load/line_places.h"
#include "model/load/resolve.h"

namespace attain::load {

namespace {

std::vector<std::string_view> key_parts(std::string_view key) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = key.find('\x1f');
        parts.push_back(key.substr(0, end));
        if (end == std::string_view::npos) return parts;
        key.remove_prefix(end + 1);
    }
}

// The earlier version of a line whose new version could not be read: what holds now is not known.
std::optional<std::size_t> known_line(const UnreadRow& row, const Facts& facts) {
    if (row.table != "ledger" || row.key.empty()) return std::nullopt;
    const std::vector<std::string_view> parts = key_parts(row.key);
    if (parts.size() != 3) return std::nullopt;
    return row_of_line(facts.ledger, parts[0], parts[1], parts[2]);
}

// Whose row it was, where its key says so.
ParticipantIndex person_of(const UnreadRow& row, const Facts& facts) {
    const std::vector<std::string_view> parts = key_parts(row.key);
    const std::optional<FactKind> kind = fact_kind(row.table);
    if (!kind) return ParticipantIndex::none();
    switch (*kind) {
        case FactKind::people:
        case FactKind::targets:
        case FactKind::openings: return facts.roster.find_participant(parts[0]);
        case FactKind::adjustments:
        case FactKind::users: return ParticipantIndex::none();
        case FactKind::quotas:
        case FactKind::observations:
            if (parts[0] != "participant" || parts.size() < 2) return ParticipantIndex::none();
            return facts.roster.find_participant(parts[1]);
        case FactKind::teams:
        case FactKind::rates:
        case FactKind::periods:
        case FactKind::events: return ParticipantIndex::none();
    }
    return ParticipantIndex::none();
}

// The file's place among those that are known by name; beyond them where it is not.
std::uint32_t file_of(const UnreadRow& row, const Facts& facts) {
    std::uint32_t file = 0;
    while (file < facts.files.size() && facts.files[file] != row.file)
        ++file;
    return file;
}

}  // namespace

void resolve_unread(const Known& known, Facts& facts) {
    for (const UnreadRow& row : known.unread) {
        const std::optional<std::size_t> line = known_line(row, facts);
        Exception exception;
        exception.code = row.code;
        exception.who = person_of(row, facts);
        exception.subject = fmt::format("{} line {}", row.file, row.line);
        exception.message = row.message;
        exception.help = row.help;
        exception.origin = {row.entry, file_of(row, facts), row.line};
        if (line) {
            exception.row = RowIndex(static_cast<std::uint32_t>(*line));
            exception.message +=
                fmt::format("; an earlier version of {} is known", facts.ledger.key_text(*line));
            facts.withheld[*line] = true;
        }
        facts.exceptions.push_back(std::move(exception));
    }
}

}  // namespace attain::load
