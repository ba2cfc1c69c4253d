// company.yaml: checked by its shape, then each calendar and series made of what was written.
//
// A calendar's `kind` decides which further keys it has; the shape lists them all, so that an
// editor completes them, and here the ones that are missing or do not belong are named.
#include "model/facts/company.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ensure.h"
#include "base/number/parse.h"
#include "intake/document/yaml.h"
#include "model/facts/lint_levels.h"

namespace attain {

namespace {

using namespace intake;

constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};

ShapePtr calendar_shape() {
    return map(
        "a calendar",
        {required("kind", choice({"fiscal", "retail", "table"}),
                  "fiscal: months, beginning with another than January. retail: 52 or 53 weeks. "
                  "table: the periods stand in periods.csv."),
         optional("first_month", whole(), "fiscal: the month in which the year begins, 1 to 12."),
         optional("pattern", choice({"4-4-5", "4-5-4", "5-4-4"}),
                  "retail: the weeks of a quarter's three periods."),
         optional(
             "ends", choice({"nearest", "last"}),
             "retail: whether the year ends on the weekday nearest to the month's last day, or "
             "on the last one in the month."),
         optional(
             "weekday",
             choice({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}),
             "retail: the weekday on which the year ends."),
         optional("month", whole(), "retail: the month at whose end the year ends, 1 to 12."),
         optional("named", choice({"by_last_day", "by_first_day"}),
                  "Whether a year is named by its last day (if left out) or its first.")});
}

ShapePtr series_shape() {
    return map("a series of exchange rates",
               {required("base", text(), "The currency of which one unit is worth the rate."),
                optional("carries_days", whole(),
                         "For how many days after its own a rate still holds; 0 if left out."),
                optional("inverse_decimals", whole(),
                         "Inverse rates may be derived, rounded to so many decimals."),
                optional("cross_decimals", whole(),
                         "Rates through the base may be derived, rounded to so many decimals.")});
}

int number_in(const Node& node, int least, int most, Diagnostics& out) {
    const ParsedNumber number = parse_number(node.text);
    ensure(number.value && number.value->is_whole(), "the shape has checked a whole number");
    const Rational& value = *number.value;
    if (value >= least && value <= most) {
        return static_cast<int>(*to_int64(value.numerator()));
    }
    out.error("out-of-range", node.where,
              fmt::format("`{}` is not between {} and {}", node.text, least, most))
        .help = fmt::format("write a whole number from {} to {}", least, most);
    return least;
}

// The keys that a kind of calendar needs, and those that it may have.
struct KindKeys {
    std::string_view kind;
    std::vector<std::string_view> needed;
    std::vector<std::string_view> allowed;
};

const std::vector<KindKeys>& kinds() {
    static const std::vector<KindKeys> all = {
        {"fiscal", {"first_month"}, {"named"}},
        {"retail", {"pattern", "ends", "weekday", "month"}, {"named"}},
        {"table", {}, {}},
    };
    return all;
}

bool check_keys(const Node& map, const KindKeys& keys, Diagnostics& out) {
    bool sound = true;
    const Span kind_where = map.find("kind")->where;
    std::vector<std::string> missing;
    for (const std::string_view key : keys.needed) {
        if (map.find(key) == nullptr) missing.push_back(fmt::format("`{}`", key));
    }
    if (!missing.empty()) {
        const std::string all = fmt::format("{}", fmt::join(missing, ", "));
        out.error("missing-key", kind_where,
                  fmt::format("a {} calendar also needs {}", keys.kind, all))
            .help = "add to this calendar: " + all;
        sound = false;
    }
    const auto among = [](const std::vector<std::string_view>& list, const std::string& key) {
        return std::find(list.begin(), list.end(), key) != list.end();
    };
    for (const Entry& entry : map.entries) {
        if (entry.key == "kind" || among(keys.needed, entry.key) ||
            among(keys.allowed, entry.key)) {
            continue;
        }
        Diagnostic& error =
            out.error("calendar-key", entry.key_where,
                      fmt::format("`{}` says nothing for a {} calendar", entry.key, keys.kind));
        error.notes.push_back({kind_where, "the kind"});
        error.help = "leave it out";
        sound = false;
    }
    return sound;
}

Calendar retail_of(const Node& map, YearNamed named, Diagnostics& out) {
    const std::string& pattern_word = map.find("pattern")->text;
    const WeekPattern pattern = pattern_word == "4-4-5"   ? WeekPattern::p445
                                : pattern_word == "4-5-4" ? WeekPattern::p454
                                                          : WeekPattern::p544;
    RetailYearEnd end;
    end.month = number_in(*map.find("month"), 1, 12, out);
    const auto weekday = std::find(weekdays.begin(), weekdays.end(), map.find("weekday")->text);
    end.weekday = static_cast<int>(weekday - weekdays.begin()) + 1;
    end.rule = map.find("ends")->text == "last" ? RetailYearEnd::Rule::last_in_month
                                                : RetailYearEnd::Rule::nearest_to_month_end;
    return Calendar::retail(pattern, end, named);
}

void add_calendar(const Entry& entry, Company& company, Diagnostics& out) {
    if (entry.key == "calendar") {
        out.error("reserved-name", entry.key_where,
                  "`calendar` is the ordinary calendar and is always there")
            .help = "give this one another name, such as `fiscal`";
        return;
    }
    const Node& map = entry.value;
    const std::string& kind = map.find("kind")->text;
    const auto keys = std::find_if(kinds().begin(), kinds().end(),
                                   [&](const KindKeys& k) { return k.kind == kind; });
    ensure(keys != kinds().end(), "the shape knows the kinds of calendars");
    if (!check_keys(map, *keys, out)) return;
    const Node* named_word = map.find("named");
    const YearNamed named = named_word != nullptr && named_word->text == "by_first_day"
                                ? YearNamed::by_first_day
                                : YearNamed::by_last_day;
    if (kind == "table") {
        company.own_tables.push_back(entry.key);
    } else if (kind == "fiscal") {
        const int first_month = number_in(*map.find("first_month"), 1, 12, out);
        company.calendars.emplace(entry.key, Calendar::fiscal(first_month, named));
    } else {
        company.calendars.emplace(entry.key, retail_of(map, named, out));
    }
}

void add_series(const Entry& entry, Company& company, Diagnostics& out) {
    const Node& map = entry.value;
    const Node& base = *map.find("base");
    const std::optional<Currency> currency = Currency::find(base.text);
    if (!currency) {
        out.error("unknown-currency", base.where, fmt::format("`{}` is not a currency", base.text))
            .help = "write its three letters after ISO 4217, such as `USD` or `EUR`";
        return;
    }
    RateSeries series{entry.key, *currency, 0, std::nullopt, std::nullopt};
    if (const Node* days = map.find("carries_days")) {
        series.carries_days = number_in(*days, 0, 366, out);
    }
    if (const Node* places = map.find("inverse_decimals")) {
        series.inverse_decimals = number_in(*places, 0, 18, out);
    }
    if (const Node* places = map.find("cross_decimals")) {
        series.cross_decimals = number_in(*places, 0, 18, out);
    }
    company.series.emplace(entry.key, series);
}

}  // namespace

const intake::Shape& company_shape() {
    static const ShapePtr shape =
        map("the company",
            {required("company", text(), "The company's name."),
             optional("calendars", dictionary("the calendars", calendar_shape()),
                      "Calendars beside the ordinary one; plans call them by name."),
             optional("rates", dictionary("the series of exchange rates", series_shape()),
                      "How the series of exchange rates in rates.csv are to be read."),
             statements_field(), payroll_field(), lint_levels_field()});
    return *shape;
}

std::optional<Company> load_company(const SourcePtr& source, Diagnostics& out) {
    const std::size_t errors_before = out.error_count();
    const std::optional<Node> document = read_yaml(source, out);
    if (!document || !check(*document, company_shape(), out)) return std::nullopt;
    Company company;
    company.name = document->find("company")->text;
    company.lints = lint_levels_in(*document);
    company.calendars.emplace("calendar", Calendar::gregorian());
    if (const Node* calendars = document->find("calendars")) {
        for (const Entry& entry : calendars->entries)
            add_calendar(entry, company, out);
    }
    if (const Node* rates = document->find("rates")) {
        for (const Entry& entry : rates->entries)
            add_series(entry, company, out);
    }
    company.statements = statements_in(*document, out);
    company.payroll = payroll_in(*document, out);
    if (out.error_count() > errors_before) return std::nullopt;
    return company;
}

}  // namespace attain
