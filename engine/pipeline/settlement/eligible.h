// What part of a plan's pay may be paid on a day, deal by deal: in parts over several dates, or
// less what is kept back until something happens (B2, B5).
//
//     payments: [{share: 50%, on: booked}, {share: 50%, on: collected}]
//     deals that earned 600.00 (collected) and 400.00 (not yet): (600 + 400 × 1/2) / 1,000 = 4/5
//
// What is free is a part of what the pay period has come to, rounded once on what is free to date:
// so the last part completes the amount, whatever was restated meanwhile. Pay that comes from no
// deal (an amount, a rank) waits for none. Private to the room.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::settlement {

// What each deal brings of a plan's pay in one pay period; `others`: what comes from no deal.
struct DealPay {
    std::uint32_t row = 0;
    std::string component;
    Date netted_until;  // what came back before this day is off the deal (B4)
    Rational pay;
};
struct PlanPay {
    std::vector<DealPay> deals;
    Rational others;
};
// By participant, plan and pay period.
using DealPays = std::map<std::tuple<std::string, std::string, std::string>, PlanPay>;

// Whether the terms look at single deals at all.
bool looks_at_deals(const Balances& terms);

// What the deals of one window bring, as they were rated: their slices at their rates, or their
// part of the credit of what was looked up.
std::vector<std::pair<std::uint32_t, Rational>> deals_of_window(const World& world,
                                                                const RunResult& run,
                                                                const WindowFigures& window);
// Adds what the deals of a run bring, for the plans whose terms look at them. A rated deal brings
// its slices at their rates, any other its part of the credit, both scaled to what the component
// pays.
void add_deal_pays(const World& world, const RunResult& run, DealPays& pays);

// What a holdback by days keeps of a pay period's pay at the end of a day.
Rational kept_by_days(const Balances& terms, const Period& pay_period, Date day);
// How much of a line's amount, less what came back before a day, its events of a kind have brought
// by the end of another: from 0 to 1.
Rational brought(const Facts& facts, const std::string& kind, std::uint32_t row, Date netted_until,
                 Date day);

class Eligibility {
public:
    explicit Eligibility(const Facts& facts) : facts_(facts) {}
    // What was cancelled of some deals' pay before it was paid (B4): the last of it, so that what
    // is free of them stops there.
    struct Cancelled {
        std::string component;
        std::vector<std::uint32_t> rows;
        Rational amount;
    };
    // The part of the pay, less what was cancelled of it, that may be paid by the end of `day`;
    // `kept`: what a holdback by days keeps of all of it. From 0 to 1.
    Rational part(const Balances& terms, const PlanPay& pay, Date day, const Rational& kept,
                  const std::vector<Cancelled>& cancelled);
    Rational part_of_deal(const Balances& terms, const DealPay& deal, Date day);

private:
    // Whether so many days after a date of the line, or the first event of a kind, are over.
    bool is_over(const std::string& name, std::uint32_t row, std::int32_t days_after, Date day);
    const std::vector<std::int32_t>& days(const std::string& name);
    const Facts& facts_;
    std::map<std::string, std::vector<std::int32_t>> days_;  // of all lines, by the date's name
};

}  // namespace attain::settlement
