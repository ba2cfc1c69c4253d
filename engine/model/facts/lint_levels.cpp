#include "model/facts/lint_levels.h"

#include <algorithm>

#include "base/diagnostic/catalogue.h"

namespace attain {

intake::Field lint_levels_field() {
    std::vector<intake::Field> fields;
    for (const Lint& lint : lints()) {
        const auto entries = catalogue();
        const auto entry = std::find_if(entries.begin(), entries.end(), [&](const CodeEntry& one) {
            return one.code == lint.code;
        });
        fields.push_back(intake::optional(std::string(lint.code),
                                          intake::choice({"allow", "warn", "deny"}),
                                          std::string(entry->meaning)));
    }
    return intake::optional("lints", intake::map("the lints", std::move(fields)),
                            "What is told about things that are allowed and seldom meant.");
}

LintLevels lint_levels_in(const Node& document) {
    LintLevels levels;
    const Node* written = document.find("lints");
    if (written == nullptr) return levels;
    for (const Entry& entry : written->entries) {
        if (const auto level = lint_level(entry.value.text)) levels.emplace(entry.key, *level);
    }
    return levels;
}

}  // namespace attain
