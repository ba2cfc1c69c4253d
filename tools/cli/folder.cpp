#include "cli/folder.h"

#include <fmt/format.h>

#include <stdexcept>
#include <system_error>

#include "cli/console.h"

namespace attain::cli {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::error_code& why) {
    throw std::runtime_error(
        fmt::format("cannot write to the folder `{}`: {}", path.string(), why.message()));
}

}  // namespace

Folder::Folder(std::string path) : path_(std::move(path)), staging_(path_ / ".attain-partial") {
    std::error_code why;
    made_ = !std::filesystem::exists(path_, why);
    std::filesystem::remove_all(staging_, why);
    std::filesystem::create_directories(staging_, why);
    if (why) fail(path_, why);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(staging_, ignored);
    if (made_ && !done_) std::filesystem::remove(path_, ignored);
}

void Folder::add(const std::string& name, std::string_view bytes) {
    write_file((staging_ / name).string(), bytes);
    const std::lock_guard lock(guard_);
    names_.push_back(name);
}

void Folder::commit() {
    std::error_code why;
    for (const std::string& name : names_) {
        if (std::filesystem::is_directory(path_ / name, why)) {
            fail(path_ / name, std::make_error_code(std::errc::is_a_directory));
        }
    }
    for (const std::string& name : names_) {
        std::filesystem::rename(staging_ / name, path_ / name, why);
        if (why) fail(path_ / name, why);
    }
    done_ = true;
}

}  // namespace attain::cli
