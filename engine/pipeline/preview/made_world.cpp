#include "pipeline/preview/made_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/ensure.h"
#include "model/load/resolve.h"

namespace attain::preview {

namespace {

// No header of a ledger can name these.
constexpr std::string_view tag_column = "(counts for)";
constexpr std::string_view pay_prefix = "(pay) ";

Condition counts_for(const std::string& measure) {
    const auto expr = [](auto kind) { return std::make_shared<const Expr>(Expr{kind, Span{}}); };
    return expr(Binary{BinaryOp::equal, expr(NameRef{std::string(tag_column)}),
                       expr(TextLiteral{measure}), Span{}});
}

// The measure as one that its own made-up deals bring to where it should stand.
Measure put_in_place(Measure measure) {
    switch (feed_of(measure)) {
        case Feed::amounts:
            if (measure.kind != Measure::Kind::sum) measure.column = "amount";
            measure.kind = Measure::Kind::sum;
            break;
        case Feed::lines: measure.kind = Measure::Kind::count; break;
        case Feed::own_pay:
        case Feed::pay_of_reports: break;
    }
    measure.shares = false;
    measure.formula.reset();
    measure.where = counts_for(measure.name);
    measure.when_eligible = false;
    measure.weights.clear();
    measure.conversion.reset();
    return measure;
}

// The plan, but each measure counts the deals that were made up for it.
Plan tried(Plan plan) {
    for (Measure& measure : plan.measures)
        measure = put_in_place(std::move(measure));
    plan.conversion.reset();  // made-up deals are in the plan's own currency
    plan.columns.clear();     // made-up deals have them filled in
    plan.eligible_by.clear();
    // What became of other versions is settled, and what a plan earns comes before its balances.
    plan.terms.corrects.reset();
    plan.terms.variant.reset();
    plan.terms.balances = {};
    return plan;
}

// Whether its deals bring something other than amounts.
bool has_own_column(const Measure& measure) {
    return measure.kind == Measure::Kind::sum && measure.column != "amount";
}

// The components of other plans whose pay the plan adds up, as amounts of the report.
std::optional<Plan> plan_below(const Plan& plan) {
    Plan below(PlanId("(below) " + plan.id.text()), plan.currency);
    below.effective = DayRange::always();
    below.calendar = plan.calendar;
    below.pays = plan.pays;
    for (const Measure& measure : plan.measures) {
        if (feed_of(measure) != Feed::pay_of_reports) continue;
        for (std::size_t i = 0; i < measure.pay.size(); ++i) {
            Component component;
            component.name = component.title = measure.pay[i];
            component.window = plan.pays;
            component.base = NoBase{};
            // The first of them brings all of the measure.
            if (i == 0) {
                component.value = FixedAmount{{std::string(pay_prefix) + measure.name, {}}};
            } else {
                component.value = FixedAmount{{Rational(0), {}}};
            }
            below.order.push_back(static_cast<ComponentIndex>(below.components.size()));
            below.components.push_back(std::move(component));
        }
    }
    if (below.components.empty()) return std::nullopt;
    return below;
}

Rational amount_of(const Slot& slot, const Copy& copy) {
    const auto amount = copy.amount.find(slot.measure);
    if (amount != copy.amount.end()) return amount->second;
    const auto share = copy.share.find(slot.measure);
    return share == copy.share.end() ? Rational(0) : share->second * slot.full;
}

class Maker {
public:
    Maker(const Subject& subject, const std::vector<Slot>& slots, const std::vector<Copy>& copies)
        : subject_(subject), slots_(slots), copies_(copies), plan_(plan_of(subject)) {}

    World make() {
        add_columns();
        for (std::size_t i = 0; i < copies_.size(); ++i)
            add_copy(i);
        Facts& facts = world_.facts;
        facts.calendars = subject_.calendars;
        facts.files = {"made up"};
        facts.roster = Roster(std::move(people_), std::move(teams_), std::move(stretches_));
        facts.ledger = std::move(ledger_);
        load::resolve_lines(facts);
        load::resolve_events(Known{}, facts);
        std::sort(facts.quotas.begin(), facts.quotas.end(), [](const Quota& a, const Quota& b) {
            return std::tie(a.owner, a.goal, a.period, a.from) <
                   std::tie(b.owner, b.goal, b.period, b.from);
        });
        std::sort(facts.targets.begin(), facts.targets.end(), [](const Target& a, const Target& b) {
            return std::tie(a.who, a.days.first) < std::tie(b.who, b.days.first);
        });
        std::vector<Plan> plans;
        for (const Plan& version : subject_.versions)
            plans.push_back(tried(version));
        if (auto below = plan_below(plan_)) plans.push_back(*std::move(below));
        Diagnostics out;
        auto rules = Rulebook::make(std::move(plans), out);
        ensure(rules.has_value(), "a made-up world has one version of a plan on a day");
        world_.rules = *std::move(rules);
        return std::move(world_);
    }

private:
    ParticipantIndex person(std::size_t copy, ParticipantIndex one) const {
        if (!one.exists()) return one;
        return ParticipantIndex(static_cast<std::uint32_t>(copy * people_of_a_copy(subject_)) +
                                one.value());
    }
    TeamIndex team(std::size_t copy, TeamIndex one) const {
        if (!one.exists()) return one;
        return TeamIndex(static_cast<std::uint32_t>(copy * subject_.teams.size()) + one.value());
    }

    // The columns that the plan's measures and dates read.
    void add_columns() {
        std::map<std::string, FurtherColumn> columns;
        columns[std::string(tag_column)] = {std::string(tag_column), TextColumn()};
        for (const Plan& version : subject_.versions) {
            for (const Measure& measure : version.measures) {
                if (has_own_column(measure)) {
                    columns[measure.column] = {measure.column, DecimalColumn()};
                }
            }
            for (const std::string& day : {version.assigned_by, version.counted_by}) {
                if (day != "booked") columns[day] = {day, DayColumn()};
            }
            for (const std::string& name : columns_looked_up(version))
                columns[name] = {name, DecimalColumn()};
        }
        for (auto& [name, column] : columns)
            ledger_.further.push_back(std::move(column));
    }

    void add_copy(std::size_t copy) {
        for (const Participant& one : subject_.people) {
            people_.push_back({ParticipantId(fmt::format("{:06} {}", copy, one.id.text())), ""});
        }
        people_.push_back({ParticipantId(fmt::format("{:06}!report", copy)), ""});
        for (const Team& one : subject_.teams)
            teams_.push_back({TeamId(fmt::format("{:06} {}", copy, one.id.text())), one.name});
        for (Stretch stretch : subject_.stretches) {
            stretch.who = person(copy, stretch.who);
            stretch.team = team(copy, stretch.team);
            stretches_.push_back(std::move(stretch));
        }
        add_report(copy);
        for (Quota quota : subject_.quotas) {
            if (const auto* one = std::get_if<ParticipantIndex>(&quota.owner)) {
                quota.owner = person(copy, *one);
            } else {
                quota.owner = team(copy, std::get<TeamIndex>(quota.owner));
            }
            world_.facts.quotas.push_back(std::move(quota));
        }
        for (Target target : subject_.targets) {
            target.who = person(copy, target.who);
            world_.facts.targets.push_back(target);
        }
        for (const Slot& slot : slots_)
            add_deals(copy, slot);
    }

    // Somebody who reports to the subject's person on all days.
    void add_report(std::size_t copy) {
        Stretch report;
        report.who = person(copy, ParticipantIndex(report_of(subject_)));
        report.days = DayRange::always();
        report.manager = person(copy, subject_.who);
        for (const Measure& measure : plan_.measures) {
            if (feed_of(measure) != Feed::pay_of_reports) continue;
            report.plans = {"(below) " + plan_.id.text()};
            report.numbers[std::string(pay_prefix) + measure.name] = pay_each_time(copy, measure);
        }
        stretches_.push_back(std::move(report));
    }

    Rational pay_each_time(std::size_t copy, const Measure& measure) const {
        for (const Slot& slot : slots_) {
            if (slot.measure != measure.name) continue;
            return amount_of(slot, copies_[copy]) * (slot.upto - slot.from);
        }
        return 0;
    }

    void add_deals(std::size_t copy, const Slot& slot) {
        const auto measure = std::find_if(plan_.measures.begin(), plan_.measures.end(),
                                          [&](const Measure& m) { return m.name == slot.measure; });
        const Rational whole = amount_of(slot, copies_[copy]);
        const auto owners = static_cast<std::int64_t>(slot.owners.size());
        if (in_units(*measure)) {
            // Whole lines only: 19.2 of 20 meetings are 19.
            const Rational lines(whole.floor());
            const Integer first = (slot.from * lines).floor();
            const Integer last = (slot.upto * lines).floor();
            const std::int64_t count = to_int64(last - first).value_or(0);
            for (std::int64_t i = 0; i < count; ++i) {
                if (slot.divided) {
                    add_row(copy, slot, slot.owners[static_cast<std::size_t>(i % owners)], 1);
                } else {
                    for (const std::uint32_t owner : slot.owners)
                        add_row(copy, slot, owner, 1);
                }
            }
            return;
        }
        const Rational part = whole * (slot.upto - slot.from);
        for (const std::uint32_t owner : slot.owners)
            add_row(copy, slot, owner, slot.divided ? part / Rational(owners) : part);
    }

    void add_row(std::size_t copy, const Slot& slot, std::uint32_t owner, const Rational& amount) {
        const auto measure = std::find_if(plan_.measures.begin(), plan_.measures.end(),
                                          [&](const Measure& m) { return m.name == slot.measure; });
        const bool further = has_own_column(*measure);
        ledger_.source.push("made up");
        ledger_.deal.push(fmt::format("D-{:09}", ++deals_));
        ledger_.line.push("");
        ledger_.booked.days.push_back(slot.day.days());
        ledger_.amount.push_exact(further ? Rational(0) : amount);
        ledger_.currency.push(plan_.currency.code());
        const ParticipantIndex who = person(copy, ParticipantIndex(owner));
        ledger_.owner.push(people_[who.value()].id.text());
        ledger_.split.push("");
        ledger_.overlay.push("");
        ledger_.returns.push("");
        ledger_.origin.push_back({});
        for (FurtherColumn& column : ledger_.further) {
            if (auto* texts = std::get_if<TextColumn>(&column.values)) {
                texts->push(slot.measure);
            } else if (auto* days = std::get_if<DayColumn>(&column.values)) {
                days->days.push_back(slot.day.days());
            } else if (further && column.name == measure->column) {
                std::get<DecimalColumn>(column.values).push_exact(amount);
            } else {
                fill(std::get<DecimalColumn>(column.values), column.name, copies_[copy]);
            }
        }
    }

    static void fill(DecimalColumn& numbers, const std::string& name, const Copy& copy) {
        const auto level = copy.column.find(name);
        if (level == copy.column.end()) return numbers.push_absent();
        numbers.push_exact(level->second);
    }

    const Subject& subject_;
    const std::vector<Slot>& slots_;
    const std::vector<Copy>& copies_;
    const Plan& plan_;
    World world_;
    Ledger ledger_;
    std::vector<Participant> people_;
    std::vector<Team> teams_;
    std::vector<Stretch> stretches_;
    std::size_t deals_ = 0;
};

}  // namespace

std::size_t people_of_a_copy(const Subject& subject) {
    return subject.people.size() + 1;
}

ParticipantIndex person_in(const Subject& subject, std::size_t copy) {
    return ParticipantIndex(static_cast<std::uint32_t>(copy * people_of_a_copy(subject)) +
                            subject.who.value());
}

World made_world(const Subject& subject, const std::vector<Slot>& slots,
                 const std::vector<Copy>& copies) {
    return Maker(subject, slots, copies).make();
}

}  // namespace attain::preview
