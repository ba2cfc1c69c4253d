// Exact numbers and their texts (N1, N4), as tables that can be checked by hand, and as laws on
// seeded random values.
#include <catch2/catch.hpp>
#include <limits>

#include "base/number/money.h"
#include "base/number/parse.h"
#include "support/dice.h"
#include "support/exact.h"

using namespace attain;
using test::number;
using tests::Dice;

TEST_CASE("a third is a third") {
    const Rational third = Rational(1) / 3;
    CHECK(third * 3 == 1);
    CHECK(third + third + third == 1);
    CHECK(Rational::of(2, 6) == third);
    CHECK(Rational::of(1, -3) == -third);
    CHECK(Rational::of(1, -3).denominator() == 3);
    CHECK(number("0.1") + number("0.2") == number("0.3"));
    CHECK(third > number("0.333333333333333333"));
    CHECK(least(third, Rational(1)) == third);
    CHECK(greatest(third, Rational(1)) == 1);
    CHECK((-third).abs() == third);
    CHECK(Rational().is_zero());
    CHECK(Rational(-2).sign() == -1);
    CHECK_FALSE(third.is_whole());
}

TEST_CASE("floor and ceiling go by the number line, not towards zero") {
    struct Row {
        const char* value;
        int floor;
        int ceiling;
    };
    for (const Row& row :
         {Row{"2.5", 2, 3}, Row{"-2.5", -3, -2}, Row{"2", 2, 2}, Row{"-2", -2, -2}, Row{"0", 0, 0},
          Row{"1/3", 0, 1}, Row{"-1/3", -1, 0}, Row{"-0.999999", -1, 0}, Row{"7/7", 1, 1}}) {
        CAPTURE(row.value);
        CHECK(number(row.value).floor() == row.floor);
        CHECK(number(row.value).ceiling() == row.ceiling);
    }
}

TEST_CASE("a number as text: exact fraction, exact decimal, and what people are shown") {
    struct Row {
        const char* value;
        const char* fraction;
        const char* decimal;  // "" where there is none
        const char* shown;    // with four places
    };
    for (const Row& row :
         {Row{"0", "0", "0", "0"}, Row{"-5", "-5", "-5", "-5"},
          Row{"7.5%", "3/40", "0.075", "0.075"},
          Row{"20565.6206", "102828103/5000", "20565.6206", "20565.6206"},
          Row{"1.50", "3/2", "1.5", "1.5"}, Row{"1/3", "1/3", "", "0.3333…"},
          Row{"-1/3", "-1/3", "", "-0.3333…"}, Row{"2/3", "2/3", "", "0.6666…"},
          Row{"-0.00001", "-1/100000", "-0.00001", "-0.0000…"},
          Row{"0.12345", "2469/20000", "0.12345", "0.1234…"}, Row{"1/8", "1/8", "0.125", "0.125"},
          Row{"100000/3", "100000/3", "", "33333.3333…"},
          Row{"572000", "572000", "572000", "572000"},
          Row{"1/1024", "1/1024", "0.0009765625", "0.0009…"}}) {
        CAPTURE(row.value);
        const Rational value = number(row.value);
        CHECK(value.fraction() == row.fraction);
        CHECK(value.decimal().value_or("") == row.decimal);
        CHECK(value.shown(4) == row.shown);
        CHECK(number(value.fraction()) == value);
    }
    CHECK(number("2/3").shown(0) == "0…");
    CHECK(number("2.5").shown() == "2.5");
    CHECK(grouped("1250.5") == "1,250.5");
    CHECK(grouped("-1234567") == "-1,234,567");
    CHECK(grouped("123") == "123");
    CHECK(grouped("-123.4567") == "-123.4567");
    CHECK(grouped("1000") == "1,000");
}

TEST_CASE("whole numbers that do not fit are nothing, never something else") {
    const Integer most = std::numeric_limits<std::int64_t>::max();
    const Integer least = std::numeric_limits<std::int64_t>::min();
    CHECK(to_int64(most) == std::numeric_limits<std::int64_t>::max());
    CHECK(to_int64(least) == std::numeric_limits<std::int64_t>::min());
    CHECK_FALSE(to_int64(most + 1));
    CHECK_FALSE(to_int64(least - 1));
    const Integer beyond = Integer(1) << 127;
    CHECK_FALSE(to_int128(beyond));
    for (const Integer& value : {Integer(0), Integer(-1), most, least, Integer(most * most),
                                 Integer(least * most), Integer(beyond - 1), Integer(1 - beyond)}) {
        CAPTURE(value.str());
        REQUIRE(to_int128(value));
        CHECK(from_int128(*to_int128(value)) == value);
    }
    const Int128 smallest = static_cast<Int128>(1) << 126;
    CHECK(from_int128(-smallest - smallest) == -beyond);
    CHECK(power_of_ten(0) == 1);
    CHECK(power_of_ten(20).str() == "100000000000000000000");
    CHECK(least_common_multiple(4, 6) == 12);
}

TEST_CASE("numbers that are accepted (N4)") {
    struct Row {
        const char* text;
        const char* fraction;
    };
    for (const Row& row :
         {Row{"4%", "1/25"}, Row{"0.04", "1/25"}, Row{"1/3", "1/3"}, Row{"-12.50", "-25/2"},
          Row{"0", "0"}, Row{"-0", "0"}, Row{"010", "10"}, Row{"007.50", "15/2"}, Row{"100%", "1"},
          Row{"12.5%", "1/8"}, Row{"-3/4", "-3/4"}, Row{"6/4", "3/2"}, Row{"0/7", "0"},
          Row{"0.000000000000000001", "1/1000000000000000000"},
          Row{"9999999999999999999999999999999999999999",
              "9999999999999999999999999999999999999999"}}) {
        CAPTURE(row.text);
        const ParsedNumber parsed = parse_number(row.text);
        REQUIRE(parsed.value);
        CHECK(parsed.value->fraction() == row.fraction);
        CHECK(parsed.problem.empty());
    }
}

TEST_CASE("numbers that are refused, with what was read and what would be accepted (N4)") {
    struct Row {
        const char* text;
        const char* problem;
    };
    for (const Row& row :
         {Row{"", "a number is missing here"},
          Row{"1e3", "`1e3` is written with an exponent"},
          Row{"-1.5E-7", "`-1.5E-7` is written with an exponent"},
          Row{"0x10", "`0x10` is not a decimal number"},
          Row{"0xE5", "`0xE5` is not a decimal number"},
          Row{"1,5", "`1,5` has a comma"},
          Row{"22,700.00", "`22,700.00` has a comma"},
          Row{"1_000", "`1_000` has an underscore"},
          Row{"+5", "`+5` has a plus sign"},
          Row{"NaN", "`NaN` is not a number"},
          Row{"inf", "`inf` is not a number"},
          Row{".5", "`.5` is not a number"},
          Row{"1.", "`1.` is not a number"},
          Row{"1.2.3", "`1.2.3` is not a number"},
          Row{"--5", "`--5` is not a number"},
          Row{"-", "`-` is not a number"},
          Row{"%", "`%` is not a number"},
          Row{"5%%", "`5%%` is not a number"},
          Row{"12 EUR", "`12 EUR` is not a number"},
          Row{"12EUR", "`12EUR` is not a number"},
          Row{"$5", "`$5` is not a number"},
          Row{" 5", "` 5` is not a number"},
          Row{"5 ", "`5 ` is not a number"},
          Row{"1/0", "`1/0` divides by zero"},
          Row{"1/-3", "`1/-3` is not a number"},
          Row{"1/2/3", "`1/2/3` is not a number"},
          Row{"0.5/2", "`0.5/2` is not a number"},
          Row{"1/3%", "`1/3%` is not a number"},
          Row{"e", "`e` is not a number"},
          Row{"５", "`５` is not a number"},  // a full-width digit
          Row{"99999999999999999999999999999999999999999",
              "`99999999999999999999…` has too many digits"},
          Row{"0.0000000000000000001", "`0.000000000000000000…` has too many digits"}}) {
        CAPTURE(row.text);
        const ParsedNumber parsed = parse_number(row.text);
        CHECK_FALSE(parsed.value);
        CHECK(parsed.problem == row.problem);
        CHECK_FALSE(parsed.help.empty());
    }
    // A long text is cut between characters, never inside one.
    const ParsedNumber cut = parse_number("a" + std::string(25, ' ') + "€€€€€€€€€€");
    CHECK(cut.problem == "`a" + std::string(25, ' ') + "€€€€…` is not a number");
}

TEST_CASE("a declared format reads foreign numbers, and nothing else (N4)") {
    const NumberFormat american{'.', ',', "$", "", true};
    const NumberFormat german{',', '.', "", " EUR", false};
    const NumberFormat comma_only{',', '\0', "", "", false};
    struct Row {
        const NumberFormat& format;
        const char* text;
        const char* value;  // "" where refused
    };
    for (const Row& row : {Row{american, "$22,700.00", "22700"},
                           Row{american, "($1,250.50)", "-1250.5"},
                           Row{american, "-$5", "-5"},
                           Row{american, "$-5", "-5"},
                           Row{american, "1250", "1250"},
                           Row{american, "1,234,567.8901", "1234567.8901"},
                           Row{american, "1,250%", "12.5"},
                           Row{american, "12,50", ""},
                           Row{american, "1,2345", ""},
                           Row{american, ",123", ""},
                           Row{american, "1,,234", ""},
                           Row{american, "1.234,50", ""},
                           Row{american, "1.5,6", ""},
                           Row{american, "(-5)", ""},
                           Row{american, "--5", ""},
                           Row{american, "5)", ""},
                           Row{american, "€5", ""},
                           Row{american, "$", ""},
                           Row{american, "1e3", ""},
                           Row{american, "1/3", ""},
                           Row{american, "", ""},
                           Row{german, "1.234,50 EUR", "1234.5"},
                           Row{german, "-1.234,50", "-1234.5"},
                           Row{german, "1234,5", "1234.5"},
                           Row{german, "1.5", ""},
                           Row{german, "1,234.50", ""},
                           Row{german, "(5)", ""},
                           Row{german, "1.234.567", "1234567"},
                           Row{comma_only, "12,5", "12.5"},
                           Row{comma_only, "1.234", ""},
                           Row{comma_only, "1.234,5", ""}}) {
        CAPTURE(row.text);
        const ParsedNumber parsed = parse_number(row.text, row.format);
        CHECK((parsed.value ? parsed.value->decimal().value_or("?") : "") == row.value);
        CHECK(parsed.problem.empty() == parsed.value.has_value());
    }
    CHECK(parse_number("", american).problem == "a number is missing here");
    CHECK(parse_number("1/3", NumberFormat{}).value == number("1/3"));
}

TEST_CASE("the fast road reads what the exact one reads, or nothing") {
    const auto fixed = parse_fixed("20565.6206");
    REQUIRE(fixed);
    CHECK(fixed->units == 205656206);
    CHECK(fixed->decimals == 4);
    CHECK(parse_fixed("999999999999999999")->units == 999'999'999'999'999'999);
    CHECK(parse_fixed("-0.000000000000000001") == std::nullopt);  // 19 digits: the exact road
    for (const char* text : {"", "-", ".5", "1.", "1.2.3", "+1", "1e3", "1,5", " 1", "1 ", "4%",
                             "1/3", "NaN", "0x1", "1_0", "--1", "1-", "9999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_fixed(text));
    }
    Dice dice(1);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = std::to_string(dice.between(-999'999, 999'999));
        if (const auto decimals = dice.between(0, 6); decimals > 0) {
            text += "." + std::to_string(dice.bits() % 1'000'000).substr(0, 6);
        }
        const auto fast = parse_fixed(text);
        if (!fast || Rational::of(fast->units, power_of_ten(fast->decimals)) != number(text)) {
            FAIL(text);
        }
    }
}

TEST_CASE("a fraction's text leads back to the fraction") {
    Dice dice(2);
    for (int i = 0; i < 5'000; ++i) {
        const Rational value = Rational::of(dice.between(-1'000'000'000'000, 1'000'000'000'000),
                                            dice.between(1, 1'000'000));
        if (number(value.fraction()) != value) FAIL(value.fraction());
        if (value.decimal() && value.decimal()->size() < 20 && number(*value.decimal()) != value) {
            FAIL(*value.decimal());
        }
    }
}
