// From the events of the YAML library to the positioned tree. What YAML allows and a plan must not
// contain is refused here: aliases, tags, merge keys, repeated keys, keys without a colon.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/node.h"

namespace attain::intake {

// Thrown through the library when reading on would only confuse; the mistake has been reported.
struct StopReading {};

class TreeBuilder final : public YAML::EventHandler {
public:
    // The library counts its marks from `start`, behind a byte order mark.
    TreeBuilder(const SourcePtr& source, std::size_t start, Diagnostics& out)
        : source_(source), text_(source->text()), start_(start), out_(out) {}

    std::optional<Node> take_root() { return std::move(root_); }
    std::size_t offset_of(const YAML::Mark& mark) const;
    std::size_t read_up_to() const { return read_up_to_; }
    std::optional<std::size_t> open_bracket() const;

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

private:
    // A map or list that is being read.
    struct Open {
        Node node;
        bool in_brackets = false;  // itself or what holds it
        bool expects_key = false;
        bool drops_value = false;  // its key was refused
        std::string key;
        Span key_where;
        std::size_t read_up_to = 0;  // the end of its last piece, the colon of a key included
        std::unordered_map<std::string, Span> keys;
    };

    Span span(std::size_t begin, std::size_t end) const { return {source_, begin, end}; }
    char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }
    std::size_t past_properties(std::size_t place);
    void count_event(std::size_t place);
    void refuse_alias(std::size_t begin, std::size_t end, std::string_view what, std::string help);
    void open(Node::Kind kind, std::size_t place);
    void close();
    void take(Node node);
    void take_key(Node node);
    void take_empty(std::size_t place);
    bool key_is_sound(const Node& node, std::size_t& colon);
    void check_behind_quote(std::size_t begin, std::size_t end);
    std::optional<std::size_t> written_null(std::size_t place) const;

    const SourcePtr& source_;
    std::string_view text_;
    std::size_t start_;
    Diagnostics& out_;
    std::vector<Open> open_;
    std::optional<Node> root_;
    std::size_t read_up_to_ = 0;
    std::size_t events_ = 0;
    std::size_t documents_ = 0;
    bool has_alias_ = false;
};

}  // namespace attain::intake
