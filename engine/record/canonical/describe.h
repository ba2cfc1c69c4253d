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
    io.ruling("ruled_by", figures.plan, figures.component);
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
    io.field("share", figures.share);
    io.field("forfeited", figures.forfeited);
    io.field("exact", figures.exact);
}

}  // namespace attain::record
