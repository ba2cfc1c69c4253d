#include "model/facts/papers.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/number/parse.h"

namespace attain {

namespace {

using namespace intake;

std::optional<std::int32_t> days_in(const Node& map, std::string_view key, Diagnostics& out) {
    const Node* node = map.find(key);
    if (node == nullptr) return std::nullopt;
    constexpr int most = 3660;
    const ParsedNumber number = parse_number(node->text);
    ensure(number.value && number.value->is_whole(), "the shape has checked a whole number");
    if (number.value->sign() >= 0 && *number.value <= most) {
        return static_cast<std::int32_t>(*to_int64(number.value->numerator()));
    }
    out.error("out-of-range", node->where,
              fmt::format("`{}` is not between 0 and {}", node->text, most))
        .help = fmt::format("write a whole number from 0 to {}", most);
    return std::nullopt;
}

std::string text_in(const Node& map, std::string_view key) {
    const Node* node = map.find(key);
    return node == nullptr ? std::string() : node->text;
}

Rational exact_in(const Node& map, std::string_view key, const Rational& otherwise) {
    const Node* node = map.find(key);
    if (node == nullptr) return otherwise;
    const ParsedNumber number = parse_number(node->text);
    ensure(number.value.has_value(), "the shape has checked a number");
    return *number.value;
}

}  // namespace

Field statements_field() {
    return optional(
        "statements",
        map("what statements say",
            {optional("payment_days", whole(),
                      "It is paid so many days after the period's last day."),
             optional("dispute_days", whole(),
                      "It can be disputed until so many days after the period's last day."),
             optional("contact", text(), "Whom to ask, and where to send a dispute."),
             optional("note", text(), "A sentence of the company at the end of the page.")}),
        "When statements are paid, and how and until when they can be disputed.");
}

Field payroll_field() {
    const ShapePtr adp =
        map("a file for ADP Workforce Now",
            {required("company", name(), "The Co Code, three characters."),
             required("batch", name(), "The Batch ID."),
             required("earnings_code", name(), "The code of Earnings 3."),
             required("file_number", name(), "The column of people.csv with the File #."),
             optional("least", number(), "The least amount that is taken; -40500 if left out."),
             optional("most", number(), "The greatest amount; 99999.99 if left out.")});
    const ShapePtr gusto =
        map("a file for Gusto",
            {required("pays", choice({"commission", "bonus"}), "The column that is filled."),
             required("first_name", name(), "The column of people.csv with the first name."),
             required("last_name", name(), "The column of people.csv with the last name."),
             required("id", name(), "The column of people.csv with the employee's id.")});
    const ShapePtr workday =
        map("a file for Workday",
            {required("earning", text(), "The earning that is paid."),
             required("batch", text(), "The Batch ID."),
             required("worker", name(), "The column of people.csv with the worker's id.")});
    return optional("payroll",
                    map("files for payroll", {optional("adp", adp, "ADP Workforce Now."),
                                              optional("gusto", gusto, "Gusto."),
                                              optional("workday", workday, "Workday EIB.")}),
                    "What the files for payroll systems need to know.");
}

CompanyStatements statements_in(const Node& company, Diagnostics& out) {
    CompanyStatements said;
    const Node* map = company.find("statements");
    if (map == nullptr) return said;
    said.payment_days = days_in(*map, "payment_days", out);
    said.dispute_days = days_in(*map, "dispute_days", out);
    said.contact = text_in(*map, "contact");
    said.note = text_in(*map, "note");
    return said;
}

CompanyPayroll payroll_in(const Node& company, Diagnostics& out) {
    CompanyPayroll payroll;
    const Node* map = company.find("payroll");
    if (map == nullptr) return payroll;
    if (const Node* adp = map->find("adp")) {
        PayrollAdp made;
        made.company = text_in(*adp, "company");
        made.batch = text_in(*adp, "batch");
        made.earnings_code = text_in(*adp, "earnings_code");
        made.file_number = text_in(*adp, "file_number");
        made.least = exact_in(*adp, "least", made.least);
        made.most = exact_in(*adp, "most", made.most);
        if (made.company.size() != 3) {
            out.error("out-of-range", adp->find("company")->where,
                      fmt::format("`{}` has {} characters", made.company, made.company.size()))
                .help = "a Co Code has three characters";
        }
        payroll.adp = std::move(made);
    }
    if (const Node* gusto = map->find("gusto")) {
        payroll.gusto = PayrollGusto{text_in(*gusto, "pays"), text_in(*gusto, "first_name"),
                                     text_in(*gusto, "last_name"), text_in(*gusto, "id")};
    }
    if (const Node* workday = map->find("workday")) {
        payroll.workday = PayrollWorkday{text_in(*workday, "earning"), text_in(*workday, "batch"),
                                         text_in(*workday, "worker")};
    }
    return payroll;
}

}  // namespace attain
