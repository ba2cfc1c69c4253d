// Currencies, rounding, and the one door from Money to Cash (N2, N3, N5), as tables that can be
// checked by hand, and as laws on seeded random values.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <map>

#include "base/number/money.h"
#include "base/number/parse.h"
#include "support/dice.h"
#include "support/exact.h"

using namespace attain;
using test::number;
using tests::Dice;

namespace {

Currency currency(std::string_view code) {
    const std::optional<Currency> found = Currency::find(code);
    INFO(code);
    REQUIRE(found);
    return *found;
}

constexpr RoundingMode all_modes[] = {
    RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::up,
    RoundingMode::down,    RoundingMode::ceiling,   RoundingMode::floor};

}  // namespace

TEST_CASE("currencies have the minor units of ISO 4217") {
    CHECK(currency("USD").minor_digits() == 2);
    CHECK(currency("JPY").minor_digits() == 0);
    CHECK(currency("KWD").minor_digits() == 3);
    CHECK(currency("CLF").minor_digits() == 4);
    CHECK(currency("EUR").code() == "EUR");
    std::map<int, int> count_by_digits;
    std::string code = "AAA";
    for (code[0] = 'A'; code[0] <= 'Z'; ++code[0]) {
        for (code[1] = 'A'; code[1] <= 'Z'; ++code[1]) {
            for (code[2] = 'A'; code[2] <= 'Z'; ++code[2]) {
                if (const auto found = Currency::find(code))
                    ++count_by_digits[found->minor_digits()];
            }
        }
    }
    CHECK(count_by_digits[0] == 17);
    CHECK(count_by_digits[3] == 7);
    CHECK(count_by_digits[4] == 2);
    CHECK(count_by_digits.size() == 4);
    for (const char* unknown : {"", "US", "USDX", "usd", "XAU", "XXX", "DEM", "AAA", "ZZZ", "EU"}) {
        CAPTURE(unknown);
        CHECK_FALSE(Currency::find(unknown));
    }
}

TEST_CASE("the seven modes round as the table of java.math.RoundingMode says (N2)") {
    struct Row {
        const char* value;
        int up, down, ceiling, floor, half_up, half_down, half_even;
    };
    for (const Row& row :
         {Row{"5.5", 6, 5, 6, 5, 6, 5, 6}, Row{"2.5", 3, 2, 3, 2, 3, 2, 2},
          Row{"1.6", 2, 1, 2, 1, 2, 2, 2}, Row{"1.1", 2, 1, 2, 1, 1, 1, 1},
          Row{"1.0", 1, 1, 1, 1, 1, 1, 1}, Row{"0", 0, 0, 0, 0, 0, 0, 0},
          Row{"-1.0", -1, -1, -1, -1, -1, -1, -1}, Row{"-1.1", -2, -1, -1, -2, -1, -1, -1},
          Row{"-1.6", -2, -1, -1, -2, -2, -2, -2}, Row{"-2.5", -3, -2, -2, -3, -3, -2, -2},
          Row{"-5.5", -6, -5, -5, -6, -6, -5, -6}, Row{"0.5", 1, 0, 1, 0, 1, 0, 0},
          Row{"-0.5", -1, 0, 0, -1, -1, 0, 0}, Row{"1/3", 1, 0, 1, 0, 0, 0, 0},
          Row{"-2/3", -1, 0, 0, -1, -1, -1, -1},
          Row{"2.500000000000000001", 3, 2, 3, 2, 3, 3, 3}}) {
        CAPTURE(row.value);
        const Rational value = number(row.value);
        CHECK(round_to_whole(value, RoundingMode::up) == row.up);
        CHECK(round_to_whole(value, RoundingMode::down) == row.down);
        CHECK(round_to_whole(value, RoundingMode::ceiling) == row.ceiling);
        CHECK(round_to_whole(value, RoundingMode::floor) == row.floor);
        CHECK(round_to_whole(value, RoundingMode::half_up) == row.half_up);
        CHECK(round_to_whole(value, RoundingMode::half_down) == row.half_down);
        CHECK(round_to_whole(value, RoundingMode::half_even) == row.half_even);
    }
    for (const RoundingMode mode : all_modes)
        CHECK(rounding_mode(name_of(mode)) == mode);
    CHECK_FALSE(rounding_mode("half-even"));
    CHECK_FALSE(rounding_mode("unnecessary"));
}

TEST_CASE("rounding on 128 bits is the same rounding") {
    Dice dice(3);
    for (int i = 0; i < 10'000; ++i) {
        // Small numbers meet ties and whole values often, large ones fill the 128 bits.
        const bool is_small = i % 2 == 0;
        const auto high = static_cast<Int128>(dice.between(-1'000'000'000, 1'000'000'000));
        const Int128 numerator = is_small ? static_cast<Int128>(dice.between(-60, 60))
                                          : high * dice.between(1, 1'000'000'000'000'000'000);
        const Int128 denominator =
            is_small ? static_cast<Int128>(dice.between(1, 12))
                     : static_cast<Int128>(dice.between(1, 1'000'000'000)) * dice.between(1, 1000);
        const Rational exact = Rational::of(from_int128(numerator), from_int128(denominator));
        for (const RoundingMode mode : all_modes) {
            const Int128 fast = round_ratio(numerator, denominator, mode);
            if (from_int128(fast) != round_to_whole(exact, mode)) {
                FAIL(exact.fraction() << " " << name_of(mode));
            }
        }
    }
    const Int128 largest = ~(static_cast<Int128>(1) << 127);
    CHECK(round_ratio(largest, largest, RoundingMode::up) == 1);
    CHECK(round_ratio(-largest, largest - 1, RoundingMode::floor) == -2);
    CHECK(round_ratio(-largest - 1, 1, RoundingMode::up) == -largest - 1);
}

TEST_CASE("settling: the minor unit, or the unit that the plan says (N2)") {
    struct Row {
        const char* exact;
        const char* code;
        const char* unit;  // "": the minor unit
        RoundingMode mode;
        const char* paid;
    };
    using enum RoundingMode;
    for (const Row& row : {Row{"100/3", "USD", "", half_even, "33.33"},
                           Row{"200/3", "USD", "", half_even, "66.67"},
                           Row{"-100/3", "USD", "", half_even, "-33.33"},
                           Row{"0.005", "USD", "", half_even, "0.00"},
                           Row{"0.015", "USD", "", half_even, "0.02"},
                           Row{"0.005", "USD", "", half_up, "0.01"},
                           Row{"-0.005", "USD", "", half_up, "-0.01"},
                           Row{"0.001", "USD", "", up, "0.01"},
                           Row{"-0.001", "USD", "", ceiling, "0.00"},
                           Row{"-0.001", "USD", "", floor, "-0.01"},
                           Row{"1234.5", "JPY", "", half_even, "1234"},
                           Row{"1235.5", "JPY", "", half_even, "1236"},
                           Row{"1.0005", "KWD", "", half_even, "1.000"},
                           Row{"1.0015", "KWD", "", half_even, "1.002"},
                           Row{"1.00049", "KWD", "", half_up, "1.000"},
                           Row{"0.00005", "CLF", "", half_up, "0.0001"},
                           Row{"12.345", "CHF", "0.05", half_even, "12.35"},
                           Row{"12.325", "CHF", "0.05", half_even, "12.30"},
                           Row{"12.325", "CHF", "0.05", half_up, "12.35"},
                           Row{"12.32", "CHF", "0.05", down, "12.30"},
                           Row{"-12.32", "CHF", "0.05", up, "-12.35"},
                           Row{"12.5", "USD", "1", half_even, "12.00"},
                           Row{"13.5", "USD", "1", half_even, "14.00"},
                           Row{"12.01", "USD", "1", ceiling, "13.00"},
                           Row{"1250", "USD", "100", half_even, "1200.00"},
                           Row{"1350", "USD", "100", half_even, "1400.00"},
                           Row{"1250", "JPY", "100", half_up, "1300"},
                           Row{"1249.99", "USD", "100", half_up, "1200.00"},
                           Row{"-1250", "USD", "100", half_down, "-1200.00"},
                           Row{"49", "JPY", "100", floor, "0"},
                           Row{"1250", "KWD", "0.25", half_even, "1250.000"}}) {
        CAPTURE(row.exact, row.code, row.unit, name_of(row.mode));
        Rounding rounding{row.mode, {}};
        if (*row.unit != '\0') rounding.unit = number(row.unit);
        const Money exact(number(row.exact), currency(row.code));
        const Settlement settled = settle(exact, rounding);
        CHECK(settled.paid.plain() == row.paid);
        CHECK(settled.paid.exact() + settled.residue == exact);
    }
}

TEST_CASE("paid and residue are the exact amount, in every mode, unit and currency") {
    Dice dice(4);
    const char* const units[] = {"", "0.05", "1", "100"};
    for (int i = 0; i < 2'000; ++i) {
        const Money exact(
            Rational::of(dice.between(-1'000'000'000, 1'000'000'000), dice.between(1, 5'000)),
            currency("USD"));
        for (const char* const unit : units) {
            Rounding rounding;
            if (*unit != '\0') rounding.unit = number(unit);
            const Rational step = rounding.unit.value_or(number("0.01"));
            for (const RoundingMode mode : all_modes) {
                rounding.mode = mode;
                const Settlement settled = settle(exact, rounding);
                const bool is_near = settled.residue.amount().abs() < step;
                const bool is_multiple = (settled.paid.exact().amount() / step).is_whole();
                const bool adds_up = settled.paid.exact() + settled.residue == exact;
                if (!is_near || !is_multiple || !adds_up) FAIL(exact.amount().fraction());
            }
        }
    }
}

TEST_CASE("pay that 64 bits cannot hold is refused, never wrapped") {
    const Currency usd = currency("USD");
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    Cash pay(most, usd);
    CHECK_THROWS_AS(pay += Cash(1, usd), AmountTooLarge);
    CHECK(pay.minor_units() == most);  // and the sum is as it was
    Cash debt(least, usd);
    CHECK_THROWS_AS(debt -= Cash(1, usd), AmountTooLarge);
    CHECK(debt.minor_units() == least);
    CHECK_THROWS_AS(-debt, AmountTooLarge);
    CHECK_THROWS_AS(Cash(most, usd) + Cash(most, usd), AmountTooLarge);
    CHECK_THROWS_AS(Cash(least, usd) - Cash(most, usd), AmountTooLarge);
    CHECK_THROWS_AS(settle(Money(number("92233720368547758.08"), usd), {}), AmountTooLarge);
    CHECK(settle(Money(number("92233720368547758.07"), usd), {}).paid.minor_units() == most);
    CHECK(settle(Money(number("-92233720368547758.08"), usd), {}).paid.minor_units() == least);
    CHECK(Cash(least, usd).plain() == "-92233720368547758.08");
    CHECK(Cash(-125'000, usd).shown() == "-1,250.00");
    CHECK(Cash(-5, usd).plain() == "-0.05");
    CHECK(Cash(-5, currency("JPY")).plain() == "-5");
    CHECK(Cash(1'234'567, currency("KWD")).shown() == "1,234.567");
}

TEST_CASE("parts add up: the units left over go to the largest fractions (N3)") {
    struct Row {
        std::int64_t whole;  // cents
        std::vector<const char*> exact;
        std::vector<std::int64_t> parts;
    };
    for (const Row& row :
         {Row{10000, {"100/3", "100/3", "100/3"}, {3334, 3333, 3333}},  // a tie: the first in order
          Row{10000, {"33.331", "33.334", "33.335"}, {3333, 3333, 3334}},
          Row{-10000, {"-100/3", "-100/3", "-100/3"}, {-3333, -3333, -3334}},
          Row{0, {"0.005", "-0.005"}, {1, -1}}, Row{1000, {"10"}, {1000}},
          Row{1000, {"5", "0", "5"}, {500, 0, 500}},
          // The whole was rounded to 10 dollars: 12.40 is owed in three parts, 10.00 is paid.
          Row{1000, {"4.10", "4.20", "4.10"}, {330, 340, 330}}}) {
        std::vector<Rational> exact;
        for (const char* const part : row.exact)
            exact.push_back(number(part));
        const std::vector<Part> parts = apportion(Cash(row.whole, currency("USD")), exact);
        std::vector<std::int64_t> minor;
        for (const Part& part : parts)
            minor.push_back(part.amount.minor_units());
        CAPTURE(row.whole);
        CHECK(minor == row.parts);
    }
    CHECK(apportion(Cash::zero(currency("USD")), {}).empty());
}

namespace {

// Nothing, or which law one case of parts breaks.
std::string broken_law(const Cash& whole, const std::vector<Rational>& exact) {
    const std::vector<Part> parts = apportion(whole, exact);
    if (parts.size() != exact.size()) return "there are as many parts as shares";
    Integer sum = 0;
    Rational least_raised(1);
    Rational largest_left(0);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Rational minor = exact[i] * 100;
        const Integer below = minor.floor();
        const Rational fraction = minor - Rational(below);
        const Integer raise = parts[i].amount.minor_units() - below;
        sum += parts[i].amount.minor_units();
        if (raise < 0 || raise > 1) return "a part is its exact share, rounded down or up";
        if (parts[i].received_unit != (raise == 1)) return "a part that received a unit says so";
        if (raise == 1) least_raised = least(least_raised, fraction);
        if (raise == 0) largest_left = greatest(largest_left, fraction);
    }
    if (sum != whole.minor_units()) return "parts add up to the whole";
    if (largest_left > least_raised) return "units go to the largest fractions";
    return {};
}

}  // namespace

TEST_CASE("parts add up on 100,000 random amounts, also negative ones") {
    Dice dice(5);
    const Currency usd = currency("USD");
    constexpr RoundingMode near[] = {RoundingMode::half_up, RoundingMode::half_even,
                                     RoundingMode::half_down, RoundingMode::floor};
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t shared_by = dice.between(1, 36);
        std::vector<Rational> exact;
        Rational sum;
        for (auto count = dice.between(1, 5); count > 0; --count) {
            exact.push_back(Rational::of(dice.between(-100'000, 200'000), shared_by));
            sum += exact.back();
        }
        const Rounding rounding{near[dice.bits() % std::size(near)], {}};
        const std::string law = broken_law(settle(Money(sum, usd), rounding).paid, exact);
        if (!law.empty()) FAIL(law << ", case " << i);
    }
}

TEST_CASE("a whole that was rounded to a coarse unit is still spread evenly and completely") {
    Dice dice(6);
    const Currency usd = currency("USD");
    for (int i = 0; i < 5'000; ++i) {
        std::vector<Rational> exact;
        Rational sum;
        for (auto count = dice.between(1, 6); count > 0; --count) {
            exact.push_back(Rational::of(dice.between(-50'000, 50'000), dice.between(1, 9)));
            sum += exact.back();
        }
        const Rounding rounding{all_modes[dice.bits() % std::size(all_modes)], Rational(100)};
        const Cash whole = settle(Money(sum, usd), rounding).paid;
        Cash total = Cash::zero(usd);
        Integer least_given = 1'000'000;
        Integer most_given = -1'000'000;
        const std::vector<Part> parts = apportion(whole, exact);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            total += parts[part].amount;
            const Integer given = parts[part].amount.minor_units() - (exact[part] * 100).floor();
            least_given = std::min(least_given, given);
            most_given = std::max(most_given, given);
        }
        if (total != whole || most_given - least_given > 1) FAIL("case " << i);
    }
}

TEST_CASE("attainment that is exactly at a tier is at the tier, one cent less is below it") {
    const Rational cent = number("0.01");
    int checked = 0;
    for (int quota = 10'000; quota <= 1'000'000; quota += 5'500) {
        for (int percent = 50; percent <= 200; ++percent) {
            const Rational tier = Rate::percent(percent).value();
            const Rational measure = Rational(quota) * tier;
            if (measure / quota != tier) FAIL(quota << " " << percent);
            if (!((measure - cent) / quota < tier)) FAIL(quota << " less a cent " << percent);
            if (!((measure + cent) / quota > tier)) FAIL(quota << " and a cent " << percent);
            ++checked;
        }
    }
    CHECK(checked == 181 * 151);
    CHECK(Rate::percent(number("7.5")) == Rate::fraction(number("3/40")));
    CHECK((Money(Rational(572'000), currency("USD")) * Rate::percent(8)).amount() == 45'760);
}
