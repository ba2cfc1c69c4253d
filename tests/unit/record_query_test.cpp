// Exact values in SQL: texts that compare as the numbers they are, and a desk that only reads.
#include <catch2/catch.hpp>

#include "record/store/exact_text.h"
#include "record/store/sql_desk.h"
#include "record/store/sql_text.h"
#include "support/dice.h"

using namespace attain;
using namespace attain::store;

namespace {

// Ten rows: a number, its name, and a third of it.
class Thirds : public SqlTable {
public:
    const std::vector<SqlColumn>& columns() override { return columns_; }
    std::uint64_t rows() override { return 10; }
    void cell(std::uint64_t row, std::size_t column, SqlCell& to) override {
        ++cells_read;
        const auto number = static_cast<std::int64_t>(row);
        if (column == 0) return to.integer(number);
        if (column == 1) return to.text("n" + std::to_string(number));
        if (broken && number == 9) throw std::runtime_error("nine cannot be read");
        to.text(exact_text(Rational(number) / 3));
    }
    std::optional<std::uint64_t> rows_for(std::size_t column) override {
        return column == 0 ? std::optional<std::uint64_t>(1) : std::nullopt;
    }
    std::vector<RowRange> find(const SqlWanted& wanted) override {
        const auto row = static_cast<std::uint64_t>(*wanted.integer);
        if (*wanted.integer < 0 || row >= rows()) return {};
        return {{row, row + 1}};
    }
    int cells_read = 0;
    bool broken = false;

private:
    std::vector<SqlColumn> columns_ = {
        {"number", SqlKind::integer}, {"name"}, {"third", SqlKind::exact}};
};

// All answers, cells parted by `|` and rows by blanks; or what is wrong.
std::string answer(const std::string& query, Thirds& table) {
    SqlDesk desk(nullptr);
    desk.add("thirds", table);
    if (const auto problem = desk.ask(query)) return "! " + problem->message + problem->name;
    std::string all;
    while (desk.next()) {
        if (!all.empty()) all += ' ';
        for (std::size_t i = 0; i < desk.columns().size(); ++i)
            all += (i == 0 ? "" : "|") + std::string(desk.text(i));
    }
    if (desk.problem()) return "! " + desk.problem()->message + desk.problem()->name;
    return all;
}

std::string answer(const std::string& query) {
    Thirds table;
    return answer(query, table);
}

}  // namespace

TEST_CASE("a text is an exact number, or is none") {
    CHECK(read_exact("120000.00") == Rational(120000));
    CHECK(read_exact("-76800/7") == Rational(-76800) / 7);
    CHECK(read_exact("1.0e+20") == Rational(power_of_ten(20)));
    CHECK(read_exact("25e-2") == Rational(1) / 4);
    for (const char* none : {"", "-", "ada", "1/0", "1.", ".5", "1e", "1e9999", "0x10", " 1"})
        CHECK_FALSE(read_exact(none).has_value());
    CHECK_FALSE(read_exact(std::string(1001, '7')).has_value());
}

TEST_CASE("texts compare by value: numbers first, then bytes") {
    CHECK(compare_exact("9", "10") < 0);
    CHECK(compare_exact("1.50", "3/2") == 0);
    CHECK(compare_exact("9223372036854775807", "9223372036854775808") < 0);
    CHECK(compare_exact("0.000000000000000001", "0") > 0);
    CHECK(compare_exact("99", "ada") < 0);
    CHECK(compare_exact("ben", "ada") > 0);
}

TEST_CASE("a scale writes what the ratio is") {
    tests::Dice dice(7);
    ExactRoom room;
    std::string slow;
    for (int i = 0; i < 20'000; ++i) {
        const auto units = static_cast<std::int64_t>(dice.bits() >> (dice.bits() % 64));
        const auto below = static_cast<std::int64_t>(dice.bits() >> 40) + 1;
        const Rational factor = Rational(static_cast<std::int64_t>(dice.bits() >> 50) + 1) /
                                (i % 2 == 0 ? Rational(power_of_ten(i % 19)) : Rational(below));
        const std::int64_t signed_units = i % 3 == 0 ? -units : units;
        const Rational exact = Rational(signed_units) * factor;
        REQUIRE(ExactScale(factor).text(signed_units, room, slow) == exact_text(exact));
        REQUIRE(read_exact(exact_text(exact)) == exact);
    }
    CHECK(fixed_text(-5, 2, room) == "-0.05");
    CHECK(fixed_text(0, 2, room) == "0.00");
    CHECK(ExactScale(Rational(1)).text(INT64_MIN, room, slow) == "-9223372036854775808");
}

TEST_CASE("columns, and what functions make of them, are compared as numbers") {
    CHECK(answer("select name from thirds where third > 2 and number < 9") == "n7 n8");
    CHECK(answer("select name from thirds where 0.5 > third and number < 9") == "n0 n1");
    CHECK(answer("select third from thirds where number in (1, 3, 8) order by third desc") ==
          "8/3 1 1/3");
    CHECK(answer("select decimal_mul(third, 10) x from thirds where number < 9 order by x desc "
                 "limit 2") == "80/3 70/3");
    CHECK(answer("select decimal_sum(third) from thirds where number < 9") == "12");
    CHECK(answer("select 1 where decimal_add('9', '1') > 9.5") == "1");
    CHECK(answer("select 1 where decimal_add('9', '1') > 10.5") == "");
    CHECK(
        answer("select number % 2 odd, decimal_sum(third) from thirds where number < 9 group by 1 "
               "having decimal_sum(third) < 6") == "1|16/3");
    CHECK(answer("select decimal_sum(number) over (order by number rows 1 preceding) s from thirds "
                 "order by s desc limit 3") == "17 15 13");
    CHECK(answer("select decimal_round('2.345', 2), decimal_round('-2/3', 3), decimal_div(1, 0), "
                 "decimal_cmp('1.0', 1)") == "2.35|-0.667||0");
    CHECK(answer("select sum(number), sum(number) filter (where number > 100) from thirds") ==
          "45|");
    CHECK(answer("select money(-5, 'KWD'), money(12, 'JPY')") == "-0.005|12");
}

TEST_CASE("a binary fraction is no answer") {
    for (const char* query : {"select 0.5", "select number / 2.0 from thirds", "select sum(0.5)",
                              "select decimal_add(0.1, 1)", "select cast('1' as real)",
                              "select 9223372036854775807 + 1", "select sum(third) from thirds"}) {
        CHECK(answer(query).starts_with("!"));
    }
    CHECK(answer("select sum(column1) from (values (9223372036854775807), (1))") ==
          "! the sum does not fit 64 bits: use decimal_sum()");
    CHECK(answer("select typeof(x) from (select 1 as x)") == "integer");
}

TEST_CASE("a row that is asked for by its key is found without looking at all") {
    Thirds table;
    CHECK(answer("select name from thirds where number = 7", table) == "n7");
    CHECK(table.cells_read <= 3);
    CHECK(answer("select name from thirds where number = '7'") == "n7");
    CHECK(answer("select name from thirds where number = 7.0") == "n7");
    CHECK(answer("select count(*) from thirds a join thirds b on b.number = a.number") == "10");
    CHECK(answer("select name from thirds where number = 70") == "");
}

TEST_CASE("the desk only reads, also behind words that ask") {
    for (const char* query : {"attach 'x' as y",
                              "explain attach 'x' as y",
                              "pragma query_only = 0",
                              "select * from pragma_table_info('thirds')",
                              "vacuum",
                              "vacuum into 'x'",
                              "begin",
                              "insert into thirds values (1, 'n', '1')",
                              "delete from thirds",
                              "drop table thirds",
                              "with x as (select 1) insert into thirds select 1, 'n', '1'",
                              "with x as (select 1) update thirds set number = 1",
                              "with x as (select 1) delete from thirds",
                              "create table t(a)",
                              "create temp view v as select 1",
                              "select load_extension('x')",
                              "select readfile('x')",
                              "select writefile('x', 'y')",
                              "select edit('x')",
                              "select randomblob(9)",
                              "select random()",
                              "select zeroblob(9)",
                              "select printf('%f', 1)",
                              "select avg(1)",
                              "select fts3_tokenizer('simple')",
                              "reindex",
                              "analyze",
                              "savepoint s",
                              "",
                              "select 1; select 2",
                              "-- nothing",
                              "select * from sqlite_dbpage"}) {
        INFO(query);
        CHECK(answer(query).starts_with("!"));
    }
    CHECK(answer("select 1; -- and that is all") == "1");
}

TEST_CASE("what a table throws while it is read reaches whoever asks") {
    Thirds table;
    table.broken = true;
    CHECK_THROWS_WITH(answer("select third from thirds", table), "nine cannot be read");
}

TEST_CASE("a query ends when it is told to") {
    int looks = 0;
    SqlDesk desk([&] { return ++looks > 3; });
    REQUIRE_FALSE(
        desk.ask("with recursive n(i) as (select 1 union all select i + 1 from n) "
                 "select max(i) from n"));
    CHECK_FALSE(desk.next());
    REQUIRE(desk.problem());
    CHECK(desk.problem()->kind == SqlProblem::Kind::stopped);
}

TEST_CASE("places in a query are those of what was written") {
    const std::string written = "select money(1, 'USD'), decimal_sum(x) over (order by y) from t";
    const TypedQuery typed(written);
    CHECK(TypedQuery::as_written(typed.sql()) == written);
    for (const char* word : {"x", "y", "t", "from"}) {
        const SqlPlace place = place_of_word(typed.sql(), word);
        CHECK(typed.written_at(place.begin) == place_of_word(written, word).begin);
    }
    CHECK(TypedQuery("select 'money(1)' -- money(2)").sql() == "select 'money(1)' -- money(2)");
    CHECK(TypedQuery("select money(1").sql() == "select money(1");
}
