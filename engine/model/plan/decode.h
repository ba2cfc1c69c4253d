// Reading a checked tree key by key: what the shape promised is asserted, because a shape and a
// decoder that disagree are our mistake and not the admin's.
//
//     {up_to: 100%, rate: 8%}      edge_if("up_to") → 100%, where: the key and its value
#pragma once

#include "base/ensure.h"
#include "model/plan/draft.h"

namespace attain::plan {

inline Word word_of(const Node& node) {
    return {node.text, node.where};
}

Figure figure_of(const std::string& text, const Span& where);

// A map read by key.
class Fields {
public:
    explicit Fields(const Node& map) : map_(map) {}

    const Node& node(std::string_view key) const {
        const Node* found = map_.find(key);
        ensure(found != nullptr, "the shape has checked that a required key is there");
        return *found;
    }
    const Node* node_if(std::string_view key) const { return map_.find(key); }
    Word word(std::string_view key) const { return word_of(node(key)); }
    std::optional<Word> word_if(std::string_view key) const {
        const Node* found = map_.find(key);
        return found != nullptr ? std::optional(word_of(*found)) : std::nullopt;
    }
    std::string text_if(std::string_view key) const {
        const Node* found = map_.find(key);
        return found != nullptr ? found->text : std::string();
    }
    Figure figure(std::string_view key) const { return figure_of(node(key).text, node(key).where); }
    std::optional<Figure> figure_if(std::string_view key) const {
        const Node* found = map_.find(key);
        if (found == nullptr) return std::nullopt;
        return figure_of(found->text, found->where);
    }
    // The figure with its word: `up_to: 100%` is one thing to point at.
    std::optional<Figure> edge_if(std::string_view key) const {
        for (const Entry& entry : map_.entries) {
            if (entry.key != key) continue;
            Span where = entry.key_where;
            where.end = entry.value.where.end;
            return figure_of(entry.value.text, where);
        }
        return std::nullopt;
    }
    std::vector<Figure> figures_if(std::string_view key) const {
        std::vector<Figure> figures;
        if (const Node* found = map_.find(key)) {
            for (const Node& item : found->items) {
                figures.push_back(figure_of(item.text, item.where));
            }
        }
        return figures;
    }

private:
    const Node& map_;
};

std::optional<ConversionDraft> conversion_if(const Fields& fields);
std::optional<RoundDraft> round_if(const Fields& fields);

// Columns, measures and attainments.
void decode_measures(const Fields& plan, PlanDraft& draft);

}  // namespace attain::plan
