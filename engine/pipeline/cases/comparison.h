// What a case expects of each stage, held against what the engine computed.
//
//     credits:     {ada: {bookings: [500000, 72000]}}            each credit, in the order of the
//     rows
//                  {ada: {bookings: {count: 2, sum: 572000}}}    or only how many and how much
//     measures:    {ada: {bookings: 572000}, team north: {together: 620000}}
//     quotas:      {ada: {own_goal: 500000}}
//     attainments: {ada: {own_goal: 114.4%}}
//     pools:       {team north: {bonus: 1000}}
//     tiers:       {ada: {commission: [500000, 72000]}}          what of the base fell into each
//     tier components:  {ada: {commission: 30760.00}}                 what is due, to the cent
//                  {ada: {commission: {exact: 1/3, entitled: 0.33, before: 0.00, pays: 0.33,
//                                      outcome: paid}}}
//     payouts:     {ada: 30760.00, ben: 2400.00}                 everybody who is paid anything
//     payout:      {ada: 30760.00}                               only these people
//     paid:        {ada: 30260.00}                               after draws, holdbacks …
//     balances:    {ada: {held: 500.00}, ben: {draw: -1000.00}}  what stands on accounts at the end
//     total:       33160.00
//     rows:        {crm R-1: netted}
//     exceptions:  [unknown-owner crm D-17]                      all of them
//
// A name may be told from others by its plan and its period: `junior/commission 2026-02`. A name
// that fits several results must hold for each of them. Nothing is compared with a margin.
#pragma once

#include <string>
#include <vector>

#include "intake/document/node.h"
#include "pipeline/compute.h"

namespace attain::cases {

struct Mismatch {
    std::string stage;
    std::string whose;
    std::string what;
    std::string expected;
    std::string computed;
    Span where;  // what was expected, in the case file
};

// `expect` has the form of a case's expectations (model/cases).
std::vector<Mismatch> compare(const World& world, const RunResult& run, const Node& expect);

}  // namespace attain::cases
