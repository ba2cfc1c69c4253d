// Runs as values: what is saved is what is loaded, twice is once, and what differs is told.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "record/canonical/names.h"
#include "record/run/run.h"
#include "support/sample_run.h"
#include "support/scratch.h"

namespace attain {

namespace {

using test::Scratch;

constexpr const char* when = "2026-04-02T09:00:00Z";

World filled(Book& book) {
    Diagnostics out;
    for (const Batch& batch : test::batches_from(test::sample_company(), out))
        book.import(batch, "2026-04-01T09:00:00Z", false);
    std::optional<World> world = record::read_world(book, book.last_entry(), out);
    REQUIRE(world.has_value());
    return std::move(*world);
}

// A book that holds the sample company, and the run of its first quarter.
struct Kept {
    Scratch scratch;
    std::string path = scratch.path("sample.attain");
    Book book = Book::create(path, "2026-04-01T08:00:00Z");
    World world = filled(book);
    RunResult run =
        settlement::compute_settled(world, *record::find_period(world, "2026-Q1"), {}, {});
};

std::vector<std::string> told(const record::Verification& verification) {
    std::vector<std::string> lines;
    for (const record::Difference& difference : verification.differences) {
        lines.push_back(
            fmt::format("{} | {} | {}", difference.what, difference.stored, difference.recomputed));
    }
    return lines;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a run is loaded as it was saved") {
    Kept kept;
    REQUIRE(kept.run.pools.size() == 1);
    REQUIRE(kept.run.slices.rows.size() > 5);
    REQUIRE_FALSE(kept.run.exceptions.empty());
    const StoredRun stored = kept.book.save(kept.world, {}, kept.run, when);
    CHECK(stored.number == 1);
    CHECK(stored.entry == kept.world.facts.entry + 1);
    CHECK(stored.read_to == kept.world.facts.entry);
    CHECK(stored.status == "draft");
    CHECK(stored.period == "2026-Q1");
    CHECK(stored.days == "2026-01-01..2026-03-31");
    CHECK(stored.recorded_at == when);
    CHECK(kept.book.load_run(1, kept.world) == kept.run);
    CHECK(kept.book.entries().back().kind == "run");
    CHECK(kept.book.check().empty());
    CHECK_THROWS_AS(kept.book.load_run(2, kept.world), BookError);

    const Book reader = Book::open(kept.path, Access::read);
    CHECK(reader.load_run(1, kept.world) == kept.run);
    CHECK(reader.runs().size() == 1);
}

TEST_CASE("the road of ratios is stored and loaded like the fast one, with the same fingerprint") {
    Kept kept;
    const RunResult exact =
        settlement::compute_settled(kept.world, kept.run.period, {}, {1, true});
    REQUIRE(exact.credits.ratios.size() > 5);
    CHECK_FALSE(exact == kept.run);
    CHECK(record::fingerprint_of_results(kept.world, exact) ==
          record::fingerprint_of_results(kept.world, kept.run));
    kept.book.save(kept.world, {}, exact, when);
    CHECK(kept.book.load_run(1, kept.world) == exact);
}

TEST_CASE("figures that hardly ever occur come back too") {
    Kept kept;
    RunResult run = kept.run;
    const Date day = *Date::of(2026, 2, 1);
    ComponentResult& component = run.components.at(1);
    REQUIRE_FALSE(component.windows.empty());
    WindowFigures& figures = component.windows[0];
    REQUIRE(figures.gate.has_value());
    figures.days = {day, day};  // empty: no text of its own
    figures.versions = {PlanIndex(0)};
    figures.lookups.at(0).team = TeamIndex(0);
    figures.lookups[0].measure_result = 0;
    figures.lookups[0].attainment->quota->parts.at(0).origin = {4, 1, 7};
    figures.lookups[0].attainment->quota->parts[0].ramp = Rational::of(-76800, 7);
    figures.gate->attainments.at(0).attainment = 3;  // of another version: no name here
    figures.gate->attainments[0].value.reset();
    component.exceptions = {"missing-quota", "no \"quotes\"\n"};
    run.exceptions.at(0).row = RowIndex(2);
    run.exceptions[0].origin = {3, 0, 12};
    run.period.days = DayRange::closed(*Date::of(2026, 1, 1), *Date::of(2026, 3, 31));
    run.rules_number = 7;
    kept.book.save(kept.world, {}, run, when);
    CHECK(kept.book.load_run(1, kept.world) == run);
}

TEST_CASE("saving twice adds nothing; another result is another run") {
    Kept kept;
    const StoredRun first = kept.book.save(kept.world, {}, kept.run, when);
    const StoredRun again = kept.book.save(kept.world, {}, kept.run, "2026-04-09T09:00:00Z");
    CHECK(again.number == first.number);
    CHECK(again.recorded_at == first.recorded_at);
    CHECK(kept.book.last_entry() == first.entry);
    const RunResult half = settlement::compute_settled(
        kept.world, *record::find_period(kept.world, "2026-H1"), {}, {});
    CHECK(kept.book.save(kept.world, {}, half, when).number == 2);
    CHECK(kept.book.load_run(2, kept.world) == half);
    CHECK(kept.book.load_run(1, kept.world) == kept.run);
}

TEST_CASE("a run that does not add up is not stored") {
    Kept kept;
    RunResult run = kept.run;
    run.payouts.at(0).total += Cash(1, run.payouts[0].total.currency());
    const std::uint32_t before = kept.book.last_entry();
    try {
        kept.book.save(kept.world, {}, run, when);
        FAIL("it was stored");
    } catch (const BookError& problem) {
        CHECK(problem.kind == BookError::Kind::could_not);
        CHECK(std::string(problem.what()).find("0.01 more than") != std::string::npos);
    }
    CHECK(kept.book.last_entry() == before);
    CHECK(kept.book.runs().empty());
}

TEST_CASE("verify compares every component and slice, and both fingerprints") {
    Kept kept;
    const StoredRun info = kept.book.save(kept.world, {}, kept.run, when);
    const RunResult loaded = kept.book.load_run(1, kept.world);
    const record::Verification holds = record::verify(kept.book, kept.world, loaded, info, {});
    CHECK(holds.differences.empty());
    CHECK(holds.components == kept.run.components.size());
    CHECK(holds.slices == kept.run.slices.rows.size());

    StoredRun other = info;
    other.inputs = "0";
    CHECK(told(record::verify(kept.book, kept.world, loaded, other, {})) ==
          Texts{"fingerprint of the inputs | 0 | " + info.inputs});
}

TEST_CASE("what differs between two runs is told by name, with both values") {
    const test::SampleRun sample;
    const RunResult& run = sample.run;
    const auto differences = [&](auto change) {
        RunResult changed = run;
        change(changed);
        return told(record::compare_runs(sample.world, changed, run));
    };
    CHECK(differences([](RunResult&) {}).empty());
    CHECK(differences([](RunResult& r) {
              r.components[0].due += Cash(1, *Currency::find("USD"));
          }) == Texts{fmt::format("ada, commission, 2026-Q1: due | {} | {}",
                                  (run.components[0].due + Cash(1, *Currency::find("USD"))).shown(),
                                  run.components[0].due.shown())});
    CHECK(differences([](RunResult& r) { r.slices.tiers[0] = 1; }).size() == 1);
    CHECK(differences([](RunResult& r) { r.components.erase(r.components.begin()); })
              .at(0)
              .starts_with("ada, commission, 2026-Q1 | not stored"));
    CHECK(differences([](RunResult& r) { r.payouts.pop_back(); }).size() == 1);
}

TEST_CASE("tampering with a stored run is found when it is loaded") {
    Kept kept;
    kept.book.save(kept.world, {}, kept.run, when);
    CHECK(test::raw_sql(kept.path, "UPDATE run_component SET due = 0")
              .starts_with("the book is append-only"));
    CHECK(test::raw_sql(kept.path,
                        "DROP TRIGGER run_payout_stays; UPDATE run_payout SET total = "
                        "total + 1 WHERE participant = 'ada'")
              .empty());
    try {
        kept.book.load_run(1, kept.world);
        FAIL("it was loaded");
    } catch (const BookError& problem) {
        CHECK(std::string(problem.what()).find("has been changed") != std::string::npos);
    }
    CHECK_FALSE(kept.book.check().empty());
    // What is known does not hang on it.
    CHECK(kept.book.known(kept.world.facts.entry).lines.rows() == 6);
}

TEST_CASE("a run cannot be read with a world that lacks its people") {
    Kept kept;
    kept.book.save(kept.world, {}, kept.run, when);
    Diagnostics out;
    const World empty = *build_world(Known{}, out);
    try {
        kept.book.load_run(1, empty);
        FAIL("it was loaded");
    } catch (const BookError& problem) {
        CHECK(std::string(problem.what()).find("not known here") != std::string::npos);
    }
}

TEST_CASE("fingerprints follow the facts, not how they came") {
    const test::Files files = test::sample_company();
    const World world = test::world_from(files);
    const std::string print = record::fingerprint_of_inputs(world, {});
    test::Files shuffled = files;
    std::string& ledger = shuffled["ledger.csv"];
    const std::string row = "crm,D-2,2026-02-20,90000.5,USD,ada,\n";
    ledger.erase(ledger.find(row), row.size());
    CHECK(record::fingerprint_of_inputs(test::world_from(shuffled), {}) != print);
    ledger += "crm,D-2,2026-02-20,90000.500,USD,ada,\n";
    const World same = test::world_from(shuffled);
    CHECK(record::fingerprint_of_inputs(same, {}) == print);
    const Period quarter = *record::find_period(world, "2026-Q1");
    CHECK(record::fingerprint_of_results(same, compute(same, quarter, {})) ==
          record::fingerprint_of_results(world, compute(world, quarter, {})));

    for (const auto& [name, from, to] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {"quotas.csv", "cho,bookings,2026-Q1,100000", "cho,bookings,2026-Q1,100001"},
             {"targets.csv", "ada,2026-01-01,,10000", "ada,2026-01-01,,10001"},
             {"rates.csv", "1.0807", "1.0808"},
             {"people.csv", "cho,Cho,2026-02-01", "cho,Cho,2026-02-02"},
             {"company.yaml", "carries_days: 300", "carries_days: 301"},
             {"rep.yaml", "rate: 8%", "rate: 9%"}}) {
        INFO(name);
        test::Files changed = files;
        std::string& text = changed[name];
        text.replace(text.find(from), from.size(), to);
        CHECK(record::fingerprint_of_inputs(test::world_from(changed), {}) != print);
    }
}

TEST_CASE("one owner's change touches one branch") {
    const test::SampleRun sample;
    RunResult changed = sample.run;
    changed.components[0].exact += 1;
    const auto before = record::branches_of_results(sample.world, sample.run);
    const auto after = record::branches_of_results(sample.world, changed);
    REQUIRE(before.size() == after.size());
    Texts touched;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!(before[i] == after[i])) touched.push_back(before[i].kind + " " + before[i].owner);
    }
    CHECK(touched == Texts{"participant ada"});
    CHECK(record::root_of(before, sample.run) != record::root_of(after, changed));
}

}  // namespace attain
