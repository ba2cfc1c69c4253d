// One pass per measure: first who gets which credits and which scale they need, then the values.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>
#include <thread>

#include "base/ensure.h"
#include "pipeline/measure/as_of.h"
#include "pipeline/measure/measures.h"
#include "pipeline/measure/overlays.h"
#include "pipeline/measure/owners.h"
#include "pipeline/measure/weights.h"

namespace attain::measure {

namespace {

using credit::CreditTable;

constexpr std::size_t rows_ahead = 24;

// One measure of one plan: what pass one found, and the values of pass two.
class Pass {
public:
    Pass(Sources& sources, const Requests& requests, std::vector<std::size_t> places,
         bool force_exact)
        : sources_(sources),
          requests_(requests),
          places_(std::move(places)),
          plan_(requests.all()[places_.front()].plan),
          measure_index_(requests.all()[places_.front()].measure),
          rules_(sources.world.rules[plan_]),
          measure_(rules_.measures[measure_index_]),
          credits_(sources.credits(rules_, measure_)),
          masks_(sources.masks(plan_, measure_index_)),
          roster_(sources.world.facts.roster),
          slots_(requests, places_, roster_),
          values_(sources.column(plan_, counts() ? "amount" : measure_.column)),
          conversions_(sources.world.facts, rules_, conversion_of(rules_, measure_)),
          weights_(sources.world.facts.ledger, measure_),
          apart_(sources, plan_, measure_),
          as_of_(sources, plan_, measure_),
          overlays_(limited_overlays(measure_, credits_, masks_, roster_)),
          exact_slots_(places_.size(), force_exact),
          sizes_(places_.size(), 0) {}

    // Calls visit(credit, slot) for every credit that counts, in walk order.
    template <class Visit>
    void each(Visit visit) const {
        const Ledger& ledger = sources_.world.facts.ledger;
        const DecimalColumn& column = values();
        for (std::size_t i = 0; i < credits_.size(); ++i) {
            // Credits lie by date, the ledger by key: each row is somewhere else, and waiting for
            // memory was nine tenths of a pass. Asked for ahead, it is there when its turn comes.
            if (i + rows_ahead < credits_.size()) {
                const std::uint32_t soon = credits_.row[i + rows_ahead];
                __builtin_prefetch(&column.units()[soon]);
                __builtin_prefetch(&masks_.front()[soon]);
                __builtin_prefetch(&ledger.currency.codes()[soon]);
            }
            const std::uint32_t row = credits_.row[i];
            const credit::ShareKind& share = credits_.shares[credits_.share[i]];
            const Mask& mask = masks_.size() == 1 ? masks_.front() : masks_[share.role];
            if (mask[row] == 0 || sources_.withheld[row]) continue;
            if (share.overlay && !measure_.with_overlays) continue;
            if (!column.has(row) || !apart_.has(row)) continue;
            const bool as_of = as_of_.concerns(row);
            const bool whole = measure_.kind != Measure::Kind::sum;
            if (whole && !as_of && taken_back(ledger, row)) continue;
            if (whole_lines_ && !is_first(i)) continue;
            visit_owners(measure_, credits_, i, roster_, slots_, [&](std::uint32_t slot) {
                if (whole && as_of && as_of_.taken_back(row, until(slot))) return;
                visit(i, slot);
            });
        }
    }

    // Answers its requests in `results`, which other passes do not touch, and gathers its own
    // lines.
    void run(std::vector<MeasureResult>& results) {
        measure_sizes();
        choose_scale();
        fill(results);
    }

    // Puts the lines behind those of the passes before.
    void hand_over(Answers& answers) {
        CreditLines& all = answers.credits;
        for (const std::size_t place : places_) {
            LineBlock& block = answers.results[place].lines;
            block.begin += all.rows.size();
            block.end += all.rows.size();
            if (block.exact) block.ratios_begin += all.ratios.size();
        }
        all.append(lines_);
        lines_ = {};
    }

private:
    // A line that its cancellation or return has taken back as a whole is no line to be counted.
    bool taken_back(const Ledger& ledger, std::uint32_t row) const {
        const DecimalColumn& net = sources_.world.facts.net_amount;
        return net.units()[row] == 0 && ledger.amount.has(row) &&
               !ledger.amount.value(row).is_zero();
    }
    const DecimalColumn& values() const { return values_; }
    // Until which day what is taken back is off its line, for the requests of this slot.
    Date until(std::uint32_t slot) const { return requests_.all()[places_[slot]].netted_until; }
    bool counts() const {
        return measure_.kind == Measure::Kind::count || measure_.kind == Measure::Kind::distinct;
    }
    bool is_first(std::size_t i) const {
        const std::uint32_t piece = credits_.piece_of(i);
        return piece == 0 || credits_.pieces[piece].first;
    }

    void measure_sizes();
    void choose_scale();
    void fill(std::vector<MeasureResult>& results);
    void fill_exact(std::vector<MeasureResult>& results);
    Rational part_of(std::size_t i) const;
    Rational rate_of(std::size_t i) const;
    Rational share_of(std::uint32_t share) const;
    Rational line_value(std::size_t i, std::uint32_t slot) const;
    Rational exact_value(std::size_t i, std::uint32_t slot) const;
    std::optional<std::int64_t> units_of(std::size_t i, std::uint32_t slot) const;

    Sources& sources_;
    const Requests& requests_;
    std::vector<std::size_t> places_;
    PlanIndex plan_;
    MeasureIndex measure_index_;
    const Plan& rules_;
    const Measure& measure_;
    const CreditTable& credits_;
    const std::vector<Mask>& masks_;
    const Roster& roster_;
    Slots slots_;
    const DecimalColumn& values_;
    credit::Conversions conversions_;
    Weights weights_;
    Apart apart_;
    AsOf as_of_;
    bool whole_lines_ = measure_.takes_whole_lines();
    Integer of_pieces_ = 1;  // in which the pieces of lines are whole
    std::map<std::size_t, Rational> overlays_;
    std::vector<bool> exact_slots_;
    std::vector<std::size_t> sizes_;
    // The scale: a credit is net units × share factor × rate factor, over the denominator.
    Integer denominator_ = 1;
    std::vector<bool> share_used_;
    std::vector<std::int64_t> share_factor_;
    std::vector<bool> currency_foreign_;
    std::map<std::pair<std::uint32_t, std::int32_t>, Rational> rates_;  // by currency code and day
    std::map<std::pair<std::uint32_t, std::int32_t>, std::int64_t> rate_factor_;
    Integer of_finer_ = 1;  // how much finer the pieces of lines are than the column
    std::int64_t home_factor_ = 1;
    CreditLines lines_;
};

// Pass one: how many credits each owner has, and which shares and rates occur among them.
void Pass::measure_sizes() {
    const Facts& facts = sources_.world.facts;
    share_used_.assign(credits_.shares.size(), false);
    currency_foreign_.assign(facts.ledger.currency.texts().size(), false);
    if (measure_.is_money()) {
        for (std::size_t code = 0; code < currency_foreign_.size(); ++code) {
            currency_foreign_[code] = facts.ledger.currency.texts()[code] != rules_.currency.code();
        }
    }
    std::vector<std::uint32_t> last_row(places_.size(), 0xffffffffU);
    each([&](std::size_t i, std::uint32_t slot) {
        const std::uint32_t row = credits_.row[i];
        if (whole_lines_ && last_row[slot] == row) return;
        last_row[slot] = row;
        ++sizes_[slot];
        if (counts() && whole_lines_) return;
        share_used_[credits_.share[i]] = true;
        if (credits_.piece_of(i) != 0 || as_of_.concerns(row)) {
            of_pieces_ = least_common_multiple(of_pieces_, line_value(i, slot).denominator());
        }
        const std::uint32_t currency = facts.ledger.currency.code(row);
        if (currency_foreign_[currency]) {
            const auto [known, is_new] =
                rates_.try_emplace({currency, credits_.counted[i]}, Rational(0));
            if (is_new) {
                const auto from = Currency::find(facts.ledger.currency.text(row));
                const auto rate =
                    from ? conversions_.rate(*from, Date(credits_.counted[i])) : std::nullopt;
                known->second = rate.value_or(Rational(0));
                ensure(rate.has_value(), "lines without a rate were withheld before");
            }
        }
    });
}

// The smallest common denominator in which every share of every converted amount is whole.
void Pass::choose_scale() {
    if (counts() && whole_lines_) return;
    Integer of_shares = 1;
    for (std::uint32_t share = 0; share < share_used_.size(); ++share) {
        if (!share_used_[share]) continue;
        of_shares = least_common_multiple(of_shares, share_of(share).denominator());
    }
    for (const auto& [credit, part] : overlays_) {
        of_shares = least_common_multiple(of_shares, part.denominator());
    }
    Integer of_rates = 1;
    for (const auto& [key, rate] : rates_) {
        of_rates = least_common_multiple(of_rates, rate.denominator());
    }
    const Integer of_values = power_of_ten(counts() ? 0 : values().decimals());
    of_finer_ = least_common_multiple(of_values, of_pieces_) / of_values;
    denominator_ = of_values * of_finer_ * of_shares * of_rates * weights_.denominator();
    const auto home = to_int64(of_rates * of_finer_);
    bool fits = home && to_int64(denominator_).has_value();
    home_factor_ = home.value_or(1);
    share_factor_.assign(share_used_.size(), 0);
    for (std::uint32_t share = 0; share < share_used_.size(); ++share) {
        if (!share_used_[share]) continue;
        const Rational factor = share_of(share) * Rational(of_shares);
        const auto small = to_int64(factor.numerator());
        fits = fits && small.has_value();
        share_factor_[share] = small.value_or(0);
    }
    for (const auto& [key, rate] : rates_) {
        const auto small = to_int64((rate * Rational(of_rates * of_finer_)).numerator());
        fits = fits && small.has_value();
        rate_factor_[key] = small.value_or(0);
    }
    if (!fits) exact_slots_.assign(places_.size(), true);
}

// What of a line a share is credited, weighed by its role (C5).
Rational Pass::share_of(std::uint32_t share) const {
    if (whole_lines_) return 1;
    const credit::ShareKind& kind = credits_.shares[share];
    return kind.part * weights_.of_role(credits_.roles[kind.role]);
}

Rational Pass::part_of(std::size_t i) const {
    const auto limited = overlays_.find(i);
    if (limited == overlays_.end() || whole_lines_) return share_of(credits_.share[i]);
    const credit::ShareKind& kind = credits_.shares[credits_.share[i]];
    return limited->second * weights_.of_role(credits_.roles[kind.role]);
}

Rational Pass::rate_of(std::size_t i) const {
    const std::uint32_t currency = sources_.world.facts.ledger.currency.code(credits_.row[i]);
    if (!currency_foreign_[currency]) return 1;
    return rates_.at({currency, credits_.counted[i]});
}

// The line, or the piece of it that counts on its day, before shares and rates.
Rational Pass::line_value(std::size_t i, std::uint32_t slot) const {
    const std::uint32_t row = credits_.row[i];
    const std::uint32_t number = whole_lines_ ? 0 : credits_.piece_of(i);
    if (number == 0 && counts()) return 1;
    if (as_of_.concerns(row)) return as_of_.value(row, until(slot));
    if (number == 0) return values().value(row);
    const credit::Piece& piece = credits_.pieces[number];
    if (counts()) return piece.part;
    if (measure_.column == "amount") return piece.amount;
    return values().value(row) * piece.part;
}

Rational Pass::exact_value(std::size_t i, std::uint32_t slot) const {
    if (counts() && whole_lines_) return 1;
    return line_value(i, slot) * part_of(i) * rate_of(i) * weights_.of_row(credits_.row[i]);
}

// The credit in units of the denominator, or nothing where they do not fit 64 bits.
std::optional<std::int64_t> Pass::units_of(std::size_t i, std::uint32_t slot) const {
    if (counts() && whole_lines_) return 1;
    const std::uint32_t row = credits_.row[i];
    std::int64_t units = counts() ? 1 : values().units()[row];
    if (units == DecimalColumn::elsewhere || credits_.piece_of(i) != 0 || overlays_.contains(i) ||
        as_of_.concerns(row)) {
        const Rational scaled = exact_value(i, slot) * Rational(denominator_);
        return scaled.is_whole() ? to_int64(scaled.numerator()) : std::nullopt;
    }
    const std::uint32_t currency = sources_.world.facts.ledger.currency.code(row);
    std::int64_t by_rate = home_factor_;
    if (currency_foreign_[currency]) by_rate = rate_factor_.at({currency, credits_.counted[i]});
    if (__builtin_mul_overflow(units, share_factor_[credits_.share[i]], &units)) return {};
    if (__builtin_mul_overflow(units, by_rate, &units)) return {};
    if (!weights_.any_of_rows()) return units;
    const std::optional<std::int64_t> weight = weights_.factor_of_row(row);
    if (!weight || __builtin_mul_overflow(units, *weight, &units)) return {};
    return units;
}

// Pass two: the values, each owner's lines side by side. Sums run on 128 bits: 2^63 lines of 64
// bits each fit.
void Pass::fill(std::vector<MeasureResult>& results) {
    CreditLines& lines = lines_;
    std::vector<std::size_t> at(places_.size());
    std::exclusive_scan(sizes_.begin(), sizes_.end(), at.begin(), std::size_t{0});
    const std::vector<std::size_t> begins = at;
    lines.rows.resize(std::accumulate(sizes_.begin(), sizes_.end(), std::size_t{0}));
    lines.units.resize(lines.rows.size());
    const bool own_days = !credits_.piece.empty() || measure_.when_eligible;
    if (own_days) lines.days.resize(lines.rows.size());
    std::vector<Int128> sums(places_.size(), 0);
    std::vector<std::uint32_t> last_row(places_.size(), 0xffffffffU);
    apart_.begin(places_.size());
    each([&](std::size_t i, std::uint32_t slot) {
        const std::uint32_t row = credits_.row[i];
        if (whole_lines_ && last_row[slot] == row) return;
        last_row[slot] = row;
        const std::size_t place = at[slot]++;
        lines.rows[place] = row;
        if (own_days) lines.days[place] = credits_.counted[i];
        std::optional<std::int64_t> units;
        if (!exact_slots_[slot]) units = apart_.is_new(slot, row) ? units_of(i, slot) : 0;
        if (!units) exact_slots_[slot] = true;
        lines.units[place] = units.value_or(0);
        sums[slot] += lines.units[place];
    });
    for (std::size_t slot = 0; slot < places_.size(); ++slot) {
        MeasureResult& result = results[places_[slot]];
        result.lines.begin = begins[slot];
        result.lines.end = begins[slot] + sizes_[slot];
        result.lines.denominator = denominator_;
        result.value = Rational::of(from_int128(sums[slot]), denominator_);
    }
    if (std::find(exact_slots_.begin(), exact_slots_.end(), true) != exact_slots_.end()) {
        fill_exact(results);
    }
}

// Owners with a value beyond 64 bits: their lines stand as ratios, one after the other.
void Pass::fill_exact(std::vector<MeasureResult>& results) {
    std::vector<std::size_t> at(places_.size(), 0);
    for (std::size_t slot = 0; slot < places_.size(); ++slot) {
        if (!exact_slots_[slot]) continue;
        MeasureResult& result = results[places_[slot]];
        result.lines.exact = true;
        result.lines.denominator = 1;
        result.lines.ratios_begin = lines_.ratios.size();
        result.value = 0;
        at[slot] = lines_.ratios.size();
        lines_.ratios.resize(at[slot] + sizes_[slot]);
        std::fill_n(lines_.units.begin() + static_cast<std::ptrdiff_t>(result.lines.begin),
                    sizes_[slot], 0);
    }
    std::vector<std::uint32_t> last_row(places_.size(), 0xffffffffU);
    apart_.begin(places_.size());
    each([&](std::size_t i, std::uint32_t slot) {
        if (!exact_slots_[slot]) return;
        if (whole_lines_ && last_row[slot] == credits_.row[i]) return;
        last_row[slot] = credits_.row[i];
        Rational value = apart_.is_new(slot, credits_.row[i]) ? exact_value(i, slot) : Rational(0);
        results[places_[slot]].value += value;
        lines_.ratios[at[slot]++] = std::move(value);
    });
}

// The places of the requests, measure by measure.
std::map<std::pair<PlanIndex, MeasureIndex>, std::vector<std::size_t>> by_measure(
    const World& world, const Requests& requests) {
    std::map<std::pair<PlanIndex, MeasureIndex>, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < requests.all().size(); ++i) {
        const Request& request = requests.all()[i];
        const Measure& measure = world.rules[request.plan].measures[request.measure];
        if (!measure.of_lines()) continue;
        places[{request.plan, request.measure}].push_back(i);
    }
    return places;
}

}  // namespace

void withhold_unpriced(Sources& sources, const Requests& requests,
                       std::vector<Exception>& exceptions) {
    const Ledger& ledger = sources.world.facts.ledger;
    std::vector<bool> unpriced(ledger.rows(), false);
    for (const auto& [key, places] : by_measure(sources.world, requests)) {
        const Plan& rules = sources.world.rules[key.first];
        const Measure& measure = rules.measures[key.second];
        const std::vector<std::string>& currencies = ledger.currency.texts();
        const bool all_home = std::all_of(currencies.begin(), currencies.end(), [&](auto& code) {
            return code.empty() || code == rules.currency.code();
        });
        if (!measure.is_money() || all_home) continue;
        const credit::CreditTable& credits = sources.credits(rules, measure);
        const std::optional<Conversion>& how = conversion_of(rules, measure);
        Pass(sources, requests, places, false).each([&](std::size_t i, std::uint32_t) {
            const std::uint32_t row = credits.row[i];
            if (unpriced[row] || ledger.currency.text(row) == rules.currency.code()) return;
            const auto from = Currency::find(ledger.currency.text(row));
            const Date day(credits.counted[i]);
            if (from && sources.conversions(key.first, key.second).rate(*from, day)) return;
            unpriced[row] = true;
            const std::string series = !how                 ? "no series"
                                       : how->fixed.empty() ? "series `" + how->series + "`"
                                                            : "the fixed rates";
            exceptions.push_back(
                {"missing-rate", Bearing::blocking, RowIndex(row), ParticipantIndex::none(),
                 ledger.key_text(row),
                 fmt::format("there is no rate from {} to {} for {} in {} of plan {}",
                             ledger.currency.text(row), rules.currency.code(), day.text(), series,
                             rules.id.text()),
                 !how ? "declare a `conversion` in the plan"
                 : how->fixed.empty()
                     ? "add the rate to rates.csv, or correct the deal's currency"
                     : "add the currency to the fixed rates, or correct the deal's currency",
                 ledger.origin[row]});
        });
    }
    for (std::size_t row = 0; row < unpriced.size(); ++row) {
        if (unpriced[row]) sources.withheld[row] = true;
    }
}

Answers answer(Sources& sources, const Requests& requests, const ComputeOptions& options) {
    Answers answers;
    answers.results.reserve(requests.all().size());
    for (const Request& request : requests.all()) {
        answers.results.push_back({request.plan, request.measure, request.owner, request.window,
                                   request.counted, Rational(0), LineBlock{}, false,
                                   request.inputs});
    }
    std::vector<std::unique_ptr<Pass>> passes;
    for (const auto& [key, places] : by_measure(sources.world, requests)) {
        passes.push_back(std::make_unique<Pass>(sources, requests, places, options.force_exact));
    }
    // Passes share what they read and write apart; their order decides where lines lie, not the
    // thread that came first.
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < passes.size(); i = next++)
            passes[i]->run(answers.results);
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < options.threads && i < passes.size(); ++i)
            others.emplace_back(work);
        work();
    }
    for (const auto& pass : passes)
        pass->hand_over(answers);
    // What a figure is computed from was asked for before it.
    for (std::size_t place = 0; place < requests.all().size(); ++place) {
        conclude(sources.world, requests.all()[place], answers.credits, answers.results, place);
    }
    return answers;
}

}  // namespace attain::measure
