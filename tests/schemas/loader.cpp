// The loader's side of agreement.py: documents on stdin, one after the other, each with a line that
// says what it should be and how many bytes it has; one line of answer for each.
//
//     plan 212           →  sound
//     plan 198           →  unsound unknown-key missing-key
//     plan 14            →  unread yaml-syntax           no document comes out at all
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "intake/document/yaml.h"
#include "model/cases/cases.h"
#include "model/facts/company.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"

namespace {

using namespace attain;

std::string answer(const intake::Shape& shape, std::string text) {
    Diagnostics out;
    const auto source = std::make_shared<const Source>("document.yaml", std::move(text));
    const std::optional<Node> document = intake::read_yaml(source, out);
    std::string said = document ? "sound" : "unread";
    if (document && !intake::check(*document, shape, out)) said = "unsound";
    std::set<std::string> codes;
    for (const Diagnostic& one : out.sorted())
        codes.insert(one.code);
    for (const std::string& code : codes)
        said += " " + code;
    return said;
}

}  // namespace

int main() {
    const std::map<std::string, const intake::Shape*> shapes = {
        {"plan", &plan::plan_shape()},
        {"shared", &plan::shared_shape()},
        {"company", &company_shape()},
        {"mapping", &load::mapping_shape()},
        {"cases", &cases::cases_shape()},
    };
    std::string kind;
    std::size_t bytes = 0;
    while (std::cin >> kind >> bytes) {
        std::cin.get();  // the line end
        std::string text(bytes, '\0');
        if (!std::cin.read(text.data(), static_cast<std::streamsize>(bytes))) return 1;
        std::cout << answer(*shapes.at(kind), std::move(text)) << "\n";
    }
    return 0;
}
