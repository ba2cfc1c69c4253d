#include "pipeline/measure/mask.h"

#include <algorithm>

#include "base/ensure.h"
#include "pipeline/measure/cells.h"

namespace attain::measure {

namespace {

using condition::Value;

class MaskMaker {
public:
    MaskMaker(const Facts& facts, const Computed& computed, const std::string& role)
        : facts_(facts), computed_(computed), role_(role) {}

    Mask make(const Expr& condition) const {
        if (const auto* unary = std::get_if<Unary>(&condition.kind)) {
            Mask mask = make(*unary->operand);
            for (std::uint8_t& row : mask)
                row ^= 1U;
            return mask;
        }
        if (const auto* binary = std::get_if<Binary>(&condition.kind)) {
            if (binary->op == BinaryOp::both || binary->op == BinaryOp::either) {
                return combine(*binary);
            }
            if (auto mask = numbers_against(*binary)) return std::move(*mask);
        }
        if (auto mask = by_text(condition)) return std::move(*mask);
        return row_by_row(condition);
    }

private:
    std::size_t rows() const { return facts_.ledger.rows(); }

    Mask combine(const Binary& binary) const {
        Mask mask = make(*binary.left);
        const Mask other = make(*binary.right);
        if (binary.op == BinaryOp::both) {
            for (std::size_t row = 0; row < mask.size(); ++row)
                mask[row] &= other[row];
        } else {
            for (std::size_t row = 0; row < mask.size(); ++row)
                mask[row] |= other[row];
        }
        return mask;
    }

    // A condition about a single text column is answered once per distinct text.
    std::optional<Mask> by_text(const Expr& condition) const {
        const std::vector<intake::Mention> mentions = intake::names_in(condition);
        if (mentions.empty()) return std::nullopt;
        for (const intake::Mention& mention : mentions) {
            if (mention.name != mentions.front().name) return std::nullopt;
        }
        const Cells column(facts_, computed_, role_, mentions.front().name);
        if (!column.texts()) return std::nullopt;
        std::vector<std::uint8_t> taken;
        taken.reserve(column.texts()->texts().size());
        for (const std::string& text : column.texts()->texts()) {
            taken.push_back(condition::holds(
                condition, [&](std::string_view) { return std::optional<Value>(text); }));
        }
        Mask mask(rows());
        for (std::size_t row = 0; row < mask.size(); ++row) {
            mask[row] = taken[column.texts()->code(row)];
        }
        return mask;
    }

    // A number or date column against a constant is one comparison of whole numbers per row.
    std::optional<Mask> numbers_against(const Binary& binary) const {
        const auto* name = std::get_if<NameRef>(&binary.left->kind);
        if (!name || binary.op == BinaryOp::in) return std::nullopt;
        const Cells column(facts_, computed_, role_, name->name);
        if (const auto* date = std::get_if<DateLiteral>(&binary.right->kind);
            date && column.days()) {
            const Accepts accepts(binary.op);
            Mask mask(rows());
            for (std::size_t row = 0; row < mask.size(); ++row) {
                mask[row] = column.days()->has(row) &&
                            accepts(column.days()->days[row] <=> date->value.days());
            }
            return mask;
        }
        const std::optional<Rational> constant = intake::constant_number(*binary.right);
        if (!constant || !column.numbers()) return std::nullopt;
        const DecimalColumn& numbers = *column.numbers();
        const Rational scaled = *constant * Rational(power_of_ten(numbers.decimals()));
        const std::optional<std::int64_t> whole = to_int64(scaled.floor());
        if (!whole || !numbers.all_narrow()) return std::nullopt;
        const bool between = !scaled.is_whole();  // the constant lies above `whole`, below the next
        const Accepts accepts(binary.op);
        Mask mask(rows());
        for (std::size_t row = 0; row < mask.size(); ++row) {
            const std::int64_t units = numbers.units()[row];
            if (units == DecimalColumn::elsewhere) continue;
            std::strong_ordering order = units <=> *whole;
            if (between && order == 0) order = std::strong_ordering::less;
            mask[row] = accepts(order);
        }
        return mask;
    }

    // Which of less, equal and greater an operator accepts.
    struct Accepts {
        explicit Accepts(BinaryOp op) {
            for (int order = -1; order <= 1; ++order) {
                by_order[order + 1] =
                    condition::compare(op, Value(Rational(order)), Value(Rational(0)));
            }
        }
        bool operator()(std::strong_ordering order) const {
            return by_order[order < 0 ? 0 : order > 0 ? 2 : 1];
        }
        bool by_order[3];
    };

    Mask row_by_row(const Expr& condition) const {
        std::map<std::string, Cells, std::less<>> columns;
        for (const intake::Mention& mention : intake::names_in(condition)) {
            columns.try_emplace(std::string(mention.name), facts_, computed_, role_, mention.name);
        }
        Mask mask(rows());
        for (std::size_t row = 0; row < mask.size(); ++row) {
            mask[row] = condition::holds(condition, [&](std::string_view name) {
                return columns.find(name)->second.at(row);
            });
        }
        return mask;
    }

    const Facts& facts_;
    const Computed& computed_;
    const std::string& role_;
};

}  // namespace

Mask rows_taken(const Condition& where, const Facts& facts, const Computed& computed,
                const std::string& role) {
    if (!where) return Mask(facts.ledger.rows(), 1);
    return MaskMaker(facts, computed, role).make(*where);
}

bool asks_for_role(const Condition& where) {
    if (!where) return false;
    const std::vector<intake::Mention> mentions = intake::names_in(*where);
    return std::any_of(mentions.begin(), mentions.end(),
                       [](const intake::Mention& mention) { return mention.name == "role"; });
}

}  // namespace attain::measure
