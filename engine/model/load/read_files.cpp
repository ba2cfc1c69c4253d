#include "model/load/read_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "base/fingerprint/sha256.h"
#include "intake/document/file.h"
#include "model/load/import.h"

namespace attain::load {

namespace {

// A ledger of tens of millions of rows is a few gigabytes; everything else is written by people.
constexpr std::size_t most_bytes_of_table = std::size_t{16} << 30U;
constexpr std::size_t most_bytes_of_document = std::size_t{1} << 20U;

std::string file_name(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

bool is_yaml(const std::string& name) {
    return name.ends_with(".yaml") || name.ends_with(".yml");
}

bool has_top_level_key(std::string_view text, std::string_view key) {
    for (std::size_t at = text.find(key); at != std::string_view::npos;
         at = text.find(key, at + 1)) {
        if (at == 0 || text[at - 1] == '\n') return true;
    }
    return false;
}

std::vector<std::string> tables() {
    return {"documents", "events", "ledger", "observations", "openings", "people",
            "periods",   "quotas", "rates",  "targets",      "teams"};
}

}  // namespace

std::optional<std::string> table_of_text(const std::string& name, std::string_view text) {
    const std::string file = file_name(name);
    if (is_yaml(file)) {
        for (const char* known : {"company.yaml", "company.yml", "shared.yaml", "shared.yml"}) {
            if (file == known) return "documents";
        }
        const bool other = has_top_level_key(text, "mapping:") ||
                           has_top_level_key(text, "case:") || has_top_level_key(text, "cases:");
        if (other || !has_top_level_key(text, "plan:")) return std::nullopt;
        return "documents";
    }
    if (!file.ends_with(".csv")) return std::nullopt;
    const std::string stem = file.substr(0, file.size() - 4);
    if (stem == "ledger" || fact_kind(stem)) return stem;
    return std::nullopt;
}

std::optional<std::string> table_of_file(const std::string& path) {
    std::string text;
    if (is_yaml(path)) {
        std::ifstream file(path, std::ios::binary | std::ios::ate);
        const auto size = file ? static_cast<std::size_t>(file.tellg()) : 0;
        file.seekg(0);
        text.resize(std::min(size, most_bytes_of_document));
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(file.gcount()));
    }
    return table_of_text(path, text);
}

std::optional<Batch> read_batch(const std::string& path, const std::string& shown_as,
                                const std::string& table, const Mapping* mapping,
                                const Extent& extent, Diagnostics& out) {
    const std::size_t most = table == "documents" ? most_bytes_of_document : most_bytes_of_table;
    const SourcePtr source = intake::read_file(path, shown_as, most, out);
    if (!source) return std::nullopt;
    return read_batch_text(source, table, mapping, extent, out);
}

std::optional<Batch> read_batch_text(const SourcePtr& source, const std::string& table,
                                     const Mapping* mapping, const Extent& extent,
                                     Diagnostics& out) {
    Batch batch;
    batch.file = source->name();
    batch.table = table;
    batch.extent = extent;
    batch.fingerprint = sha256_hex(source->text());
    if (mapping && mapping->table != table) {
        out.error("mapping-table", mapping->where,
                  fmt::format("the mapping `{}` is for the table `{}`, not `{}`", mapping->name,
                              mapping->table, table))
            .help = "choose the mapping that was written for this file";
        return std::nullopt;
    }
    bool usable = false;
    if (table == "documents") {
        usable = import_document(source, batch, out);
    } else if (table == "ledger") {
        usable = import_ledger(source, mapping, batch, out);
    } else if (const std::optional<FactKind> kind = fact_kind(table)) {
        usable = import_table(*kind, source, mapping, batch, out);
    } else {
        const std::string close = nearest(table, tables());
        out.error("unknown-table", Span{}, fmt::format("there is no table `{}`", table)).help =
            close.empty() ? fmt::format("the tables are {}", fmt::join(tables(), ", "))
                          : fmt::format("did you mean `{}`?", close);
    }
    if (!usable) return std::nullopt;
    return batch;
}

}  // namespace attain::load
