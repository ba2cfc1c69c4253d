// The figures behind a component, described once: describe() names each field of each struct in a
// fixed order, and whoever walks it writes or reads. So what is stored, what is read back and what
// is fingerprinted cannot drift apart.
//
//     {"window":{"name":"2026-Q1","grain":"quarter","days":"2026-01-01..2026-03-31"}, …
//      "tiers":[{"tier":0,"base":"500000","value":"1/20","amount":"25000"}, …], "exact":"76800/7"}
#pragma once

#include <concepts>
#include <type_traits>

#include "pipeline/result/figures.h"

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
    io.some("parts", figure.parts);
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
    io.field("unrounded", lookup.unrounded);
    io.mark("none", lookup.none);
}

template <class Io, Some<TierSum> T>
void describe(Io& io, T& sum) {
    io.field("tier", sum.tier);
    io.field("base", sum.base);
    io.field("value", sum.value);
    io.field("amount", sum.amount);
    io.unless("place", sum.place, sum.tier);
    io.unless("look_up", sum.look_up, std::uint32_t{0});
    io.unless("version", sum.version, std::uint32_t{0});
    io.field("chosen", sum.chosen);
    io.field("at", sum.at);
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
    io.unless("kept_open", gate.kept_open, false);
    io.field("released", gate.released);
}

template <class Io, Some<RankFigure> T>
void describe(Io& io, T& rank) {
    io.field("place", rank.place);
    io.field("of", rank.of);
    io.field("ties", rank.ties);
    io.field("at", rank.at);
}

template <class Io, Some<TierGateFigure> T>
void describe(Io& io, T& gate) {
    io.field("tier", gate.tier);
    io.field("gate", gate.gate);
}

template <class Io, Some<ModifierFigure> T>
void describe(Io& io, T& modifier) {
    io.field("attainment", modifier.attainment);
    io.measure_place("measure_result", modifier.measure_result);
    io.field("at", modifier.at);
    io.field("gate", modifier.gate);
    io.field("factor", modifier.factor);
}

template <class Io, Some<DerivedRate> T>
void describe(Io& io, T& rate) {
    io.field("goal", rate.goal);
    io.field("target", rate.target);
    io.field("exact", rate.exact);
    io.field("value", rate.value);
}

template <class Io, Some<Increment> T>
void describe(Io& io, T& increment) {
    io.field("weighted_before", increment.weighted_before);
    io.field("exact_before", increment.exact_before);
}

template <class Io, Some<WindowFigures> T>
void describe(Io& io, T& figures) {
    io.ruling("ruled_by", figures.plan, figures.component);
    io.field("window", figures.window);
    io.field("days", figures.days);
    io.field("target", figures.target);
    io.measure_place("base_measure", figures.base_measure);
    io.field("lookups", figures.lookups);
    io.plans("versions", figures.versions);
    io.factor("presence", figures.presence);
    io.field("tiers", figures.tiers);
    io.field("pool", figures.pool);
    io.block("slices", figures.slices);
    io.unless("tier_gates", figures.tier_gates, {});
    io.unless("rates", figures.rates, {});
    io.field("rank", figures.rank);
    io.field("threshold", figures.threshold);
    io.unless("shortfall_before", figures.shortfall_before, Rational(0));
    io.unless("shortfall", figures.shortfall, Rational(0));
    io.field("credit_cap", figures.credit_cap);
    io.unless("modifiers", figures.modifiers, {});
    io.unless("factor", figures.factor, Rational(1));
    io.field("gross", figures.gross);
    io.field("weighted", figures.weighted);
    io.unless("deals_cut", figures.deals_cut, Rational(0));
    io.unless("deals_added", figures.deals_added, Rational(0));
    io.field("increment", figures.increment);
    io.unless("excess_before", figures.excess_before, Rational(0));
    io.unless("excess", figures.excess, Rational(0));
    io.field("cap_cut", figures.cap_cut);
    io.field("floor_added", figures.floor_added);
    io.field("gate", figures.gate);
    io.field("share", figures.share);
    io.field("forfeited", figures.forfeited);
    io.mark("none", figures.none);
    io.field("exact", figures.exact);
}

}  // namespace attain::record
