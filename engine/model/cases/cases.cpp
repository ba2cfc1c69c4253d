#include "model/cases/cases.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/number/parse.h"
#include "intake/document/file.h"
#include "intake/document/yaml.h"
#include "model/load/read_files.h"

namespace attain::cases {

namespace {

namespace fs = std::filesystem;

constexpr auto most_file_bytes = std::size_t{64} << 20U;  // of one file of the company's folder

std::string text_under(const Node& map, std::string_view key, const std::string& otherwise) {
    const Node* found = map.find(key);
    return found ? found->text : otherwise;
}

// Reads the parts of a case file that has the right form.
class Reader {
public:
    Reader(const Node& document, const SourcePtr& source, const std::string& path, Diagnostics& out)
        : document_(document), source_(source), path_(path), out_(out) {}

    std::vector<Case> read() {
        Files shared;
        if (const Node* company = document_.find("company")) add_folder(*company, shared);
        add_files(document_.find("files"), "files", shared);
        std::vector<Case> cases;
        for (const Entry& section : document_.find("cases")->entries)
            cases.push_back(one(section, shared));
        return cases;
    }

private:
    Case one(const Entry& section, const Files& shared) {
        const Node* period = section.value.find("period");
        if (period == nullptr) period = document_.find("period");
        Case made{section.key,
                  text_under(section.value, "title", section.key),
                  period ? period->text : std::string(),
                  period ? period->where : section.key_where,
                  shared,
                  *section.value.find("expect"),
                  section.key_where};
        if (!period) {
            out_.error("missing-key", section.key_where,
                       fmt::format("the case `{}` needs a `period`", section.key))
                .help = "add `period: 2026-Q1` to the case, or to the whole file";
        }
        add_files(section.value.find("files"), section.key, made.files);
        for (const char* stage : {"payouts", "payout", "paid"})
            check_amounts(made.expect.find(stage));
        return made;
    }

    // "618 JPY", or only the figure.
    void check_amounts(const Node* people) {
        if (people == nullptr) return;
        for (const Entry& person : people->entries) {
            const std::string& text = person.value.text;
            const ParsedNumber number = parse_number(text.substr(0, text.find(' ')));
            if (number.value) continue;
            out_.error("not-a-number", person.value.where, number.problem).help =
                number.help.empty() ? "write an amount such as `30760.00`" : number.help;
        }
    }

    // Whatever in the folder is a fact or a plan; other files (this one too) are passed over.
    void add_folder(const Node& company, Files& files) {
        const fs::path folder = fs::path(path_).parent_path() / company.text;
        std::error_code problem;
        if (!fs::is_directory(folder, problem)) {
            out_.error("file-missing", company.where,
                       fmt::format("there is no folder `{}`", folder.lexically_normal().string()))
                .help = "write the company's folder as it is seen from this file, such as `.`";
            return;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            if (!entry.is_regular_file()) continue;
            const std::string name = entry.path().filename().string();
            const std::string known_as = entry.path().lexically_normal().string();
            if (!load::table_of_file(entry.path().string())) continue;
            if (SourcePtr read =
                    intake::read_file(entry.path().string(), known_as, most_file_bytes, out_)) {
                files[name] = std::move(read);
            }
        }
    }

    void add_files(const Node* map, const std::string& owner, Files& files) {
        if (map == nullptr) return;
        for (const Entry& entry : map->entries) {
            if (!load::table_of_text(entry.key, entry.value.text)) {
                out_.error("unknown-table", entry.key_where,
                           fmt::format("it is not clear what `{}` holds", entry.key))
                    .help =
                    "name it after its table, such as `people.csv`; a plan ends in `.yaml` and has "
                    "the key `plan:`";
                continue;
            }
            files[entry.key] = std::make_shared<Source>(
                fmt::format("{} {}/{}", source_->name(), owner, entry.key), entry.value.text);
        }
    }

    const Node& document_;
    const SourcePtr& source_;
    const std::string& path_;
    Diagnostics& out_;
};

}  // namespace

bool is_case_file(std::string_view text) {
    return text.starts_with("cases:") || text.find("\ncases:") != std::string_view::npos;
}

std::optional<std::vector<Case>> load_cases(const SourcePtr& source, const std::string& path,
                                            Diagnostics& out) {
    const std::size_t errors_before = out.error_count();
    const std::optional<Node> document = intake::read_yaml(source, out);
    if (!document || !intake::check(*document, cases_shape(), out)) return std::nullopt;
    std::vector<Case> cases = Reader(*document, source, path, out).read();
    if (out.error_count() > errors_before) return std::nullopt;
    return cases;
}

const Batch* WorldMaker::batch_of(const std::string& name, const SourcePtr& source,
                                  Diagnostics& out) {
    const auto known = read_.find(source.get());
    if (known != read_.end()) return &known->second.second;
    const std::optional<std::string> table = load::table_of_text(name, source->text());
    ensure(table.has_value(), "a case's files are of known tables");
    std::optional<Batch> batch = load::read_batch_text(source, *table, nullptr, Extent{}, out);
    if (!batch) return nullptr;
    // The source stays with its batch, so that no other text can lie where it lay.
    return &read_.emplace(source.get(), std::pair(source, *std::move(batch))).first->second.second;
}

std::optional<World> WorldMaker::world_of(const Files& files, Diagnostics& out) {
    const std::size_t errors_before = out.error_count();
    std::vector<Batch> batches;
    for (const auto& [name, source] : files) {
        if (const Batch* batch = batch_of(name, source, out)) batches.push_back(*batch);
    }
    if (out.error_count() > errors_before) return std::nullopt;
    return build_world(load::known_from_batches(std::move(batches)), out);
}

}  // namespace attain::cases
