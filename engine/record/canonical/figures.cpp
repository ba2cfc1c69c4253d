#include "record/canonical/figures.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "record/store/columns.h"
#include "record/store/packing.h"

namespace attain::record {

namespace {

// A window rated by several versions of a plan (T8) may look up an attainment that the version
// which leads it does not have: then its number must do.
constexpr char by_number = '#';

}  // namespace

// ---- writing
// -------------------------------------------------------------------------------------

void FigureWriter::team(std::string_view name, TeamIndex team) {
    if (team.exists()) field(name, names_.team(team));
}

void FigureWriter::attainment(std::string_view name, AttainmentIndex attainment) {
    const bool named =
        plan_.exists() && attainment < names_.world().rules[plan_].attainments.size();
    field(name, named ? names_.attainment(plan_, attainment)
                      : fmt::format("{}{}", by_number, attainment));
}

void FigureWriter::measure_place(std::string_view name, std::size_t place) {
    if (form_ == Form::stored) {
        out_.key(name).integer(static_cast<std::int64_t>(place));
        return;
    }
    const MeasureResult& measure = run_.measures.at(place);
    field(name, fmt::format("{}/{}/{} {}/{}/{}", names_.plan(measure.plan),
                            names_.measure(measure.plan, measure.measure), kind_of(measure.owner),
                            name_of(names_, measure.owner), measure.window.name,
                            days_text(measure.days)));
}

void FigureWriter::pool_place(std::string_view name, std::size_t place) {
    if (form_ == Form::stored) {
        out_.key(name).integer(static_cast<std::int64_t>(place));
        return;
    }
    const PoolResult& pool = run_.pools.at(place);
    field(name, fmt::format("{}/{}/team {}/{}", names_.plan(pool.plan),
                            names_.component(pool.plan, pool.component), names_.team(pool.team),
                            pool.window.name));
}

void FigureWriter::plans(std::string_view name, const std::vector<PlanIndex>& plans) {
    std::vector<std::string> texts;
    for (const PlanIndex plan : plans)
        texts.push_back(names_.plan(plan));
    field(name, texts);
}

void FigureWriter::ruling(std::string_view name, PlanIndex plan, ComponentIndex component) {
    plan_ = plan;
    field(name, std::vector{names_.plan(plan), names_.component(plan, component)});
}

void FigureWriter::block(std::string_view name, const std::optional<LineBlock>& block) {
    if (!block || form_ == Form::canonical) return;
    out_.key(name).begin_object();
    out_.key("begin").integer(static_cast<std::int64_t>(block->begin));
    out_.key("end").integer(static_cast<std::int64_t>(block->end));
    out_.key("denominator").text(Rational(block->denominator).fraction());
    out_.key("exact").truth(block->exact);
    out_.key("ratios_begin").integer(static_cast<std::int64_t>(block->ratios_begin));
    out_.end_object();
}

// ---- reading
// -------------------------------------------------------------------------------------

const store::JsonValue& FigureReader::member(std::string_view name) const {
    const store::JsonValue* found = at_ ? at_->find(name) : nullptr;
    if (!found) throw Malformed();
    return *found;
}

std::int64_t FigureReader::integer(const store::JsonValue& value, std::int64_t least,
                                   std::int64_t most) {
    if (value.kind != store::JsonValue::Kind::integer) throw Malformed();
    if (value.integer < least || value.integer > most) throw Malformed();
    return value.integer;
}

const std::string& FigureReader::text(const store::JsonValue& value) {
    if (value.kind != store::JsonValue::Kind::text) throw Malformed();
    return value.text;
}

void FigureReader::read(const store::JsonValue& from, Rational& to) {
    try {
        to = store::parse_fraction(text(from));
    } catch (const store::ByteReader::Malformed&) {
        throw Malformed();
    }
}

void FigureReader::read(const store::JsonValue& from, bool& to) {
    if (from.kind != store::JsonValue::Kind::truth) throw Malformed();
    to = from.truth;
}

void FigureReader::read(const store::JsonValue& from, std::int32_t& to) {
    using Limits = std::numeric_limits<std::int32_t>;
    to = static_cast<std::int32_t>(integer(from, Limits::min(), Limits::max()));
}

void FigureReader::read(const store::JsonValue& from, std::uint32_t& to) {
    to = static_cast<std::uint32_t>(integer(from, 0, std::numeric_limits<std::uint32_t>::max()));
}

void FigureReader::read(const store::JsonValue& from, std::size_t& to) {
    to = static_cast<std::size_t>(integer(from, 0, std::numeric_limits<std::int64_t>::max()));
}

void FigureReader::team(std::string_view name, TeamIndex& team) {
    const store::JsonValue* found = at_->find(name);
    team = found ? names_.find_team(text(*found)) : TeamIndex::none();
}

void FigureReader::attainment(std::string_view name, AttainmentIndex& attainment) {
    const std::string& written = text(member(name));
    if (written.empty() || written.front() != by_number) {
        attainment = names_.find_attainment(plan_, written);
        return;
    }
    const char* end = written.data() + written.size();
    const auto read = std::from_chars(written.data() + 1, end, attainment);
    if (read.ec != std::errc() || read.ptr != end) throw Malformed();
}

void FigureReader::plans(std::string_view name, std::vector<PlanIndex>& plans) {
    std::vector<std::string> texts;
    field(name, texts);
    for (const std::string& text : texts)
        plans.push_back(names_.find_plan(text));
}

void FigureReader::ruling(std::string_view name, PlanIndex& plan, ComponentIndex& component) {
    std::vector<std::string> texts;
    field(name, texts);
    if (texts.size() != 2) throw Malformed();
    plan_ = plan = names_.find_plan(texts[0]);
    component = names_.find_component(plan, texts[1]);
}

void FigureReader::block(std::string_view name, std::optional<LineBlock>& block) {
    const store::JsonValue* found = at_->find(name);
    if (!found) return;
    const store::JsonValue* outer = std::exchange(at_, found);
    block.emplace();
    Rational denominator;
    field("begin", block->begin);
    field("end", block->end);
    field("denominator", denominator);
    field("exact", block->exact);
    field("ratios_begin", block->ratios_begin);
    block->denominator = denominator.numerator();
    at_ = outer;
}

}  // namespace attain::record
