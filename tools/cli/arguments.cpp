// Every flag is declared here, once, on the commands of command_list.h; help and suggestions follow
// from both.
#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <span>

#include "base/diagnostic/diagnostic.h"
#include "cli/command_list.h"
#include "cli/exit.h"

namespace attain::cli {

namespace {

// Help as people read it: the list of commands with a line each, room before the usage.
class HelpPage : public CLI::Formatter {
public:
    std::string make_usage(const CLI::App* app, std::string name) const override {
        return "\n" + CLI::Formatter::make_usage(app, std::move(name));
    }
    std::string make_subcommand(const CLI::App* sub) const override {
        const std::string in = sub->get_parent()->get_name();
        const std::span<const Command> all =
            in == "plan"     ? std::span<const Command>(plan_commands)
            : in == "close"  ? std::span<const Command>(close_commands)
            : in == "export" ? std::span<const Command>(export_commands)
                             : commands;
        for (const Command& command : all) {
            if (sub->get_name() == command.name) {
                return fmt::format("  {:<14}{}\n", command.name, command.meaning);
            }
        }
        return {};
    }
};

// The flags of one command, put into the one value.
class Declaration {
public:
    Declaration(CLI::App& app, Arguments& arguments) : app_(app), to_(arguments) {}

    void declare(const Command& command) {
        const std::string name = command.name;
        CLI::App* at = begin(app_, command);
        if (name == "plan") return inner(at, plan_commands, &Declaration::plan);
        if (name == "close") return inner(at, close_commands, &Declaration::closing);
        if (name == "export") return inner(at, export_commands, &Declaration::exported);
        at->callback([this, name] { to_.command = name; });
        everywhere(at);
        if (name == "check") {
            files(at);
            return lint_levels(at);
        }
        if (name == "test") return cases(at);
        if (name == "explain-code") {
            value(at, "code", to_.code, "", "the code of a mistake, such as tier-gap");
            return;
        }
        book(at);
        of_book(at, name);
    }

private:
    // The commands inside one.
    void inner(CLI::App* at, std::span<const Command> commands_inside,
               void (Declaration::*declare_one)(CLI::App&, const Command&)) {
        at->require_subcommand(1);
        for (const Command& inside : commands_inside)
            (this->*declare_one)(*at, inside);
    }

    // What works on a book.
    void of_book(CLI::App* at, const std::string& name) {
        if (name == "init") {
            at->add_flag("--demo", to_.demo, "a book for trying: whoever uses it may be anybody");
        }
        if (name == "compare") {
            value(at, "runs", to_.runs, "RUN RUN", "the numbers of two stored runs")
                ->required()
                ->expected(2);
        }
        if (name == "journal") output(at, {"hledger", "ledger", "beancount"}, "write to this file");
        if (name == "init" || name == "import" || name == "run") {
            value(at, "--recorded-at", to_.recorded_at, "TIME",
                  "when this is recorded, as 2026-04-02T09:00:00Z (default: now)");
        }
        if (name == "import") import(at);
        if (name == "run") run(at);
        if (name == "status") status(at);
        if (name == "run" || name == "status") {
            value(at, "--as-of", to_.as_of, "DAY", "use what was known at the end of this day");
            value(at, "--entry", to_.entry, "N", "use what was known at this entry of the book");
        }
        if (name == "register" || name == "explain" || name == "statement" ||
            name == "exceptions" || name == "verify" || name == "query") {
            stored_run(at);
        }
        if (name == "verify") {
            value(at, "--manifest", to_.manifest, "FILE",
                  "an export instead: the files that this manifest names");
            value(at, "--statement", to_.statement, "FILE",
                  "a statement in HTML or JSON instead, against its run");
        }
        if (name == "register") {
            output(at, {"text", "csv", "json", "html", "xlsx"}, "write to this file");
        }
        if (name == "query") query(at);
        if (name == "explain") explain(at);
        if (name == "statement") statement(at);
    }

    static CLI::App* begin(CLI::App& in, const Command& command) {
        return in.add_subcommand(
            command.name, fmt::format("Example:\n  {}\n\n{}", command.example, command.meaning));
    }
    void everywhere(CLI::App* at, bool with_json = true) {
        if (with_json) at->add_flag("--json", to_.json, "print JSON for machines");
        at->add_flag("-q,--quiet", to_.quiet, "say nothing but results and errors");
        at->add_flag("-v,--verbose", to_.verbose,
                     "tell on stderr what is done and how long it took");
        at->add_flag("--no-color", to_.no_colour, "no colours (also NO_COLOR)");
    }
    // A flag with a value, shown in help as `--period PERIOD`.
    template <class Value>
    static CLI::Option* value(CLI::App* at, const char* names, Value& to, const char* shown,
                              const char* meaning) {
        return at->add_option(names, to, meaning)->type_name(shown)->option_text(shown);
    }
    void book(CLI::App* at) {
        value(at, "--book", to_.book, "FILE", "the book (default: $ATTAIN_BOOK, or attain.book)")
            ->envname("ATTAIN_BOOK");
    }
    void stored_run(CLI::App* at) {
        value(at, "--run", to_.run, "N", "the number of a stored run (default: the last one)");
        value(at, "--period", to_.period, "PERIOD", "the last stored run of this period");
    }
    void exported(CLI::App& in, const Command& command) {
        CLI::App* at = begin(in, command);
        const std::string name = command.name;
        at->callback([this, name] { to_.command = "export " + name; });
        everywhere(at, false);
        book(at);
        stored_run(at);
        output(at, {"adp", "gusto", "workday", "csv"}, "write to this folder");
    }
    void files(CLI::App* at) {
        value(at, "path", to_.paths, "...", "files (plans, company.yaml, CSV), or a folder of them")
            ->required();
        value(at, "--as", to_.table, "TABLE", "what a file holds (ledger, people, quotas …)");
    }
    void lint_levels(CLI::App* at) {
        level(at, "--allow", to_.allow, "say nothing about this lint (may be repeated)");
        level(at, "--warn", to_.warn, "tell this lint, and pass");
        level(at, "--deny", to_.deny, "take this lint for a mistake");
    }
    static void level(CLI::App* at, const char* names, std::vector<std::string>& to,
                      const char* meaning) {
        value(at, names, to, "LINT", meaning)->expected(-1)->allow_extra_args(false);
    }
    void cases(CLI::App* at) {
        value(at, "path", to_.paths, "...", "case files, or folders that hold some")->required();
        value(at, "--case", to_.cases, "NAME", "only the case of this name (may be repeated)")
            ->expected(-1)
            ->allow_extra_args(false);
    }
    void import(CLI::App* at) {
        files(at);
        value(at, "--mapping", to_.mapping, "FILE", "what the columns of a foreign file mean");
        at->add_flag("--complete", to_.complete,
                     "the file is complete: deals of its extent that it lacks are reversed");
        value(at, "--source", to_.source, "NAME", "with --complete: the source it is complete for");
        value(at, "--days", to_.days, "DAYS",
              "with --complete: the booking days, as 2026-01-01..2026-03-31");
        at->add_flag("--confirm", to_.confirm, "with --complete: yes, reverse that many");
        at->add_flag("--strict", to_.strict, "import nothing where a row cannot be read");
    }
    void run(CLI::App* at) {
        value(at, "--period", to_.period, "PERIOD", "which period, as 2026-Q1")->required();
        value(at, "--threads", to_.threads, "N", "how many threads compute (same result)")
            ->check(CLI::Range(1U, 64U));
    }
    void status(CLI::App* at) {
        value(at, "--on", to_.on, "DAY", "the day to look from (default: today)");
        value(at, "--participant", to_.participant, "WHO", "only this participant");
        value(at, "--team", to_.team, "TEAM", "only this team and its members");
    }
    void explain(CLI::App* at) {
        value(at, "participant", to_.participant, "", "whose pay")->required();
        value(at, "--component", to_.component, "NAME", "only this component");
        at->add_flag("--exact", to_.exact, "show exact fractions beside rounded figures");
    }
    void query(CLI::App* at) {
        value(at, "sql", to_.sql, "", "one SELECT; texts in single quotes");
        at->add_flag("--tables", to_.tables, "list the tables and their columns instead");
        output(at, {"text", "csv", "json"}, "write to this file");
        value(at, "--timeout", to_.timeout, "SECONDS",
              "end a query that takes longer (default: 300)")
            ->check(CLI::Range(1U, 86'400U));
    }
    void statement(CLI::App* at) {
        value(at, "participant", to_.participant, "", "whose statement");
        at->add_flag("--all", to_.all, "everybody who is on a plan in the period");
        output(at, {"text", "html", "json", "pdf", "xlsx"},
               "write to this file, or to this folder with --all");
        value(at, "--threads", to_.threads, "N", "with --all: how many threads write (same bytes)")
            ->check(CLI::Range(1U, 64U));
    }
    void closing(CLI::App& in, const Command& command) {
        CLI::App* at = begin(in, command);
        const std::string name = command.name;
        at->callback([this, name] {
            to_.command = "close";
            to_.closing = name;
        });
        everywhere(at, name == "show");
        value(at, "--book", to_.book, "FILE", "the book (default: $ATTAIN_BOOK, or attain.book)")
            ->envname("ATTAIN_BOOK");
        value(at, "--period", to_.period, "PERIOD", "the period (default: that of the last run)");
        if (name == "show") return;
        value(at, "--recorded-at", to_.recorded_at, "TIME",
              "when this is recorded, as 2026-04-02T09:00:00Z (default: now)");
        value(at, "--as", to_.as_user, "USER",
              "who does it; only in a book that was made for trying");
        if (name == "waive") {
            value(at, "code", to_.code, "CODE", "the exception's code, as unknown-owner");
            value(at, "subject", to_.subject, "SUBJECT", "what it is about, as \"crm D-17\"");
            at->add_flag("--all", to_.all, "every blocking exception that is open");
            value(at, "--effect", to_.effect, "EFFECT",
                  "carry: rated in its own window once cured; exclude: left out")
                ->check(CLI::IsMember({"carry", "exclude"}));
        }
        if (name == "sample") {
            value(at, "--seed", to_.seed, "N", "which sample (default: 1)");
            value(at, "--count", to_.count, "N", "how many deals (default: 5)")
                ->check(CLI::Range(1U, 1000U));
        }
        if (name == "waive" || name == "reopen" || name == "submit" || name == "approve") {
            value(at, "--reason", to_.reason, "TEXT", "why");
        }
    }
    void plan(CLI::App& in, const Command& command) {
        CLI::App* at = begin(in, command);
        const std::string name = command.name;
        at->callback([this, name] { to_.command = "plan " + name; });
        everywhere(at, name != "document");
        const bool two = name == "diff";
        value(at, two ? "plans" : "plan", to_.paths, two ? "OLD NEW" : "",
              "a plan file; or, with --book or --company, a plan's name")
            ->required()
            ->expected(two ? 2 : 1);
        company(at);
        if (two) {
            value(at, "--period", to_.period, "PERIOD", "also compare what is paid in this period");
            return;
        }
        value(at, "--at", to_.at, "PLACES",
              "95%..160%, 100%, 80%,100%,120%; amounts and counts too");
        value(at, "--step", to_.step, "STEP", "the distance between places, as 5% or 10000");
        value(at, "--by", to_.by, "NAME", "vary this attainment, measure or column of deals alone");
        person(at);
        if (name == "show") output(at, {"text", "csv", "json"}, "write to this file");
        if (name == "curve") output(at, {"text", "svg", "csv"}, "write to this file");
        if (name == "document") output(at, {"html", "markdown"}, "write to this file");
    }
    // Whose calendars, people and goals: a book, or a folder.
    void company(CLI::App* at) {
        value(at, "--book", to_.plan_book, "FILE", "the company of this book");
        value(at, "--company", to_.company, "FOLDER",
              "the company in this folder (default: the plan's own folder)");
    }
    // On whom a plan is tried.
    void person(CLI::App* at) {
        value(at, "--target", to_.target, "AMOUNT", "a target incentive, as 60000 or 5000/month");
        value(at, "--goal", to_.goals, "NAME=AMOUNT",
              "what 100% is, or what each deal has in a column: bookings=500000/quarter")
            ->allow_extra_args(false);
        value(at, "--person", to_.columns, "NAME=VALUE", "a column of people.csv, as bonus=500")
            ->allow_extra_args(false);
        value(at, "--members", to_.members, "N", "how many are in the team (default: 1)")
            ->check(CLI::Range(1U, 1000U));
        value(at, "--for", to_.participant, "WHO",
              "a participant: own goals, target, team and days");
        value(at, "--period", to_.period, "PERIOD", "with --for: which period, as 2026-Q1");
    }
    void output(CLI::App* at, const std::vector<std::string>& formats, const char* meaning) {
        value(at, "--format", to_.format, "FORMAT",
              fmt::format("{} or {}", fmt::join(formats.begin(), formats.end() - 1, ", "),
                          formats.back())
                  .c_str())
            ->check(CLI::IsMember(formats));
        value(at, "-o,--out", to_.out, "PATH", meaning);
    }

    CLI::App& app_;
    Arguments& to_;
};

// The command that the words begin with, or nothing; of a command with commands inside, the inner
// one where it is named.
CLI::App* command_of(CLI::App& app, int count, const char* const* words) {
    CLI::App* found = nullptr;
    for (int i = 1; i < count; ++i) {
        for (CLI::App* command : (found ? *found : app).get_subcommands({})) {
            if (command->get_name() != words[i]) continue;
            found = command;
            break;
        }
    }
    return found;
}

// "plan show": without the program's own name.
std::string name_of(const CLI::App& at) {
    const bool inside = at.get_parent()->get_parent() != nullptr;
    return (inside ? at.get_parent()->get_name() + " " : std::string()) + at.get_name();
}

std::vector<std::string> commands_in(CLI::App& at) {
    std::vector<std::string> names;
    for (const CLI::App* command : at.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> flags_of(const CLI::App& at) {
    std::vector<std::string> flags;
    for (const CLI::Option* option : at.get_options()) {
        for (const std::string& name : option->get_lnames())
            flags.push_back("--" + name);
        for (const std::string& name : option->get_snames())
            flags.push_back("-" + name);
    }
    return flags;
}

// A word that names nothing: a flag that the command does not have, or no command.
struct Stray {
    std::string message;
    std::string suggestion;  // what was probably meant; empty: nothing is near
};

bool is_flag_of(const std::vector<std::string>& flags, const std::string& word) {
    const bool joined = !word.starts_with("--") && word.size() > 2;  // -qv, -oFILE
    return std::find(flags.begin(), flags.end(), joined ? word.substr(0, 2) : word) != flags.end();
}

std::optional<Stray> stray_word(CLI::App& app, int count, const char* const* words) {
    CLI::App* at = command_of(app, count, words);
    const std::vector<std::string> flags = flags_of(at ? *at : app);
    const std::vector<std::string> names = commands_in(at ? *at : app);
    const std::string before = at ? name_of(*at) + " " : "";
    bool passed = at == nullptr;
    for (int i = 1; i < count; ++i) {
        const std::string whole = words[i];
        const std::string word = whole.substr(0, whole.find('='));
        if (word.size() > 1 && word.starts_with('-')) {
            if (word == "--" || is_flag_of(flags, word)) continue;
            return Stray{fmt::format("`attain{}` has no flag `{}`",
                                     at ? " " + name_of(*at) : std::string(), word),
                         nearest(word, flags)};
        }
        if (names.empty()) continue;
        if (!passed) {
            passed = at->get_name() == word;
            continue;
        }
        const std::string near = nearest(word, names);
        return Stray{fmt::format("there is no command `{}{}`", before, word),
                     near.empty() ? near : fmt::format("attain {}{}", before, near)};
    }
    return std::nullopt;
}

// What the library says, as a sentence of ours.
std::string plain_problem(const CLI::ParseError& error) {
    std::string text = error.what();
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    while (text.ends_with('\n') || text.ends_with('.'))
        text.pop_back();
    return text;
}

std::string usage_problem(CLI::App& app, const CLI::ParseError& error, int count,
                          const char* const* words) {
    CLI::App* at = command_of(app, count, words);
    const std::optional<Stray> stray = stray_word(app, count, words);
    const bool lacks = count < 2 || (at != nullptr && !commands_in(*at).empty());
    const std::string message = stray   ? stray->message
                                : lacks ? "a command is missing"
                                        : plain_problem(error);
    const std::string help = stray && !stray->suggestion.empty()
                                 ? fmt::format("did you mean `{}`?", stray->suggestion)
                                 : fmt::format("`attain{} --help` shows what there is",
                                               at ? " " + name_of(*at) : std::string());
    return fmt::format("{}\n  = help: {}\n", message, help);
}

std::string help_page(CLI::App& app, int count, const char* const* words) {
    CLI::App* at = command_of(app, count, words);
    const bool inside = at && at->get_parent() != &app;
    std::string page =
        at ? at->help(inside ? "attain " + at->get_parent()->get_name() : "attain") : app.help();
    while (page.ends_with("\n\n"))
        page.pop_back();
    return page;
}

}  // namespace

Parsed parse(int count, const char* const* words) {
    Arguments arguments;
    CLI::App app(
        "Example:\n  attain run --period 2026-Q1 --book harbour.attain\n\n"
        "Attain computes incentive pay from plans in YAML and ledgers of closed deals: exact to "
        "the\ncent, explained down to the last deal.",
        "attain");
    const auto formatter = std::make_shared<HelpPage>();
    formatter->column_width(26);
    app.formatter(formatter);
    app.set_help_flag("-h,--help", "show this help");
    app.set_version_flag("--version", "attain " ATTAIN_VERSION, "show the version");
    app.require_subcommand(1);
    Declaration declaration(app, arguments);
    for (const Command& command : commands)
        declaration.declare(command);
    Parsed parsed;
    try {
        app.parse(count, words);
        parsed.arguments = std::move(arguments);
    } catch (const CLI::CallForHelp&) {
        parsed.output = help_page(app, count, words);
    } catch (const CLI::CallForVersion& version) {
        parsed.output = std::string(version.what()) + "\n";
    } catch (const CLI::ParseError& error) {
        parsed.exit_code = exit_usage;
        parsed.message = usage_problem(app, error, count, words);
    }
    return parsed;
}

}  // namespace attain::cli
