// Quotas, targets, exchange rates, observations, openings: rows by name become rows by person.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "model/load/fact_cells.h"
#include "model/load/resolve.h"

namespace attain::load {

namespace {

class PromiseResolver {
public:
    PromiseResolver(const Known& known, World& world)
        : known_(known),
          facts_(world.facts),
          people_(participant_ids(world.facts)),
          teams_(team_ids(world.facts)) {}

    void resolve() {
        for (const FactRow& row : rows_of(known_, FactKind::quotas))
            add_quota(row);
        for (const FactRow& row : rows_of(known_, FactKind::targets))
            add_target(row);
        for (const FactRow& row : rows_of(known_, FactKind::rates))
            add_rate(row);
        for (const FactRow& row : rows_of(known_, FactKind::observations))
            add_observation(row);
        for (const FactRow& row : rows_of(known_, FactKind::openings))
            add_opening(row);
        for (const FactRow& row : rows_of(known_, FactKind::adjustments))
            add_adjustment(row);
        for (const FactRow& row : rows_of(known_, FactKind::users))
            add_user(row);
        sort();
        part_overlapping_targets();
    }

private:
    void report(ParticipantIndex who, const FactRow& row, std::string subject, Trouble trouble) {
        trouble.message += fmt::format(" ({})", place_of(facts_, row.origin));
        object(facts_, who, std::move(subject), std::move(trouble), row.origin);
    }

    std::optional<ParticipantIndex> participant(const std::string& id, const FactRow& row) {
        const ParticipantIndex who = facts_.roster.find_participant(id);
        if (who.exists()) return who;
        report(who, row, id,
               {"unknown-participant", fmt::format("`{}` is nobody in people.csv", id),
                meant(nearest(id, people_), fmt::format("add {} to people.csv", id))});
        return std::nullopt;
    }

    std::optional<GoalOwner> goal_owner(const FactCells& cells, const FactRow& row) {
        const std::string& id = cells.text("owner");
        if (cells.text("of") == "participant") {
            const std::optional<ParticipantIndex> who = participant(id, row);
            return who ? std::optional<GoalOwner>(*who) : std::nullopt;
        }
        const TeamIndex team = facts_.roster.find_team(id);
        if (team.exists()) return GoalOwner(team);
        report(ParticipantIndex::none(), row, id,
               {"unknown-team", fmt::format("`{}` is no team of teams.csv", id),
                meant(nearest(id, teams_), fmt::format("add {} to teams.csv", id))});
        return std::nullopt;
    }

    static ParticipantIndex person_of(const GoalOwner& owner) {
        const auto* const who = std::get_if<ParticipantIndex>(&owner);
        return who ? *who : ParticipantIndex::none();
    }

    bool names_a_period(const std::string& period) const {
        return std::any_of(
            facts_.calendars.begin(), facts_.calendars.end(),
            [&](const auto& entry) { return entry.second.find(period).has_value(); });
    }

    void add_quota(const FactRow& row) {
        const FactCells cells(FactKind::quotas, row);
        const std::optional<GoalOwner> owner = goal_owner(cells, row);
        if (!owner) return;
        Quota quota{*owner, cells.text("goal"), cells.text("period"), cells.number("amount"), {},
                    {},     row.origin};
        quota.from = cells.has("from") ? cells.date("from") : Date::beginning();
        if (cells.has("currency")) quota.currency = cells.currency("currency");
        if (!names_a_period(quota.period)) {
            report(person_of(*owner), row, cells.text("owner"),
                   {"unknown-period",
                    fmt::format("the goal's period `{}` is in none of the calendars", quota.period),
                    "name a period as the plan's calendar does, such as 2026-Q1 or FY2026-Q1"});
            return;
        }
        facts_.quotas.push_back(std::move(quota));
    }

    void add_target(const FactRow& row) {
        const FactCells cells(FactKind::targets, row);
        const std::optional<ParticipantIndex> who = participant(cells.text("participant"), row);
        if (!who) return;
        facts_.targets.push_back({*who, cells.days("from", "to"), cells.number("amount"),
                                  cells.currency("currency"), cells.grain("per"), row.origin});
    }

    // N6: a rate of another base than its series declares would be read in the wrong direction.
    void add_rate(const FactRow& row) {
        const FactCells cells(FactKind::rates, row);
        const std::string& name = cells.text("series");
        const auto series = facts_.series.find(name);
        if (series == facts_.series.end()) {
            if (!undeclared_.insert(name).second) return;
            std::vector<std::string> declared;
            for (const auto& entry : facts_.series)
                declared.push_back(entry.first);
            facts_.exceptions.push_back(
                {"unknown-series", Bearing::notice, std::nullopt, ParticipantIndex::none(), name,
                 fmt::format(
                     "rates of the series `{}` are not used: company.yaml does not declare it",
                     name),
                 meant(nearest(name, declared), "declare it under `rates` in company.yaml"),
                 row.origin});
            return;
        }
        if (series->second.base != cells.currency("base")) {
            report(ParticipantIndex::none(), row, name,
                   {"rate-base",
                    fmt::format("the rate is for one {}, but the series `{}` has the base {}",
                                cells.text("base"), name, series->second.base.code()),
                    "write the rate in the direction that company.yaml declares"});
            return;
        }
        facts_.rates.push_back({name, cells.date("day"), cells.currency("base"),
                                cells.currency("quote"), cells.number("rate"), row.origin});
    }

    void add_observation(const FactRow& row) {
        const FactCells cells(FactKind::observations, row);
        const std::optional<GoalOwner> owner = goal_owner(cells, row);
        if (!owner) return;
        facts_.observations.push_back(
            {*owner, cells.text("kpi"), cells.date("day"), cells.number("value"), row.origin});
    }

    void add_opening(const FactRow& row) {
        const FactCells cells(FactKind::openings, row);
        const std::optional<ParticipantIndex> who = participant(cells.text("participant"), row);
        if (!who) return;
        facts_.openings.push_back({*who, cells.text("plan"), cells.text("kind"), cells.text("what"),
                                   cells.date("day"), cells.number("amount"),
                                   cells.currency("currency"), cells.text("origin"), row.origin});
    }

    // B7: nobody gives themselves pay: an adjustment without another's approval waits.
    void add_adjustment(const FactRow& row) {
        const FactCells cells(FactKind::adjustments, row);
        const std::optional<ParticipantIndex> who = participant(cells.text("participant"), row);
        if (!who) return;
        const std::string& id = cells.text("adjustment");
        const std::string& account = cells.text("account");
        Adjustment adjustment{id,
                              *who,
                              cells.text("plan"),
                              cells.date("day"),
                              Money(cells.number("amount"), cells.currency("currency")),
                              Adjustment::Account::pay,
                              cells.text("reason"),
                              cells.text("author"),
                              cells.text("approver"),
                              row.origin};
        if (account == "draw") {
            adjustment.account = Adjustment::Account::draw;
        } else if (account == "carried") {
            adjustment.account = Adjustment::Account::carried;
        } else if (!account.empty() && account != "pay") {
            report(*who, row, id,
                   {"adjustment-account",
                    fmt::format("the adjustment `{}` changes `{}`, which is no account", id,
                                account),
                    meant(nearest(account, {"pay", "draw", "carried"}),
                          "write pay, draw or carried, or leave the cell empty")});
            return;
        }
        if (adjustment.approver.empty() || adjustment.approver == adjustment.author) {
            report(*who, row, id,
                   {"adjustment-approval",
                    adjustment.approver.empty()
                        ? fmt::format("nobody has approved the adjustment `{}`", id)
                        : fmt::format("`{}` approved the adjustment `{}` and asked for it",
                                      adjustment.approver, id),
                    "name in `approver` somebody other than its author"});
            return;
        }
        const Cash whole = settle(adjustment.amount, Rounding{}).paid;
        if (whole.exact() != adjustment.amount) {
            report(*who, row, id,
                   {"adjustment-amount",
                    fmt::format("the adjustment `{}` is {}, which {} cannot pay", id,
                                cells.text("amount"), cells.text("currency")),
                    "write an amount in whole minor units, such as 125.50"});
            return;
        }
        facts_.adjustments.push_back(std::move(adjustment));
    }

    // A role that there is not gives no leave; it is told, and stands in nobody's way.
    void add_user(const FactRow& row) {
        const FactCells cells(FactKind::users, row);
        User user{cells.text("user"), cells.text("account"), {}, cells.text("participant")};
        if (user.account.empty()) user.account = user.name;
        const std::string& roles = cells.text("roles");
        for (std::size_t at = 0; at < roles.size();) {
            const std::size_t end = std::min(roles.find('+', at), roles.size());
            std::string role = roles.substr(at, end - at);
            at = end + 1;
            role.erase(0, role.find_first_not_of(' '));
            role.erase(role.find_last_not_of(' ') + 1);
            if (role == "prepare" || role == "approve" || role == "pay") {
                user.roles.insert(role);
            } else if (role != "none") {
                facts_.exceptions.push_back(
                    {"user-role", Bearing::notice, std::nullopt, ParticipantIndex::none(),
                     user.name, fmt::format("`{}` is no role of a user", role),
                     meant(nearest(role, {"prepare", "approve", "pay"}),
                           "write prepare, approve or pay, joined by +; or none"),
                     row.origin});
            }
        }
        facts_.users.push_back(std::move(user));
    }

    void sort() {
        std::sort(facts_.quotas.begin(), facts_.quotas.end(), [](const Quota& a, const Quota& b) {
            return std::tie(a.owner, a.goal, a.period, a.from) <
                   std::tie(b.owner, b.goal, b.period, b.from);
        });
        std::sort(facts_.targets.begin(), facts_.targets.end(),
                  [](const Target& a, const Target& b) {
                      return std::tie(a.who, a.days.first) < std::tie(b.who, b.days.first);
                  });
        std::sort(facts_.rates.begin(), facts_.rates.end(),
                  [](const ExchangeRate& a, const ExchangeRate& b) {
                      return std::tie(a.series, a.base, a.quote, a.day) <
                             std::tie(b.series, b.base, b.quote, b.day);
                  });
        std::sort(facts_.observations.begin(), facts_.observations.end(),
                  [](const Observation& a, const Observation& b) {
                      return std::tie(a.owner, a.kpi, a.day) < std::tie(b.owner, b.kpi, b.day);
                  });
        std::sort(facts_.openings.begin(), facts_.openings.end(),
                  [](const Opening& a, const Opening& b) {
                      return std::tie(a.who, a.plan, a.kind, a.what, a.day) <
                             std::tie(b.who, b.plan, b.kind, b.what, b.day);
                  });
    }

    // A person has one target on a day. Where two rows claim a day, that is a blocking exception,
    // and a draft goes on with the later row, so that it shows one figure and not a sum of two.
    void part_overlapping_targets() {
        for (std::size_t i = 1; i < facts_.targets.size(); ++i) {
            Target& before = facts_.targets[i - 1];
            const Target& after = facts_.targets[i];
            const DayRange both = before.days.intersect(after.days);
            if (before.who != after.who || both.empty()) continue;
            object(facts_, before.who, facts_.roster[before.who].id.text(),
                   {"target-overlap",
                    fmt::format("two target incentives hold on {}: {} and {}", both.text(),
                                place_of(facts_, before.origin), place_of(facts_, after.origin)),
                    fmt::format("end the first with `to` {}", (after.days.first - 1).text())},
                   after.origin);
            before.days.past_the_end = after.days.first;
        }
    }

    const Known& known_;
    Facts& facts_;
    std::vector<std::string> people_;
    std::vector<std::string> teams_;
    std::set<std::string> undeclared_;
};

}  // namespace

void resolve_promises(const Known& known, World& world) {
    PromiseResolver(known, world).resolve();
}

}  // namespace attain::load
