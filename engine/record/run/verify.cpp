// A stored run against its recomputation: component by component, slice by slice, and the
// fingerprints of inputs and results as a whole. What differs is told by name, with both values.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "record/canonical/names.h"
#include "record/run/run.h"

namespace attain::record {

namespace {

// What names a component result within a run: person, plan, component, pay period, assignment.
using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;

class Comparison {
public:
    Comparison(const World& world, const RunResult& stored, const RunResult& recomputed)
        : names_(world), stored_(stored), recomputed_(recomputed) {}

    Verification run() {
        std::map<Key, const ComponentResult*> expected;
        for (const ComponentResult& component : recomputed_.components) {
            expected.emplace(key_of(component), &component);
        }
        for (const ComponentResult& component : stored_.components) {
            const auto found = expected.find(key_of(component));
            if (found == expected.end()) {
                differ(name_of(component), component.due.shown(), "not computed");
                continue;
            }
            compare(component, *found->second);
            expected.erase(found);
        }
        for (const auto& [key, component] : expected) {
            differ(name_of(*component), "not stored", component->due.shown());
        }
        compare_payouts();
        compare_settlements();
        return std::move(verification_);
    }

private:
    Key key_of(const ComponentResult& component) const {
        return {names_.participant(component.who), names_.plan(component.plan),
                names_.component(component.plan, component.component), component.pay_period.name,
                days_text(component.assignment)};
    }
    std::string name_of(const ComponentResult& component) const {
        return fmt::format("{}, {}, {}", names_.participant(component.who),
                           names_.component(component.plan, component.component),
                           component.pay_period.name);
    }
    void differ(std::string what, std::string stored, std::string recomputed) {
        verification_.differences.push_back(
            {std::move(what), std::move(stored), std::move(recomputed)});
    }

    void compare(const ComponentResult& stored, const ComponentResult& again) {
        ++verification_.components;
        const std::string name = name_of(stored);
        const auto cash = [&](const char* figure, const Cash& a, const Cash& b) {
            if (a != b) differ(fmt::format("{}: {}", name, figure), a.shown(), b.shown());
        };
        if (stored.outcome != again.outcome) {
            differ(name + ": outcome", std::string(record::name_of(stored.outcome)),
                   std::string(record::name_of(again.outcome)));
        }
        if (stored.exact != again.exact) {
            differ(name + ": exact", stored.exact.fraction(), again.exact.fraction());
        }
        cash("entitled", stored.entitled, again.entitled);
        cash("before", stored.before, again.before);
        cash("due", stored.due, again.due);
        compare_windows(name, stored, again);
    }

    void compare_windows(const std::string& name, const ComponentResult& stored,
                         const ComponentResult& again) {
        if (stored.windows.size() != again.windows.size()) {
            differ(name + ": windows", std::to_string(stored.windows.size()),
                   std::to_string(again.windows.size()));
            return;
        }
        for (std::size_t i = 0; i < stored.windows.size(); ++i) {
            compare_slices(fmt::format("{}, window {}", name, stored.windows[i].window.name),
                           stored.windows[i].slices, again.windows[i].slices);
        }
    }

    // Of a window whose slices differ, the first one that does is told.
    void compare_slices(const std::string& name, const std::optional<LineBlock>& stored,
                        const std::optional<LineBlock>& again) {
        const std::size_t size = stored ? stored->size() : 0;
        const std::size_t size_again = again ? again->size() : 0;
        verification_.slices += size;
        if (size != size_again) {
            differ(name + ": slices", std::to_string(size), std::to_string(size_again));
            return;
        }
        for (std::size_t i = 0; i < size; ++i) {
            const std::string a = slice(stored_, *stored, i);
            const std::string b = slice(recomputed_, *again, i);
            if (a == b) continue;
            differ(fmt::format("{}: slice {} of {}", name, i + 1, size), a, b);
            return;
        }
    }

    std::string slice(const RunResult& run, const LineBlock& block, std::size_t i) const {
        const std::size_t at = block.begin + i;
        return fmt::format("row {}, tier {}, {}", run.slices.rows[at], run.slices.tiers[at],
                           run.slices.base(block, at).fraction());
    }

    void compare_payouts() {
        using Person = std::pair<std::string, std::string>;  // and currency
        std::map<Person, Cash> expected;
        for (const Payout& payout : recomputed_.payouts) {
            expected.emplace(person(payout), payout.total);
        }
        for (const Payout& payout : stored_.payouts) {
            const auto found = expected.find(person(payout));
            const std::string name = fmt::format("{}: payout", names_.participant(payout.who));
            if (found == expected.end()) {
                differ(name, payout.total.shown(), "not computed");
                continue;
            }
            if (found->second != payout.total) {
                differ(name, payout.total.shown(), found->second.shown());
            }
            expected.erase(found);
        }
        for (const auto& [who, total] : expected) {
            differ(who.first + ": payout", "not stored", total.shown());
        }
    }
    // Postings and balances one by one; of a person whose settlement differs, the first is told.
    void compare_settlements() {
        if (stored_.restatements != recomputed_.restatements) {
            differ("restatements of closed periods", std::to_string(stored_.restatements.size()),
                   "others");
        }
        if (stored_.taken_back != recomputed_.taken_back) {
            differ("what is taken back", std::to_string(stored_.taken_back.size()), "others");
        }
        const std::size_t size =
            std::max(stored_.settlements.size(), recomputed_.settlements.size());
        for (std::size_t i = 0; i < size; ++i) {
            const ParticipantSettlement* stored = at(stored_.settlements, i);
            const ParticipantSettlement* again = at(recomputed_.settlements, i);
            if (stored && again && *stored == *again) continue;
            const std::string who = stored ? stored->participant : again->participant;
            differ(fmt::format("{}: paid in the end", who),
                   stored ? stored->net.shown() : "not stored",
                   again ? again->net.shown() : "not computed");
            return;
        }
    }
    static const ParticipantSettlement* at(const std::vector<ParticipantSettlement>& all,
                                           std::size_t place) {
        return place < all.size() ? &all[place] : nullptr;
    }
    std::pair<std::string, std::string> person(const Payout& payout) const {
        return {names_.participant(payout.who), payout.total.currency().code()};
    }

    const Names names_;
    const RunResult& stored_;
    const RunResult& recomputed_;
    Verification verification_;
};

}  // namespace

Verification compare_runs(const World& world, const RunResult& stored,
                          const RunResult& recomputed) {
    return Comparison(world, stored, recomputed).run();
}

Verification verify(const Book& book, const World& world, const RunResult& stored,
                    const StoredRun& info, const ComputeOptions& options) {
    const auto [history, recomputed] = make_run(book, world, stored.period, options);
    Verification verification = compare_runs(world, stored, recomputed);
    const auto fingerprint = [&](const char* what, const std::string& kept,
                                 const std::string& again) {
        if (kept != again) verification.differences.push_back({what, kept, again});
    };
    fingerprint("fingerprint of the inputs", info.inputs, fingerprint_of_inputs(world, history));
    fingerprint("fingerprint of the stored results", info.results,
                fingerprint_of_results(world, stored));
    fingerprint("fingerprint of the results", info.results,
                fingerprint_of_results(world, recomputed));
    return verification;
}

}  // namespace attain::record
