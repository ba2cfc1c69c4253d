// The year so far (S4), and what changed since the statement before: from the registers of earlier
// periods, each as its last run has it.
//
//     2026-Q1   18,823.94 USD        Individual attainment   15,073.94 → 17,250.00   +2,176.06
//     2026-Q2   21,000.00 USD        Team attainment          3,750.00 →  3,750.00
//     to date   39,823.94 USD
//
// A register stands in the order of its participants' ids, so one person's lines lie together.
#include <algorithm>
#include <tuple>

#include "report/statement/desk.h"

namespace attain::report {

namespace {

std::vector<Cash> totals_of(const Register& reg, const std::string& participant) {
    std::vector<Cash> totals;
    for (const RegisterTotal& total :
         std::ranges::equal_range(reg.participants, participant, {}, &RegisterTotal::what)) {
        totals.push_back(total.amount);
    }
    return totals;
}

void add_to(std::vector<Cash>& sums, const std::vector<Cash>& more) {
    for (const Cash& amount : more) {
        const auto same = std::find_if(sums.begin(), sums.end(), [&](const Cash& sum) {
            return sum.currency() == amount.currency();
        });
        if (same == sums.end()) {
            sums.push_back(amount);
        } else {
            *same += amount;
        }
    }
    std::sort(sums.begin(), sums.end(), [](const Cash& a, const Cash& b) {
        return a.currency().code() < b.currency().code();
    });
}

// Components of one plan and currency, in the order in which they first appear: now, then those
// that only the period before had. Several pay periods of one run are one sum.
class Changes {
public:
    void add(const Register& reg, const std::string& participant, bool now) {
        for (const RegisterLine& line :
             std::ranges::equal_range(reg.lines, participant, {}, &RegisterLine::participant)) {
            StatementChange& change = find(line);
            (now ? change.now : change.before) += line.amount;
        }
    }
    std::vector<StatementChange> take() { return std::move(changes_); }

private:
    StatementChange& find(const RegisterLine& line) {
        const Currency currency = line.amount.currency();
        for (std::size_t i = 0; i < changes_.size(); ++i) {
            if (keys_[i] == std::tuple(line.plan, line.component, currency)) return changes_[i];
        }
        keys_.emplace_back(line.plan, line.component, currency);
        changes_.push_back({line.title, line.plan, Cash::zero(currency), Cash::zero(currency)});
        return changes_.back();
    }
    std::vector<std::tuple<std::string, std::string, Currency>> keys_;
    std::vector<StatementChange> changes_;
};

}  // namespace

std::optional<Period> year_of(const World& world, const Period& period) {
    for (const auto& [name, calendar] : world.facts.calendars) {
        const std::optional<Period> known = calendar.find(period.name);
        if (!known || !(*known == period)) continue;
        if (auto year = calendar.containing(Grain::year, period.days.last())) return year;
    }
    return std::nullopt;
}

StatementYear year_so_far(const World& world, const std::vector<Register>& past,
                          const Register& now, const std::string& participant) {
    StatementYear out;
    const std::optional<Period> year = year_of(world, now.period);
    if (!year) return out;
    out.name = year->name;
    for (const Register& one : past) {
        out.past.push_back({one.period, one.run, totals_of(one, participant)});
        add_to(out.to_date, out.past.back().totals);
    }
    add_to(out.to_date, totals_of(now, participant));
    for (const auto& [name, calendar] : world.facts.calendars) {
        if (calendar.find(now.period.name) != now.period) continue;
        const DayRange earlier{year->days.first, now.period.days.first};
        for (const Period& period : calendar.within(now.period.grain, earlier)) {
            const bool run = std::any_of(past.begin(), past.end(), [&](const Register& one) {
                return one.period.name == period.name;
            });
            if (!run) out.not_run.push_back(period.name);
        }
        break;
    }
    // Weeks and own periods too follow each other day by day.
    if (past.empty() || past.back().period.days.past_the_end != now.period.days.first) return out;
    out.last = past.back().period.name;
    Changes changes;
    changes.add(now, participant, true);
    changes.add(past.back(), participant, false);
    out.changes = changes.take();
    return out;
}

}  // namespace attain::report
