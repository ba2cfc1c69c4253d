#include "model/load/layout.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/load/cell.h"

namespace attain::load {

namespace {

struct Header {
    std::string name;
    std::optional<ColumnType> type;  // as declared behind the colon
    Span where;
    std::size_t cell = 0;
    bool taken = false;
};

std::optional<ColumnType> type_named(std::string_view word) {
    for (const ColumnType type : {ColumnType::text, ColumnType::number, ColumnType::date}) {
        if (name_of(type) == word) return type;
    }
    return std::nullopt;
}

std::vector<Header> headers_of(const intake::CsvReader& reader) {
    std::vector<Header> headers;
    for (std::size_t i = 0; i < reader.header().size(); ++i) {
        headers.push_back({reader.header()[i], std::nullopt, reader.header_spans()[i], i, false});
    }
    return headers;
}

class LayoutMaker {
public:
    LayoutMaker(const intake::CsvReader& reader, std::span<const WantedColumn> wanted,
                FurtherColumns further, const Mapping* mapping, Diagnostics& out)
        : reader_(reader),
          wanted_(wanted),
          further_(further),
          mapping_(mapping),
          out_(out),
          headers_(headers_of(reader)) {}

    std::optional<Layout> make() {
        const std::size_t before = out_.error_count();
        for (const WantedColumn& column : wanted_) {
            layout_.standard.push_back({std::string(column.name), {}, {}, {}, {}});
            names_.emplace_back(column.name);
        }
        if (mapping_) {
            place_mapped();
        } else {
            place_by_name();
        }
        require_all();
        if (out_.error_count() > before) return std::nullopt;
        std::sort(
            layout_.further.begin(), layout_.further.end(),
            [](const FurtherFeed& a, const FurtherFeed& b) { return a.feed.name < b.feed.name; });
        return std::move(layout_);
    }

private:
    Feed* standard(std::string_view name) {
        for (Feed& feed : layout_.standard) {
            if (feed.name == name) return &feed;
        }
        return nullptr;
    }

    void place_by_name() {
        for (Header& header : headers_) {
            if (Feed* feed = standard(header.name)) feed->cell = header.cell;
        }
        for (Header& header : headers_) {
            if (!standard(header.name)) place_further(header);
        }
    }

    // `margin:number`, or plain `product`, which is text.
    void place_further(const Header& header) {
        const std::size_t colon = header.name.find(':');
        const std::string name = header.name.substr(0, colon);
        std::optional<ColumnType> type = ColumnType::text;
        if (colon != std::string::npos) {
            type = type_named(std::string_view(header.name).substr(colon + 1));
        }
        if (further_ == FurtherColumns::refused) return unknown_column(header);
        if (!type) {
            out_.error("column-type", header.where,
                       fmt::format("`{}` declares a type that there is not", header.name))
                .help = fmt::format("write `{0}`, `{0}:number` or `{0}:date`", name);
            return;
        }
        if (colon == std::string::npos && looks_misspelt(name)) return unknown_column(header);
        add_further(name, *type, Feed{name, header.cell, {}, {}, {}}, header.where);
    }

    // Whether the name is close to a column of the table that this file does not have.
    bool looks_misspelt(const std::string& name) {
        const std::string close = nearest(name, names_);
        const Feed* const feed = standard(close);
        return feed && !feed->cell;
    }

    void add_further(const std::string& name, ColumnType type, Feed feed, const Span& where) {
        if (!is_name(name) || name == "role" || standard(name)) {
            out_.error("bad-name", where, fmt::format("`{}` cannot be the name of a column", name))
                .help =
                "a further column's name has letters, digits and `_ - .`, and is not a name "
                "that the table already has, nor `role`";
            return;
        }
        for (const FurtherFeed& other : layout_.further) {
            if (other.feed.name != name) continue;
            out_.error("repeated-column", where, fmt::format("`{}` comes twice", name)).help =
                "keep one of the two columns, or give them different names";
            return;
        }
        layout_.further.push_back({std::move(feed), type});
    }

    void unknown_column(const Header& header) {
        const std::string close = nearest(header.name, names_);
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (names_[i] == close && lacks(i)) return;  // told as the column that is missing
        }
        Diagnostic& error =
            out_.error("unknown-column", header.where,
                       fmt::format("`{}` is not a column of this table", header.name));
        if (close.empty()) {
            error.help = fmt::format("the columns are {}", fmt::join(names_, ", "));
        } else if (further_ == FurtherColumns::allowed) {
            error.help =
                fmt::format("did you mean `{}`? If it is a column of its own, write `{}:text`",
                            close, header.name);
        } else {
            error.help = fmt::format("did you mean `{}`?", close);
        }
    }

    void place_mapped() {
        for (const MappedColumn& column : mapping_->columns)
            place_mapped(column);
        for (const std::string& ignored : mapping_->ignored) {
            for (Header& header : headers_)
                header.taken |= header.name == ignored;
        }
        std::vector<std::string> theirs;
        for (const MappedColumn& column : mapping_->columns)
            theirs.push_back(column.theirs);
        for (const Header& header : headers_) {
            if (header.taken) continue;
            const std::string close = nearest(header.name, theirs);
            out_.error("unknown-column", header.where,
                       fmt::format("the mapping `{}` does not say what `{}` is", mapping_->name,
                                   header.name))
                .help = fmt::format("{}map it, or add it to `ignore`",
                                    close.empty() ? "" : fmt::format("did you mean `{}`? ", close));
        }
    }

    void place_mapped(const MappedColumn& column) {
        Feed feed{column.ours, {}, column.always, column.number_format, column.date_format};
        if (!column.theirs.empty()) {
            const auto header =
                std::find_if(headers_.begin(), headers_.end(),
                             [&](const Header& one) { return one.name == column.theirs; });
            if (header == headers_.end()) {
                missing(column.theirs, column.where);
                blamed_.push_back(column.ours);
                return;
            }
            header->taken = true;
            feed.cell = header->cell;
        }
        if (Feed* known = standard(column.ours)) {
            *known = std::move(feed);
        } else if (further_ == FurtherColumns::allowed) {
            add_further(column.ours, column.type.value_or(ColumnType::text), std::move(feed),
                        column.where);
        } else {
            const std::string close = nearest(column.ours, names_);
            out_.error("unknown-column", column.where,
                       fmt::format("`{}` is not a column of the table `{}`", column.ours,
                                   mapping_->table))
                .help = close.empty() ? fmt::format("the columns are {}", fmt::join(names_, ", "))
                                      : fmt::format("did you mean `{}`?", close);
        }
    }

    void require_all() {
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            const Feed& feed = layout_.standard[i];
            if (!lacks(i) || std::count(blamed_.begin(), blamed_.end(), feed.name) > 0) continue;
            if (mapping_) {
                out_.error("missing-column", mapping_->where,
                           fmt::format("the mapping `{}` says nothing of `{}`", mapping_->name,
                                       feed.name))
                    .help = fmt::format("add `{}:` to its columns", feed.name);
            } else {
                missing(feed.name, header_line());
            }
        }
    }

    bool lacks(std::size_t i) const {
        const Feed& feed = layout_.standard[i];
        return wanted_[i].required && !feed.cell && feed.always.empty();
    }

    void missing(const std::string& name, const Span& where) {
        const std::string close = nearest(name, reader_.header());
        out_.error("missing-column", where,
                   fmt::format("{} has no column `{}`", reader_.source()->name(), name))
            .help = close.empty()
                        ? fmt::format("add `{}` to its header", name)
                        : fmt::format("did you mean `{}`, where `{}` stands?", name, close);
    }

    Span header_line() const {
        if (reader_.header_spans().empty()) return {reader_.source(), 0, 0};
        return {reader_.source(), reader_.header_spans().front().begin,
                reader_.header_spans().back().end};
    }

    const intake::CsvReader& reader_;
    std::span<const WantedColumn> wanted_;
    FurtherColumns further_;
    const Mapping* mapping_;
    Diagnostics& out_;
    std::vector<Header> headers_;
    std::vector<std::string> names_;   // ours, of the table
    std::vector<std::string> blamed_;  // ours, whose column the file lacks: told once
    Layout layout_;
};

}  // namespace

std::optional<Layout> lay_out(const intake::CsvReader& reader, std::span<const WantedColumn> wanted,
                              FurtherColumns further, const Mapping* mapping, Diagnostics& out) {
    return LayoutMaker(reader, wanted, further, mapping, out).make();
}

}  // namespace attain::load
