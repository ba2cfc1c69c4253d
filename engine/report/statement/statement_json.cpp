// The statement for machines: every amount a text, exact values as decimal or ratio, so that a
// script can redo each line (schemas/statement.schema.json).
#include "report/json/json.h"
#include "report/statement/statement.h"
#include "report/words/outcome.h"

namespace attain::report {

namespace {

void write_days(JsonWriter& json, const DayRange& days) {
    json.text_or_null("from", days.first.text());
    json.text_or_null("to", days.past_the_end >= Date::end_of_time() ? "" : days.last().text());
}

std::string_view kind_name(StatementLine::Kind kind) {
    switch (kind) {
        case StatementLine::Kind::deal: return "deal";
        case StatementLine::Kind::modifier: return "modifier";
        case StatementLine::Kind::cap: return "cap";
        case StatementLine::Kind::floor: return "floor";
        case StatementLine::Kind::gate: return "gate";
        case StatementLine::Kind::rounding: return "rounding";
    }
    return "";
}

void write_goal(JsonWriter& json, const StatementGoal& goal) {
    json.text("name", goal.name);
    json.text("measure", goal.measure);
    json.text_or_null("team", goal.of_team);
    json.text("window", goal.window.name);
    json.text_or_null("currency", goal.in);
    json.exact("measured", goal.measured);
    json.count("deals", goal.deals);
    json.exact("goal", goal.goal ? std::optional<Rational>(goal.goal->amount) : std::nullopt);
    json.exact("attainment", goal.value);
    if (!goal.goal) return json.list("parts", std::vector<PeriodPart>(), [](const auto&) {});
    std::size_t at = 0;
    json.list("parts", goal.goal->parts, [&](const PeriodPart& part) {
        json.text("period", part.period);
        json.exact("full", part.full);
        json.exact("ramp", part.ramp);
        json.count("present", static_cast<std::uint64_t>(part.present));
        json.count("of", static_cast<std::uint64_t>(part.of));
        json.exact("counted", part.counted);
        json.text_or_null("fact", at < goal.origins.size() ? goal.origins[at] : std::string());
        ++at;
    });
}

void write_tier(JsonWriter& json, const StatementTier& tier) {
    json.text("axis", tier.axis);
    json.text("reached", tier.reached);
    json.text_or_null("pays", tier.pays);
    json.text_or_null("next", tier.next);
    json.text_or_null("next_pays", tier.next_pays);
    json.exact("missing", tier.missing);
    json.flag("more_than", tier.more_than);
    json.exact("further_credit", tier.further);
    if (tier.next_due) json.money("then_due", *tier.next_due);
    if (!tier.next_due) json.null("then_due");
    json.text_or_null("currency", tier.in);
}

void write_line(JsonWriter& json, const StatementLine& line) {
    json.text("kind", kind_name(line.kind));
    json.text("deal", line.deal);
    json.text_or_null("customer", line.customer);
    json.text_or_null("owner", line.owner);
    json.text_or_null("date", line.kind == StatementLine::Kind::deal ? line.date.text() : "");
    json.text_or_null("deal_amount", line.deal_amount);
    json.text_or_null("left_of", line.left_of);
    json.exact("split", line.split);
    if (line.converted) {
        json.object("converted", [&] {
            json.text("currency", line.converted->currency);
            json.exact("credited", line.converted->credited);
            json.exact("rate", line.converted->rate);
        });
    } else {
        json.null("converted");
    }
    json.exact("credited", line.credited);
    json.exact("rate", line.rate);
    json.exact("times", line.times);
    if (line.share) {
        json.object("share", [&] {
            json.exact("of", line.share->of);
            json.exact("among", line.share->among);
        });
    } else {
        json.null("share");
    }
    json.text_or_null("tier", line.tier);
    json.text_or_null("formula", line.formula);
    json.exact("exact", line.exact);
    json.money("amount", line.amount);
    json.flag("received_unit", line.received_unit);
}

void write_component(JsonWriter& json, const StatementComponent& component) {
    json.text("name", component.name);
    json.text("title", component.title);
    json.text_or_null("rule", component.rule);
    json.text("window", component.window);
    json.text("outcome", words_of(component.outcome));
    json.exact("weight", component.weight);
    json.text_or_null("credited_in", component.in);
    json.texts("workings", component.workings);
    json.texts("notes", component.notes);
    json.list("goals", component.goals, [&](const auto& goal) { write_goal(json, goal); });
    json.list("tiers", component.tiers, [&](const auto& tier) { write_tier(json, tier); });
    json.flag("shares_by_credit", component.shares);
    json.list("lines", component.lines, [&](const auto& line) { write_line(json, line); });
    json.count("deals", component.deals);
    json.exact("exact", component.exact);
    json.money("entitled", component.entitled);
    json.money("before", component.before);
    json.money("due", component.due);
    json.texts("exceptions", component.exceptions);
}

void write_plan(JsonWriter& json, const StatementPlan& plan) {
    json.text("plan", plan.id);
    json.text("title", plan.title);
    json.object("effective", [&] { write_days(json, plan.effective); });
    json.text_or_null("file", plan.file);
    json.text_or_null("fingerprint", plan.fingerprint);
    json.text("pay_period", plan.pay_period.name);
    json.object("assigned", [&] { write_days(json, plan.assignment); });
    json.text("currency", plan.due.currency().code());
    json.list("components", plan.components, [&](const auto& one) { write_component(json, one); });
    json.money("cap_cut", plan.cap_cut);
    json.money("floor_added", plan.floor_added);
    json.money("due", plan.due);
}

void write_matter(JsonWriter& json, const StatementMatter& matter) {
    json.text("code", matter.code);
    json.flag("blocking", matter.blocking);
    json.text("subject", matter.subject);
    json.text_or_null("customer", matter.customer);
    json.text_or_null("date", matter.date);
    json.text_or_null("amount", matter.amount);
    json.text("message", matter.message);
    json.text_or_null("help", matter.help);
}

void write_sums(JsonWriter& json, std::string_view name, const std::vector<Cash>& sums) {
    json.list(name, sums, [&](const Cash& sum) {
        json.text("currency", sum.currency().code());
        json.money("amount", sum);
    });
}

void write_settlement(JsonWriter& json, const StatementSettlement& settled) {
    json.text("period", settled.period);
    json.flag("provisional", settled.provisional);
    json.text("currency", settled.net.currency().code());
    json.money("net", settled.net);
    json.list("movements", settled.movements, [&](const StatementMovement& one) {
        json.text("what", one.what);
        json.text_or_null("of", one.detail);
        json.money("amount", one.amount);
    });
    json.list("balances", settled.balances, [&](const StatementBalance& one) {
        json.text("account", one.what);
        json.money("opening", one.opening);
        json.money("closing", one.closing);
    });
}

void write_year(JsonWriter& json, const StatementYear& year) {
    json.text_or_null("year", year.name);
    json.list("past", year.past, [&](const StatementPast& past) {
        json.text("period", past.period.name);
        json.count("run", past.run);
        write_sums(json, "totals", past.totals);
    });
    json.texts("not_run", year.not_run);
    write_sums(json, "to_date", year.to_date);
    json.text_or_null("since", year.last);
    json.list("changes", year.changes, [&](const StatementChange& change) {
        json.text("plan", change.plan);
        json.text("title", change.title);
        json.text("currency", change.now.currency().code());
        json.money("before", change.before);
        json.money("now", change.now);
    });
}

void write_terms(JsonWriter& json, const StatementTerms& terms) {
    const auto day = [](const std::optional<Date>& date) { return date ? date->text() : ""; };
    json.text_or_null("paid_on", day(terms.paid_on));
    json.text_or_null("dispute_until", day(terms.dispute_until));
    json.text_or_null("contact", terms.contact);
    json.text_or_null("note", terms.note);
}

void write_run(JsonWriter& json, const StatementRun& run) {
    json.count("number", run.number);
    json.text("status", run.status);
    json.count("read_to_entry", run.entry);
    json.count("rules_number", run.rules_number);
    json.text_or_null("inputs", run.inputs);
    json.text_or_null("results", run.results);
}

}  // namespace

std::string statement_json(const Statement& statement) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("company", statement.company);
        json.text("participant", statement.participant);
        json.text("name", statement.name);
        json.object("period", [&] {
            json.text("name", statement.period.name);
            write_days(json, statement.period.days);
        });
        json.list("places", statement.places, [&](const StatementPlace& place) {
            write_days(json, place.days);
            json.text_or_null("title", place.title);
            json.text_or_null("team", place.team);
            json.text_or_null("manager", place.manager);
        });
        write_sums(json, "totals", statement.totals);
        json.list("plans", statement.plans, [&](const auto& plan) { write_plan(json, plan); });
        json.list("settlements", statement.settlements,
                  [&](const auto& settled) { write_settlement(json, settled); });
        json.list("not_credited", statement.not_credited,
                  [&](const auto& matter) { write_matter(json, matter); });
        json.list("open_matters", statement.open_matters,
                  [&](const auto& matter) { write_matter(json, matter); });
        json.object("year_to_date", [&] { write_year(json, statement.year); });
        json.object("terms", [&] { write_terms(json, statement.terms); });
        json.object("run", [&] { write_run(json, statement.run); });
    });
    return json.take();
}

}  // namespace attain::report
