// A folder of files that is filled as a whole or not at all: they are written beside their places
// first, and put there together once all are there.
//
//     Folder folder("statements");
//     folder.add("ada.html", page);       statements/.attain-partial/ada.html
//     folder.commit();                    statements/ada.html
//
// Without commit() (a full disk, a stop) nothing of the folder has changed. Other files in it stay.
// Throws with the folder and the system's reason where it cannot be written.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace attain::cli {

class Folder {
public:
    explicit Folder(std::string path);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    // A file of the folder itself. May be called by several threads, with different names.
    void add(const std::string& name, std::string_view bytes);
    void commit();

private:
    std::filesystem::path path_;
    std::filesystem::path staging_;
    std::mutex guard_;
    std::vector<std::string> names_;
    bool made_ = false;
    bool done_ = false;
};

}  // namespace attain::cli
