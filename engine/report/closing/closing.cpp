#include "report/closing/closing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string doer_text(const Doer& doer) {
    if (doer.user.empty()) return doer.account;
    if (doer.claimed) return fmt::format("{} (claimed by {})", doer.user, doer.account);
    return doer.user;
}

std::string event_text(const RunEvent& event) {
    return fmt::format("{}{} of run {}{}", event.refused ? "refused: " : "", event.step, event.run,
                       event.reason.empty() ? "" : fmt::format(" ({})", event.reason));
}

void doer_json(JsonWriter& json, const Doer& doer) {
    json.text_or_null("user", doer.user);
    json.text_or_null("account", doer.account);
    json.flag("claimed", doer.claimed);
}

void event_json(JsonWriter& json, const RunEvent& event) {
    json.count("entry", event.entry);
    json.text("recorded_at", event.recorded_at);
    json.text("step", event.step);
    json.text("status", event.status);
    json.flag("refused", event.refused);
    doer_json(json, event.doer);
    json.text_or_null("reason", event.reason);
}

}  // namespace

std::string closing_text(const StoredRun& run, const std::vector<record::CheckItem>& items,
                         const std::vector<RunEvent>& events, Colour colour) {
    std::string text = fmt::format("run {}, {}, {}\n", run.number, run.period, run.status);
    for (const record::CheckItem& item : items) {
        const std::string mark = item.done ? painted("[x]", Tone::good, colour)
                                           : painted("[ ]", Tone::bad, colour);
        text += fmt::format("  {} {:<10}  {}\n", mark, item.name, item.found);
        if (!item.done) text += fmt::format("        help: {}\n", item.remedy);
    }
    TextTable table({{"when"}, {"who"}, {"what"}}, 2);
    for (const RunEvent& event : events)
        table.row({event.recorded_at, doer_text(event.doer), event_text(event)});
    return text + "\n" + table.text(colour);
}

std::string closing_json(const StoredRun& run, const std::vector<record::CheckItem>& items,
                         const std::vector<RunEvent>& events) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.count("run", run.number);
        json.text("period", run.period);
        json.text("status", run.status);
        json.list("checklist", items, [&](const record::CheckItem& item) {
            json.text("name", item.name);
            json.flag("done", item.done);
            json.text("found", item.found);
            json.text_or_null("remedy", item.remedy);
        });
        json.list("events", events, [&](const RunEvent& event) { event_json(json, event); });
    });
    return json.take();
}

std::vector<NetChange> net_changes(const World& world, const RunResult& before, const RunResult& now) {
    std::map<std::pair<std::string, Currency>, NetChange> people;
    const auto add = [&](const RunResult& run, Cash NetChange::*side) {
        for (const ParticipantSettlement& settled : run.settlements) {
            const Currency currency = settled.net.currency();
            const ParticipantIndex who =
                world.facts.roster.find_participant(settled.participant);
            const Cash zero = Cash::zero(currency);
            NetChange& one =
                people
                    .try_emplace({settled.participant, currency},
                                 NetChange{settled.participant,
                                          who.exists() ? world.facts.roster[who].name : "", zero,
                                          zero})
                    .first->second;
            one.*side += settled.net;
        }
    };
    add(before, &NetChange::before);
    add(now, &NetChange::now);
    std::vector<NetChange> all;
    for (auto& [key, one] : people)
        all.push_back(std::move(one));
    std::stable_sort(all.begin(), all.end(), [](const NetChange& a, const NetChange& b) {
        const auto size = [](const NetChange& one) {
            const std::int64_t difference = (one.now - one.before).minor_units();
            return difference < 0 ? -difference : difference;
        };
        return size(a) > size(b);
    });
    return all;
}

std::string net_change_text(const std::string& before, const std::string& now,
                          const std::vector<NetChange>& net_changes) {
    TextTable table({{"participant"},
                     {before.empty() ? "before" : before, Align::right},
                     {now, Align::right},
                     {"difference", Align::right},
                     {"currency"}});
    for (const NetChange& one : net_changes) {
        table.row({one.participant, one.before.shown(), one.now.shown(),
                   (one.now - one.before).shown(), one.now.currency().code()});
    }
    return table.text(Colour::no);
}

std::string sample_text(const World& world, const RunResult& run, std::uint32_t seed,
                        std::uint32_t count) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < run.fates.size(); ++row) {
        if (run.fates[row] != RowFate::outside) rows.push_back(row);
    }
    // Knuth's MMIX generator, whole numbers only: the seed decides, not the machine.
    std::uint64_t state = seed;
    for (std::size_t i = 0; i + 1 < rows.size() && i < count; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        std::swap(rows[i], rows[i + (state >> 33U) % (rows.size() - i)]);
    }
    rows.resize(std::min<std::size_t>(rows.size(), count));
    std::sort(rows.begin(), rows.end());
    const Facts& facts = world.facts;
    TextTable table({{"deal"}, {"booked"}, {"amount", Align::right}, {"currency"}, {"credit"}});
    for (const std::uint32_t row : rows) {
        std::string credited;
        for (const MeasureResult& measure : run.measures) {
            const auto* who = std::get_if<ParticipantIndex>(&measure.owner);
            if (!who) continue;
            for (std::size_t at = measure.lines.begin; at < measure.lines.end; ++at) {
                if (run.credits.rows[at] != row) continue;
                const Rational value = run.credits.value(measure.lines, at);
                credited += fmt::format("{}{} {} {}", credited.empty() ? "" : ", ",
                                        facts.roster[*who].id.text(),
                                        world.rules[measure.plan].measures[measure.measure].name,
                                        value.decimal().value_or(value.fraction()));
            }
        }
        const auto amount = facts.ledger.amount.value(row);
        table.row({facts.ledger.key_text(row), facts.ledger.booked.date(row).text(),
                   amount.decimal().value_or(amount.fraction()),
                   std::string(facts.ledger.currency.text(row)),
                   credited.empty() ? "nobody" : credited});
    }
    return table.text(Colour::no);
}

std::string log_text(const std::vector<EntryInfo>& entries, const std::vector<RunEvent>& events,
                     const std::vector<Waiver>& waivers) {
    TextTable table({{"entry", Align::right}, {"when"}, {"who"}, {"what"}, {"fingerprint"}});
    for (const EntryInfo& entry : entries) {
        std::string who;
        std::string what = fmt::format("{}: {}", entry.kind, entry.what);
        for (const RunEvent& event : events) {
            if (event.entry != entry.number || event.step == "save") continue;
            who = doer_text(event.doer);
            what = event_text(event);
        }
        for (const Waiver& waiver : waivers) {
            if (waiver.entry != entry.number) continue;
            who = doer_text(waiver.doer);
            what = fmt::format("waived {} {}, {} ({})", waiver.code, waiver.subject, waiver.effect,
                               waiver.reason);
        }
        table.row({std::to_string(entry.number), entry.recorded_at, who, what,
                   entry.fingerprint.substr(0, 12)});
    }
    return table.text(Colour::no);
}

std::string log_json(const std::vector<EntryInfo>& entries, const std::vector<RunEvent>& events,
                     const std::vector<Waiver>& waivers) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.list("entries", entries, [&](const EntryInfo& entry) {
            json.count("entry", entry.number);
            json.text("recorded_at", entry.recorded_at);
            json.text("kind", entry.kind);
            json.text("what", entry.what);
            json.text("content", entry.content);
            json.text("fingerprint", entry.fingerprint);
        });
        json.list("events", events, [&](const RunEvent& event) { event_json(json, event); });
        json.list("waivers", waivers, [&](const Waiver& waiver) {
            json.count("entry", waiver.entry);
            json.text("code", waiver.code);
            json.text("subject", waiver.subject);
            json.text("effect", waiver.effect);
            doer_json(json, waiver.doer);
            json.text("reason", waiver.reason);
        });
    });
    return json.take();
}

}  // namespace attain::report
