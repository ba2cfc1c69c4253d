// The figures behind a component, described once: describe() names each field of each struct in a
// fixed order, and whoever walks it writes or reads. So what is stored, what is read back and what
// is fingerprinted cannot drift apart.
//
//     {"window":{"name":"2026-Q1","grain":"quarter","days":"2026-01-01..2026-03-31"}, …
//      "tiers":[{"tier":0,"base":"500000","value":"1/20","amount":"25000"}, …], "exact":"76800/7"}
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/canonical/names.h"
#include "record/store/json.h"

namespace attain::record {

// T is this struct, constant where it is written and not where it is read.
template <class T, class Struct>
concept Some = std::same_as<std::remove_const_t<T>, Struct>;

template <class Io, Some<Period> T>
void describe(Io& io, T& period) {
    io.field("name", period.name);
    io.field("grain", period.grain);
    io.field("days", period.days);
}

template <class Io, Some<Origin> T>
void describe(Io& io, T& origin) {
    io.field("entry", origin.entry);
    io.field("file", origin.file);
    io.field("line", origin.line);
}

template <class Io, Some<PeriodPart> T>
void describe(Io& io, T& part) {
    io.field("period", part.period);
    io.field("full", part.full);
    io.field("ramp", part.ramp);
    io.field("present", part.present);
    io.field("of", part.of);
    io.field("counted", part.counted);
    io.origin("origin", part.origin);
}

template <class Io, Some<PartedFigure> T>
void describe(Io& io, T& figure) {
    io.field("amount", figure.amount);
    io.field("parts", figure.parts);
}

template <class Io, Some<AttainmentFigure> T>
void describe(Io& io, T& figure) {
    io.attainment("attainment", figure.attainment);
    io.measure_place("measure_result", figure.measure_result);
    io.field("measured", figure.measured);
    io.field("quota", figure.quota);
    io.field("value", figure.value);
}

template <class Io, Some<Lookup> T>
void describe(Io& io, T& lookup) {
    io.team("team", lookup.team);
    io.field("days", lookup.days);
    io.field("share", lookup.share);
    io.field("attainment", lookup.attainment);
    io.measure_place("measure_result", lookup.measure_result);
    io.field("at", lookup.at);
    io.field("value", lookup.value);
    io.field("place", lookup.place);
}

template <class Io, Some<TierSum> T>
void describe(Io& io, T& sum) {
    io.field("tier", sum.tier);
    io.field("base", sum.base);
    io.field("value", sum.value);
    io.field("amount", sum.amount);
}

template <class Io, Some<PoolFigure> T>
void describe(Io& io, T& figure) {
    io.pool_place("pool", figure.pool);
    io.field("key", figure.key);
    io.field("keys", figure.keys);
}

template <class Io, Some<GateFigure> T>
void describe(Io& io, T& gate) {
    io.field("open", gate.open);
    io.field("attainments", gate.attainments);
}

template <class Io, Some<WindowFigures> T>
void describe(Io& io, T& figures) {
    io.field("window", figures.window);
    io.field("days", figures.days);
    io.field("target", figures.target);
    io.measure_place("base_measure", figures.base_measure);
    io.field("lookups", figures.lookups);
    io.plans("versions", figures.versions);
    io.field("tiers", figures.tiers);
    io.field("pool", figures.pool);
    io.block("slices", figures.slices);
    io.field("gross", figures.gross);
    io.field("weighted", figures.weighted);
    io.field("cap_cut", figures.cap_cut);
    io.field("floor_added", figures.floor_added);
    io.field("gate", figures.gate);
    io.field("exact", figures.exact);
}

// Writes figures of one plan version as JSON: for storage with every place and origin, or
// canonical, where other results are named instead of counted and what is no figure is left out
// (origins, and where in the columns the slices lie: those are fingerprinted line by line).
class FigureWriter {
public:
    enum class Form { stored, canonical };
    FigureWriter(const Names& names, const RunResult& run, PlanIndex plan, Form form)
        : names_(names), run_(run), plan_(plan), form_(form) {}
    template <class T>
    FigureWriter& value(const T& thing) {
        write(thing);
        return *this;
    }
    const std::string& json() const { return out_.str(); }

    template <class T>
    void field(std::string_view name, const T& value) {
        out_.key(name);
        write(value);
    }
    template <class T>
    void field(std::string_view name, const std::optional<T>& value) {
        if (value) field(name, *value);
    }
    void origin(std::string_view name, const Origin& origin) {
        if (form_ == Form::stored) field(name, origin);
    }
    void team(std::string_view name, TeamIndex team);
    void attainment(std::string_view name, AttainmentIndex attainment);
    void measure_place(std::string_view name, std::size_t place);
    void measure_place(std::string_view name, const std::optional<std::size_t>& place) {
        if (place) measure_place(name, *place);
    }
    void pool_place(std::string_view name, std::size_t place);
    void plans(std::string_view name, const std::vector<PlanIndex>& plans);
    void block(std::string_view name, const std::optional<LineBlock>& block);

private:
    void write(const std::string& text) { out_.text(text); }
    void write(const Rational& value) { out_.text(value.fraction()); }
    void write(bool value) { out_.truth(value); }
    void write(std::int32_t value) { out_.integer(value); }
    void write(std::uint32_t value) { out_.integer(value); }
    void write(Grain grain) { out_.text(name_of(grain)); }
    void write(const DayRange& days) { out_.text(days_text(days)); }
    template <class T>
    void write(const std::vector<T>& things) {
        out_.begin_list();
        for (const T& thing : things)
            write(thing);
        out_.end_list();
    }
    template <class T>
    void write(const T& thing) {
        out_.begin_object();
        describe(*this, thing);
        out_.end_object();
    }
    const Names& names_;
    const RunResult& run_;
    PlanIndex plan_;
    Form form_;
    store::JsonWriter out_;
};

// Reads what FigureWriter stored. Throws store::Malformed's like, UnknownFigure, for anything else
// and UnknownName for a name that leads nowhere.
class FigureReader {
public:
    struct Malformed {};
    FigureReader(const Names& names, PlanIndex plan) : names_(names), plan_(plan) {}
    template <class T>
    T value(std::string_view json) {
        const std::optional<store::JsonValue> document = store::parse_json(json);
        if (!document) throw Malformed();
        T thing{};
        read(*document, thing);
        return thing;
    }

    template <class T>
    void field(std::string_view name, T& value) {
        read(member(name), value);
    }
    template <class T>
    void field(std::string_view name, std::optional<T>& value) {
        if (const store::JsonValue* found = at_->find(name)) read(*found, value.emplace());
    }
    void origin(std::string_view name, Origin& origin) { field(name, origin); }
    void team(std::string_view name, TeamIndex& team);
    void attainment(std::string_view name, AttainmentIndex& attainment);
    void measure_place(std::string_view name, std::size_t& place) { field(name, place); }
    void measure_place(std::string_view name, std::optional<std::size_t>& place) {
        field(name, place);
    }
    void pool_place(std::string_view name, std::size_t& place) { field(name, place); }
    void plans(std::string_view name, std::vector<PlanIndex>& plans);
    void block(std::string_view name, std::optional<LineBlock>& block);

private:
    const store::JsonValue& member(std::string_view name) const;
    static std::int64_t integer(const store::JsonValue& value, std::int64_t least,
                                std::int64_t most);
    static const std::string& text(const store::JsonValue& value);
    void read(const store::JsonValue& from, std::string& to) { to = text(from); }
    void read(const store::JsonValue& from, Rational& to);
    void read(const store::JsonValue& from, bool& to);
    void read(const store::JsonValue& from, std::int32_t& to);
    void read(const store::JsonValue& from, std::uint32_t& to);
    void read(const store::JsonValue& from, std::size_t& to);
    void read(const store::JsonValue& from, Grain& to) { to = grain_or_throw(text(from)); }
    void read(const store::JsonValue& from, DayRange& to) { to = parse_days(text(from)); }
    template <class T>
    void read(const store::JsonValue& from, std::vector<T>& to) {
        if (from.kind != store::JsonValue::Kind::list) throw Malformed();
        for (const store::JsonValue& item : from.items)
            read(item, to.emplace_back());
    }
    template <class T>
    void read(const store::JsonValue& from, T& to) {
        const store::JsonValue* outer = std::exchange(at_, &from);
        describe(*this, to);
        at_ = outer;
    }
    const Names& names_;
    PlanIndex plan_;
    const store::JsonValue* at_ = nullptr;  // the object whose fields are read
};

}  // namespace attain::record
