// The commands: one file each, all of one form. Each answers the exit code.
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

namespace attain::cli {

int init(const Arguments& arguments, Console& console);
int check(const Arguments& arguments, Console& console);
int explain_code(const Arguments& arguments, Console& console);
int test(const Arguments& arguments, Console& console);
int import(const Arguments& arguments, Console& console);
int run(const Arguments& arguments, Console& console);
int show_register(const Arguments& arguments, Console& console);
int explain(const Arguments& arguments, Console& console);
int statement(const Arguments& arguments, Console& console);
int status(const Arguments& arguments, Console& console);
int exceptions(const Arguments& arguments, Console& console);
int query(const Arguments& arguments, Console& console);
int export_payroll(const Arguments& arguments, Console& console);
int verify(const Arguments& arguments, Console& console);
int close(const Arguments& arguments, Console& console);
int compare(const Arguments& arguments, Console& console);
int journal(const Arguments& arguments, Console& console);
int log(const Arguments& arguments, Console& console);
int plan_show(const Arguments& arguments, Console& console);
int plan_curve(const Arguments& arguments, Console& console);
int plan_diff(const Arguments& arguments, Console& console);
int plan_document(const Arguments& arguments, Console& console);

}  // namespace attain::cli
