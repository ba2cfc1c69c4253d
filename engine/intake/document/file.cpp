#include "intake/document/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include "intake/document/text_check.h"

namespace attain::intake {

namespace {

namespace fs = std::filesystem;

// Mistakes of a whole file have no place inside it that could be shown: its bytes may be anything.
SourcePtr refuse(Diagnostics& out, std::string_view code, std::string message, std::string help) {
    out.error(code, {}, std::move(message)).help = std::move(help);
    return nullptr;
}

std::string names_beside(const fs::path& path) {
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<std::string> names;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        names.push_back(at->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return nearest(path.filename().string(), names);
}

SourcePtr refuse_missing(const std::string& path, const std::string& shown_as, Diagnostics& out) {
    const std::string similar = names_beside(path);
    return refuse(out, "file-missing", fmt::format("there is no file `{}`", shown_as),
                  similar.empty() ? "check the name and the folder"
                                  : fmt::format("did you mean `{}`?", similar));
}

// Exports of spreadsheets: every other byte of ordinary text is NUL.
bool looks_like_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return true;
    const std::string_view sample = bytes.substr(0, 4096);
    std::array<std::size_t, 2> nuls = {0, 0};  // at even and at odd places
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (sample[i] == '\0') ++nuls[i % 2];
    }
    const auto [few, many] = std::minmax(nuls[0], nuls[1]);
    return sample.size() >= 4 && many * 5 >= sample.size() && few * 10 <= many;
}

SourcePtr refuse_binary(const std::string& shown_as, std::string_view bytes, Diagnostics& out) {
    if (bytes.starts_with("PK\x03\x04")) {
        return refuse(out, "file-binary",
                      fmt::format("`{}` is a workbook or another packed file, not text", shown_as),
                      "export the sheet as `CSV UTF-8` and give that file");
    }
    return refuse(out, "file-binary", fmt::format("`{}` is not a text file", shown_as),
                  "give the YAML or CSV file itself");
}

SourcePtr checked(const std::string& shown_as, std::string bytes, Diagnostics& out) {
    if (bytes.empty()) {
        return refuse(out, "file-empty", fmt::format("`{}` is empty", shown_as),
                      "write its content, or leave the file out");
    }
    if (looks_like_utf16(bytes)) {
        return refuse(out, "file-utf16", fmt::format("`{}` is UTF-16, not UTF-8", shown_as),
                      "save it again as UTF-8; spreadsheets call it `CSV UTF-8`");
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("%PDF-") ||
        bytes.find('\0') != std::string::npos) {
        return refuse_binary(shown_as, bytes, out);
    }
    if (const std::optional<TextFlaw> flaw = first_flaw(bytes)) {
        const std::string where = describe(bytes, *flaw);
        if (flaw->kind == TextFlaw::Kind::control) {
            return refuse(
                out, "control-character",
                fmt::format("`{}` holds a character that cannot be seen: {}", shown_as, where),
                "delete that character");
        }
        return refuse(out, "file-not-utf8", fmt::format("`{}` is not UTF-8: {}", shown_as, where),
                      "save it again as UTF-8; spreadsheets call it `CSV UTF-8`");
    }
    if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
    if (bytes.empty()) return checked(shown_as, {}, out);
    return std::make_shared<const Source>(shown_as, std::move(bytes));
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

// At most one byte more than is allowed, so that a pipe or an endless device is bounded too.
std::string read_bytes(std::FILE* file, const std::string& shown_as, std::size_t expected,
                       std::size_t most_bytes) {
    std::string bytes(std::min(expected, most_bytes) + 1, '\0');
    std::size_t size = 0;
    while (true) {
        size += std::fread(bytes.data() + size, 1, bytes.size() - size, file);
        if (std::ferror(file) != 0) {
            throw std::system_error(errno, std::generic_category(), "reading " + shown_as);
        }
        if (size < bytes.size() || size > most_bytes) break;
        bytes.resize(std::min(bytes.size() * 2, most_bytes + 1));
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace

SourcePtr read_file(const std::string& path, const std::string& shown_as, std::size_t most_bytes,
                    Diagnostics& out) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return refuse_missing(path, shown_as, out);
    if (fs::is_directory(status)) {
        return refuse(out, "file-is-folder", fmt::format("`{}` is a folder, not a file", shown_as),
                      "name a file inside it");
    }
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        return refuse(out, "file-unreadable",
                      fmt::format("`{}` cannot be opened: {}", shown_as,
                                  std::generic_category().message(errno)),
                      "check who may read it");
    }
    const std::uintmax_t told = fs::is_regular_file(status) ? fs::file_size(path, error) : 0;
    const std::size_t expected = error ? 0 : static_cast<std::size_t>(told);
    std::string bytes = read_bytes(file.get(), shown_as, expected, most_bytes);
    if (bytes.size() > most_bytes) {
        return refuse(out, "file-too-large",
                      fmt::format("`{}` has more than {} bytes", shown_as, most_bytes),
                      "split it into several files");
    }
    return checked(shown_as, std::move(bytes), out);
}

}  // namespace attain::intake
