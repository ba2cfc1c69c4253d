// Every command and flag is declared here, once; help and suggestions follow from it.
#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/diagnostic/diagnostic.h"
#include "cli/exit.h"

namespace attain::cli {

namespace {

struct Command {
    const char* name;
    const char* example;
    const char* meaning;
};

constexpr Command commands[] = {
    {"init", "attain init --book harbour.attain",
     "Makes a new, empty book: one file that keeps everything that is ever known or computed."},
    {"check", "attain check plans/harbour",
     "Reads plans, company files or a whole folder and tells every mistake, with place and "
     "remedy."},
    {"import", "attain import plans/harbour --book harbour.attain",
     "Adds facts and plans to the book: files, or a folder of them. Importing twice changes "
     "nothing."},
    {"run", "attain run --period 2026-Q1 --book harbour.attain",
     "Computes the payouts of a period from what the book knows and stores them as a draft."},
    {"register", "attain register --period 2026-Q1 --book harbour.attain",
     "Prints who is paid what: participants and components, with totals per team and currency."},
    {"explain", "attain explain ada --component individual --book harbour.attain",
     "Says why an amount is what it is, from the payout down to deals and plan lines."},
    {"statement", "attain statement --all --format html --out statements --book harbour.attain",
     "Writes what a participant earned and how, so that they can check it by hand."},
    {"status", "attain status --on 2026-02-28 --book harbour.attain",
     "Shows goal, attainment and what is left for week, month, quarter, half and year."},
    {"exceptions", "attain exceptions --period 2026-Q1 --book harbour.attain",
     "Lists what nobody was credited or paid for, with the reason and the remedy."},
    {"verify", "attain verify --book harbour.attain",
     "Computes stored runs again and compares each cent and slice with what the book holds."},
};

// The flags of one command, put into the one value.
class Declaration {
public:
    Declaration(CLI::App& app, Arguments& arguments) : app_(app), to_(arguments) {}

    void declare(const Command& command) {
        CLI::App* at = app_.add_subcommand(
            command.name, fmt::format("Example:\n  {}\n\n{}", command.example, command.meaning));
        at->callback([this, name = std::string(command.name)] { to_.command = name; });
        at->add_flag("--json", to_.json, "print JSON for machines");
        at->add_flag("-q,--quiet", to_.quiet, "say nothing but results and errors");
        at->add_flag("-v,--verbose", to_.verbose,
                     "tell on stderr what is done and how long it took");
        at->add_flag("--no-color", to_.no_colour, "no colours (also NO_COLOR)");
        const std::string name = command.name;
        if (name == "check") {
            at->add_option("paths", to_.paths, "plan files, company.yaml, CSV files, or a folder")
                ->required();
            return;
        }
        at->add_option("--book", to_.book, "the book (default: $ATTAIN_BOOK, or attain.book)")
            ->envname("ATTAIN_BOOK");
        if (name == "init" || name == "import" || name == "run") {
            at->add_option("--recorded-at", to_.recorded_at,
                           "when this is recorded, as 2026-04-02T09:00:00Z (default: now)");
        }
        if (name == "import") import(at);
        if (name == "run") run(at);
        if (name == "register" || name == "explain" || name == "statement" ||
            name == "exceptions" || name == "verify") {
            at->add_option("--run", to_.run, "the number of a stored run (default: the last one)");
            at->add_option("--period", to_.period, "the last stored run of this period");
        }
        if (name == "register" || name == "statement") output(at, name == "register");
        if (name == "explain") {
            at->add_option("participant", to_.participant, "whose pay")->required();
            at->add_option("--component", to_.component, "only this component");
            at->add_flag("--exact", to_.exact, "show exact fractions beside rounded figures");
        }
        if (name == "statement") {
            at->add_option("participant", to_.participant, "whose statement");
            at->add_flag("--all", to_.all, "everybody who is on a plan in the period");
        }
        if (name == "status") {
            at->add_option("--on", to_.on, "the day to look from (default: today)");
            at->add_option("--participant", to_.participant, "only this participant");
            at->add_option("--team", to_.team, "only this team and its members");
        }
        if (name == "run" || name == "status") {
            at->add_option("--as-of", to_.as_of, "use what was known at the end of this day");
            at->add_option("--entry", to_.entry, "use what was known at this entry of the book");
        }
    }

private:
    void import(CLI::App* at) {
        at->add_option("paths", to_.paths, "files, or a folder")->required();
        at->add_option("--as", to_.table, "what the file holds (ledger, people, quotas …)");
        at->add_option("--mapping", to_.mapping, "a file that says what foreign columns mean");
        at->add_flag("--complete", to_.complete,
                     "the file is complete: deals of its extent that it lacks are reversed");
        at->add_option("--source", to_.source, "with --complete: the source it is complete for");
        at->add_option("--days", to_.days,
                       "with --complete: the booking days, as 2026-01-01..2026-03-31");
        at->add_flag("--confirm", to_.confirm, "with --complete: yes, reverse that many");
        at->add_flag("--strict", to_.strict, "import nothing where a row cannot be read");
    }
    void run(CLI::App* at) {
        at->add_option("--period", to_.period, "which period, as 2026-Q1")->required();
        at->add_option("--threads", to_.threads, "how many threads compute (same result)")
            ->check(CLI::Range(1U, 64U));
    }
    void output(CLI::App* at, bool csv) {
        at->add_option("--format", to_.format, csv ? "text, csv or json" : "text, html or json")
            ->check(CLI::IsMember(csv ? std::vector<std::string>{"text", "csv", "json"}
                                      : std::vector<std::string>{"text", "html", "json"}));
        at->add_option(
            "-o,--out", to_.out,
            csv ? "write to this file" : "write to this file, or to this folder with --all");
    }

    CLI::App& app_;
    Arguments& to_;
};

// The command that the words begin with, or nothing.
CLI::App* command_of(CLI::App& app, int count, const char* const* words) {
    for (int i = 1; i < count; ++i) {
        for (CLI::App* command : app.get_subcommands({})) {
            if (command->get_name() == words[i]) return command;
        }
    }
    return nullptr;
}

std::vector<std::string> flags_of(const CLI::App& at) {
    std::vector<std::string> flags;
    for (const CLI::Option* option : at.get_options()) {
        for (const std::string& name : option->get_lnames())
            flags.push_back("--" + name);
    }
    return flags;
}

// What was probably meant by a word that nobody knows.
std::string suggestion(CLI::App& app, int count, const char* const* words) {
    CLI::App* at = command_of(app, count, words);
    for (int i = 1; i < count; ++i) {
        const std::string word = std::string(words[i]).substr(0, std::string(words[i]).find('='));
        if (word.starts_with("--")) {
            const std::vector<std::string> flags = flags_of(at ? *at : app);
            if (std::find(flags.begin(), flags.end(), word) != flags.end()) continue;
            const std::string near = nearest(word, flags);
            if (!near.empty()) return fmt::format("did you mean `{}`?", near);
        } else if (!at) {
            std::vector<std::string> names;
            for (const Command& command : commands)
                names.emplace_back(command.name);
            const std::string near = nearest(word, names);
            if (!near.empty()) return fmt::format("did you mean `attain {}`?", near);
        }
    }
    return fmt::format("`attain{} --help` shows what there is",
                       at ? " " + at->get_name() : std::string());
}

std::string plain_problem(CLI::App& app, const CLI::ParseError& error, int count,
                          const char* const* words) {
    if (!command_of(app, count, words)) {
        for (int i = 1; i < count; ++i) {
            if (words[i][0] != '-') return fmt::format("there is no command `{}`", words[i]);
        }
        if (count < 2) return "a command is missing";
    }
    std::string text = error.what();
    if (!text.empty())
        text[0] = static_cast<char>(text[0] >= 'A' && text[0] <= 'Z' ? text[0] + 32 : text[0]);
    while (text.ends_with('\n') || text.ends_with('.'))
        text.pop_back();
    return text;
}

}  // namespace

Parsed parse(int count, const char* const* words) {
    Arguments arguments;
    CLI::App app(
        "Example:\n  attain run --period 2026-Q1 --book harbour.attain\n\n"
        "Attain computes incentive pay from plans in YAML and ledgers of closed deals: exact to "
        "the "
        "cent,\nexplained down to the last deal.",
        "attain");
    app.set_version_flag("--version", "attain " ATTAIN_VERSION);
    app.require_subcommand(1);
    app.failure_message([](const CLI::App*, const CLI::Error&) { return std::string(); });
    app.get_formatter()->column_width(26);
    Declaration declaration(app, arguments);
    for (const Command& command : commands)
        declaration.declare(command);
    Parsed parsed;
    try {
        app.parse(count, words);
        parsed.arguments = std::move(arguments);
    } catch (const CLI::CallForHelp&) {
        CLI::App* at = command_of(app, count, words);
        parsed.output = at ? at->help("attain " + at->get_name()) : app.help();
    } catch (const CLI::CallForVersion& version) {
        parsed.output = std::string(version.what()) + "\n";
    } catch (const CLI::ParseError& error) {
        parsed.exit_code = exit_usage;
        parsed.message = fmt::format("{}\n  = help: {}\n", plain_problem(app, error, count, words),
                                     suggestion(app, count, words));
    }
    return parsed;
}

}  // namespace attain::cli
