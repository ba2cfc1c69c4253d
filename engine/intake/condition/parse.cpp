// From text to tree, by descending from the loosest sign to the tightest:
//
//     ||    &&    == != < <= > >= in    + -    * /    ! -    x.startsWith(y)  ( )
//
// Chains of && and of || become balanced trees: a condition of a thousand alternatives is ten
// levels deep, so that nobody who walks it needs a deep stack.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/condition/condition.h"
#include "intake/condition/token.h"
#include "intake/schema/scalar.h"

namespace attain::intake {

namespace {

constexpr std::size_t most_condition_bytes = 64 * 1024;
constexpr std::size_t most_depth = 64;

struct Known {
    Function function;
    std::size_t arguments;
};
constexpr Known computing[] = {{Function::least, 2},          {Function::greatest, 2},
                               {Function::days_between, 2},   {Function::working_days_between, 2},
                               {Function::months_between, 2}, {Function::before, 1}};

std::vector<std::string> functions() {
    std::vector<std::string> names = {"has", "date"};
    for (const Known& known : computing)
        names.emplace_back(name_of(known.function));
    return names;
}

const std::vector<std::string> methods = {"startsWith", "contains", "endsWith"};

struct StopParsing {};  // thrown after an error has been reported

// A finished piece with the levels under it.
struct Part {
    Expr expr;
    std::size_t depth = 1;
};

struct Sign {
    std::string_view written;
    BinaryOp op;
};
constexpr Sign comparisons[] = {{"==", BinaryOp::equal},  {"!=", BinaryOp::unequal},
                                {"<", BinaryOp::less},    {"<=", BinaryOp::less_or_equal},
                                {">", BinaryOp::greater}, {">=", BinaryOp::greater_or_equal}};
constexpr Sign sums[] = {{"+", BinaryOp::add}, {"-", BinaryOp::subtract}};
constexpr Sign products[] = {{"*", BinaryOp::multiply}, {"/", BinaryOp::divide}};

class Parser {
public:
    Parser(const std::vector<Token>& tokens, const Placement& placement, Diagnostics& out)
        : tokens_(tokens), placement_(placement), out_(out) {}

    Expr parse() {
        if (now().kind == Token::Kind::end) refuse(now(), "this condition is empty", "write one");
        Part all = alternatives();
        if (now().kind != Token::Kind::end) refuse_here();
        return std::move(all.expr);
    }

private:
    const Token& now() const { return tokens_[at_]; }
    const Token& ahead() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    const Token& take() { return tokens_[std::min(at_++, tokens_.size() - 1)]; }

    [[noreturn]] void refuse(const Token& token, std::string message, std::string help) {
        out_.error("condition-syntax", placement_.span(token), std::move(message)).help =
            std::move(help);
        throw StopParsing{};
    }

    [[noreturn]] void refuse_depth(const Token& token) {
        out_.error("condition-too-large", placement_.span(token),
                   fmt::format("this condition is more than {} levels deep", most_depth))
            .help = "take out brackets, or name parts of it as measures of their own";
        throw StopParsing{};
    }

    // Something else was expected at the present token.
    [[noreturn]] void refuse_here() {
        const Token& token = now();
        if (token.kind == Token::Kind::end) {
            refuse(token, "this condition ends too early",
                   "write what belongs behind its last sign");
        }
        std::string word(token.written);
        std::transform(word.begin(), word.end(), word.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        std::string help = "join two conditions by `&&` or `||`";
        if (word == "and") help = "write `&&`";
        if (word == "or") help = "write `||`";
        if (word == "in") help = "write `in` in small letters";
        if (word == "is") help = "write `==`";
        if (word == ",") help = "write numbers without separators: `1000`";
        if (word == ")" || word == "]") help = "delete it, or open it before";
        refuse(token, fmt::format("{} has no meaning here", shown(token.written)), std::move(help));
    }

    void expect(std::string_view sign, const Token& opened) {
        if (now().is(sign)) {
            take();
            return;
        }
        if (now().kind != Token::Kind::end) refuse_here();
        refuse(opened,
               fmt::format("the bracket `{}` that opens here is not closed", opened.written),
               fmt::format("write `{}` where it ends", sign));
    }

    Span around(const Expr& left, const Expr& right) const {
        return {left.where.source, std::min(left.where.begin, right.where.begin),
                std::max(left.where.end, right.where.end)};
    }

    Part join(BinaryOp op, Part left, Part right, const Token& sign) {
        const std::size_t depth = std::max(left.depth, right.depth) + 1;
        if (depth > most_depth) refuse_depth(sign);
        const Span where = around(left.expr, right.expr);
        return {{Binary{op, std::make_shared<const Expr>(std::move(left.expr)),
                        std::make_shared<const Expr>(std::move(right.expr)), placement_.span(sign)},
                 where},
                depth};
    }

    // terms[first] op … op terms[last], halved until two are left.
    Part balanced(BinaryOp op, std::vector<Part>& terms, const std::vector<const Token*>& between,
                  std::size_t first, std::size_t last) {
        if (first == last) return std::move(terms[first]);
        const std::size_t middle = first + (last - first) / 2;
        Part left = balanced(op, terms, between, first, middle);
        Part right = balanced(op, terms, between, middle + 1, last);
        return join(op, std::move(left), std::move(right), *between[middle]);
    }

    Part chain(BinaryOp op, std::string_view sign, Part (Parser::*term)()) {
        std::vector<Part> terms;
        std::vector<const Token*> between;
        terms.push_back((this->*term)());
        while (now().is(sign)) {
            between.push_back(&take());
            terms.push_back((this->*term)());
        }
        return balanced(op, terms, between, 0, terms.size() - 1);
    }

    Part alternatives() {
        if (++nesting_ > most_depth) refuse_depth(now());
        Part part = chain(BinaryOp::either, "||", &Parser::requirements);
        --nesting_;
        return part;
    }
    Part requirements() { return chain(BinaryOp::both, "&&", &Parser::comparison); }

    std::optional<BinaryOp> comparison_here() const {
        if (now().is_name("in")) return BinaryOp::in;
        for (const Sign& sign : comparisons) {
            if (now().is(sign.written)) return sign.op;
        }
        return std::nullopt;
    }

    Part comparison() {
        Part left = sum();
        const std::optional<BinaryOp> op = comparison_here();
        if (!op) return left;
        const Token& sign = take();
        Part right = sum();
        if (comparison_here()) {
            refuse(now(), "two comparisons stand in a row", "write `a < b && b < c`");
        }
        return join(*op, std::move(left), std::move(right), sign);
    }

    template <std::size_t count>
    Part arithmetic(const Sign (&wanted)[count], Part (Parser::*term)()) {
        Part left = (this->*term)();
        while (true) {
            const Sign* const found =
                std::find_if(std::begin(wanted), std::end(wanted),
                             [this](const Sign& sign) { return now().is(sign.written); });
            if (found == std::end(wanted)) return left;
            const Token& sign = take();
            left = join(found->op, std::move(left), (this->*term)(), sign);
        }
    }
    Part sum() { return arithmetic(sums, &Parser::product); }
    Part product() { return arithmetic(products, &Parser::unary); }

    Part unary() {
        const Token& sign = now();
        if (!sign.is("!") && !sign.is("-")) return call();
        take();
        if (++nesting_ > most_depth) refuse_depth(sign);
        Part operand = unary();
        --nesting_;
        if (operand.depth + 1 > most_depth) refuse_depth(sign);
        Span where = placement_.span(sign);
        where.end = std::max(where.end, operand.expr.where.end);
        if (const auto* number = std::get_if<NumberLiteral>(&operand.expr.kind);
            number && sign.is("-")) {
            return {{NumberLiteral{-number->value}, where}, 1};
        }
        const UnaryOp op = sign.is("-") ? UnaryOp::negate : UnaryOp::invert;
        const std::size_t depth = operand.depth + 1;
        return {{Unary{op, std::make_shared<const Expr>(std::move(operand.expr))}, where}, depth};
    }

    static std::optional<TextTest> test_called(const Token& token) {
        if (token.is_name("startsWith")) return TextTest::starts_with;
        if (token.is_name("contains")) return TextTest::contains;
        if (token.is_name("endsWith")) return TextTest::ends_with;
        return std::nullopt;
    }

    // A value, with the tests that hang on it by a dot.
    Part call() {
        Part subject = primary();
        while (now().is(".")) {
            take();
            const Token& method = now();
            const std::optional<TextTest> test = test_called(method);
            if (!test) {
                const std::string similar = nearest(method.written, methods);
                refuse(method, fmt::format("{} cannot be asked of a value", shown(method.written)),
                       similar.empty() ? "write " + one_of(methods)
                                       : fmt::format("did you mean `{}`?", similar));
            }
            take();
            const Token& open = now();
            if (!open.is("(")) refuse_here();
            take();
            Part argument = alternatives();
            const Token& close = now();
            expect(")", open);
            const std::size_t depth = std::max(subject.depth, argument.depth) + 1;
            if (depth > most_depth) refuse_depth(method);
            Span where = around(subject.expr, argument.expr);
            where.end = std::max(where.end, placement_.span(close).end);
            subject = {{TextCall{*test, std::make_shared<const Expr>(std::move(subject.expr)),
                                 std::make_shared<const Expr>(std::move(argument.expr))},
                        where},
                       depth};
        }
        return subject;
    }

    Part primary() {
        const Token& token = now();
        switch (token.kind) {
            case Token::Kind::number:
                take();
                return {{NumberLiteral{token.number}, span(token)}, 1};
            case Token::Kind::text: take(); return {{TextLiteral{token.text}, span(token)}, 1};
            case Token::Kind::name: return named();
            case Token::Kind::sign:
                if (token.is("(")) return grouped();
                if (token.is("[")) return list();
                break;
            case Token::Kind::end: break;
        }
        refuse_here();
    }

    Span span(const Token& token) const { return placement_.span(token); }

    Part grouped() {
        const Token& open = take();
        Part inside = alternatives();
        expect(")", open);
        return inside;
    }

    Part named() {
        const Token& word = now();
        if (word.is_name("true") || word.is_name("false")) {
            take();
            return {{FlagLiteral{word.is_name("true")}, span(word)}, 1};
        }
        const bool negates = word.is_name("not") || word.is_name("NOT");
        if (negates && (ahead().kind == Token::Kind::name || ahead().is("("))) {
            refuse(word, fmt::format("{} has no meaning here", shown(word.written)), "write `!`");
        }
        if (ahead().is("(")) return function();
        std::size_t end = 0;
        std::string name = dotted_name(end);
        return {{NameRef{std::move(name)}, placement_.span(word.begin, end)}, 1};
    }

    // "person.level", up to a test such as `.contains(`.
    std::string dotted_name(std::size_t& end) {
        if (now().kind != Token::Kind::name) refuse_here();
        const Token& first = take();
        std::string name(first.written);
        end = first.end;
        while (now().is(".") && ahead().kind == Token::Kind::name) {
            const bool is_call = at_ + 2 < tokens_.size() && tokens_[at_ + 2].is("(");
            if (is_call) break;
            take();
            const Token& part = take();
            name += "." + std::string(part.written);
            end = part.end;
        }
        return name;
    }

    Part function() {
        const Token& word = take();
        const Token& open = take();
        if (word.is_name("has")) {
            const Token& first = now();
            std::size_t end = 0;
            std::string name = dotted_name(end);
            const Span name_where = placement_.span(first.begin, end);
            const Token& close = now();
            expect(")", open);
            return {{HasValue{std::move(name), name_where}, placement_.span(word.begin, close.end)},
                    1};
        }
        if (word.is_name("date")) return date_literal(word, open);
        for (const Known& known : computing) {
            if (word.is_name(name_of(known.function))) return computed(known, word, open);
        }
        if (test_called(word)) {
            refuse(word, fmt::format("`{}` asks nothing here", word.written),
                   fmt::format("write `column.{}(\"text\")`", word.written));
        }
        const std::string similar = nearest(word.written, functions());
        refuse(word, fmt::format("there is no function {}", shown(word.written)),
               similar.empty() ? "write `has(column)` or `date(\"2026-02-14\")`"
                               : fmt::format("did you mean `{}`?", similar));
    }

    Part computed(const Known& known, const Token& word, const Token& open) {
        FunctionCall call{known.function, {}};
        std::size_t depth = 1;
        while (call.arguments.size() < known.arguments) {
            if (!call.arguments.empty()) {
                if (!now().is(",")) {
                    refuse(now(),
                           fmt::format("`{}` wants {} values", word.written, known.arguments),
                           "separate them by a comma");
                }
                take();
            }
            Part argument = alternatives();
            depth = std::max(depth, argument.depth + 1);
            call.arguments.push_back(std::move(argument.expr));
        }
        if (depth > most_depth) refuse_depth(word);
        const Token& close = now();
        expect(")", open);
        return {{std::move(call), placement_.span(word.begin, close.end)}, depth};
    }

    Part date_literal(const Token& word, const Token& open) {
        const Token& day = now();
        if (day.kind != Token::Kind::text) {
            refuse(day, "`date` wants a day in quotes", "write `date(\"2026-02-14\")`");
        }
        take();
        const std::optional<Date> value = Date::parse(day.text);
        if (!value) {
            refuse(day, fmt::format("{} is not a day of the calendar", shown(day.text)),
                   "write year, month and day: `date(\"2026-02-14\")`");
        }
        const Token& close = now();
        expect(")", open);
        return {{DateLiteral{*value}, placement_.span(word.begin, close.end)}, 1};
    }

    Part list() {
        const Token& open = take();
        std::vector<Expr> items;
        while (!now().is("]")) {
            const Token& first = now();
            Part item = unary();
            const bool constant = std::holds_alternative<NumberLiteral>(item.expr.kind) ||
                                  std::holds_alternative<TextLiteral>(item.expr.kind) ||
                                  std::holds_alternative<DateLiteral>(item.expr.kind) ||
                                  std::holds_alternative<FlagLiteral>(item.expr.kind);
            if (!constant) {
                refuse(first, "a list holds constants only",
                       "a text is written in quotes: `\"new\"`");
            }
            items.push_back(std::move(item.expr));
            if (!now().is(",")) break;
            take();
        }
        const Token& close = now();
        expect("]", open);
        if (items.empty()) refuse(open, "this list is empty", "write at least one value");
        return {{ListLiteral{std::move(items)}, placement_.span(open.begin, close.end)}, 1};
    }

    const std::vector<Token>& tokens_;
    const Placement& placement_;
    Diagnostics& out_;
    std::size_t at_ = 0;
    std::size_t nesting_ = 0;
};

}  // namespace

std::optional<Expr> parse_condition(const Node& scalar, Diagnostics& out) {
    if (scalar.text.size() > most_condition_bytes) {
        out.error("condition-too-large", scalar.where,
                  fmt::format("this condition has more than {} bytes", most_condition_bytes))
            .help = "compare with a shorter list, or mark the deals by a column of their own";
        return std::nullopt;
    }
    const Placement placement(scalar);
    const std::optional<std::vector<Token>> tokens = read_tokens(scalar.text, placement, out);
    if (!tokens) return std::nullopt;
    try {
        return Parser(*tokens, placement, out).parse();
    } catch (const StopParsing&) {
        return std::nullopt;
    }
}

}  // namespace attain::intake
