#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "intake/document/file.h"
#include "model/load/read_files.h"
#include "report/import/import.h"

namespace attain::cli {

namespace {

constexpr std::size_t most_mapping_bytes = std::size_t{1} << 20;

Extent extent_meant(const Arguments& arguments) {
    Extent extent;
    if (!arguments.complete) {
        if (!arguments.source.empty() || !arguments.days.empty()) {
            throw NotThere("--source and --days say for what an import is complete",
                           "add --complete, or leave them out");
        }
        return extent;
    }
    extent.kind = Extent::Kind::complete;
    if (!arguments.source.empty()) extent.source = arguments.source;
    if (!arguments.days.empty()) {
        extent.days = DayRange::parse(arguments.days);
        if (!extent.days) {
            throw NotThere(fmt::format("`{}` is not a range of days", arguments.days),
                           "write it as 2026-01-01..2026-03-31");
        }
    }
    return extent;
}

// All files are read and checked before the first is stored: a mistake in the last one leaves the
// book as it was.
std::vector<Batch> read_batches(const Arguments& arguments, Console& console,
                                Diagnostics& problems) {
    std::shared_ptr<const load::Mapping> mapping;
    if (!arguments.mapping.empty()) {
        const SourcePtr source =
            intake::read_file(arguments.mapping, arguments.mapping, most_mapping_bytes, problems);
        if (source) mapping = load::load_mapping(source, problems);
        if (!mapping) return {};
    }
    const std::string table = mapping && arguments.table.empty() ? "ledger" : arguments.table;
    std::vector<Batch> batches;
    for (const CompanyFile& file : company_files(arguments.paths, table, problems)) {
        console.begin("reading " + file.shown_as);
        auto batch = load::read_batch(file.path, file.shown_as, file.table, mapping.get(),
                                      extent_meant(arguments), problems);
        if (batch) batches.push_back(std::move(*batch));
    }
    console.end();
    return batches;
}

}  // namespace

int import(const Arguments& arguments, Console& console) {
    const std::string recorded_at = recording_time(arguments);
    Book book = Book::open(arguments.book, Access::write);
    Diagnostics problems;
    std::vector<Batch> batches = read_batches(arguments, console, problems);
    if (problems.has_errors()) {
        console.complain(problems);
        return exit_could_not;
    }
    std::size_t unread = 0;
    for (const Batch& batch : batches)
        unread += batch.unread.size();
    std::vector<ImportedFile> imported;
    if (arguments.strict && unread > 0) {
        for (Batch& batch : batches) {
            ImportedFile file;
            file.report.file = batch.file;
            file.report.table = batch.table;
            file.report.read = batch.rows_read;
            file.report.unread = batch.unread.size();
            file.unread = std::move(batch.unread);
            if (file.report.unread > 0) imported.push_back(std::move(file));
        }
        console.print(arguments.json ? report::import_json(imported)
                                     : report::import_text(imported, console.colour()));
        console.complain(fmt::format("nothing was imported: {} row{} cannot be read", unread,
                                     unread == 1 ? "" : "s"),
                         "correct the rows, or import without --strict to keep them as exceptions");
        return exit_problems;
    }
    console.begin("storing");
    std::vector<ImportReport> done = book.import(batches, recorded_at, arguments.confirm);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        imported.push_back({std::move(done[i]), std::move(batches[i].unread)});
    }
    console.end();
    console.print(arguments.json ? report::import_json(imported)
                                 : report::import_text(imported, console.colour()));
    return unread > 0 ? exit_problems : exit_done;
}

}  // namespace attain::cli
