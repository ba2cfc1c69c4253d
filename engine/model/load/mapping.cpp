#include "model/load/mapping.h"

#include <fmt/format.h>

#include "intake/document/yaml.h"
#include "model/load/cell.h"
#include "model/load/read_files.h"

namespace attain::load {

namespace {

using intake::any_of;
using intake::choice;
using intake::dictionary;
using intake::list;
using intake::map;
using intake::optional;
using intake::required;

intake::ShapePtr number_format_shape() {
    return map(
        "a number format",
        {
            optional("decimal", intake::text(), "the character before the decimals, `,`"),
            optional("groups", intake::text(), "the character between groups of digits, `.`"),
            optional("prefix", intake::text(), "what may stand before the digits, `$`"),
            optional("suffix", intake::text(), "what may stand behind them, ` EUR`"),
            optional("parentheses", intake::flag(), "whether `(500)` means -500"),
        });
}

intake::ShapePtr column_shape() {
    return map(
        "a column",
        {
            optional("from", intake::text(), "the foreign column's name"),
            optional("always", intake::text(), "a constant, where the file has no such column"),
            optional("type", choice({"text", "number", "date"}), "of a further column"),
            optional("format", any_of({intake::text(), number_format_shape()}),
                     "how days (`DD.MM.YYYY`) or numbers are written"),
            optional("zone", choice({"none"}), "a time stamp's time is cut off as it stands"),
        });
}

intake::ShapePtr make_shape() {
    return map(
        "a mapping",
        {
            required("mapping", intake::name(), "the mapping's name"),
            required("table", intake::name(), "the table that the file fills: ledger, people …"),
            optional("separator", intake::text(), "the character between cells, or `tab`"),
            optional("source", intake::text(), "the source of all rows, as a constant"),
            required("columns", dictionary("the columns", any_of({intake::text(), column_shape()})),
                     "each of our columns with where it comes from"),
            optional("ignore", list("the ignored columns", intake::text()),
                     "foreign columns that are not taken"),
        });
}

class MappingReader {
public:
    explicit MappingReader(Diagnostics& out) : out_(out) {}

    Mapping read(const Node& document) {
        Mapping mapping;
        mapping.where = document.find("mapping")->where;
        mapping.name = document.find("mapping")->text;
        mapping.table = document.find("table")->text;
        if (mapping.table != "ledger" && !fact_kind(mapping.table)) {
            out_.error("unknown-table", document.find("table")->where,
                       fmt::format("there is no table `{}`", mapping.table))
                .help =
                "write ledger, people, teams, quotas, targets, rates, periods, events, "
                "observations or openings";
        }
        if (const Node* separator = document.find("separator")) {
            mapping.separator =
                separator->text == "tab" ? '\t' : single(*separator, "a separator", "\";\" or tab");
        }
        for (const Entry& entry : document.find("columns")->entries) {
            mapping.columns.push_back(column(entry));
        }
        if (const Node* source = document.find("source")) {
            MappedColumn constant;
            constant.ours = "source";
            constant.always = source->text;
            constant.where = source->where;
            mapping.columns.push_back(std::move(constant));
        }
        if (const Node* ignore = document.find("ignore")) {
            for (const Node& item : ignore->items)
                mapping.ignored.push_back(item.text);
        }
        check_twice(mapping);
        return mapping;
    }

private:
    MappedColumn column(const Entry& entry) {
        MappedColumn column;
        column.ours = entry.key;
        column.where = entry.key_where;
        if (entry.value.kind == Node::Kind::scalar) {
            column.theirs = entry.value.text;
            return column;
        }
        const Node* const from = entry.value.find("from");
        const Node* const always = entry.value.find("always");
        if ((from == nullptr) == (always == nullptr)) {
            out_.error(
                    "mapping-column", entry.key_where,
                    fmt::format("`{}` says {}", entry.key,
                                from ? "both `from` and `always`" : "neither `from` nor `always`"))
                .help = "write `from:` with the foreign column, or `always:` with a constant";
        }
        if (from) column.theirs = from->text;
        if (always) column.always = always->text;
        if (const Node* type = entry.value.find("type")) {
            column.type = type->text == "number" ? ColumnType::number
                          : type->text == "date" ? ColumnType::date
                                                 : ColumnType::text;
        }
        read_format(entry.value, column);
        return column;
    }

    void read_format(const Node& written, MappedColumn& column) {
        const Node* const format = written.find("format");
        const Node* const zone = written.find("zone");
        if (format && format->kind == Node::Kind::map) {
            column.number_format = number_format(*format);
        } else if (format) {
            std::string problem;
            column.date_format = DateFormat::make(format->text, problem);
            if (!column.date_format) {
                out_.error("mapping-format", format->where, problem).help =
                    "write it with YYYY, MM and DD, such as `DD.MM.YYYY`";
            }
        }
        const bool has_time = column.date_format && column.date_format->has_time();
        if (has_time && !zone) {
            out_.error("time-stamp", format->where,
                       fmt::format("`{}` has a time, and only its zone says which day it is",
                                   column.ours))
                .help = "write `zone: none` to take the day as it stands and cut the time off";
        }
        if (zone && !has_time) {
            out_.error("mapping-format", zone->where,
                       "a `zone` belongs to a format that has a time")
                .help =
                "leave `zone` out, or write the format with its time, `YYYY-MM-DD hh:mm:ss`";
        }
    }

    NumberFormat number_format(const Node& written) {
        NumberFormat format;
        if (const Node* decimal = written.find("decimal")) {
            format.decimal_point = single(*decimal, "the decimal character", "\",\" or \".\"");
        }
        if (const Node* groups = written.find("groups")) {
            format.group_separator = single(*groups, "the group character", "\",\" or \".\"");
        }
        if (const Node* prefix = written.find("prefix")) format.prefix = prefix->text;
        if (const Node* suffix = written.find("suffix")) format.suffix = suffix->text;
        if (const Node* parentheses = written.find("parentheses")) {
            format.parentheses_negative = parentheses->text == "yes";
        }
        if (format.group_separator == format.decimal_point) {
            out_.error("mapping-format", written.where,
                       "decimals and groups cannot have the same character")
                .help = "write what the file has, such as `{decimal: \",\", groups: \".\"}`";
        }
        return format;
    }

    char single(const Node& node, std::string_view what, std::string_view such_as) {
        if (node.text.size() == 1 && static_cast<unsigned char>(node.text[0]) < 0x80U) {
            return node.text[0];
        }
        out_.error("mapping-format", node.where, fmt::format("{} is one character", what)).help =
            fmt::format("write {}", such_as);
        return ',';
    }

    void check_twice(const Mapping& mapping) {
        for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (mapping.columns[i].ours != mapping.columns[j].ours) continue;
                out_.error("mapping-column", mapping.columns[i].where,
                           fmt::format("`{}` is mapped twice", mapping.columns[i].ours))
                    .help = "keep either the constant or the column";
            }
        }
    }

    Diagnostics& out_;
};

// Whether a format fits its column: days for dates, digits for numbers.
void check_types(const Mapping& mapping, Diagnostics& out) {
    for (const MappedColumn& column : mapping.columns) {
        std::optional<ColumnType> type = column.type;
        bool standard = false;
        if (mapping.table == "ledger") {
            for (const StandardColumn& known : standard_columns) {
                if (known.name == column.ours) type = known.type, standard = true;
            }
        } else if (const std::optional<FactKind> kind = fact_kind(mapping.table)) {
            for (const FactColumn& known : columns_of(*kind)) {
                if (known.name != column.ours) continue;
                standard = true;
                type = known.type == CellType::date     ? ColumnType::date
                       : known.type == CellType::number ? ColumnType::number
                                                        : ColumnType::text;
            }
        }
        if (standard && column.type) {
            out.error("mapping-column", column.where,
                      fmt::format("`{}` has a type of its own", column.ours))
                .help = "leave `type` out; it is for further columns";
        }
        const ColumnType meant = type.value_or(ColumnType::text);
        const bool days_misplaced = column.date_format && meant != ColumnType::date;
        const bool digits_misplaced = column.number_format && meant != ColumnType::number;
        if (!days_misplaced && !digits_misplaced) continue;
        out.error("mapping-format", column.where,
                  fmt::format("`{}` is a {}, and its format is for a {}", column.ours,
                              name_of(meant), days_misplaced ? "date" : "number"))
            .help = standard ? "leave `format` out"
                             : fmt::format("add `type: {}`", days_misplaced ? "date" : "number");
    }
}

}  // namespace

const intake::Shape& mapping_shape() {
    static const intake::ShapePtr shape = make_shape();
    return *shape;
}

std::shared_ptr<const Mapping> load_mapping(const SourcePtr& source, Diagnostics& out) {
    const std::optional<Node> document = intake::read_yaml(source, out);
    if (!document || !intake::check(*document, mapping_shape(), out)) return nullptr;
    const std::size_t before = out.error_count();
    Mapping mapping = MappingReader(out).read(*document);
    check_types(mapping, out);
    if (out.error_count() > before) return nullptr;
    return std::make_shared<const Mapping>(std::move(mapping));
}

}  // namespace attain::load
