// What is wrong with a cell or a row, before it has a place: a code of the catalogue, a sentence
// and a remedy. An import stores it with the row's text (L2), build_world() makes an exception of
// it (L3).
#pragma once

#include <string>

namespace attain::load {

struct Trouble {
    std::string code;
    std::string message;
    std::string help;
};

}  // namespace attain::load
