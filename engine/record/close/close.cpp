#include "record/close/close.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "record/audit/audit.h"

namespace attain::record {

namespace {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool is_closed(const std::string& status) {
    return status == "finalized" || status == "paid";
}

// Why a step cannot be taken, and what to do about it.
struct Refusal {
    std::string why;
    std::string remedy;
};

class Attempting {
public:
    Attempting(const Book& book, const ReadRun& read, const Attempt& attempt)
        : book_(book), read_(read), run_(read.stored), result_(read.run), attempt_(attempt) {}

    // The status after the step.
    std::string status() const {
        switch (attempt_.step) {
            case Step::start:
            case Step::review:
            case Step::sample:
            case Step::waive: return run_.status;
            case Step::submit: return "submitted";
            case Step::approve: return "approved";
            case Step::finalize: return "finalized";
            case Step::pay: return "paid";
            case Step::reopen: return "reopened";
        }
        ensure(false, "a step leads somewhere");
        return {};
    }

    std::optional<Refusal> refusal() const {
        if (auto role = wrong_role()) return role;
        if (auto way = wrong_way()) return way;
        switch (attempt_.step) {
            case Step::submit: return not_ready();
            case Step::approve: return same_person();
            case Step::finalize: return out_of_order();
            case Step::reopen: return not_last();
            case Step::start:
            case Step::review:
            case Step::sample:
            case Step::waive:
            case Step::pay: return std::nullopt;
        }
        return std::nullopt;
    }

private:
    std::string who() const {
        return attempt_.actor.doer.user.empty() ? attempt_.actor.doer.account
                                                : attempt_.actor.doer.user;
    }

    std::optional<Refusal> wrong_role() const {
        const char* role = attempt_.step == Step::pay ? "pay"
                           : attempt_.step == Step::approve || attempt_.step == Step::reopen
                               ? "approve"
                               : "prepare";
        const bool either =
            attempt_.step == Step::finalize && attempt_.actor.roles.contains("approve");
        if (either || attempt_.actor.roles.contains(role)) return std::nullopt;
        return Refusal{fmt::format("{} may not {}: the role `{}` is missing", who(),
                                   name_of(attempt_.step), role),
                       fmt::format("let somebody do it who has the role `{}` in users.csv", role)};
    }

    std::optional<Refusal> wrong_way() const {
        const auto wanted = [&](std::initializer_list<const char*> from,
                                const char* remedy) -> std::optional<Refusal> {
            for (const char* status : from) {
                if (run_.status == status) return std::nullopt;
            }
            return Refusal{fmt::format("run {} of {} is {}, and cannot {}", run_.number,
                                       run_.period, run_.status, name_of(attempt_.step)),
                           remedy};
        };
        switch (attempt_.step) {
            case Step::start:
            case Step::review:
            case Step::sample:
            case Step::waive:
            case Step::submit:
                return wanted({"draft"}, "run the period again where it has to change");
            case Step::approve: return wanted({"submitted"}, "submit the run first");
            case Step::finalize: return wanted({"approved"}, "have the run approved first");
            case Step::pay: return wanted({"finalized"}, "finalize the run first");
            case Step::reopen:
                return wanted({"finalized"},
                              "what is paid stays; a change to it is posted in the next period");
        }
        return std::nullopt;
    }

    std::optional<Refusal> not_ready() const {
        for (const CheckItem& item : checklist(book_, read_)) {
            if (!item.done) return Refusal{item.found, item.remedy};
        }
        return std::nullopt;
    }

    // P1: four eyes, and nobody approves their own pay.
    std::optional<Refusal> same_person() const {
        const std::vector<RunEvent> events = events_of(book_, run_.number);
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            if (event->step != "submit" || event->refused) continue;
            if (event->doer.user == attempt_.actor.doer.user ||
                event->doer.account == attempt_.actor.doer.account) {
                if (event->doer.user == attempt_.actor.doer.user || !attempt_.actor.doer.claimed) {
                    return Refusal{
                        fmt::format("{} submitted this run, and cannot approve it", who()),
                        "let somebody else approve it"};
                }
            }
            break;
        }
        for (const ParticipantSettlement& settled : result_.settlements) {
            if (attempt_.actor.participant.empty()) break;
            if (settled.participant != attempt_.actor.participant) continue;
            return Refusal{fmt::format("{} is paid in this run, and nobody approves their own pay",
                                       settled.participant),
                           "let somebody approve it who is not paid in it"};
        }
        return std::nullopt;
    }

    // Periods are finalized in order, edge to edge (R5), and by what the last closing left.
    std::optional<Refusal> out_of_order() const {
        const settlement::History now =
            book_.history(book_.last_entry(), result_.period.days.past_the_end);
        for (const Period& closed : now.closed) {
            if (closed.days.intersect(result_.period.days).empty()) continue;
            return Refusal{fmt::format("{} is finalized already", closed.name),
                           "a change to it is posted in the next open period"};
        }
        const std::optional<Date> until = now.closed_until();
        if (until && *until != result_.period.days.first) {
            return Refusal{fmt::format("{} does not follow on {}, which was closed last",
                                       result_.period.name, now.closed.back().name),
                           "close the periods in order"};
        }
        const settlement::History then = book_.history(run_.read_to, result_.period.days.first);
        if (then.fingerprint != now.fingerprint) {
            return Refusal{"another period was closed since this run was made",
                           fmt::format("run `attain run --period {}` again", run_.period)};
        }
        return std::nullopt;
    }

    std::optional<Refusal> not_last() const {
        if (attempt_.reason.empty()) {
            return Refusal{"a period is not opened again without a reason",
                           "say it with --reason \"…\""};
        }
        for (const StoredRun& other : book_.runs()) {
            if (!is_closed(other.status) || other.number == run_.number) continue;
            if (other.days.substr(0, 10) < run_.days.substr(0, 10)) continue;
            return Refusal{fmt::format("{} was closed after {}", other.period, run_.period),
                           "a change to it is posted in the next open period"};
        }
        return std::nullopt;
    }

    const Book& book_;
    const ReadRun& read_;
    const StoredRun& run_;
    const RunResult& result_;
    const Attempt& attempt_;
};

// Whether a step that leaves the status as it is, or has led to it, was taken already.
bool was_taken(const std::vector<RunEvent>& events, const StoredRun& run, Step step,
               const std::string& after) {
    if (after != run.status) return false;
    return std::any_of(events.begin(), events.end(), [&](const RunEvent& event) {
        return event.step == name_of(step) && !event.refused && event.run == run.number;
    });
}

}  // namespace

std::string_view name_of(Step step) {
    switch (step) {
        case Step::start: return "start";
        case Step::review: return "review";
        case Step::sample: return "sample";
        case Step::waive: return "waive";
        case Step::submit: return "submit";
        case Step::approve: return "approve";
        case Step::finalize: return "finalize";
        case Step::pay: return "pay";
        case Step::reopen: return "reopen";
    }
    ensure(false, "a step has a name");
    return {};
}

Actor find_actor(const World& world, const std::string& account,
                 const std::optional<std::string>& claimed) {
    std::vector<std::string> names;
    for (const User& user : world.facts.users) {
        const bool meant = claimed ? user.name == *claimed : user.account == account;
        if (meant) {
            return {{user.name, account, claimed.has_value()}, user.roles, user.participant};
        }
        names.push_back(claimed ? user.name : user.account);
    }
    const std::string near = nearest(claimed ? *claimed : account, names);
    throw BookError(BookError::Kind::refused,
                    fmt::format("`{}` is no user of this book", claimed ? *claimed : account),
                    names.empty() ? "import users.csv: user, account, roles, participant"
                    : near.empty() || !claimed ? "add the account to users.csv and import it"
                                               : fmt::format("did you mean `{}`?", near));
}

StoredRun run_of_period(const Book& book, const std::string& period) {
    const std::vector<StoredRun> runs = book.runs();
    for (const StoredRun& run : runs) {
        if (run.period == period && is_closed(run.status)) return run;
    }
    std::vector<std::string> periods;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (period.empty() || run->period == period) return *run;
        periods.push_back(run->period);
    }
    const std::string near = nearest(period, periods);
    throw BookError(BookError::Kind::could_not,
                    period.empty() ? "the book holds no run yet"
                                   : fmt::format("the book has no run of `{}`", period),
                    near.empty() ? "run it first: `attain run --period 2026-Q1`"
                                 : fmt::format("did you mean `{}`?", near));
}

std::vector<RunEvent> events_of(const Book& book, std::uint32_t run) {
    std::vector<RunEvent> events = book.events();
    std::erase_if(events, [&](const RunEvent& event) { return event.run != run; });
    return events;
}

std::vector<Exception> open_exceptions(const Book& book, const RunResult& result) {
    std::set<std::pair<std::string, std::string>> waived;
    for (const Waiver& waiver : book.waivers())
        waived.emplace(waiver.code, waiver.subject);
    std::vector<Exception> open;
    for (const Exception& exception : result.exceptions) {
        if (exception.bearing != Bearing::blocking) continue;
        if (!waived.contains({exception.code, exception.subject})) open.push_back(exception);
    }
    return open;
}

namespace {

// What has to be so before a run can be submitted, one item after the other (P1).
class Checking {
public:
    Checking(const Book& book, const ReadRun& read)
        : book_(book), run_(read.stored), world_(read.world), result_(read.run) {}

    std::vector<CheckItem> items() {
        facts();
        exceptions();
        totals();
        steps();
        order();
        return std::move(items_);
    }

private:
    void add(const char* name, bool done, std::string found, std::string remedy) {
        items_.push_back({name, done, std::move(found), done ? std::string() : std::move(remedy)});
    }

    void facts() {
        std::uint32_t last_fact = 0;
        for (const EntryInfo& entry : book_.entries()) {
            if (entry.kind == "import" || entry.kind == "created") last_fact = entry.number;
        }
        const bool all = run_.read_to >= last_fact;
        add("facts", all,
            all ? fmt::format("the run read everything that is known, to entry {}", run_.read_to)
                : fmt::format("entry {} came after the run was made, which read to entry {}",
                              last_fact, run_.read_to),
            fmt::format("run `attain run --period {}` again", run_.period));
    }

    void exceptions() {
        const std::vector<Exception> open = open_exceptions(book_, result_);
        const auto blocking =
            std::count_if(result_.exceptions.begin(), result_.exceptions.end(),
                          [](const Exception& one) { return one.bearing == Bearing::blocking; });
        add("exceptions", open.empty(),
            open.empty() ? fmt::format("no blocking exception is open, {} waived", blocking)
                         : fmt::format("{} open, the first: {} {}",
                                       counted(open.size(), "blocking exception"),
                                       open.front().code, open.front().subject),
            "cure them, or answer for each: `attain close waive CODE SUBJECT --reason …`");
    }

    // Re-derived from what is stored: a book that was changed behind our back is not submitted.
    void totals() {
        std::size_t fates[5] = {};
        for (const RowFate fate : result_.fates)
            ++fates[static_cast<std::size_t>(fate)];
        const std::vector<std::string> findings = audit(world_, result_);
        add("totals", findings.empty(),
            findings.empty()
                ? fmt::format("{} in the period = {} credited + {} netted + {} excepted + {} "
                              "uncredited",
                              counted(result_.fates.size() - fates[0], "line"), fates[1], fates[2],
                              fates[3], fates[4])
                : fmt::format("{} broken, the first: {}", counted(findings.size(), "law"),
                              findings.front()),
            "the stored run was changed: `attain verify` shows where; restore the book");
    }

    void steps() {
        const std::vector<RunEvent> events = events_of(book_, run_.number);
        const auto was = [&](Step step) {
            return std::any_of(events.begin(), events.end(), [&](const RunEvent& event) {
                return event.step == name_of(step) && !event.refused;
            });
        };
        add("variance", was(Step::review),
            was(Step::review) ? "the variance to the period before was looked at"
                              : "nobody has looked at the variance to the period before",
            fmt::format("look at it: `attain close review --period {}`", run_.period));
        add("sample", was(Step::sample),
            was(Step::sample) ? "a sample of deals was traced" : "no sample of deals was traced",
            fmt::format("trace some: `attain close sample --period {}`", run_.period));
    }

    void order() {
        const bool provisional =
            std::any_of(result_.settlements.begin(), result_.settlements.end(),
                        [](const ParticipantSettlement& settled) { return settled.provisional; });
        add("order", !provisional,
            provisional ? "the run builds on pay periods that are not closed"
                        : "the periods before are closed, or there are none",
            "close the periods in order");
    }

    const Book& book_;
    const StoredRun& run_;
    const World& world_;
    const RunResult& result_;
    std::vector<CheckItem> items_;
};

}  // namespace

std::vector<CheckItem> checklist(const Book& book, const ReadRun& read) {
    return Checking(book, read).items();
}

bool take_step(Book& book, const ReadRun& read, const Attempt& attempt) {
    const StoredRun& run = read.stored;
    const Attempting attempting(book, read, attempt);
    const std::string after = attempting.status();
    RunEvent event{0,
                   "",
                   run.number,
                   run.status,
                   std::string(name_of(attempt.step)),
                   false,
                   attempt.actor.doer,
                   attempt.reason};
    if (was_taken(events_of(book, run.number), run, attempt.step, after)) return false;
    if (const std::optional<Refusal> refusal = attempting.refusal()) {
        event.refused = true;
        event.reason = refusal->why;
        book.record_event(event, attempt.recorded_at);
        throw BookError(BookError::Kind::refused, refusal->why, refusal->remedy);
    }
    event.status = after;
    book.record_event(event, attempt.recorded_at);
    return true;
}

}  // namespace attain::record
