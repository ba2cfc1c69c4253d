// Years of closing, from a seed: deals that come late, change and are cancelled, goals that are
// corrected, everything closed month by month. Two laws hold whatever happens (P3, P4, B1):
//
//     what was earned and restated over all periods  =  what a run on all facts earns, on time
//     every account opens as it closed before, and moves by its postings
#include <catch2/catch.hpp>

#include <map>

#include "record/audit/audit.h"
#include "record/close/close.h"
#include "support/dice.h"
#include "support/scratch.h"
#include "support/world_builder.h"

namespace {

using namespace attain;

const char* const plan_text = R"(plan: rep
effective: 2026-01-01..2026-12-31
currency: USD
pays: monthly
measures:
  sales: {sum: amount, credit: own}
attainments:
  goal: {of: sales, against: sales, window: year, to_date: whole}
components:
  commission:
    of: sales
    by: sales
    window: year
    settles: every_pay_period
    table:
      mode: marginal
      tiers:
        - {up_to: 40000, rate: 5%}
        - {above: 40000, rate: 9%}
  prize: {amount: 300, when: goal >= 80%}
draw: {amount: 900, per: month, until: 2026-06-30, repaid: {share: 50%}}
negative: carried
minimum_payout: 20
holdback: {share: 10%, days_after: 59}
)";

// Paid in parts, deal by deal: what a deal loses after its first part is taken from what is held.
const char* const plan_in_parts = R"(plan: rep
effective: 2026-01-01..2026-12-31
currency: USD
pays: monthly
measures:
  sales: {sum: amount, credit: own}
components:
  commission:
    of: sales
    by: sales
    table:
      mode: marginal
      tiers:
        - {up_to: 4000, rate: 5%}
        - {above: 4000, rate: 9%}
  allowance: {amount: 300}
negative: carried
payments: [{share: 1/3, on: booked}, {share: 1/3, on: booked, days_after: 30}, {share: 1/3, on: booked, days_after: 61}]
)";

class Simulation {
public:
    explicit Simulation(std::uint64_t seed, const char* plan = plan_text)
        : dice_(seed),
          book_(Book::create(folder_.path("book.attain"), "2026-01-01T00:00:00Z", true)) {
        bring("rep.yaml", plan);
        bring("people.csv",
              "participant,name,from,to,team,manager,plan\nada,Ada,2026-01-01,,,,rep\n"
              "ben,Ben,2026-02-10,,,,rep\n");
        bring("users.csv",
              "user,account,roles,participant\npia,pia,prepare,\notto,otto,approve,\n");
    }

    void year() {
        for (int month = 1; month <= 12; ++month) {
            sell(month);
            change();
            close(month);
        }
    }

    // By person: what all closed runs earned and restated.
    std::map<std::string, std::int64_t> posted() const {
        std::map<std::string, std::int64_t> sums;
        for (const StoredRun& run : book_.runs()) {
            if (run.status != "finalized") continue;
            for (const ParticipantSettlement& settled : load(run).settlements) {
                for (const Posting& one : settled.postings) {
                    if (one.movement != Movement::earned && one.movement != Movement::restated) {
                        continue;
                    }
                    const std::int64_t sign = one.to == Account::payable ? 1 : -1;
                    sums[settled.participant] += sign * one.amount.minor_units();
                }
            }
        }
        return sums;
    }

    // The same, had everything been known from the first day.
    std::map<std::string, std::int64_t> on_time() const {
        const World world = world_at(book_.last_entry());
        std::map<std::string, std::int64_t> sums;
        for (int month = 1; month <= 12; ++month) {
            const RunResult run = compute(world, period(month), {});
            for (const Payout& payout : run.payouts) {
                sums[world.facts.roster[payout.who].id.text()] += payout.total.minor_units();
            }
        }
        return sums;
    }

    void check_accounts() const {
        std::map<std::string, std::int64_t> stands;
        for (const StoredRun& run : book_.runs()) {
            if (run.status != "finalized") continue;
            for (const ParticipantSettlement& settled : load(run).settlements)
                check_accounts(settled, stands);
        }
    }

    const Book& book() const { return book_; }
    World world_at(std::uint32_t entry) const {
        Diagnostics out;
        std::optional<World> world = record::read_world(book_, entry, out);
        REQUIRE(world);
        return *std::move(world);
    }
    RunResult load(const StoredRun& run) const {
        return book_.load_run(run.number, world_at(run.read_to));
    }

private:
    static Period period(int month) { return *Calendar::gregorian().find("2026-" + two(month)); }
    static std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
    std::string now() {
        ++clock_;
        return "2026-12-31T" + two(clock_ / 3600) + ":" + two(clock_ / 60 % 60) + ":" +
               two(clock_ % 60) + "Z";
    }
    void bring(const std::string& file, const std::string& text) {
        Diagnostics out;
        for (const Batch& batch : test::batches_from({{file, text}}, out))
            book_.import(batch, now(), true);
        REQUIRE(!out.has_errors());
    }

    // Some deals of the month, some of which become known a month or several later.
    void sell(int month) {
        for (int deal = 0; deal < 4; ++deal) {
            const int known =
                month + (dice_.between(0, 2) == 0 ? static_cast<int>(dice_.between(1, 4)) : 0);
            const std::string row = "crm,D-" + two(month) + std::to_string(deal) + ",2026-" +
                                    two(month) + "-" +
                                    two(static_cast<int>(dice_.between(11, 25))) + ",";
            const std::string owner = dice_.between(0, 1) == 0 || month == 1 ? "ada" : "ben";
            const std::int64_t amount = dice_.between(500, 9500);
            coming_[std::min(known, 12)] += row + std::to_string(amount) + ",USD," + owner + "\n";
            if (dice_.between(0, 4) == 0 && known < 12) {  // it changes later, perhaps to a loss
                const std::int64_t other = dice_.between(-2000, 7000);
                coming_[known + 1] += row + std::to_string(other) + ",USD," + owner + "\n";
            }
        }
        const std::string lines = "source,deal,booked,amount,currency,owner\n" + coming_[month];
        bring("ledger.csv", lines);
    }

    void change() {
        const std::string goal = std::to_string(1000 * dice_.between(20, 80));
        if (dice_.between(0, 2) != 0) return;
        bring("quotas.csv",
              "of,owner,goal,period,amount,currency,from\nparticipant,ada,sales,2026," + goal +
                  ",USD,\nparticipant,ben,sales,2026," + goal + ",USD,\n");
    }

    void close(int month) {
        const World world = world_at(book_.last_entry());
        const record::MadeRun made = record::make_run(book_, world, period(month), {});
        const StoredRun stored = book_.save(world, made.history, made.run, now());
        std::vector<Waiver> waivers;
        for (const Exception& open : record::open_exceptions(book_, made.run)) {
            waivers.push_back(
                {0, "", open.code, open.subject, "carry", {"pia", "pia", true}, "later"});
        }
        if (!waivers.empty()) book_.record_waivers(waivers, now());
        using record::Step;
        for (const Step step : {Step::review, Step::sample, Step::submit})
            take(stored.number, world, made.run, step, {{"pia", "pia", true}, {"prepare"}, ""});
        for (const Step step : {Step::approve, Step::finalize})
            take(stored.number, world, made.run, step, {{"otto", "otto", true}, {"approve"}, ""});
    }
    void take(std::uint32_t number, const World& world, const RunResult& run, record::Step step,
              record::Actor actor) {
        for (const StoredRun& stored : book_.runs()) {
            if (stored.number != number) continue;
            CHECK(record::take_step(book_, {stored, world, run},
                                    {step, std::move(actor), "", now()}));
            return;
        }
    }

    static void check_accounts(const ParticipantSettlement& settled,
                               std::map<std::string, std::int64_t>& stands) {
        std::map<Account, std::int64_t> moved;
        for (const Posting& one : settled.postings) {
            moved[one.from] -= one.amount.minor_units();
            moved[one.to] += one.amount.minor_units();
        }
        CHECK(moved[Account::payable] == settled.net.minor_units());
        std::map<Account, std::int64_t> between;
        for (const AccountBalance& balance : settled.balances) {
            const std::string name = settled.participant + "/" +
                                     std::string(name_of(balance.account)) + "/" + balance.plan +
                                     "/" + balance.about;
            CHECK(stands[name] == balance.opening.minor_units());
            stands[name] = balance.closing.minor_units();
            between[balance.account] += (balance.closing - balance.opening).minor_units();
        }
        for (const Account account : all_accounts) {
            const bool inside = account != Account::company && account != Account::payable &&
                                account != Account::paid;
            if (inside) CHECK(between[account] == moved[account]);
        }
    }

    tests::Dice dice_;
    test::Scratch folder_;
    Book book_;
    int clock_ = 0;
    std::map<int, std::string> coming_;
};

}  // namespace

TEST_CASE("late equals on time over all periods and every account adds up") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        INFO("seed " << seed);
        Simulation company(seed);
        company.year();
        CHECK(company.posted() == company.on_time());
        company.check_accounts();
        CHECK(company.book().check().empty());
    }
}

TEST_CASE("paid in parts: late equals on time, and three months later nothing is held") {
    for (std::uint64_t seed = 21; seed <= 26; ++seed) {
        INFO("seed " << seed);
        Simulation company(seed, plan_in_parts);
        company.year();
        CHECK(company.posted() == company.on_time());
        company.check_accounts();
        bool was_held = false;
        for (const StoredRun& run : company.book().runs()) {
            for (const ParticipantSettlement& settled : company.load(run).settlements) {
                for (const AccountBalance& balance : settled.balances) {
                    if (balance.account != Account::held) continue;
                    was_held = true;
                    const auto held_of = Calendar::gregorian().find(balance.about);
                    REQUIRE(held_of);
                    const bool over = held_of->days.last() + 61 <= settled.pay_period.days.last();
                    if (over) CHECK(balance.closing.minor_units() == 0);
                }
            }
        }
        CHECK(was_held);
    }
}

TEST_CASE("every closed run is computed again to the same values") {
    Simulation company(77);
    company.year();
    std::size_t causes = 0;
    for (const StoredRun& run : company.book().runs()) {
        const World world = company.world_at(run.read_to);
        const RunResult stored = company.book().load_run(run.number, world);
        CHECK(record::verify(company.book(), world, stored, run, {}).differences.empty());
        for (const Restatement& one : stored.restatements) {
            Cash sum = Cash::zero(one.now.currency());
            for (const Cause& cause : one.causes)
                sum += cause.amount;
            CHECK(sum == one.difference());
            causes += one.causes.size();
        }
    }
    CHECK(causes > 0);
}

TEST_CASE("the control totals of a run that lost a cent do not let it be submitted") {
    Simulation company(78);
    company.year();
    const StoredRun run = company.book().runs().back();
    const World world = company.world_at(run.read_to);
    RunResult result = company.book().load_run(run.number, world);
    const auto totals = [&] {
        for (const record::CheckItem& item :
             record::checklist(company.book(), {run, world, result})) {
            if (item.name == "totals") return item;
        }
        return record::CheckItem{};
    };
    CHECK(totals().done);
    REQUIRE(!result.components.empty());
    result.components.front().due += Cash(1, result.components.front().due.currency());
    CHECK(!totals().done);
    CHECK(totals().found.find("0.01") != std::string::npos);
}

TEST_CASE("the audit finds a posting that is dropped, doubled, misplaced or changed by a cent") {
    Simulation company(79);
    company.year();
    std::size_t tried = 0;
    for (const StoredRun& run : company.book().runs()) {
        const World world = company.world_at(run.read_to);
        const RunResult stored = company.book().load_run(run.number, world);
        REQUIRE(record::audit(world, stored).empty());
        for (std::size_t i = 0; i < stored.settlements.size(); ++i) {
            for (std::size_t j = 0; j < stored.settlements[i].postings.size(); ++j) {
                INFO("run " << run.number << ", settlement " << i << ", posting " << j);
                const auto check_found = [&](auto change) {
                    RunResult changed = stored;
                    change(changed.settlements[i].postings);
                    CHECK(!record::audit(world, changed).empty());
                    ++tried;
                };
                check_found([&](auto& all) { all.erase(all.begin() + std::ptrdiff_t(j)); });
                check_found([&](auto& all) { all.push_back(all[j]); });
                check_found([&](auto& all) { std::swap(all[j].from, all[j].to); });
                check_found([&](auto& all) { all[j].amount += Cash(1, all[j].amount.currency()); });
            }
        }
    }
    CHECK(tried > 200);
}
