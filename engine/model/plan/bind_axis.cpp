// What a component looks up (`by`) and what of it together (`per`): R0's axis and scope.
#include <fmt/format.h>

#include "model/plan/components.h"

namespace attain::plan {

namespace {

template <class Thing>
std::optional<std::uint32_t> place_in(const std::vector<Thing>& things, const std::string& name,
                                      std::vector<std::string>& known) {
    std::optional<std::uint32_t> found;
    for (std::size_t i = 0; i < things.size(); ++i) {
        known.push_back(things[i].name.text);
        if (known.back() == name) found = static_cast<std::uint32_t>(i);
    }
    return found;
}

bool per_deal(const ComponentBinding& d) {
    return d.written.per && d.written.per->text != "window";
}

// A number column of the line, of the ledger or computed; it belongs to one deal, so the plan says
// `per`.
bool bind_column_axis(Binding& b, ComponentBinding& d) {
    const Word& by = *d.written.by;
    const std::optional<ColumnType> type = column_type(b, by.text);
    if (!type && (b.around.complete || !per_deal(d))) return false;
    d.meant.axis = ColumnAxis{by.text};
    if (type && *type != ColumnType::number) {
        d.axis_known = false;
        refuse(b, "wrong-column-type", by.where,
               fmt::format("the ledger's column `{}` is a {}, and a number is needed", by.text,
                           name_of(*type)),
               *type == ColumnType::text
                   ? fmt::format("write `{}:number` in the header of ledger.csv, or choose the "
                                 "value: `{{choose: [{}], …}}`",
                                 by.text, by.text)
                   : "name a number column, an attainment or a measure");
    } else if (!per_deal(d)) {
        d.axis_known = false;
        refuse(
            b, "column-per-deal", by.where,
            fmt::format("`{}` is a column of each deal, and a whole window is looked up", by.text),
            "write `per: deal`, or sum the column in a measure and look that up");
    }
    return true;
}

}  // namespace

// `by` names an attainment or a measure; no plan has both under one name.
void bind_axis(Binding& b, ComponentBinding& d) {
    d.meant.axis = NoAxis{};
    if (!d.written.by) return;
    const Word& by = *d.written.by;
    std::vector<std::string> known;
    if (const auto attainment = place_in(b.draft.attainments, by.text, known)) {
        d.meant.axis = AttainmentAxis{*attainment};
        return;
    }
    if (const auto measure = place_in(b.draft.measures, by.text, known)) {
        d.meant.axis = MeasureAxis{*measure};
        return;
    }
    if (by.text == "pay") {
        d.meant.axis = PayAxis{};
        return;
    }
    if (bind_column_axis(b, d)) return;
    d.axis_known = false;
    if (per_deal(d)) {
        for (std::string& name : column_names(b, ColumnType::number))
            known.push_back(std::move(name));
    }
    refuse(b, "unknown-attainment", by.where,
           fmt::format("`{}` is neither an attainment nor a measure of this plan", by.text),
           help_with_names(by.text, known, ""));
}

// Deals are looked up on their own where there are deals: those of the base, or of a measure that
// is looked up for amounts.
void bind_scope(Binding& b, ComponentBinding& d) {
    if (!d.written.per) return;
    const Word& per = *d.written.per;
    if (per.text == "window") return;
    d.meant.per = per.text == "line" ? Per::line : Per::deal;
    if (!d.base_known || !d.axis_known) return;
    if (std::holds_alternative<AttainmentAxis>(d.meant.axis)) {
        Diagnostic& error =
            refuse(b, "per-deal", d.written.by->where,
                   fmt::format("`{}` is an attainment of a whole window, not of one deal",
                               d.written.by->text),
                   "look up a measure or a number column, or leave `per` out");
        error.notes.push_back({per.where, "each deal on its own"});
        return;
    }
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    const auto* axis = std::get_if<MeasureAxis>(&d.meant.axis);
    const bool of_deals = base && has_credits(b, base->measure);
    const bool by_deals = std::holds_alternative<NoBase>(d.meant.base) && axis;
    if ((of_deals || by_deals) && (!axis || has_credits(b, axis->measure))) return;
    refuse(b, "per-deal", per.where, "there are no deals here that could be looked up one by one",
           "write `of:` and a measure of deals, or leave `per` out");
}

}  // namespace attain::plan
