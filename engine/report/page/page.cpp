#include "report/page/page.h"

#include "report/page/style.h"
#include "report/words/characters.h"

namespace attain::report {

namespace {

void escape_into(std::string& out, std::string_view text) {
    for (const char c : printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
}

}  // namespace

Page::Page(std::string_view title) {
    out_ =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n";
    leaf("title", {}, title);
    out_ += "\n<style>";
    out_ += style_sheet;
    out_ += "</style>\n</head>\n<body>\n";
}

void Page::attributes(Attributes list) {
    for (const auto& [name, value] : list) {
        if (value.empty()) continue;
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        escape_into(out_, value);
        out_ += '"';
    }
}

void Page::open(std::string_view tag, Attributes list) {
    out_ += '<';
    out_ += tag;
    attributes(list);
    out_ += '>';
}

void Page::close(std::string_view tag) {
    out_ += "</";
    out_ += tag;
    out_ += '>';
    // A line end after a block keeps the source readable and a diff small.
    if (tag != "span" && tag != "bdi" && tag != "b") out_ += '\n';
}

void Page::leaf(std::string_view tag, Attributes list, std::string_view inside) {
    open(tag, list);
    escape_into(out_, inside);
    close(tag);
}

void Page::alone(std::string_view tag, Attributes list) {
    out_ += '<';
    out_ += tag;
    attributes(list);
    out_ += "/>";
}

void Page::text(std::string_view inside) {
    escape_into(out_, inside);
}

void Page::drawn(std::string_view svg) {
    out_ += svg;
}

void Page::script(std::string_view own) {
    out_ += "<script>";
    out_ += own;
    out_ += "</script>\n";
}

std::string Page::finish() {
    out_ += "</body>\n</html>\n";
    return std::move(out_);
}

}  // namespace attain::report
