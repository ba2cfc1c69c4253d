// Where a position falls in a table or curve, and what holds there: each edge from both sides.
#include <catch2/catch.hpp>

#include <sstream>

#include "base/number/parse.h"
#include "model/plan/table.h"
#include "support/exact.h"

namespace {

using namespace attain;
using test::number;

Tier tier(std::optional<Edge> lower, std::optional<Edge> upper) {
    return {lower, upper, Quantity{Rational(), {}}, {}};
}

// "- 49% 0%": the word before is where the plan says zero.
struct Row {
    std::string at;
    std::string expected;
};

std::vector<Row> rows(const std::string& text) {
    std::vector<Row> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line.substr(0, line.find('#')));
        Row row;
        if (words >> row.at >> row.expected) found.push_back(row);
    }
    return found;
}

void check(const TierTable& table, const std::string& text) {
    for (const Row& row : rows(text)) {
        CAPTURE(row.at);
        const std::optional<std::size_t> found = table.tier_at(number(row.at));
        CHECK((found ? std::to_string(*found) : "zero") == row.expected);
    }
}

void check(const Curve& curve, const std::string& text) {
    for (const Row& row : rows(text)) {
        CAPTURE(row.at);
        CHECK(curve.value_at(number(row.at)).fraction() == number(row.expected).fraction());
    }
}

Edge owned_above(const char* at) {
    return {number(at), true};
}
Edge owned_below(const char* at) {
    return {number(at), false};
}

CurvePoint point(const char* at, const char* value) {
    return {number(at), number(value), number(value), true, {}};
}

TEST_CASE("an edge belongs to the tier whose word owns it") {
    // up_to 100%, above 100% below 150%, from 150%
    TierTable table;
    table.tiers = {tier(std::nullopt, owned_below("100%")),
                   tier(owned_below("100%"), owned_above("150%")),
                   tier(owned_above("150%"), std::nullopt)};
    check(table, R"(
        -20%       0
        99.99%     0
        100%       0    # up_to owns it
        100.01%    1
        149.99%    1
        150%       2    # from owns it
        900%       2
    )");
}

TEST_CASE("beyond the ends of a table the plan says whether it goes on") {
    TierTable table;
    table.tiers = {tier(owned_above("80%"), owned_below("100%")),
                   tier(owned_below("100%"), owned_below("200%"))};
    table.below_first = Beyond::zero;
    table.beyond_last = Beyond::zero;
    check(table, R"(
        79.99%     zero
        80%        0
        200%       1
        200.01%    zero
    )");
    table.below_first = Beyond::on;
    table.beyond_last = Beyond::flat;
    check(table, R"(
        79.99%     0
        200.01%    1
    )");
}

TEST_CASE("a line is straight between its points") {
    Curve curve;
    curve.points = {point("50%", "0%"), point("100%", "100%"), point("150%", "200%")};
    check(curve, R"(
        0%         0%
        49.99%     0%
        50%        0%
        75%        50%
        100%       100%
        2/3        1/3     # a third exactly, no digits lost
        125%       150%
        150%       200%
        180%       200%    # flat
    )");
    curve.below_first = Beyond::on;
    curve.beyond_last = Beyond::on;
    check(curve, R"(
        25%        -50%    # the first slope goes on
        180%       260%    # and the last
    )");
    curve.below_first = Beyond::flat;
    curve.beyond_last = Beyond::zero;
    curve.points.front() = point("50%", "20%");
    check(curve, R"(
        10%        20%
        150%       200%    # the last point is still on the curve
        150.01%    0%
    )");
}

TEST_CASE("steps hold from their point to the next one") {
    Curve curve;
    curve.kind = CurveKind::steps;
    curve.points = {point("80%", "50%"), point("100%", "100%"), point("120%", "150%")};
    check(curve, R"(
        79.99%     0%
        80%        50%
        99.99%     50%
        100%       100%
        120%       150%
        400%       150%
    )");
}

TEST_CASE("a jump has two values, and its words say which one holds at the point") {
    Curve curve;
    curve.points = {point("50%", "0%"),
                    {number("100%"), number("90%"), number("100%"), true, {}},
                    point("150%", "150%")};
    check(curve, R"(
        99%        88.2%   # on the way to 90%
        100%       100%    # {below: 90%, from: 100%}
        101%       101%
    )");
    curve.points[1].owned_by_upper = false;
    check(curve, R"(
        100%       90%     # {up_to: 90%, above: 100%}
        101%       101%
    )");
    CHECK(curve.stretch_at(number("40%")) == 0);
    CHECK(curve.stretch_at(number("50%")) == 1);
    CHECK(curve.stretch_at(number("100%")) == 1);
    CHECK(curve.stretch_at(number("101%")) == 2);
    CHECK(curve.stretch_at(number("150%")) == 3);
}

TEST_CASE("a point that belongs to its left side holds where the curve begins or ends, too") {
    Curve curve;
    curve.kind = CurveKind::steps;
    curve.points = {{number("100%"), number("0%"), number("50%"), false, {}}};
    curve.beyond_last = Beyond::zero;
    check(curve, R"(
        99%        0%
        100%       0%      # {up_to: 0%, above: 50%}
        101%       0%      # beyond: zero
    )");
}

}  // namespace
