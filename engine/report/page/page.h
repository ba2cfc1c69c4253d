// One HTML file, written in order: everything that is not markup is escaped, because there is no
// other way to write it. No request; the style stands in the file, and a script only where a page
// asks for its own.
//
//     Page page("Ada Quist, 2026-Q1");
//     page.element("main", {}, [&] { page.leaf("h1", {{"class", "name"}}, "Ada <Quist>"); });
//     page.finish()                                 <h1 class="name">Ada &lt;Quist&gt;</h1>
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace attain::report {

class Page {
public:
    // Names are of this program; values may be anybody's. An attribute whose value is empty is left
    // out.
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    explicit Page(std::string_view title);

    template <class Body>
    void element(std::string_view tag, Attributes attributes, const Body& body) {
        open(tag, attributes);
        body();
        close(tag);
    }
    void leaf(std::string_view tag, Attributes attributes, std::string_view text);
    void alone(std::string_view tag, Attributes attributes);  // <hr>, <rect/>: nothing inside
    void text(std::string_view text);
    // A drawing of this program's own, as it is: its texts were escaped when it was drawn.
    void drawn(std::string_view svg);
    // A script of this program's own, for a page that can do without it. It names no text of
    // others.
    void script(std::string_view own);

    std::string finish();

private:
    void open(std::string_view tag, Attributes attributes);
    void close(std::string_view tag);
    void attributes(Attributes list);
    std::string out_;
};

}  // namespace attain::report
