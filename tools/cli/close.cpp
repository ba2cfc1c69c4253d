#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "record/close/close.h"
#include "record/store/account_name.h"
#include "report/closing/closing.h"

namespace attain::cli {

namespace {

using record::Step;

Step step_named(const std::string& name) {
    for (const Step step : {Step::start, Step::review, Step::sample, Step::waive, Step::submit,
                            Step::approve, Step::finalize, Step::pay, Step::reopen}) {
        if (record::name_of(step) == name) return step;
    }
    throw NotThere(fmt::format("there is no step `{}`", name), "`attain close --help` lists them");
}

// The account of the operating system; or who was said, where the book is for trying (P1).
record::Actor actor_meant(const Book& book, const Arguments& arguments) {
    std::optional<std::string> claimed;
    if (!arguments.as_user.empty()) {
        if (!book.is_for_trying()) {
            throw BookError(BookError::Kind::refused,
                            "in this book everybody is who they are logged in as",
                            "leave --as out; `attain init --demo` makes a book for trying");
        }
        claimed = arguments.as_user;
    }
    Diagnostics problems;
    const std::optional<World> world = record::read_world(book, book.last_entry(), problems);
    if (!world) {
        throw BookError(BookError::Kind::could_not, "what the book knows does not fit together",
                        "`attain run` tells what is wrong");
    }
    return record::find_actor(*world, store::account_name(), claimed);
}

// The last closed run of a period that ends where this one begins.
std::optional<StoredRun> closed_before(const Book& book, const Period& period) {
    std::optional<StoredRun> before;
    for (const StoredRun& run : book.runs()) {
        if (run.status != "finalized" && run.status != "paid") continue;
        const auto days = DayRange::parse(run.days);
        if (days && days->past_the_end == period.days.first) before = run;
    }
    return before;
}

void show_variance(const Book& book, const Opened& opened, Console& console) {
    RunResult before;
    std::string name;
    if (const auto earlier = closed_before(book, opened.run.period)) {
        const auto world = world_at(book, earlier->read_to, console);
        if (world) before = book.load_run(earlier->number, *world);
        name = earlier->period;
    }
    console.print(report::net_change_text(name, opened.run.period.name,
                                          report::net_changes(opened.world, before, opened.run)));
}

void waive(Book& book, const Opened& opened, const Arguments& arguments,
           const record::Attempt& attempt) {
    if (arguments.reason.empty()) {
        throw NotThere("an exception is not waived without a reason", "say it with --reason \"…\"");
    }
    std::vector<Waiver> waivers;
    std::vector<std::string> subjects;
    for (const Exception& exception : record::open_exceptions(book, opened.run)) {
        const bool meant = arguments.all || (exception.code == arguments.code &&
                                             exception.subject == arguments.subject);
        subjects.push_back(exception.code + " " + exception.subject);
        if (!meant) continue;
        waivers.push_back({0, "", exception.code, exception.subject, arguments.effect,
                           attempt.actor.doer, arguments.reason});
    }
    if (waivers.empty() && arguments.all) return;
    if (waivers.empty()) {
        const std::string said = arguments.code + " " + arguments.subject;
        const std::string near = nearest(said, subjects);
        throw NotThere(fmt::format("no blocking exception `{}` is open", said),
                       near.empty() ? "`attain exceptions` lists them"
                                    : fmt::format("did you mean `{}`?", near));
    }
    record::take_step(book, {opened.stored, opened.world, opened.run}, attempt);
    book.record_waivers(waivers, attempt.recorded_at);
}

int show(const Book& book, const Opened& opened, const Arguments& arguments, Console& console) {
    const auto items = record::checklist(book, {opened.stored, opened.world, opened.run});
    const auto events = record::events_of(book, opened.stored.number);
    console.print(arguments.json
                      ? report::closing_json(opened.stored, items, events)
                      : report::closing_text(opened.stored, items, events, console.colour()));
    const bool ready = std::all_of(items.begin(), items.end(),
                                   [](const record::CheckItem& item) { return item.done; });
    return ready || opened.stored.status != "draft" ? exit_done : exit_problems;
}

}  // namespace

int close(const Arguments& arguments, Console& console) {
    const bool looks = arguments.closing == "show";
    Book book = Book::open(arguments.book, looks ? Access::read : Access::write);
    const StoredRun stored = record::run_of_period(book, arguments.period);
    Arguments meant = arguments;
    meant.run = stored.number;
    const std::optional<Opened> opened = open_run(book, meant, console);
    if (!opened) return exit_could_not;
    if (looks) return show(book, *opened, arguments, console);

    const Step step = step_named(arguments.closing);
    const record::Attempt attempt{step, actor_meant(book, arguments), arguments.reason,
                                  recording_time(arguments)};
    if (step == Step::waive) {
        waive(book, *opened, arguments, attempt);
    } else {
        if (step == Step::review) show_variance(book, *opened, console);
        if (step == Step::sample) {
            console.print(
                report::sample_text(opened->world, opened->run, arguments.seed, arguments.count));
        }
        record::take_step(book, {stored, opened->world, opened->run}, attempt);
    }
    const StoredRun after = record::run_of_period(book, arguments.period);
    console.print(fmt::format("run {}, {}: {}\n", after.number, after.period, after.status));
    return exit_done;
}

}  // namespace attain::cli
