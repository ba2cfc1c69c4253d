// The lock is flock(2): tied to the open file, released by the kernel at the latest with the
// process, and in force even between two books opened by one process. The holder's name is written
// into the file only to be read to the next one who comes; it decides nothing.
#include "record/store/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "record/store/access.h"
#include "record/store/account_name.h"

namespace attain::store {

namespace {

std::string holder_in(int file) {
    std::array<char, 256> buffer{};
    const ssize_t size = pread(file, buffer.data(), buffer.size(), 0);
    std::string text(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text.empty() ? "another process" : text;
}

// A name that cannot be written does not matter: the lock is held all the same.
void write_holder(int file) {
    const std::string text = fmt::format("{} (process {})\n", account_name(), getpid());
    if (ftruncate(file, 0) != 0) return;
    if (pwrite(file, text.data(), text.size(), 0) < 0) return;
}

}  // namespace

WriterLock::WriterLock(const std::string& book_path) {
    const std::string path = book_path + ".lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file_ < 0) {
        throw BookError(BookError::Kind::could_not,
                        fmt::format("cannot make `{}`: {}", path, std::strerror(errno)),
                        "writing to a book needs leave to write in its folder");
    }
    if (flock(file_, LOCK_EX | LOCK_NB) == 0) {
        write_holder(file_);
        return;
    }
    const int problem = errno;
    const std::string holder = holder_in(file_);
    release();
    if (problem != EWOULDBLOCK) {
        throw BookError(BookError::Kind::could_not,
                        fmt::format("cannot lock `{}`: {}", path, std::strerror(problem)),
                        "keep the book on a disk of this machine, not on a network share");
    }
    throw BookError(BookError::Kind::busy, fmt::format("{} is writing to `{}`", holder, book_path),
                    "try again when they have finished; reading is possible meanwhile");
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this != &other) {
        release();
        file_ = std::exchange(other.file_, -1);
    }
    return *this;
}

WriterLock::~WriterLock() {
    // Held by nobody, it says nothing: the same bytes whoever was here last.
    if (file_ >= 0 && ftruncate(file_, 0) != 0) errno = 0;
    release();
}

void WriterLock::release() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

}  // namespace attain::store
