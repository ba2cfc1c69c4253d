#include "intake/document/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "intake/document/explain_syntax.h"
#include "intake/document/text_check.h"
#include "intake/document/tree_builder.h"

namespace attain::intake {

namespace {

constexpr std::size_t most_yaml_bytes = 1U << 20U;
constexpr std::size_t most_open_brackets = 256;

bool sound_bytes(const SourcePtr& source, Diagnostics& out) {
    const std::string_view text = source->text();
    if (text.size() > most_yaml_bytes) {
        out.error("yaml-too-large", {source, 0, 0},
                  fmt::format("this file has {} bytes; at most {} can be read", text.size(),
                              most_yaml_bytes))
            .help = "split it, or put rows into a CSV file";
        return false;
    }
    if (const std::optional<TextFlaw> flaw = first_flaw(text)) {
        const bool control = flaw->kind == TextFlaw::Kind::control;
        // No span: bytes that are not text cannot be shown.
        out.error(control ? "control-character" : "file-not-utf8", {},
                  fmt::format("`{}` {}: {}", source->name(),
                              control ? "holds a character that cannot be seen" : "is not UTF-8",
                              describe(text, *flaw)))
            .help = control ? "delete that character" : "save it again as UTF-8";
        return false;
    }
    return true;
}

// Indentation counts, and nobody can see how many blanks a tab is meant to be. A carriage return
// alone would hide the rest of a line.
bool sound_blanks(const SourcePtr& source, Diagnostics& out) {
    const std::string_view text = source->text();
    for (std::size_t at = text.find('\r'); at != std::string_view::npos;
         at = text.find('\r', at + 1)) {
        if (at + 1 < text.size() && text[at + 1] == '\n') continue;
        out.error("control-character", {source, at, at + 1},
                  "a carriage return stands here without a line feed")
            .help = "save the file with ordinary line ends";
        return false;
    }
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t next = std::min(text.find('\n', line), text.size());
        const std::string_view words = text.substr(line, next - line);
        const std::size_t content = words.find_first_not_of(" \t\r");
        const std::size_t tab = words.find('\t');
        const bool says_something = content < words.size() && words[content] != '#';
        if (says_something && tab < content) {
            out.error("yaml-tab", {source, line + tab, line + tab + 1},
                      "a tab stands in the indentation")
                .help = "replace every tab by blanks: two for each level";
            return false;
        }
        line = next + 1;
    }
    return true;
}

// The library looks ahead over all open brackets, so a file of brackets only would keep it busy for
// long. Brackets in texts count too: nobody leaves hundreds of them open.
bool sound_brackets(const SourcePtr& source, Diagnostics& out) {
    const std::string_view text = source->text();
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[' || text[i] == '{') ++depth;
        if ((text[i] == ']' || text[i] == '}') && depth > 0) --depth;
        if (depth <= most_open_brackets) continue;
        out.error("yaml-too-deep", {source, i, i + 1}, "too many brackets are open here").help =
            "close brackets where they end";
        return false;
    }
    return true;
}

void report(const SourcePtr& source, const TreeBuilder& tree, const YAML::Exception& error,
            Diagnostics& out) {
    const std::size_t at = tree.offset_of(error.mark);
    const bool too_deep = dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr;
    if (too_deep) {
        out.error("yaml-too-deep", {source, at, at}, "this is nested too deeply").help =
            "check the brackets and the indentation";
    } else if (error.msg.find("anchor") != std::string::npos) {
        out.error("yaml-alias", {source, at, at}, "`*` repeats a value from elsewhere").help =
            "write the value out; a text that begins with `*` is put in quotes";
    } else {
        explain_syntax(source, {error.msg, at, tree.read_up_to(), tree.open_bracket()}, out);
    }
}

}  // namespace

std::optional<Node> read_yaml(const SourcePtr& source, Diagnostics& out) {
    if (!sound_bytes(source, out) || !sound_blanks(source, out) || !sound_brackets(source, out)) {
        return std::nullopt;
    }
    const std::string_view whole = source->text();
    const std::size_t start = whole.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::string text(whole.substr(start));
    // An end mark turns a quote that is still open into an error. No further line end where there
    // is one: a block scalar with `|+` keeps them all.
    if (!text.ends_with('\n')) text += '\n';
    text += "...\n";

    const std::size_t errors_before = out.error_count();
    TreeBuilder tree(source, start, out);
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(tree)) {
        }
    } catch (const StopReading&) {
        return std::nullopt;
    } catch (const YAML::Exception& error) {
        report(source, tree, error, out);
        return std::nullopt;
    }
    std::optional<Node> root = tree.take_root();
    if (out.error_count() > errors_before) return std::nullopt;
    if (!root || root->is_null) {
        out.error("yaml-empty", {source, start, start}, "this file says nothing").help =
            "write its keys";
        return std::nullopt;
    }
    const bool plain = root->kind == Node::Kind::scalar && !root->quoted;
    if (plain && tight_colon(root->text)) {
        refuse_key_without_colon(root->where, false, out);
        return std::nullopt;
    }
    return root;
}

}  // namespace attain::intake
