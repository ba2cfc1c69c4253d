#include <catch2/catch.hpp>

#include "model/ledger/ledger.h"

namespace attain {

namespace {

// deal, line, amount in cents; source "crm" unless the deal says "erp:".
Ledger ledger_of(const std::vector<std::tuple<std::string, std::string, std::int64_t>>& rows) {
    Ledger ledger;
    for (const auto& [deal, line, cents] : rows) {
        const bool erp = deal.starts_with("erp:");
        ledger.source.push(erp ? "erp" : "crm");
        ledger.deal.push(erp ? deal.substr(4) : deal);
        ledger.line.push(line);
        ledger.booked.days.push_back(20000);
        ledger.amount.push(cents, 2);
        ledger.currency.push("USD");
        ledger.owner.push("ada");
        ledger.split.push("");
        ledger.overlay.push("");
        ledger.returns.push("");
        ledger.origin.push_back({1, 0, static_cast<std::uint32_t>(ledger.origin.size() + 2)});
    }
    return ledger;
}

std::vector<std::string> keys(const Ledger& ledger, const std::vector<std::uint32_t>& order) {
    std::vector<std::string> texts;
    for (const std::uint32_t row : order)
        texts.push_back(ledger.key_text(row));
    return texts;
}

}  // namespace

TEST_CASE("a text column stores each text once and 0 is the empty text") {
    TextColumn column;
    for (const char* text : {"ada", "ben", "ada", "", "ada"})
        column.push(text);
    CHECK(column.codes() == std::vector<std::uint32_t>{1, 2, 1, 0, 1});
    CHECK(column.texts() == std::vector<std::string>{"", "ada", "ben"});
    const std::vector<std::uint32_t> rows = {4, 1};
    CHECK(column.picked(rows).text(0) == "ada");
    CHECK(column.picked(rows).text(1) == "ben");
}

TEST_CASE("a decimal column keeps every digit whatever the mixture of scales") {
    DecimalColumn column;
    column.push(100, 0);        // 100
    column.push(1005, 1);       // 100.5
    column.push(205656206, 4);  // 20565.6206
    column.push(7, 0);          // 7, when the column is already at 4 decimals
    column.push_absent();
    column.push_exact(Rational::of(1, 3));
    CHECK(column.decimals() == 4);
    CHECK(column.value(0) == Rational(100));
    CHECK(column.value(1) == Rational::of(201, 2));
    CHECK(*column.value(2).decimal() == "20565.6206");
    CHECK(column.value(3) == Rational(7));
    CHECK_FALSE(column.has(4));
    CHECK(column.value(5) == Rational::of(1, 3));
    CHECK(column.wide().size() == 1);
    const std::vector<std::uint32_t> rows = {5, 4, 2};
    const DecimalColumn some = column.picked(rows);
    CHECK(some.value(0) == Rational::of(1, 3));
    CHECK_FALSE(some.has(1));
    CHECK(*some.value(2).decimal() == "20565.6206");
}

TEST_CASE("what does not fit 64 bits beside the others is kept exactly, apart") {
    DecimalColumn column;
    column.push(999'999'999'999'999'999, 0);
    column.push(5, 3);  // 0.005 would shift the first beyond 64 bits
    CHECK(column.decimals() == 0);
    CHECK(*column.value(0).decimal() == "999999999999999999");
    CHECK(*column.value(1).decimal() == "0.005");
    column.set_exact(1, Rational(4));
    CHECK(column.value(1) == Rational(4));
    CHECK(column.all_narrow());
}

TEST_CASE("rows are ordered by the bytes of source, deal and line") {
    const Ledger ledger = ledger_of({{"erp:D-1", "", 100},
                                     {"D-20", "", 100},
                                     {"D-3", "2", 100},
                                     {"D-3", "10", 100},
                                     {"D-3", "", 100},
                                     {"D-", "", 100},
                                     {"d-1", "", 100}});
    CHECK_FALSE(in_key_order(ledger));
    const std::vector<std::uint32_t> order = key_order(ledger);
    CHECK(keys(ledger, order) == std::vector<std::string>{"crm D-", "crm D-20", "crm D-3",
                                                          "crm D-3/10", "crm D-3/2", "crm d-1",
                                                          "erp D-1"});
    CHECK(in_key_order(ledger.picked(order)));
}

TEST_CASE("deals that share a long beginning are ordered by what follows") {
    const Ledger ledger = ledger_of({{"opportunity-2026-000012345678b", "", 1},
                                     {"opportunity-2026-000012345678a", "", 1},
                                     {"opportunity-2026-000002345678z", "", 1},
                                     {"opportunity-2026-", "", 1}});
    CHECK(key_order(ledger) == std::vector<std::uint32_t>{3, 2, 1, 0});
}

TEST_CASE("appending aligns further columns and fills what is missing with absence") {
    Ledger a = ledger_of({{"D-1", "", 100}});
    TextColumn products;
    products.push("pump");
    a.further.push_back({"product", std::move(products)});
    Ledger b = ledger_of({{"D-2", "", 200}});
    DecimalColumn margins;
    margins.push(25, 2);
    b.further.push_back({"margin", std::move(margins)});

    Ledger both;
    both.append(a, 0);
    both.append(b, 0);
    REQUIRE(both.further.size() == 2);
    CHECK(both.further[0].name == "margin");
    CHECK_FALSE(std::get<DecimalColumn>(both.find("margin")->values).has(0));
    CHECK(std::get<DecimalColumn>(both.find("margin")->values).value(1) == Rational::of(1, 4));
    CHECK(std::get<TextColumn>(both.find("product")->values).text(0) == "pump");
    CHECK(std::get<TextColumn>(both.find("product")->values).text(1).empty());
    CHECK(both.find("colour") == nullptr);
}

TEST_CASE("equal content is equal in value, whatever its scale") {
    Ledger ledger = ledger_of({{"D-1", "", 10000}, {"D-1", "", 10000}, {"D-1", "", 10001}});
    CHECK(ledger.same_content(0, 1));
    CHECK_FALSE(ledger.same_content(0, 2));
}

}  // namespace attain
