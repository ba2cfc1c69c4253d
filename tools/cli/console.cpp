#include "cli/console.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace attain::cli {

namespace {

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value && *value != '\0';
}

Colour choose_colour(const Arguments& arguments) {
    const char* term = std::getenv("TERM");
    if (arguments.no_colour || is_set("NO_COLOR")) return Colour::no;
    if (term && std::strcmp(term, "dumb") == 0) return Colour::no;
    if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE")) return Colour::yes;
    return isatty(STDOUT_FILENO) != 0 ? Colour::yes : Colour::no;
}

spdlog::logger& log() {
    static const auto logger = [] {
        auto made = spdlog::stderr_logger_st("attain");
        made->set_pattern("attain: %v");
        made->set_level(spdlog::level::debug);
        return made;
    }();
    return *logger;
}

}  // namespace

Console::Console(const Arguments& arguments)
    : colour_(choose_colour(arguments)),
      quiet_(arguments.quiet),
      verbose_(arguments.verbose),
      progress_(!arguments.quiet && isatty(STDERR_FILENO) != 0) {}

void Console::print(std::string_view text) const {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0) {
        throw std::runtime_error(
            fmt::format("the output could not be written: {}", std::strerror(errno)));
    }
}

void Console::say(const std::string& text) const {
    if (!quiet_) log().info(text);
}

void Console::complain(const std::string& text, const std::string& help) const {
    std::fputs(fmt::format("error: {}\n", text).c_str(), stderr);
    if (!help.empty()) std::fputs(fmt::format("  = help: {}\n", help).c_str(), stderr);
}

void Console::complain(const Diagnostics& diagnostics) const {
    const Colour colour = isatty(STDERR_FILENO) != 0 ? colour_ : Colour::no;
    constexpr std::size_t most = 50;  // more than anybody mends before asking again
    const std::vector<Diagnostic> sorted = diagnostics.sorted();
    for (std::size_t i = 0; i < std::min(sorted.size(), most); ++i) {
        std::fputs(render(sorted[i], colour).c_str(), stderr);
        std::fputs("\n", stderr);
    }
    if (sorted.size() > most) {
        std::fputs(fmt::format("and {} more\n", sorted.size() - most).c_str(), stderr);
    }
}

void Console::begin(const std::string& what) {
    end();
    step_ = what;
    began_ = std::chrono::steady_clock::now();
    if (progress_) std::fputs(fmt::format("\r\x1b[K{} …", what).c_str(), stderr);
}

void Console::end() {
    if (step_.empty()) return;
    if (progress_) std::fputs("\r\x1b[K", stderr);
    if (verbose_) {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - began_);
        log().debug("{}: {} ms", step_, took.count());
    }
    step_.clear();
}

NewFile::NewFile(const std::string& path) : path_(path) {
    // A device or pipe is written to as it is: it must not be replaced by a file.
    std::error_code ignored;
    const std::filesystem::file_status status = std::filesystem::status(path, ignored);
    const bool replaced = !std::filesystem::exists(status) || is_regular_file(status);
    written_to_ = replaced ? path + ".unfinished" : path;
    file_ = std::fopen(written_to_.c_str(), "wb");
    if (!file_) throw std::runtime_error(fmt::format("{}: {}", path, std::strerror(errno)));
}

NewFile::~NewFile() {
    if (!file_) return;
    std::fclose(file_);
    if (written_to_ != path_) std::remove(written_to_.c_str());
}

void NewFile::give_up() {
    const std::string reason = std::strerror(errno);
    if (written_to_ != path_) std::remove(written_to_.c_str());
    throw std::runtime_error(fmt::format("{}: {}", path_, reason));
}

void NewFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) return;
    const int reason = errno;
    std::fclose(std::exchange(file_, nullptr));
    errno = reason;
    give_up();
}

void NewFile::commit() {
    if (std::fclose(std::exchange(file_, nullptr)) != 0) give_up();
    if (written_to_ != path_ && std::rename(written_to_.c_str(), path_.c_str()) != 0) give_up();
}

void write_file(const std::string& path, std::string_view text) {
    NewFile file(path);
    file.write(text);
    file.commit();
}

void put(const Arguments& arguments, const Console& console, std::string_view text) {
    if (arguments.out.empty()) {
        console.print(text);
    } else {
        write_file(arguments.out, text);
    }
}

}  // namespace attain::cli
