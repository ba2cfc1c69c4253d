// Where made-up deals are put, so that each measure stands where it should in every window.
//
//     bookings, goal 500,000 in 2026-Q1        one slot: ada, 31 March, 500,000 at 100%
//     renewals, goal 100,000 in each month     three slots, one a month
//     a year's goal by phases 20/25/25/30      four slots in one window, with these shares
#pragma once

#include <string>
#include <vector>

#include "pipeline/preview/uses.h"

namespace attain::preview {

struct Slot {
    std::string measure;
    std::string window;
    std::vector<std::uint32_t> owners;  // places among the subject's people; `report` is one more
    bool divided = false;               // among the owners; else each of them has all of it
    Date day;
    Rational from;  // of the window, from this share …
    Rational upto;  // … to that: 0 to 1 where the window has one slot
    Rational full;  // of the whole window, at 100%
};

// A report of the subject's person stands behind the subject's people.
inline std::uint32_t report_of(const Subject& subject) {
    return static_cast<std::uint32_t>(subject.people.size());
}

struct Layout {
    std::vector<Slot> slots;
    std::vector<Standing> standings;          // by measure of the plan, those that are read at all
    std::map<std::string, Rational> columns;  // what every deal has in the columns looked up
};

// `plan` is the version that is looked at; axis and goals decide what moves.
Layout lay_out(const Subject& subject, const Plan& plan, const Axis& axis);

// The version of the subject's plan that is looked at: the last one.
const Plan& plan_of(const Subject& subject);

}  // namespace attain::preview
