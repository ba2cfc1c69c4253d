// From what is known to what can be computed with: names become places in tables, contradictions
// become errors, and whatever leads nowhere becomes an exception that people see (C6, L3).
#include <fmt/format.h>

#include <algorithm>

#include "model/load/ground.h"
#include "model/load/resolve.h"

namespace attain {

namespace load {

namespace {

// A column that is a number in one file and a text in another has no one meaning.
bool ledger_columns_agree(const Ledger& ledger, Diagnostics& out) {
    bool agree = true;
    for (std::size_t i = 1; i < ledger.further.size(); ++i) {
        const FurtherColumn& a = ledger.further[i - 1];
        const FurtherColumn& b = ledger.further[i];
        if (a.name != b.name) continue;
        agree = false;
        out.error("column-type", Span{},
                  fmt::format("the ledger's column `{}` is a {} in one file and a {} in another",
                              a.name, name_of(a.type()), name_of(b.type())))
            .help = "give it one type in every file's header, and import the other file again";
    }
    return agree;
}

}  // namespace

std::string place_of(const Facts& facts, const Origin& origin) {
    if (origin.file >= facts.files.size()) return fmt::format("entry {}", origin.entry);
    return fmt::format("{} line {}, entry {}", facts.files[origin.file], origin.line, origin.entry);
}

void withhold(Facts& facts, std::size_t row, Trouble trouble) {
    facts.withheld[row] = true;
    facts.exceptions.push_back({std::move(trouble.code), Bearing::blocking,
                                RowIndex(static_cast<std::uint32_t>(row)), ParticipantIndex::none(),
                                facts.ledger.key_text(row), std::move(trouble.message),
                                std::move(trouble.help), facts.ledger.origin[row]});
}

void object(Facts& facts, ParticipantIndex who, std::string subject, Trouble trouble,
            const Origin& origin) {
    facts.exceptions.push_back({std::move(trouble.code), Bearing::blocking, std::nullopt, who,
                                std::move(subject), std::move(trouble.message),
                                std::move(trouble.help), origin});
}

std::string meant(const std::string& close, std::string remedy) {
    if (close.empty()) return remedy;
    return fmt::format("did you mean `{}`? If not, {}", close, remedy);
}

std::vector<std::string> participant_ids(const Facts& facts) {
    std::vector<std::string> ids;
    for (const Participant& one : facts.roster.participants())
        ids.push_back(one.id.text());
    return ids;
}

std::vector<std::string> team_ids(const Facts& facts) {
    std::vector<std::string> ids;
    for (const Team& team : facts.roster.teams())
        ids.push_back(team.id.text());
    return ids;
}

}  // namespace load

namespace {

void take_ledger(Known& known, Facts& facts) {
    facts.entry = known.entry;
    facts.files = known.files;
    facts.ledger = std::move(known.lines);
    if (!in_key_order(facts.ledger)) facts.ledger = facts.ledger.picked(key_order(facts.ledger));
}

// Everything of the facts that comes after the plans.
bool resolve_rest(const Known& known, World& world, Diagnostics& out) {
    Facts& facts = world.facts;
    if (!load::resolve_people(known, world, out)) return false;
    load::resolve_lines(facts);
    load::resolve_unread(known, facts);
    load::resolve_events(known, facts);
    load::suspect_duplicates(facts);
    load::resolve_promises(known, world);
    std::stable_sort(facts.exceptions.begin(), facts.exceptions.end(), shown_before);
    return true;
}

}  // namespace

std::optional<World> build_world(Known known, Diagnostics& out) {
    World world;
    take_ledger(known, world.facts);
    if (!load::resolve_company(known, world, out)) return std::nullopt;
    if (!load::ledger_columns_agree(world.facts.ledger, out)) return std::nullopt;
    if (!load::resolve_plans(known, world, out)) return std::nullopt;
    if (!resolve_rest(known, world, out)) return std::nullopt;
    return world;
}

std::optional<load::Ground> load::begin_ground(Known known, Diagnostics& out) {
    Ground ground;
    ground.known = std::move(known);
    take_ledger(ground.known, ground.world.facts);
    if (!resolve_company(ground.known, ground.world, out)) return std::nullopt;
    if (!ledger_columns_agree(ground.world.facts.ledger, out)) return std::nullopt;
    auto around = surroundings_of(ground.known, ground.world, out);
    if (!around) return std::nullopt;
    ground.around = *std::move(around);
    return ground;
}

bool load::settle_ground(Ground& ground, Rulebook rules, Diagnostics& out) {
    ground.world.rules = std::move(rules);
    return resolve_rest(ground.known, ground.world, out);
}

}  // namespace attain
