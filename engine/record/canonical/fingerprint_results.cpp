// Every record goes to the branch of its owner, in the order of the result; the root hashes the
// branches. The values of credits and slices are written as values: whether a block kept them as
// whole units or as ratios makes no difference here.
#include <map>
#include <utility>

#include "base/ensure.h"
#include "record/canonical/canonical_text.h"
#include "record/canonical/figures.h"
#include "record/canonical/fingerprint.h"
#include "record/canonical/names.h"

namespace attain::record {

namespace {

std::string_view name_of(RowFate fate) {
    switch (fate) {
        case RowFate::outside: return "outside";
        case RowFate::credited: return "credited";
        case RowFate::netted: return "netted";
        case RowFate::excepted: return "excepted";
        case RowFate::uncredited: return "uncredited";
    }
    ensure(false, "a fate has a name");
    return {};
}

// A block's denominator as a machine word; nothing where its values must be asked for one by one.
std::optional<std::int64_t> small_denominator(const LineBlock& block) {
    return block.exact ? std::nullopt : to_int64(block.denominator);
}

class Tree {
public:
    Tree(const World& world, const RunResult& run)
        : names_(world), ledger_(world.facts.ledger), run_(run) {}

    std::vector<Branch> branches() {
        add_measures();
        add_pools();
        for (const ComponentResult& component : run_.components)
            add_component(component);
        for (const PlanResult& plan : run_.plans)
            add_plan(plan);
        for (const Payout& payout : run_.payouts)
            add_payout(payout);
        for (const Restatement& one : run_.restatements)
            add_restatement(one);
        for (const TakenBack& one : run_.taken_back)
            add_taken_back(one);
        for (const ParticipantSettlement& settled : run_.settlements)
            add_settlement(settled);
        add_exceptions();
        add_fates();
        std::vector<Branch> branches;
        for (auto& [owner, text] : texts_) {
            branches.push_back({owner.first, owner.second, text.hex()});
        }
        return branches;
    }

private:
    CanonicalText& of(std::string_view kind, const std::string& owner) {
        return texts_[{std::string(kind), owner}];
    }
    CanonicalText& of(ParticipantIndex who) { return of("participant", names_.participant(who)); }

    void add_row(CanonicalText& out, std::uint32_t row) {
        out.field(ledger_.source.text(row)).field(ledger_.deal.text(row));
        out.field(ledger_.line.text(row));
    }

    void add_measures() {
        for (const MeasureResult& measure : run_.measures) {
            CanonicalText& out = of(kind_of(measure.owner), record::name_of(names_, measure.owner));
            out.field("measure").field(names_.plan(measure.plan));
            out.field(names_.measure(measure.plan, measure.measure)).field(measure.window.name);
            out.field(days_text(measure.window.days)).field(days_text(measure.days));
            measure.none ? out.field("no value") : out.field(measure.value);
            out.end();
            const LineBlock& block = measure.lines;
            const std::optional<std::int64_t> denominator = small_denominator(block);
            for (std::size_t at = block.begin; at < block.end; ++at) {
                add_row(out.field("credit"), run_.credits.rows[at]);
                denominator ? out.ratio(run_.credits.units[at], *denominator)
                            : out.field(run_.credits.value(block, at));
                out.end();
            }
        }
    }

    void add_pools() {
        for (const PoolResult& pool : run_.pools) {
            CanonicalText& out = of("team", names_.team(pool.team));
            out.field("pool").field(names_.plan(pool.plan));
            out.field(names_.component(pool.plan, pool.component)).field(pool.window.name);
            if (pool.above) {
                FigureWriter figures(names_, run_, pool.plan, FigureWriter::Form::canonical);
                out.field(figures.value(*pool.above).json());
            }
            out.field(pool.base).field(pool.amount).field(pool.open ? "open" : "closed");
            for (const ParticipantIndex member : pool.members)
                out.field(names_.participant(member));
            out.end();
        }
    }

    void add_component(const ComponentResult& component) {
        CanonicalText& out = of(component.who);
        out.field("component").field(names_.plan(component.plan));
        out.field(names_.component(component.plan, component.component));
        out.field(component.pay_period.name).field(days_text(component.pay_period.days));
        out.field(days_text(component.assignment)).field(record::name_of(component.outcome));
        out.field(component.exact)
            .field(component.entitled.plain())
            .field(component.before.plain());
        out.field(component.due.plain()).field(component.due.currency().code());
        for (const std::string& code : component.exceptions)
            out.field(code);
        out.end();
        for (const WindowFigures& figures : component.windows) {
            FigureWriter writer(names_, run_, component.plan, FigureWriter::Form::canonical);
            out.field("window").field(writer.value(figures).json()).end();
            if (figures.slices) add_slices(out, *figures.slices);
        }
    }

    void add_slices(CanonicalText& out, const LineBlock& block) {
        const std::optional<std::int64_t> denominator = small_denominator(block);
        for (std::size_t at = block.begin; at < block.end; ++at) {
            add_row(out.field("slice"), run_.slices.rows[at]);
            out.count(run_.slices.tiers[at]);
            denominator ? out.ratio(run_.slices.units[at], *denominator)
                        : out.field(run_.slices.base(block, at));
            out.end();
        }
    }

    void add_plan(const PlanResult& plan) {
        CanonicalText& out = of(plan.who);
        out.field("plan").field(names_.plan(plan.plan)).field(plan.pay_period.name);
        out.field(days_text(plan.assignment)).field(plan.cap_cut.plain());
        out.field(plan.floor_added.plain()).field(plan.due.plain());
        out.field(plan.due.currency().code()).end();
    }

    void add_payout(const Payout& payout) {
        of(payout.who)
            .field("payout")
            .field(payout.total.plain())
            .field(payout.total.currency().code())
            .end();
    }

    void add_restatement(const Restatement& one) {
        CanonicalText& out = of("participant", one.participant);
        out.field("restatement").field(one.plan).field(one.component).field(one.pay_period.name);
        out.field(days_text(one.pay_period.days)).field(one.posted.plain()).field(one.now.plain());
        out.field(one.now.currency().code());
        for (const Cause& cause : one.causes) {
            out.field(attain::name_of(cause.why)).field(cause.amount.plain()).field(cause.about);
        }
        out.end();
    }

    void add_taken_back(const TakenBack& one) {
        CanonicalText& out = of("participant", one.participant);
        out.field("taken back").field(one.plan).field(one.component).field(one.pay_period.name);
        out.field(days_text(one.pay_period.days)).field(one.taken_by).field(one.deals);
        out.field(one.day.text()).field(one.pay).field(one.share).field(one.amount.plain());
        out.field(one.cancelled.plain()).field(one.clawed_back.plain());
        out.field(one.amount.currency().code()).end();
    }

    void add_settlement(const ParticipantSettlement& settled) {
        CanonicalText& out = of("participant", settled.participant);
        out.field("settlement").field(settled.pay_period.name);
        out.field(days_text(settled.pay_period.days));
        out.field(settled.provisional ? "provisional" : "settled").field(settled.net.plain());
        out.field(settled.net.currency().code()).end();
        for (const Posting& one : settled.postings) {
            out.field("posting").field(attain::name_of(one.movement));
            out.field(attain::name_of(one.from)).field(attain::name_of(one.to));
            out.field(one.amount.plain()).field(one.plan).field(one.about).end();
        }
        for (const AccountBalance& one : settled.balances) {
            out.field("balance").field(attain::name_of(one.account)).field(one.plan);
            out.field(one.about).field(one.opening.plain()).field(one.closing.plain()).end();
        }
    }

    void add_exceptions() {
        for (const Exception& exception : run_.exceptions) {
            CanonicalText& out = exception.who.exists() ? of(exception.who) : of("ledger", "");
            out.field("exception").field(exception.code).field(record::name_of(exception.bearing));
            if (exception.row) add_row(out, exception.row->value());
            out.field(exception.subject).field(exception.message).end();
        }
    }

    // Rows outside the run's windows are none of its business.
    void add_fates() {
        CanonicalText& out = of("ledger", "");
        for (std::uint32_t row = 0; row < run_.fates.size(); ++row) {
            if (run_.fates[row] == RowFate::outside) continue;
            add_row(out.field("row"), row);
            out.field(name_of(run_.fates[row])).end();
        }
    }

    const Names names_;
    const Ledger& ledger_;
    const RunResult& run_;
    std::map<std::pair<std::string, std::string>, CanonicalText> texts_;
};

}  // namespace

std::vector<Branch> branches_of_results(const World& world, const RunResult& run) {
    ensure(run.fates.size() == world.facts.ledger.rows(), "every row has a fate");
    return Tree(world, run).branches();
}

std::string root_of(const std::vector<Branch>& branches, const RunResult& run) {
    CanonicalText root;
    root.field("attain results").count(1).count(run.rules_number).field(run.period.name);
    root.field(days_text(run.period.days)).end();
    for (const Branch& branch : branches) {
        root.field(branch.kind).field(branch.owner).field(branch.fingerprint).end();
    }
    return root.hex();
}

std::string fingerprint_of_results(const World& world, const RunResult& run) {
    return root_of(branches_of_results(world, run), run);
}

}  // namespace attain::record
