#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/folder.h"
#include "cli/session.h"
#include "report/payroll/payroll.h"

namespace attain::cli {

namespace {

PayrollFormat format_of(const std::string& name) {
    if (name == "adp") return PayrollFormat::adp;
    if (name == "gusto") return PayrollFormat::gusto;
    if (name == "workday") return PayrollFormat::workday;
    return PayrollFormat::csv;
}

// Each system needs to be told of once, in company.yaml.
void require_settings(const World& world, const std::string& format) {
    const CompanyPayroll& payroll = world.company.payroll;
    const bool known = (format == "adp" && payroll.adp) || (format == "gusto" && payroll.gusto) ||
                       (format == "workday" && payroll.workday) || format == "csv";
    if (known) return;
    throw NotThere(fmt::format("company.yaml does not say how payroll by {} is filled", format),
                   fmt::format("add `{}` under `payroll` and import it before the run", format));
}

std::string sums_text(const std::map<std::string, Cash>& sums) {
    std::string text;
    for (const auto& [currency, sum] : sums)
        text += fmt::format(", {} {}", sum.shown(), currency);
    return text;
}

}  // namespace

int export_payroll(const Arguments& arguments, Console& console) {
    if (arguments.out.empty()) {
        throw NotThere("an export is written to a folder", "add --out FOLDER");
    }
    if (arguments.format == "text") {
        throw NotThere("each payroll system has a form of its own",
                       "add --format adp, gusto, workday or csv");
    }
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    require_settings(opened->world, arguments.format);
    Diagnostics problems;
    std::optional<ManifestFile> file =
        report::payroll_file(opened->world, opened->run, format_of(arguments.format), problems);
    console.complain(problems);
    if (!file) return exit_problems;
    const std::string name = file->name;
    const std::string told = fmt::format("{} rows{}", file->rows, sums_text(file->sums));
    Manifest manifest{"payroll " + arguments.format,
                      opened->world.company.name,
                      opened->stored,
                      {{"format", arguments.format}},
                      {}};
    manifest.files.push_back(*std::move(file));
    Folder folder(arguments.out);
    folder.add(name, manifest.files[0].bytes);
    folder.add("manifest.json", report::manifest_json(manifest));
    folder.commit();
    console.print(fmt::format("wrote {}/{}: {}\n", arguments.out, name, told));
    console.print(fmt::format("wrote {}/manifest.json: from run {} ({})\n", arguments.out,
                              opened->stored.number, opened->stored.status));
    return exit_done;
}

}  // namespace attain::cli
