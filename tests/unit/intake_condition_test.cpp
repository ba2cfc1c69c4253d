// Conditions: how they are read, what is refused, and where in the plan file the blame falls.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/diagnostic/catalogue.h"
#include "intake/condition/condition.h"
#include "intake/document/yaml.h"

using namespace attain;

namespace {

// The tree with a bracket around every operation: "(amount >= 1000)".
struct Shown {
    std::string operator()(const NumberLiteral& n) const { return n.value.fraction(); }
    std::string operator()(const TextLiteral& t) const { return "'" + t.value + "'"; }
    std::string operator()(const DateLiteral& d) const { return d.value.text(); }
    std::string operator()(const FlagLiteral& f) const { return f.value ? "true" : "false"; }
    std::string operator()(const ListLiteral& l) const {
        std::string all;
        for (const Expr& item : l.items)
            all += (all.empty() ? "" : " ") + of(item);
        return "[" + all + "]";
    }
    std::string operator()(const NameRef& n) const { return n.name; }
    std::string operator()(const HasValue& h) const { return "has " + h.name; }
    std::string operator()(const Unary& u) const {
        return (u.op == UnaryOp::negate ? "-" : "!") + of(*u.operand);
    }
    std::string operator()(const Binary& b) const {
        return "(" + of(*b.left) + " " + std::string(b.op_where.text()) + " " + of(*b.right) + ")";
    }
    std::string operator()(const TextCall& c) const {
        constexpr const char* tests[] = {" starts ", " contains ", " ends "};
        return "(" + of(*c.subject) + tests[static_cast<int>(c.test)] + of(*c.argument) + ")";
    }
    std::string operator()(const FunctionCall& c) const {
        std::string all(name_of(c.function));
        for (const Expr& argument : c.arguments)
            all += " " + of(argument);
        return "(" + all + ")";
    }
    static std::string of(const Expr& expr) { return std::visit(Shown{}, expr.kind); }
};

// Reads `c: <condition>` from YAML, as it stands in a plan.
std::optional<Expr> parsed(const std::string& yaml, Diagnostics& out) {
    const auto source = std::make_shared<const Source>("plan.yaml", yaml);
    const std::optional<Node> document = intake::read_yaml(source, out);
    if (!document) return std::nullopt;
    return intake::parse_condition(*document->find("c"), out);
}

std::string block(const std::string& condition) {
    return "c: |-\n  " + condition + "\n";
}

// The tree, or "code at «blamed text» | help".
std::string read(const std::string& yaml) {
    Diagnostics out;
    const std::optional<Expr> expr = parsed(yaml, out);
    if (expr && out.empty()) return Shown::of(*expr);
    REQUIRE_FALSE(expr);
    REQUIRE(out.error_count() == 1);
    const Diagnostic error = out.sorted()[0];
    CHECK(in_catalogue(error.code));
    return error.code + " at «" + std::string(error.where.text()) + "» | " + error.help;
}

const Scope& scope() {
    static const Scope names{{{"amount", ValueType::number},
                              {"quantity", ValueType::number},
                              {"type", ValueType::text},
                              {"region", ValueType::text},
                              {"booked", ValueType::date},
                              {"person.level", ValueType::text},
                              {"team.attainment", ValueType::number}},
                             true};
    return names;
}

// Every diagnostic as "code at «blamed text» | help", or "sound".
std::string typed(const std::string& condition, const Scope& names) {
    Diagnostics out;
    const std::optional<Expr> expr = parsed(block(condition), out);
    REQUIRE(expr);
    if (intake::check_condition(*expr, names, out)) return "sound";
    std::string all;
    for (const Diagnostic& error : out.sorted()) {
        CHECK(in_catalogue(error.code));
        all += (all.empty() ? "" : "\n") + error.code + " at «" + std::string(error.where.text()) +
               "» | " + error.help;
    }
    return all;
}

}  // namespace

TEST_CASE("condition: signs bind as in the Common Expression Language") {
    for (const auto& [condition, tree] : std::vector<std::pair<std::string, std::string>>{
             {"type in [\"new\", 'expansion']", "(type in ['new' 'expansion'])"},
             {"team.attainment >= 100%", "(team.attainment >= 1)"},
             {"amount > 12.5% * quantity", "(amount > (1/8 * quantity))"},
             {"a || b && c", "(a || (b && c))"},
             {"(a || b) && c", "((a || b) && c)"},
             {"!a && b", "(!a && b)"},
             {"!!a", "!!a"},
             {"a - b - c == -2", "(((a - b) - c) == -2)"},
             {"a + b * c / 4 < 1/3", "((a + ((b * c) / 4)) < (1 / 3))"},
             {"-a != --b", "(-a != --b)"},
             {"has(region)", "has region"},
             {"has(person.level) == true", "(has person.level == true)"},
             {"booked < date(\"2026-07-01\")", "(booked < 2026-07-01)"},
             {"product.startsWith('Pro')", "(product starts 'Pro')"},
             {"person.level.contains(\"x\") == false", "((person.level contains 'x') == false)"},
             {"'a'.endsWith(\"b\")", "('a' ends 'b')"},
             {"x in [-1, 50%,]", "(x in [-1 1/2])"},
             {"größe > 1", "(größe > 1)"},
             {R"(a == "say \"hi\" \\")", "(a == 'say \"hi\" \\')"},
             {"a||b||c||d", "((a || b) || (c || d))"},
             {"a && b && c", "((a && b) && c)"},
         }) {
        CAPTURE(condition);
        CHECK(read(block(condition)) == tree);
    }
}

TEST_CASE("condition: what is not one is refused at its place, with a remedy") {
    const std::string join = "join two conditions by `&&` or `||`";
    for (const auto& [condition, answer] : std::vector<std::pair<std::string, std::string>>{
             {"a = 1", "at «=» | write `==`"},
             {"a => 1", "at «=>» | write `>=`"},
             {"a <> 1", "at «<>» | write `!=`"},
             {"a & b", "at «&» | write `&&`"},
             {"a AND b", "at «AND» | write `&&`"},
             {"a or b", "at «or» | write `||`"},
             {"not a", "at «not» | write `!`"},
             {"a is 1", "at «is» | write `==`"},
             {"a b", "at «b» | " + join},
             {"a ==", "at «» | write what belongs behind its last sign"},
             {"(a == 1", "at «(» | write `)` where it ends"},
             {"a in [1, 2", "at «[» | write `]` where it ends"},
             {"a == 1)", "at «)» | delete it, or open it before"},
             {"a == 'x", "at «'» | close it"},
             {R"(a == "\n")", R"(at «\n» | write `\\` for a backslash, `\"` for a quote)"},
             {"a < b < c", "at «<» | write `a < b && b < c`"},
             {"a > 1e3", "at «1e3» | write all digits, such as `1000` for `1e3`"},
             {"a > 010", "at «010» | write `10`"},
             {"a > 1_000", "at «1_000» | write the digits together"},
             {"a > 1,000", "at «,» | write numbers without separators: `1000`"},
             {"a > 80 %", "at «%» | write the percent sign right behind its number: `80%`"},
             {"a > 2026-07-01", "at «2026-07-01» | write `date(\"2026-07-01\")`"},
             {"a > date(\"2026-02-30\")",
              "at «\"2026-02-30\"» | write year, month and day: `date(\"2026-02-14\")`"},
             {"a > date(2026)", "at «2026» | write `date(\"2026-02-14\")`"},
             {"dat(\"2026-01-01\") < a", "at «dat» | did you mean `date`?"},
             {"sum(a)", "at «sum» | write `has(column)` or `date(\"2026-02-14\")`"},
             {"contains(a)", "at «contains» | write `column.contains(\"text\")`"},
             {"a.startWith('x')", "at «startWith» | did you mean `startsWith`?"},
             {"has(1)", "at «1» | " + join},
             {"a in []", "at «[» | write at least one value"},
             {"a in [b]", "at «b» | a text is written in quotes: `\"new\"`"},
             {"a @ b", "at «@» | a text is written in quotes"},
             {"a ? b : c", "at «?» | a text is written in quotes"},
         }) {
        CAPTURE(condition);
        CHECK(read(block(condition)) == "condition-syntax " + answer);
    }
}

TEST_CASE("condition: every piece knows its place in the plan file") {
    struct Case {
        std::string yaml;
        std::string blamed;
    };
    for (const Case& c : std::vector<Case>{
             {"x: 1\nc: amount > oops\n", "oops"},
             {"c: 'amount > oops'\n", "oops"},
             {"c: \"amount > oops\"\n", "oops"},
             {"{c: amount > oops}", "oops"},
             {"c: |\n  amount > oops\n", "oops"},
             {"c: >-\n  amount > oops\n", "oops"},
             {"c: amount\n  > oops\n", "amount\n  > oops"},  // folded: the whole scalar
             {"c: 'oops == ''x'''\n", "'oops == ''x'''"},    // escaped
             {"c: \"oops == \\\"x\\\"\"\n", "\"oops == \\\"x\\\"\""},
         }) {
        CAPTURE(c.yaml);
        Diagnostics out;
        const std::optional<Expr> expr = parsed(c.yaml, out);
        REQUIRE(expr);
        CHECK_FALSE(intake::check_condition(*expr, scope(), out));
        CHECK(out.sorted()[0].where.text() == c.blamed);
    }
    Diagnostics out;
    const auto expr =
        parsed(block("has(region) && person.level.contains('x') || -amount < (2)"), out);
    REQUIRE(expr);
    std::string names;
    for (const intake::Mention& mention : intake::names_in(*expr)) {
        CHECK(mention.where.text() == mention.name);
        names += std::string(mention.name) + " ";
    }
    CHECK(names == "region person.level amount ");
    const auto& top = std::get<Binary>(expr->kind);
    CHECK(top.left->where.text() == "has(region) && person.level.contains('x')");
    CHECK(std::get<Binary>(top.right->kind).left->where.text() == "-amount");
}

TEST_CASE("condition: types go together") {
    for (const std::string& condition : std::vector<std::string>{
             "type in [\"new\"]", "amount >= 1000 && booked < date(\"2026-07-01\")",
             "team.attainment >= 100% || !has(region)", "person.level.startsWith('s')",
             "amount * quantity - 3 > amount / (2 + 2)", "has(region) == true", "true",
             "type == region", "booked in [date(\"2026-01-01\")]", "(type == 'a') == (type == 'b')",
             "amount in [-1, 50%]"}) {
        CAPTURE(condition);
        CHECK(typed(condition, scope()) == "sound");
    }
    const std::string like = "compare like with like";
    const std::string computed = "numbers can be computed with, nothing else";
    for (const auto& [condition, answer] : std::vector<std::pair<std::string, std::string>>{
             {"amount", "type at «amount» | compare it, such as `amount > 0`"},
             {"type", "type at «type» | compare it, such as `type == \"new\"`"},
             {"regoin == 'x'", "unknown-name at «regoin» | did you mean `region`?"},
             {"has(regoin)", "unknown-name at «regoin» | did you mean `region`?"},
             {"has(region) == yes", "unknown-name at «yes» | write `true`"},
             {"amount > \"100\"", "type at «\"100\"» | write `100` without quotes"},
             {"'100' < amount", "type at «'100'» | write `100` without quotes"},
             {"booked >= \"2026-01-01\"",
              "type at «\"2026-01-01\"» | write `date(\"2026-01-01\")`"},
             {"type == 5", "type at «5» | " + like},
             {"type > 'a'", "type at «>» | use `==`, `!=` or `in`"},
             {"type in ['a', 5]", "type at «5» | " + like},
             {"amount in ['5']", "type at «'5'» | write `5` without quotes"},
             {"type in region", "type at «region» | write `type in [\"new\", \"renewal\"]`"},
             {"type == ['a']", "type at «['a']» | write `type in [\"new\", \"renewal\"]`"},
             {"amount && true", "type at «amount» | compare it, such as `amount > 0`"},
             {"!amount", "type at «amount» | write `!(…)` around a comparison"},
             {"-type == 'a'",
              "type at «type» | put the minus before a number\n"
              "condition-type at «'a'» | " +
                  like},
             {"booked + 5 > 3", "type at «booked» | " + computed},
             {"amount / quantity > 3",
              "type at «quantity» | multiply instead: `amount > 100 * quantity`"},
             {"amount / (1 - 1) > 3",
              "type at «1 - 1» | multiply instead: `amount > 100 * quantity`"},
             {"amount.contains('5')", "type at «amount» | compare it by `==`, `<` or `>` instead"},
         }) {
        CAPTURE(condition);
        CHECK(typed(condition, scope()) == "condition-" + answer);
    }
    // A bare word is most likely a text that lacks its quotes.
    CHECK(typed("type == expansion", scope()).find("`\"expansion\"`") != std::string::npos);
    // Checked alone, a file may name columns that are not known yet; each use stays open.
    const Scope alone{{{"amount", ValueType::number}}, false};
    CHECK(typed("margin > 5 && segment == 'x' && has(other)", alone) == "sound");
    CHECK(typed("amount == 'x' || margin > 5", alone) != "sound");
}

TEST_CASE("condition: constants are exact") {
    for (const auto& [text, value] :
         std::vector<std::pair<std::string, std::string>>{{"1/3 + 1/6", "1/2"},
                                                          {"-(2 * 50%)", "-1"},
                                                          {"7 - 3 - 2", "2"},
                                                          {"1 / 0", "none"},
                                                          {"1 + a", "none"},
                                                          {"!true", "none"}}) {
        Diagnostics out;
        const auto expr = parsed(block(text), out);
        REQUIRE(expr);
        const auto constant = intake::constant_number(*expr);
        CHECK((constant ? constant->fraction() : "none") == value);
    }
}

TEST_CASE("condition: limits") {
    const auto repeated = [](const std::string& piece, int times) {
        std::string all;
        for (int i = 0; i < times; ++i)
            all += piece;
        return all;
    };
    const auto answer = [](const std::string& condition) {
        Diagnostics out;
        const auto expr = parsed(block(condition), out);
        return expr ? "read" : out.sorted().at(0).code;
    };
    CHECK(answer(repeated("a || ", 2'000) + "a") == "read");
    CHECK(answer(repeated("a || ", 6'000) + "a") == "condition-too-large");
    CHECK(answer(repeated("(", 40) + "a" + repeated(")", 40)) == "read");
    CHECK(answer(repeated("(", 5'000) + "a") == "condition-too-large");
    CHECK(answer(repeated("!", 5'000) + "a") == "condition-too-large");
    CHECK(answer(repeated("-", 5'000) + "a") == "condition-too-large");
    CHECK(answer(repeated("[", 5'000)) != "read");
    CHECK(answer("a" + repeated("+a", 60)) == "read");
    CHECK(answer("a" + repeated("+a", 100)) == "condition-too-large");
    CHECK(answer("a" + repeated(".contains('x')", 100)) == "condition-too-large");
    CHECK(answer("a == '" + repeated("x", 70'000) + "'") == "condition-too-large");
}

TEST_CASE("functions of numbers, of days and of what was so before") {
    CHECK(read(block("days_between(booked, invoiced) + 1 <= 90")) ==
          "(((days_between booked invoiced) + 1) <= 90)");
    CHECK(read(block("least(margin / bookings, 40%)")) == "(least (margin / bookings) 2/5)");
    CHECK(read(block("bookings - before(bookings)")) == "(bookings - (before bookings))");
    CHECK(read(block("least(a)")) == "condition-syntax at «)» | separate them by a comma");
    CHECK(read(block("leest(a, b)")) == "condition-syntax at «leest» | did you mean `least`?");
}
