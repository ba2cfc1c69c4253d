// What company.yaml says of the papers that a run becomes: statements, and files for payroll.
//
//     statements: {payment_days: 25, dispute_days: 60, contact: commissions@harbour.example}
//     payroll:
//       adp:     {company: HBR, batch: COMM, earnings_code: COM, file_number: adp_file}
//       gusto:   {pays: commission, first_name: given, last_name: family, id: gusto_id}
//       workday: {earning: Commission, batch: Q1-2026, worker: worker_id}
//
// `file_number`, `first_name`, `last_name`, `id` and `worker` name text columns of people.csv. None
// of it moves a result.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic/diagnostic.h"
#include "base/number/rational.h"
#include "intake/document/node.h"
#include "intake/schema/shape.h"

namespace attain {

// What every statement says beside its figures. Days are counted from the period's last day.
struct CompanyStatements {
    std::optional<std::int32_t> payment_days;
    std::optional<std::int32_t> dispute_days;
    std::string contact;
    std::string note;
};

struct PayrollAdp {
    std::string company;        // Co Code
    std::string batch;          // Batch ID
    std::string earnings_code;  // Earnings 3 Code
    std::string file_number;    // column of people.csv
    Rational least = Rational(-40500);
    Rational most = Rational::of(9999999, 100);
};
struct PayrollGusto {
    std::string pays;  // "commission" or "bonus"
    std::string first_name, last_name, id;
};
struct PayrollWorkday {
    std::string earning;
    std::string batch;
    std::string worker;
};
struct CompanyPayroll {
    std::optional<PayrollAdp> adp;
    std::optional<PayrollGusto> gusto;
    std::optional<PayrollWorkday> workday;
};

intake::Field statements_field();
intake::Field payroll_field();
CompanyStatements statements_in(const Node& company, Diagnostics& out);
CompanyPayroll payroll_in(const Node& company, Diagnostics& out);

}  // namespace attain
