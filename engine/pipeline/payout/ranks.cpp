// Rankings (R13): who is first, second … by an exact figure, and the prizes of the places.
//
//     90,000 and 80,000 and 80,000; prizes 5,000, 3,000, 1,000
//       the two who tie for the second place get 3,000 each, or share 3,000 + 1,000: 2,000 each
//
// Those are ranked who are on a plan with this ranking on the window's last day and have a figure
// above zero. Among the company, every plan takes part that has a ranking of this name over the
// same window and the same pay periods, and that is among the company too.
#include <algorithm>

#include "pipeline/payout/desk.h"

namespace attain::payout {

namespace {

// Plan, component, window and its end so far, team, pay period: what does not matter is left empty.
using RankKey = std::tuple<std::string, std::string, Date, Date, TeamIndex, Date>;

struct Contestant {
    std::size_t job = 0;
    std::size_t window = 0;
    ParticipantIndex who;
    Rational at;
};

std::optional<Rational> figure_of(Desk& desk, const Job& job, const WindowJob& window) {
    const LookupAsk& ask = window.lookups.front();
    if (ask.attainment) return desk.attain(job, *ask.attainment).value;
    if (ask.measure) return desk.answer(*ask.measure).value;
    return std::nullopt;
}

bool is_ranking(const Desk& desk, const WindowJob& window) {
    return std::holds_alternative<Rank>(desk.component(window.ruling).value);
}

class Ranking {
public:
    Ranking(Desk& desk, std::vector<Contestant> contestants)
        : desk_(desk), all_(std::move(contestants)) {
        std::stable_sort(all_.begin(), all_.end(), [](const Contestant& a, const Contestant& b) {
            return a.at > b.at || (a.at == b.at && a.who < b.who);
        });
    }

    void award(Prizes& prizes) {
        for (std::size_t begin = 0, end = 0; begin < all_.size(); begin = end) {
            while (end < all_.size() && all_[end].at == all_[begin].at)
                ++end;
            award_place(begin, end, prizes);
        }
    }

private:
    Rational prize(const WindowJob& window, std::size_t place) {
        const std::vector<Quantity>& prizes =
            std::get<Rank>(desk_.component(window.ruling).value).prizes;
        if (place >= prizes.size()) return 0;
        return desk_.quantity(window.ruling, prizes[place], window.window.days.last());
    }

    // What the window's own rules pay to the one at `at` of those from `begin` to `end`, who tie.
    Rational amount(const WindowJob& window, std::size_t begin, std::size_t end, std::size_t at) {
        const bool share = std::get<Rank>(desk_.component(window.ruling).value).ties_share;
        if (!share || end - begin < 2) return prize(window, begin);
        Rational whole;
        for (std::size_t i = begin; i < end; ++i)
            whole += prize(window, i);
        const auto ties = static_cast<std::int64_t>(end - begin);
        const std::vector<Rational> exact(end - begin, whole / Rational(ties));
        const Currency currency = desk_.plan(window.ruling).currency;
        const std::vector<Part> parts =
            apportion(settle(Money(whole, currency), Rounding{}).paid, exact);
        return parts[at - begin].amount.exact().amount();
    }

    // Those from `begin` to `end` tie for one place. Where versions of a plan share a window by
    // days, each version pays its own prize for the place.
    void award_place(std::size_t begin, std::size_t end, Prizes& prizes) {
        for (std::size_t i = begin; i < end; ++i) {
            const RankFigure figure{static_cast<std::uint32_t>(begin + 1),
                                    static_cast<std::uint32_t>(all_.size()),
                                    static_cast<std::uint32_t>(end - begin), all_[i].at};
            const std::vector<WindowJob>& windows = desk_.ground().jobs[all_[i].job].windows;
            const assignment::Window& ranked = windows[all_[i].window].window;
            for (std::size_t w = 0; w < windows.size(); ++w) {
                const bool same = windows[w].window.period == ranked.period &&
                                  windows[w].window.days.last() == ranked.days.last() &&
                                  is_ranking(desk_, windows[w]);
                if (!same) continue;
                prizes[{all_[i].job, w}] = {figure, amount(windows[w], begin, end, i)};
            }
        }
    }

    Desk& desk_;
    std::vector<Contestant> all_;
};

// Of versions that share a window by days, the last one ranks.
bool shared_with_later(const Job& job, std::size_t window) {
    return window + 1 < job.windows.size() &&
           job.windows[window + 1].window.period == job.windows[window].window.period;
}

RankKey rank_key(const Desk& desk, const Job& job, const WindowJob& window, Date last) {
    const Component& component = desk.component(job);
    const Rank::Among among = std::get<Rank>(component.value).among;
    RankKey key{"",   component.name,    window.window.period.days.first,
                last, TeamIndex::none(), job.pay_period.days.first};
    if (among == Rank::Among::plan) std::get<0>(key) = desk.plan(job).id.text();
    if (among == Rank::Among::team) std::get<4>(key) = window.last_team;
    return key;
}

}  // namespace

Prizes award_prizes(Desk& desk) {
    std::map<RankKey, std::vector<Contestant>> rankings;
    const std::vector<Job>& jobs = desk.ground().jobs;
    for (std::size_t j = 0; j < jobs.size(); ++j) {
        if (!std::holds_alternative<Rank>(desk.component(jobs[j]).value)) continue;
        for (std::size_t w = 0; w < jobs[j].windows.size(); ++w) {
            const WindowJob& window = jobs[j].windows[w];
            const Date last =
                std::min(window.window.period.days.last(), jobs[j].pay_period.days.last());
            if (window.window.days.last() != last || shared_with_later(jobs[j], w)) continue;
            const auto at = figure_of(desk, jobs[j], window);
            if (!at || at->sign() <= 0) continue;
            rankings[rank_key(desk, jobs[j], window, last)].push_back(
                {j, w, desk.assignment(jobs[j]).who, *at});
        }
    }
    Prizes prizes;
    for (auto& [key, contestants] : rankings)
        Ranking(desk, std::move(contestants)).award(prizes);
    desk.take_codes();  // whoever lacks a goal is told so where they are paid
    return prizes;
}

}  // namespace attain::payout
