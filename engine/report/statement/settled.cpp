#include "report/statement/settled.h"

#include <fmt/format.h>

#include <map>

#include "base/ensure.h"
#include "report/words/movement_words.h"

namespace attain::report {

namespace {

std::string account_words(const AccountBalance& balance) {
    switch (balance.account) {
        case Account::held: return fmt::format("kept back of {}", balance.about);
        case Account::draw: return fmt::format("owed of the draw ({})", balance.plan);
        case Account::carried: return "negative results carried forward";
        case Account::small: return "kept until there is more";
        case Account::company:
        case Account::payable:
        case Account::paid: break;
    }
    ensure(false, "only accounts of a participant have balances");
    return {};
}

// Why a closed period comes to more or less now, in the order in which the causes are told.
std::string causes_words(const RunResult& run, const ParticipantSettlement& settled,
                         const Posting& posting) {
    std::string words = posting.about;
    for (const Restatement& one : run.restatements) {
        const bool meant = one.participant == settled.participant && one.plan == posting.plan &&
                           one.component + " " + one.pay_period.name == posting.about;
        if (!meant) continue;
        for (const Cause& cause : one.causes) {
            words += fmt::format("; {}{}{} {}", words_of(cause.why), cause.about.empty() ? "" : " ",
                                 cause.about, cause.amount.shown());
        }
    }
    return words;
}

// What came back, when, and which share of which pay it takes (B4).
std::string claim_words(const RunResult& run, const ParticipantSettlement& settled,
                        const Posting& posting) {
    for (const TakenBack& one : run.taken_back) {
        const bool meant = one.participant == settled.participant && one.plan == posting.plan &&
                           about(one) == posting.about;
        if (!meant) continue;
        const Cash so_far = one.cancelled + one.clawed_back;
        std::string words =
            fmt::format("{}; {}: {}% of {} = {}", posting.about, one.day.text(),
                        (one.share * 100).shown(), grouped(one.pay.shown()), one.amount.shown());
        if (one.cancelled.minor_units() != 0) {
            words += fmt::format(", {} of it cancelled before it was paid", one.cancelled.shown());
        }
        if (so_far != one.amount) words += fmt::format(", {} of it so far", so_far.shown());
        return words;
    }
    return posting.about;
}

std::string detail_of(const RunResult& run, const ParticipantSettlement& settled,
                      const Posting& posting) {
    if (posting.movement == Movement::restated) return causes_words(run, settled, posting);
    const bool claimed =
        posting.movement == Movement::clawed_back || posting.movement == Movement::cancelled;
    return claimed ? claim_words(run, settled, posting) : posting.about;
}

StatementMovement movement_of(const RunResult& run, const ParticipantSettlement& settled,
                              const Posting& posting) {
    std::string detail = detail_of(run, settled, posting);
    if (!posting.plan.empty()) {
        detail = detail.empty() ? posting.plan : fmt::format("{}, {}", posting.plan, detail);
    }
    const bool in = posting.to == Account::payable;
    return {std::string(words_of(posting.movement)), std::move(detail),
            in ? posting.amount : -posting.amount};
}

}  // namespace

std::vector<StatementSettlement> settlements_of(const RunResult& run,
                                                const std::string& participant) {
    std::vector<StatementSettlement> told;
    bool more = false;
    for (const ParticipantSettlement& settled : run.settlements) {
        if (settled.participant != participant) continue;
        StatementSettlement one{settled.pay_period.name, settled.provisional, {}, {}, settled.net};
        for (const Posting& posting : settled.postings) {
            more = more || posting.movement != Movement::earned;
            const bool pays = posting.to == Account::payable || posting.from == Account::payable;
            if (pays) one.movements.push_back(movement_of(run, settled, posting));
        }
        for (const AccountBalance& balance : settled.balances) {
            one.balances.push_back({account_words(balance), balance.opening, balance.closing});
        }
        more = more || !one.balances.empty();
        told.push_back(std::move(one));
    }
    if (!more) told.clear();
    return told;
}

std::vector<Cash> net_of(const RunResult& run, const std::string& participant) {
    std::map<Currency, Cash> sums;
    for (const ParticipantSettlement& settled : run.settlements) {
        if (settled.participant != participant) continue;
        const Currency currency = settled.net.currency();
        sums.try_emplace(currency, Cash::zero(currency)).first->second += settled.net;
    }
    std::vector<Cash> net;
    for (const auto& [currency, sum] : sums)
        net.push_back(sum);
    return net;
}

}  // namespace attain::report
