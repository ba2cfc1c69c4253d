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

// Adds what the deals of a run bring, for the plans whose terms look at them. A rated deal brings
// its slices at their rates, any other its part of the credit, both scaled to what the component
// pays.
void add_deal_pays(const World& world, const RunResult& run, DealPays& pays);

class Eligibility {
public:
    explicit Eligibility(const Facts& facts) : facts_(facts) {}
    // The part of the pay that may be paid by the end of `day`, from 0 to 1.
    Rational part(const Balances& terms, const PlanPay& pay, Date day);

private:
    Rational part_of_deal(const Balances& terms, std::uint32_t row, Date day);
    // Whether so many days after a date of the line, or the first event of a kind, are over.
    bool is_over(const std::string& name, std::uint32_t row, std::int32_t days_after, Date day);
    // How much of what is left of the line its events of a kind have brought.
    Rational brought(const std::string& kind, std::uint32_t row, Date day) const;
    const std::vector<std::int32_t>& days(const std::string& name);
    const Facts& facts_;
    std::map<std::string, std::vector<std::int32_t>> days_;  // of all lines, by the date's name
};

}  // namespace attain::settlement
