// Figures as text, and back: FigureWriter and FigureReader walk what describe() names.
//
//     FigureWriter(names, run, plan, Form::stored).value(figures).json()
//       → {"window":{"name":"2026-Q1",…},…,"exact":"76800/7"}   → FigureReader: the same figures
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/canonical/describe.h"
#include "record/canonical/names.h"
#include "record/store/json.h"

namespace attain::record {

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
    // What is usual is left out, so that plain figures stay short.
    template <class T>
    void unless(std::string_view name, const T& value, const T& usual) {
        if (!(value == usual)) field(name, value);
    }
    // What few figures have is written only where it is there.
    template <class T>
    void some(std::string_view name, const std::vector<T>& things) {
        if (!things.empty()) field(name, things);
    }
    void mark(std::string_view name, bool set) {
        if (set) field(name, set);
    }
    void factor(std::string_view name, const Rational& factor) {
        if (factor != 1) field(name, factor);
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
    // From here on names are those of this version of the plan.
    void ruling(std::string_view name, PlanIndex plan, ComponentIndex component);
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
    template <class T>
    void unless(std::string_view name, T& value, const T& usual) {
        const store::JsonValue* found = at_->find(name);
        if (!found) value = usual;
        if (found) read(*found, value);
    }
    template <class T>
    void some(std::string_view name, std::vector<T>& things) {
        if (const store::JsonValue* found = at_->find(name)) read(*found, things);
    }
    void mark(std::string_view name, bool& set) {
        if (const store::JsonValue* found = at_->find(name)) read(*found, set);
    }
    void factor(std::string_view name, Rational& factor) {
        if (const store::JsonValue* found = at_->find(name)) read(*found, factor);
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
    void ruling(std::string_view name, PlanIndex& plan, ComponentIndex& component);
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
