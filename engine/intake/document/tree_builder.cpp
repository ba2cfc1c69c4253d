#include "intake/document/tree_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ensure.h"
#include "intake/document/explain_syntax.h"
#include "intake/document/extent.h"

namespace attain::intake {

namespace {

constexpr std::size_t most_nesting = 64;
constexpr std::size_t most_events = 100'000;

std::size_t word_end(std::string_view text, std::size_t at) {
    return std::min(text.find_first_of(" \t\r\n,[]{}", at), text.size());
}

bool opens_block_scalar(char c) {
    return c == '|' || c == '>';
}

}  // namespace

std::size_t TreeBuilder::offset_of(const YAML::Mark& mark) const {
    const std::size_t at = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    return std::min(start_ + at, text_.size());
}

std::optional<std::size_t> TreeBuilder::open_bracket() const {
    for (auto frame = open_.rbegin(); frame != open_.rend(); ++frame) {
        const char first = at(frame->node.where.begin);
        if (frame->in_brackets && (first == '[' || first == '{')) return frame->node.where.begin;
    }
    return std::nullopt;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (++documents_ == 1) return;
    const std::size_t place = offset_of(mark);
    const std::string_view between = text_.substr(0, place).substr(std::min(read_up_to_, place));
    const bool parted =
        text_.substr(place).starts_with("---") || between.find("\n...") != std::string_view::npos;
    if (parted) {
        const std::size_t end = std::min(text_.find_first_of("\r\n", place), text_.size());
        out_.error("yaml-second-document", span(place, end),
                   "a second document begins here, and would be ignored")
            .help = "delete the `---` or `...`, or put the rest into a file of its own";
    } else {
        const std::string_view said = root_ && !root_->is_null ? "end of document" : "";
        explain_syntax(source_, {said, place, read_up_to_, std::nullopt}, out_);
    }
    throw StopReading{};
}

void TreeBuilder::count_event(std::size_t place) {
    if (++events_ <= most_events) return;
    out_.error("yaml-too-large", span(place, place),
               fmt::format("this file has more than {} values", most_events))
        .help = "split it, or put rows into a CSV file";
    throw StopReading{};
}

// Steps over `&name` and `!tag`, which have been or are now refused, to what they stand before.
std::size_t TreeBuilder::past_properties(std::size_t place) {
    while (at(place) == '!' || at(place) == '&') {
        const std::size_t end = word_end(text_, place);
        if (at(place) == '!') {
            out_.error("yaml-tag", span(place, end),
                       fmt::format("`{}` is a tag; tags have no meaning here",
                                   text_.substr(place, end - place)))
                .help = "delete it; a text that looks like something else is put in quotes";
        }
        place = skip_space(text_, end);
    }
    return place;
}

// Whoever uses aliases uses them throughout: the first is told, and stands for all.
void TreeBuilder::refuse_alias(std::size_t begin, std::size_t end, std::string_view what,
                               std::string help) {
    if (std::exchange(has_alias_, true)) return;
    out_.error("yaml-alias", span(begin, end),
               fmt::format("`{}` {}, which is not allowed",
                           text_.substr(begin, std::min<std::size_t>(end - begin, 40)), what))
        .help = std::move(help);
}

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name) {
    // The mark is that of the first property, which may be a tag.
    const std::size_t begin = std::min(text_.find("&" + name, offset_of(mark)), text_.size());
    refuse_alias(begin, word_end(text_, begin), "names a value to be repeated elsewhere",
                 "delete it, and write the value out wherever it holds");
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    const std::size_t begin = offset_of(mark);
    count_event(begin);
    const std::size_t end = word_end(text_, begin);
    refuse_alias(begin, end, "repeats a value from elsewhere",
                 "write the value out, so that whoever reads this line sees what holds");
    Node node;
    node.where = span(begin, end);
    take(std::move(node));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                           const std::string& value) {
    const std::size_t begin = past_properties(offset_of(mark));
    count_event(begin);
    const char first = at(begin);
    const bool in_block = opens_block_scalar(first) && !open_.empty();
    const std::ptrdiff_t parent = in_block ? column_of(text_, open_.back().node.where.begin) : -1;
    Node node;
    node.text = value;
    node.where = span(begin, scalar_end(text_, begin, value, parent));
    const bool in_quotes = first == '"' || first == '\'';
    node.quoted = in_quotes || opens_block_scalar(first);
    if (in_quotes) check_behind_quote(begin, node.where.end);
    take(std::move(node));
}

// `'Ada's plan'` ends at the second quote; what follows would be blamed in words that help nobody.
void TreeBuilder::check_behind_quote(std::size_t begin, std::size_t end) {
    read_up_to_ = end;
    const std::size_t next = std::min(text_.find_first_not_of(" \t", end), text_.size());
    const bool in_brackets = !open_.empty() && open_.back().in_brackets;
    const std::string_view may_follow = in_brackets ? ":\r\n,]}" : ":\r\n";
    const bool comment = at(next) == '#' && next > end;
    if (next == text_.size() || comment || may_follow.find(at(next)) != std::string_view::npos) {
        return;
    }
    const std::size_t line_end = std::min(text_.find_first_of("\r\n", next), text_.size());
    Diagnostic& error =
        out_.error("yaml-syntax", span(next, line_end), "text stands behind the closing quote");
    error.notes.push_back({span(begin, end), "the quoted text"});
    error.help = at(begin) == '\'' ? "an apostrophe inside single quotes is written twice: `''`"
                                   : "a quote inside double quotes is written `\\\"`";
    throw StopReading{};
}

std::optional<std::size_t> TreeBuilder::written_null(std::size_t place) const {
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
        if (!text_.substr(place).starts_with(word)) continue;
        const std::size_t end = place + word.size();
        if (end == text_.size() ||
            std::string_view(" \t\r\n,]}:").find(at(end)) != std::string_view::npos) {
            return end;
        }
    }
    return std::nullopt;
}

// Either `~` and the like, or nothing at all; in the second case the mark is that of whatever comes
// next, which may well be a key that is called `null`.
void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t) {
    const std::size_t place = past_properties(offset_of(mark));
    count_event(place);
    const std::optional<std::size_t> end = written_null(place);
    const bool is_next_key = end && at(skip_space(text_, *end)) == ':';
    const bool is_key = !open_.empty() && open_.back().expects_key;
    if (!end || (is_next_key && !is_key)) return take_empty(place);
    Node node;
    node.is_null = true;
    node.text = text_.substr(place, *end - place);
    node.where = span(place, *end);
    take(std::move(node));
}

void TreeBuilder::take_empty(std::size_t place) {
    Node node;
    node.is_null = true;
    if (open_.empty()) {
        node.where = span(place, place);
        return take(std::move(node));
    }
    Open& top = open_.back();
    const bool in_list = top.node.kind == Node::Kind::sequence;
    if ((in_list && top.in_brackets) || (top.expects_key && at(place) == ',')) {
        out_.error("yaml-empty-item", span(place, std::min(place + 1, text_.size())),
                   "nothing stands before this comma")
            .help = "delete the comma, or write what belongs before it";
    } else if (top.expects_key) {
        out_.error("yaml-key", span(place, std::min(place + 1, text_.size())),
                   "a key is missing before this colon")
            .help = "write the key";
    }
    if (top.expects_key) {
        top.expects_key = false;
        top.drops_value = true;
        return;
    }
    std::size_t end = top.read_up_to;
    if (in_list && !top.in_brackets) end = std::min(skip_space(text_, end) + 1, text_.size());
    node.where = span(end, end);
    take(std::move(node));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                                  YAML::EmitterStyle::value) {
    open(Node::Kind::sequence, past_properties(offset_of(mark)));
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                             YAML::EmitterStyle::value) {
    open(Node::Kind::map, past_properties(offset_of(mark)));
}

void TreeBuilder::open(Node::Kind kind, std::size_t place) {
    count_event(place);
    if (!open_.empty() && open_.back().expects_key) {
        out_.error("yaml-key", span(place, std::min(place + 1, text_.size())),
                   "a key must be a word or a text, not a list or a map")
            .help = "write the key as a word; a text with brackets is put in quotes";
        throw StopReading{};
    }
    if (open_.size() == most_nesting) {
        out_.error("yaml-too-deep", span(place, std::min(place + 1, text_.size())),
                   fmt::format("this is nested more than {} levels deep", most_nesting))
            .help = "check the brackets and the indentation";
        throw StopReading{};
    }
    const bool bracket = at(place) == '[' || at(place) == '{';
    Open frame;
    frame.node.kind = kind;
    frame.node.where = span(place, place);
    frame.in_brackets = bracket || (!open_.empty() && open_.back().in_brackets);
    frame.expects_key = kind == Node::Kind::map;
    frame.read_up_to = bracket ? place + 1 : place;
    read_up_to_ = frame.read_up_to;
    open_.push_back(std::move(frame));
}

void TreeBuilder::close() {
    ensure(!open_.empty(), "what closes has been opened");
    Open frame = std::move(open_.back());
    open_.pop_back();
    std::size_t end = frame.read_up_to;
    const char first = at(frame.node.where.begin);
    if (first == '[' || first == '{') {
        while (true) {
            end = skip_space(text_, end);
            if (at(end) != ',') break;
            ++end;
        }
        end = std::min(end + 1, text_.size());
    }
    frame.node.where.end = std::max(end, frame.node.where.begin);
    take(std::move(frame.node));
}

void TreeBuilder::take(Node node) {
    read_up_to_ = node.where.end;
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& top = open_.back();
    if (top.expects_key) return take_key(std::move(node));
    top.read_up_to = node.where.end;
    if (top.node.kind == Node::Kind::sequence) {
        top.node.items.push_back(std::move(node));
        return;
    }
    if (!top.drops_value) {
        top.node.entries.push_back({std::move(top.key), top.key_where, std::move(node)});
    }
    top.expects_key = true;
}

void TreeBuilder::take_key(Node node) {
    Open& top = open_.back();
    std::size_t colon = skip_space(text_, node.where.end);
    const bool sound = key_is_sound(node, colon);
    top.expects_key = false;
    top.drops_value = !sound;
    top.read_up_to = colon;
    read_up_to_ = colon;
    if (!sound) return;
    const auto [first, is_new] = top.keys.emplace(node.text, node.where);
    if (!is_new) {
        Diagnostic& error =
            out_.error("repeated-key", node.where, fmt::format("`{}` is written twice", node.text));
        error.notes.push_back({first->second, "first written here"});
        error.help = "keep one of the two";
        top.drops_value = true;
    }
    top.key = std::move(node.text);
    top.key_where = std::move(node.where);
}

// `colon` comes in as the place where the colon should be, and leaves as the place behind it.
bool TreeBuilder::key_is_sound(const Node& node, std::size_t& colon) {
    const Span& where = node.where;
    if (at(colon) != ':') {
        colon = where.end;
        refuse_key_without_colon(where, open_.back().in_brackets, out_);
        return false;
    }
    ++colon;
    const std::size_t before = text_.substr(0, where.begin).find_last_not_of(' ');
    const char previous = before == std::string_view::npos ? '\0' : text_[before];
    if (previous == '\t' || where.text().find('\t') != std::string_view::npos) {
        out_.error("yaml-tab", where, "a tab stands in or before this key").help =
            "replace it by a blank";
        return false;
    }
    if (previous == '?') {
        out_.error("yaml-key", where, "a question mark stands before this key").help =
            "write the key without it";
        return false;
    }
    if (node.is_null) {
        out_.error("yaml-key", where, fmt::format("`{}` is no key", node.text)).help =
            fmt::format("if it is meant as a word, write `\"{}\"`", node.text);
        return false;
    }
    if (node.text == "<<" && !node.quoted) {
        out_.error("yaml-merge-key", where, "`<<` takes in another map, which is not allowed")
            .help = "write the keys out, so that whoever reads this map sees what holds";
        return false;
    }
    return true;
}

}  // namespace attain::intake
