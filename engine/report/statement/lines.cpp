// The deals of a component, each with its part of the component's pay (N3, R7, X1).
//
//     rates    60,000.00 at 7%, weight 75%   3,150.00      one line for each slice of a deal
//              cut by the cap                 −500.00      one negative line
//     shares   72,000.00 of 572,000.00       1,652.10      of a curve's 13,125.00, by credit
//
// The lines are apportioned from the rounded component, so that they add up to it to the cent.
// Where each deal is rounded on its own (N2), a deal's slices are apportioned from the rounded
// deal. What remains then (rounding to 1 or 100) is a line of its own.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/ensure.h"
#include "model/facts/takings.h"
#include "pipeline/credit/conversion.h"
#include "pipeline/measure/measures.h"
#include "pipeline/result/way.h"
#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using Kind = StatementLine::Kind;

// By which the amounts of the deals behind a component become credit.
const std::optional<Conversion>& conversion_of_deals(const Plan& plan, const Component& component) {
    const std::optional<MeasureIndex> measure = measure_of_deals(plan, component);
    return measure ? measure::conversion_of(plan, plan.measures[*measure]) : plan.conversion;
}

class Lines {
public:
    Lines(const Desk& desk, const ComponentResult& result, StatementComponent& out)
        : desk_(desk),
          result_(result),
          plan_(desk.plan_of(result)),
          component_(desk.component_of(result)),
          currency_(plan_.currency),
          conversions_(desk.facts(), plan_, conversion_of_deals(plan_, component_)),
          out_(out) {}

    void add_rated();
    void add_shares();

private:
    struct Credit {
        std::uint32_t row;
        Rational value;
    };
    std::vector<Credit> walked(const WindowFigures& window) const;
    void add_line(const Credit& credit, const Rational& base, const TierSum* tier);
    void rated_window(const WindowFigures& window);
    void shared_window(const WindowFigures& window);
    void adjust(Kind kind, std::string what, const Rational& amount);
    void adjust_window(const WindowFigures& window);
    void apportion_all();
    void apportion_by_deal();
    void close_gap();
    std::string note_of_shares() const;
    StatementLine describe(std::uint32_t row) const;
    void trace(StatementLine& line, std::uint32_t row, const Rational& credited_of_row);
    void add_amount(StatementLine& line, std::uint32_t row) const;
    Date day_of(std::uint32_t row) const;
    void give(StatementLine& line, const Part& part) const;

    const Desk& desk_;
    const ComponentResult& result_;
    const Plan& plan_;
    const Component& component_;
    Currency currency_;
    credit::Conversions conversions_;
    StatementComponent& out_;
    Date netted_until_;    // what came back later is still in the deals of the window at hand (B4)
    Rational factor_ = 1;  // of the window's modifiers
    std::size_t credits_ = 0;
    Rational weight_ = 1;              // of the window at hand
    std::vector<std::size_t> groups_;  // beside out_.lines, for deals: which credit it is part of
};

Date Lines::day_of(std::uint32_t row) const {
    const auto days = desk_.days.find(plan_.counted_by);
    if (days != desk_.days.end() && days->second[row] != DayColumn::absent) {
        return Date(days->second[row]);
    }
    const Ledger& ledger = desk_.facts().ledger;
    return ledger.booked.has(row) ? ledger.booked.date(row) : Date::beginning();
}

void Lines::add_amount(StatementLine& line, std::uint32_t row) const {
    const Facts& facts = desk_.facts();
    if (!facts.ledger.amount.has(row)) return;
    const std::string& currency = facts.ledger.currency.text(row);
    const Rational net = left_of(facts, row, {netted_until_});
    line.deal_amount = amount_with_unit(net, currency);
    if (facts.ledger.amount.value(row) == net) return;
    line.left_of = amount_with_unit(facts.ledger.amount.value(row), currency);
}

StatementLine Lines::describe(std::uint32_t row) const {
    const Ledger& ledger = desk_.facts().ledger;
    StatementLine line(currency_);
    line.deal = ledger.key_text(row);
    const FurtherColumn* customer = ledger.find("customer");
    if (customer != nullptr) {
        if (const auto* texts = std::get_if<TextColumn>(&customer->values)) {
            line.customer = texts->text(row);
        }
    }
    const std::string& own = desk_.facts().roster[desk_.who].id.text();
    if (ledger.split.code(row) == 0 && ledger.owner.text(row) != own) {
        line.owner = ledger.owner.text(row);
    } else if (ledger.split.code(row) != 0) {
        line.owner = ledger.split.text(row);
    }
    line.date = day_of(row);
    add_amount(line, row);
    return line;
}

// From the deal's own amount to the credit: the rate of its day, then the part that is credited.
void Lines::trace(StatementLine& line, std::uint32_t row, const Rational& credited_of_row) {
    const Facts& facts = desk_.facts();
    const std::optional<MeasureIndex> measure = measure_of_deals(plan_, component_);
    if (out_.in.empty() || !facts.ledger.amount.has(row)) return;
    if (!measure || plan_.measures[*measure].column != "amount") return;
    const std::optional<Currency> from = Currency::find(facts.ledger.currency.text(row));
    if (!from) return;
    const std::optional<Rational> rate =
        *from == currency_ ? Rational(1) : conversions_.rate(*from, day_of(row));
    const Rational net = left_of(facts, row, {netted_until_});
    if (!rate || rate->is_zero() || net.is_zero()) return;
    line.split = credited_of_row / (net * *rate);
    if (!(*from == currency_)) {
        line.converted = StatementConversion{from->code(), line.credited / *rate, *rate};
    }
}

void Lines::give(StatementLine& line, const Part& part) const {
    line.amount = part.amount;
    line.received_unit = part.received_unit;
}

void Lines::adjust(Kind kind, std::string what, const Rational& amount) {
    if (amount.is_zero()) return;
    StatementLine line(currency_);
    line.kind = kind;
    line.deal = std::move(what);
    line.exact = amount;
    out_.lines.push_back(std::move(line));
}

// The credits that were walked, those of the base's measure in the walk's order; what one row
// brings by several shares, or on several days, is one. A credit may be nothing (a deal that was
// cancelled in full): it has no slice, but is shown.
std::vector<Lines::Credit> Lines::walked(const WindowFigures& window) const {
    std::vector<Credit> credits;
    std::unordered_map<std::uint32_t, std::size_t> places;
    const auto add = [&](std::uint32_t row, const Rational& value) {
        const auto [place, fresh] = places.try_emplace(row, credits.size());
        if (fresh) credits.push_back({row, Rational()});
        credits[place->second].value += value;
    };
    if (window.base_measure) {
        const LineBlock& block = desk_.run.measures[*window.base_measure].lines;
        for (std::size_t i = block.begin; i < block.end; ++i)
            add(desk_.run.credits.rows[i], desk_.run.credits.value(block, i));
        return credits;
    }
    for (std::size_t i = window.slices->begin; i < window.slices->end; ++i)
        add(desk_.run.slices.rows[i], desk_.run.slices.base(*window.slices, i));
    return credits;
}

void Lines::rated_window(const WindowFigures& window) {
    netted_until_ = measure::netted_until(desk_.world.rules[window.plan], window.window);
    std::map<std::uint16_t, const TierSum*> sums;
    for (const TierSum& tier : window.tiers)
        sums[static_cast<std::uint16_t>(tier.place)] = &tier;
    const Slices& slices = desk_.run.slices;
    const LineBlock& block = *window.slices;
    const std::vector<PayStep> later = later_steps(desk_.component_of(window));
    const auto early = [&](PayStep step) {
        return std::find(later.begin(), later.end(), step) == later.end();
    };
    factor_ = early(PayStep::modifiers) ? window.factor : Rational(1);
    weight_ = early(PayStep::weight) ? desk_.component_of(window).weight : Rational(1);
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> of_row;
    for (std::size_t i = block.begin; i < block.end; ++i)
        of_row[slices.rows[i]].push_back(i);
    std::size_t shown = 0;
    for (const Credit& credit : walked(window)) {
        ++credits_;
        const auto found = of_row.find(credit.row);
        if (found == of_row.end()) {
            add_line(credit, Rational(), nullptr);
            continue;
        }
        for (const std::size_t at : found->second) {
            const auto sum = sums.find(slices.tiers[at]);
            const bool rated = slices.tiers[at] != Slices::no_tier && sum != sums.end();
            TierSum unpaid;
            unpaid.place = unpaid.tier = Slices::no_tier;
            add_line(credit, slices.base(block, at), rated ? sum->second : &unpaid);
            ++shown;
        }
    }
    ensure(shown == block.size(), "each slice of a component is part of a credit of its measure");
}

// One slice of a credit, at its tier's rate; without a tier, a credit of nothing.
void Lines::add_line(const Credit& credit, const Rational& base, const TierSum* tier) {
    StatementLine line = describe(credit.row);
    line.credited = base;
    line.formula = amount_text(base, out_.in);
    if (tier != nullptr) {
        const Worth worth = worth_of(plan_, component_);
        line.rate = tier->value;
        line.rate_shown = worth_text(worth, tier->value, plan_);
        line.times = factor_ * weight_;
        line.exact = base * tier->value * line.times;
        line.formula += fmt::format(" × {}", worth_factor(worth, tier->value, plan_));
        if (factor_ != 1) line.formula += fmt::format(" × {}", factor_text(factor_));
        if (weight_ != 1) line.formula += fmt::format(" × {}", factor_text(weight_));
        const auto* table = std::get_if<TierTable>(&component_.value);
        if (table != nullptr && table->tiers.size() > 1) {
            const bool none = tier->tier == Slices::no_tier;
            line.tier = none ? "none" : std::to_string(tier->tier + 1);
        }
    }
    trace(line, credit.row, credit.value);
    groups_.push_back(credits_);
    out_.lines.push_back(std::move(line));
}

// Deals of one's own measure that the component looked at, as shares of what it pays. Nothing where
// they cannot bear it (credits that add up to nothing).
void Lines::shared_window(const WindowFigures& window) {
    netted_until_ = measure::netted_until(desk_.world.rules[window.plan], window.window);
    const std::optional<std::size_t> measured = window.measure_behind();
    if (!measured) return;
    const MeasureResult& measure = desk_.run.measures[*measured];
    out_.deals += measure.lines.size();
    // Lines that do not add up to the figure have no shares in what it pays.
    if (!desk_.world.rules[measure.plan].measures[measure.measure].adds_up()) return;
    if (!std::holds_alternative<ParticipantIndex>(measure.owner)) return;
    if (measure.value.sign() <= 0) return;
    for (std::size_t i = measure.lines.begin; i < measure.lines.end; ++i) {
        const std::uint32_t row = desk_.run.credits.rows[i];
        StatementLine line = describe(row);
        line.credited = desk_.run.credits.value(measure.lines, i);
        line.share = StatementShare{window.exact, measure.value};
        line.exact = window.exact * line.credited / measure.value;
        line.formula = amount_text(line.credited, out_.in);
        trace(line, row, line.credited);
        groups_.push_back(++credits_);
        out_.lines.push_back(std::move(line));
    }
}

void Lines::apportion_all() {
    std::vector<Rational> exact;
    for (const StatementLine& line : out_.lines)
        exact.push_back(line.exact);
    // Rounding to a coarser unit is a line of its own; the deals share what came before it.
    const Cash whole = component_.rounding.unit
                           ? settle(Money(result_.exact, currency_), Rounding{}).paid
                           : result_.entitled;
    const std::vector<Part> parts = apportion(whole, exact);
    for (std::size_t i = 0; i < parts.size(); ++i)
        give(out_.lines[i], parts[i]);
}

void Lines::apportion_by_deal() {
    std::size_t begin = 0;
    for (std::size_t end = 0; end < out_.lines.size(); begin = end) {
        std::vector<Rational> exact;
        Rational sum;
        const bool deal = begin < groups_.size();
        do {
            exact.push_back(out_.lines[end].exact);
            sum += out_.lines[end].exact;
            ++end;
        } while (deal && end < groups_.size() && groups_[end] == groups_[begin]);
        const Rounding rounding = deal ? component_.rounding : Rounding{};
        const std::vector<Part> parts =
            apportion(settle(Money(sum, currency_), rounding).paid, exact);
        for (std::size_t i = 0; i < parts.size(); ++i)
            give(out_.lines[begin + i], parts[i]);
    }
}

void Lines::close_gap() {
    Cash sum = Cash::zero(currency_);
    for (const StatementLine& line : out_.lines)
        sum += line.amount;
    if (sum == out_.entitled) return;
    StatementLine line(currency_);
    line.kind = Kind::rounding;
    line.deal = "Rounding";
    line.amount = out_.entitled - sum;
    line.exact = line.amount.exact().amount();
    out_.lines.push_back(std::move(line));
}

// Each later step of the window is a line of its own, in the component's order.
void Lines::adjust_window(const WindowFigures& window) {
    using What = WayStep::What;
    Rational at = window.weighted;
    for (const WayStep& way : way_of(desk_.component_of(window), window, false)) {
        const Rational change = way.after(at) - at;
        at = way.after(at);
        switch (way.what) {
            case What::modifiers: adjust(Kind::modifier, "Modifiers", change); break;
            case What::weight: adjust(Kind::modifier, "Weight", change); break;
            case What::deals_cut: adjust(Kind::cap, "Single deals over their cap", change); break;
            case What::deals_added:
                adjust(Kind::floor, "Single deals up to their minimum", change);
                break;
            case What::earned_before:
                adjust(Kind::cap, "Over the caps of earlier pay periods",
                       change + window.increment->exact_before);
                break;
            case What::excess_before:
                adjust(Kind::floor, "Carried from earlier caps", change);
                break;
            case What::cap: adjust(Kind::cap, "Over the cap", change); break;
            case What::floor: adjust(Kind::floor, "Up to the floor", change); break;
            case What::entitled_before: break;  // told with what was earned before
            case What::gate: adjust(Kind::gate, "Closed gate", change); break;
        }
    }
    // By which part of the days the version ruled.
    adjust(Kind::gate, "Closed gate", window.exact - at);
}

void Lines::add_rated() {
    for (const WindowFigures& window : result_.windows) {
        if (!window.slices) continue;  // forfeited
        rated_window(window);
        out_.deals += window.slices->size();
    }
    for (const WindowFigures& window : result_.windows) {
        adjust_window(window);
    }
    if (component_.rounded_at == RoundedAt::line) {
        apportion_by_deal();
    } else if (!out_.lines.empty()) {
        apportion_all();
    }
    close_gap();
}

// How a share comes about, in figures where one window has them all.
std::string Lines::note_of_shares() const {
    const std::optional<StatementShare>& first = out_.lines.front().share;
    const bool one =
        first && std::all_of(out_.lines.begin(), out_.lines.end(), [&](const StatementLine& line) {
            return !line.share ||
                   (line.share->of == first->of && line.share->among == first->among);
        });
    if (!one)
        return fmt::format("{}each has its share of its window's pay, by credit.", said_of_shares);
    return fmt::format("{}each has its share of it, its credit ÷ {} × {}.", said_of_shares,
                       amount_text(first->among, out_.in), fine_text(first->of, currency_.code()));
}

void Lines::add_shares() {
    Rational shared;
    Rational of_versions;  // what the versions before it pay for the window at hand (T8)
    for (std::size_t i = 0; i < result_.windows.size(); ++i) {
        WindowFigures window = result_.windows[i];
        const bool more = i + 1 < result_.windows.size() && window.share &&
                          result_.windows[i + 1].window == window.window;
        of_versions += window.exact;
        if (more) continue;
        window.exact = of_versions;
        of_versions = 0;
        const std::size_t before = out_.lines.size();
        shared_window(window);
        if (out_.lines.size() != before) shared += window.exact;
    }
    if (out_.lines.empty()) return;
    out_.shares = true;
    if (shared == result_.exact) apportion_all();
    if (shared != result_.exact) apportion_by_deal();
    close_gap();
    out_.notes.push_back(note_of_shares());
}

// Whether every window's pay is the sum of rated slices.
bool is_sum_of_lines(const ComponentResult& result) {
    return std::all_of(result.windows.begin(), result.windows.end(),
                       [](const WindowFigures& window) {
                           return window.forfeited || (window.slices && !window.share);
                       });
}

}  // namespace

void add_lines(const Desk& desk, const ComponentResult& result, StatementComponent& out) {
    if (result.windows.empty()) return;
    const bool pays = result.outcome == Outcome::paid || result.outcome == Outcome::gate_closed;
    if (!pays) return;
    Lines lines(desk, result, out);
    if (is_sum_of_lines(result)) {
        lines.add_rated();
    } else {
        lines.add_shares();
    }
}

}  // namespace attain::report
