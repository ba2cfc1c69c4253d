// The commands by name, each with an example and what it does: the help shows them in this order.
#pragma once

namespace attain::cli {

struct Command {
    const char* name;
    const char* example;
    const char* meaning;
};

constexpr Command commands[] = {
    {"init", "attain init --book harbour.attain",
     "Makes a new, empty book: the one file that keeps what is known and computed."},
    {"check", "attain check plans/harbour",
     "Reads plans and company files and tells every mistake, with place and remedy."},
    {"explain-code", "attain explain-code tier-gap",
     "Shows what a code means, with a wrong and a right example; without one, lists all."},
    {"test", "attain test plans/harbour",
     "Runs the cases beside plans and tells differences and rules that none reached."},
    {"import", "attain import plans/harbour --book harbour.attain",
     "Adds facts and plans to the book. Importing twice changes nothing."},
    {"run", "attain run --period 2026-Q1 --book harbour.attain",
     "Computes the payouts of a period and stores them as a draft."},
    {"register", "attain register --period 2026-Q1 --book harbour.attain",
     "Prints who is paid what, with totals per team and currency."},
    {"explain", "attain explain ada --component individual --book harbour.attain",
     "Says why an amount is what it is, from the payout down to deals and plan lines."},
    {"statement", "attain statement --all --format html --out statements --book harbour.attain",
     "Writes what somebody earned and how, so that they can check it by hand."},
    {"status", "attain status --on 2026-02-28 --book harbour.attain",
     "Shows goals, attainment and what is left, from the week to the year."},
    {"exceptions", "attain exceptions --period 2026-Q1 --book harbour.attain",
     "Lists what nobody was credited or paid for, with reason and remedy."},
    {"query", "attain query \"select participant, total from payouts\" --book harbour.attain",
     "Answers questions in SQL about a run: deals, credits, audit lines, payouts, balances."},
    {"export", "attain export payroll --format csv --out payroll --book harbour.attain",
     "Writes files for other systems, each with a manifest that proves them."},
    {"verify", "attain verify --book harbour.attain",
     "Computes stored runs again and compares each cent and slice with the book."},
    {"close", "attain close show --period 2026-Q1 --book harbour.attain",
     "Takes a period from draft to paid: who may do what, and what has to be so first."},
    {"compare", "attain compare 1 2 --book harbour.attain",
     "Tells by cause what two runs of a period pay differently."},
    {"journal", "attain journal --format hledger --book harbour.attain",
     "Writes closed periods as a journal of a plain-text accounting program."},
    {"log", "attain log --book harbour.attain",
     "Lists every entry of the book: when, who, what, and its fingerprint."},
    {"plan", "attain plan show plans/harbour/account-executive.yaml --at 95%..160%",
     "Shows what a plan pays, draws it, compares two plans, writes the document of one."},
};

// What `attain close` does.
constexpr Command close_commands[] = {
    {"show", "attain close show --period 2026-Q1",
     "Shows how a closing stands: what has to be so, and what was done by whom."},
    {"start", "attain close start --period 2026-Q1", "Begins to close a period with its last run."},
    {"review", "attain close review --period 2026-Q1",
     "Shows the variance to the period before, and records that it was looked at."},
    {"sample", "attain close sample --period 2026-Q1 --seed 7",
     "Shows a sample of deals with what became of them, and records that it was traced."},
    {"waive", "attain close waive unknown-owner \"crm D-17\" --period 2026-Q1 --reason \"…\"",
     "Answers for a blocking exception, by name and with a reason."},
    {"submit", "attain close submit --period 2026-Q1",
     "Hands the run to whoever approves it, once everything is so."},
    {"approve", "attain close approve --period 2026-Q1",
     "Approves a run; not one's own pay, nor what one submitted."},
    {"finalize", "attain close finalize --period 2026-Q1",
     "Closes the period: from now on its run never changes."},
    {"pay", "attain close pay --period 2026-Q1", "Records that the run was paid."},
    {"reopen", "attain close reopen --period 2026-Q1 --reason \"…\"",
     "Opens the last closed period again, as long as it is not paid."},
};

// What `attain plan` does.
constexpr Command plan_commands[] = {
    {"show", "attain plan show plans/harbour/account-executive.yaml --at 95%..160%",
     "Shows what each component pays at each attainment, computed as a run would."},
    {"curve", "attain plan curve plans/harbour/account-executive.yaml --format svg -o curve.svg",
     "Draws what a plan pays: in the terminal, as SVG, or as CSV."},
    {"diff", "attain plan diff plans/harbour/account-executive.yaml new.yaml --period 2026-Q1",
     "Tells what two plans say differently, and who would have been paid differently."},
    {"document", "attain plan document plans/harbour/account-executive.yaml -o plan.html",
     "Writes the document of a plan for a new hire, from the plan itself."},
};

// What `attain export` does.
constexpr Command export_commands[] = {
    {"payroll", "attain export payroll --format adp --out payroll --book harbour.attain",
     "Writes what payroll takes in: who is paid what, in the form of its system."},
};

}  // namespace attain::cli
