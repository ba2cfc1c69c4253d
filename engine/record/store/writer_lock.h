// One writer at a time: an operating system lock on `<book>.lock`, which says who holds it.
//
// SQLite's own locks would let two connections take turns at writing; SQLite before 3.51.3 can
// corrupt a WAL file when they also checkpoint at once. So the second writer is turned away before
// it opens the database. The lock dies with its process, however that ends; the file stays and
// means nothing by itself.
#pragma once

#include <string>

namespace attain::store {

class WriterLock {
public:
    // Throws BookError: busy, with the holder's name, or could_not where no lock file can be made.
    explicit WriterLock(const std::string& book_path);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    void release();
    int file_ = -1;
};

}  // namespace attain::store
