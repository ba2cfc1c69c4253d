#include "pipeline/lint/reach.h"

#include <fmt/format.h>

namespace attain::lint {

namespace {

// The least position that an open gate lets through; `above`: that position itself is shut out.
struct Least {
    Rational at;
    bool above = false;
};

// `own_goal >= 100% && deals >= 3` asks at least 100% of own_goal; an `||` asks nothing for
// certain.
void find_least(const Expr& condition, std::string_view name, std::optional<Least>& least) {
    const auto* binary = std::get_if<Binary>(&condition.kind);
    if (binary == nullptr) return;
    if (binary->op == BinaryOp::both) {
        find_least(*binary->left, name, least);
        find_least(*binary->right, name, least);
        return;
    }
    const auto* named = std::get_if<NameRef>(&binary->left->kind);
    const bool asks = binary->op == BinaryOp::greater_or_equal || binary->op == BinaryOp::greater;
    if (!asks || named == nullptr || named->name != name) return;
    const std::optional<Rational> number = intake::constant_number(*binary->right);
    if (!number || (least && least->at >= *number)) return;
    least = Least{*number, binary->op == BinaryOp::greater};
}

// Whether everything up to this edge lies below what the gate asks.
bool shut_out(const Rational& edge, bool owned, const Least& least) {
    return edge < least.at || (edge == least.at && (least.above || !owned));
}

class Finder {
public:
    Finder(const Plan& plan, const Component& component) : plan_(plan), component_(component) {}

    std::vector<Unreached> find() {
        if (const auto* table = std::get_if<TierTable>(&component_.value)) {
            if (counts()) below_none(*table);
            if (const std::optional<Least> least = gate()) below_gate(*table, *least);
            beyond_cap(*table);
        } else if (const auto* curve = std::get_if<Curve>(&component_.value)) {
            if (const std::optional<Least> least = gate()) below_gate(*curve, *least);
            beyond_cap(*curve);
        }
        return std::move(found_);
    }

private:
    const Measure* axis_measure() const {
        if (const auto* axis = std::get_if<MeasureAxis>(&component_.axis)) {
            return &plan_.measures[axis->measure];
        }
        if (const auto* axis = std::get_if<AttainmentAxis>(&component_.axis)) {
            const Attainment& attainment = plan_.attainments[axis->attainment];
            return attainment.combined() ? nullptr : &plan_.measures[attainment.of];
        }
        return nullptr;
    }
    std::string axis_name() const {
        if (const auto* axis = std::get_if<AttainmentAxis>(&component_.axis)) {
            return plan_.attainments[axis->attainment].name;
        }
        const Measure* measure = axis_measure();
        return measure ? measure->name : std::string();
    }
    bool counts() const {
        const Measure* measure = axis_measure();
        return measure != nullptr && measure->counts_whole_lines();
    }
    std::optional<Least> gate() const {
        std::optional<Least> least;
        if (!component_.gate || !component_.gate->otherwise.is_zero()) return least;
        find_least(*component_.gate->open_when, axis_name(), least);
        return least;
    }

    void below_none(const TierTable& table) {
        for (const Tier& tier : table.tiers) {
            if (!tier.upper) continue;
            const bool owns = !tier.upper->owned_by_upper;
            if (tier.upper->at.sign() > 0 || (tier.upper->at.is_zero() && owns)) continue;
            found_.push_back({tier.where, "nobody counts less than zero", {}, ""});
        }
    }

    void below_gate(const TierTable& table, const Least& least) {
        for (const Tier& tier : table.tiers) {
            if (!tier.upper || !shut_out(tier.upper->at, !tier.upper->owned_by_upper, least)) {
                continue;
            }
            found_.push_back({tier.where, "where this tier would pay, the gate is closed",
                              component_.gate->where, "the gate"});
        }
    }
    void below_gate(const Curve& curve, const Least& least) {
        for (std::size_t i = 0; i + 1 < curve.points.size(); ++i) {
            const CurvePoint& next = curve.points[i + 1];
            if (!shut_out(next.at, !next.owned_by_upper, least)) continue;
            found_.push_back({curve.points[i].where,
                              "where this stretch of the curve would pay, the gate is closed",
                              component_.gate->where, "the gate"});
        }
    }

    // What the cap is compared with: shares of the target with a share, amounts with an amount.
    std::optional<Rational> cap(bool of_target) const {
        if (!component_.cap || component_.cap->of_target != of_target) return std::nullopt;
        const Limit& limit = *component_.cap;
        const bool other = limit.of_goal || limit.of_measure || limit.per != Limit::Per::window;
        if (other || component_.per != Per::window) return std::nullopt;
        if (!component_.modifiers.empty() || component_.order != usual_order) return std::nullopt;
        return number_of(component_.cap->quantity);
    }

    void beyond_cap(const TierTable& table) {
        const bool of_target = std::holds_alternative<TargetBase>(component_.base);
        const std::optional<Rational> most = cap(of_target);
        if (!most) return;
        Rational below;  // what the tiers before this one come to
        for (std::size_t i = 0; i < table.tiers.size(); ++i) {
            const std::optional<Rational> value = number_of(table.tiers[i].value);
            if (!value || value->sign() < 0) return;
            if (i > 0 && below >= *most) return capped(table.tiers[i].where);
            if (of_target) {
                if (table.mode == TableMode::marginal) return;
                below = *value * component_.weight;
            } else if (!add_tier(table, table.tiers[i], *value, below)) {
                return;
            }
        }
    }

    // Adds what the whole tier pays; false where that is not known beforehand.
    bool add_tier(const TierTable& table, const Tier& tier, const Rational& value,
                  Rational& below) const {
        const auto* base = std::get_if<MeasureBase>(&component_.base);
        const auto* axis = std::get_if<MeasureAxis>(&component_.axis);
        const bool same = base != nullptr && axis != nullptr && base->measure == axis->measure;
        if (!same || table.mode != TableMode::marginal || !tier.upper) return false;
        const Rational from = tier.lower ? greatest(tier.lower->at, Rational(0)) : Rational(0);
        if (tier.upper->at > from) below += (tier.upper->at - from) * value * component_.weight;
        return true;
    }

    void beyond_cap(const Curve& curve) {
        const std::optional<Rational> most = cap(true);
        if (!most || !std::holds_alternative<TargetBase>(component_.base)) return;
        for (std::size_t i = 1; i < curve.points.size(); ++i) {
            const Rational before = curve.points[i - 1].from * component_.weight;
            if (before < *most || curve.points[i].below * component_.weight < *most) continue;
            return capped(curve.points[i].where);
        }
    }

    void capped(const Span& where) {
        found_.push_back({where, "the cap is reached before this, so it changes no pay",
                          component_.cap->where, "the cap"});
    }

    const Plan& plan_;
    const Component& component_;
    std::vector<Unreached> found_;
};

}  // namespace

std::optional<Rational> number_of(const Quantity& quantity) {
    const auto* number = std::get_if<Rational>(&quantity.value);
    return number ? std::optional<Rational>(*number) : std::nullopt;
}

std::vector<Unreached> unreached_of(const Plan& plan, const Component& component) {
    return Finder(plan, component).find();
}

}  // namespace attain::lint
