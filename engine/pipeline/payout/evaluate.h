// From answered measures to what each component pays (R6): base → table → weight → cap, then floor
// → gate → rounding.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "pipeline/compute.h"
#include "pipeline/measure/measures.h"
#include "pipeline/payout/schedule.h"
#include "pipeline/promise/promise.h"
#include "pipeline/rate/ladder.h"

namespace attain::payout {

// What evaluation reads; all of it outlives the evaluation.
// What was due one pay period earlier in a window that runs on (R5).
class Drafts {
public:
    // `uncapped`: as it would be without the component's caps (R11).
    void add(const World& world, const Job& job, const Cash& entitled, bool uncapped = false);
    // Nothing where the window begins with this pay period, or settles when it closes.
    std::optional<Cash> before(const World& world, const Job& job, bool uncapped = false) const;

private:
    // One component of one assignment in one window, up to a day.
    std::map<std::tuple<std::size_t, std::string, Date, Date, bool>, Cash> drafted_;
};

// What the windows of a component leave behind for the pay periods after them, where a plan carries
// something on, limits pay periods inside a longer window, or keeps gates open.
class Memory {
public:
    struct Entry {
        Date window;        // the window's first day
        Rational weighted;  // to date, before limits
        Rational exact;     // to date, after them
        Rational shortfall;
        Rational excess;
        bool open = false;
    };
    // At the end of a pay period or window.
    void put(std::size_t assignment, const std::string& component, Date upto, Entry entry);
    const Entry* at(std::size_t assignment, const std::string& component, Date upto) const;
    void forget(std::size_t assignment, const std::string& component, Date upto);

private:
    std::map<std::tuple<std::size_t, std::string, Date>, Entry> entries_;
};
struct Ground {
    const World& world;
    const promise::Promises& promises;
    const std::vector<assignment::Assignment>& assignments;
    const std::vector<Job>& jobs;
    const Drafts& drafts;
    Memory& memory;
    measure::Sources& sources;
    bool force_exact = false;
};

struct Evaluated {
    std::vector<ComponentResult> components;  // by job
    // By job: entitled, were there no caps; nothing where that is too large to be an amount.
    std::vector<std::optional<Cash>> uncapped;
    std::vector<PoolResult> pools;
    Slices slices;
    std::vector<Exception> exceptions;
};

// Evaluates all jobs, those that a pay measure sums before those that read it. Fills the results of
// pay measures in `answers`.
Evaluated evaluate(const Ground& ground, const measure::Requests& requests,
                   measure::Answers& answers);

// Jobs in an order in which pay is computed before it is read, as places in the jobs. Jobs that
// read each other, and those that read these, are in a cycle and excepted.
class PaidJobs;
std::vector<std::size_t> evaluation_order(const Ground& ground, const PaidJobs& paid,
                                          std::set<std::size_t>& in_cycle);

}  // namespace attain::payout
