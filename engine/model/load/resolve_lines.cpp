// Who has a line: its owner or its split, and beside them an overlay (C1). Names are resolved once
// per text of the dictionary, not once per row: ten million rows name a few thousand people.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/number/money.h"
#include "model/load/resolve.h"
#include "model/load/split.h"

namespace attain::load {

namespace {

using TroubleByCode = std::vector<std::optional<Trouble>>;

class LineResolver {
public:
    explicit LineResolver(Facts& facts) : facts_(facts), ids_(participant_ids(facts)) {}

    void resolve() {
        Ledger& ledger = facts_.ledger;
        facts_.withheld.assign(ledger.rows(), false);
        resolve_owners();
        TroubleByCode splits = resolve_splits(ledger.split, facts_.split_of_code, true);
        TroubleByCode overlays = resolve_splits(ledger.overlay, facts_.overlay_of_code, false);
        const TroubleByCode currencies = resolve_currencies();
        for (std::size_t row = 0; row < ledger.rows(); ++row) {
            if (!ledger.booked.has(row)) {
                withhold(facts_, row,
                         {"missing-date", "the line has no booking date",
                          "import the line again with its `booked` day"});
            }
            blame(row, currencies[ledger.currency.code(row)]);
            // A return nets at the line that it names: who has that line answers for both (R2).
            if (ledger.returns.code(row) != 0) continue;
            const std::uint32_t split = ledger.split.code(row);
            blame(row, split != 0 ? splits[split] : owners_[ledger.owner.code(row)]);
            blame(row, overlays[ledger.overlay.code(row)]);
        }
    }

private:
    void blame(std::size_t row, const std::optional<Trouble>& trouble) {
        if (trouble) withhold(facts_, row, *trouble);
    }

    Trouble unknown(const std::string& id, std::string_view where) const {
        return {
            "unknown-owner", fmt::format("{}`{}` is nobody in people.csv", where, id),
            meant(nearest(id, ids_), fmt::format("add {} to people.csv, or correct the deal", id))};
    }

    void resolve_owners() {
        const std::vector<std::string>& texts = facts_.ledger.owner.texts();
        owners_.resize(texts.size());
        facts_.owner_of_code.resize(texts.size());
        owners_[0] = Trouble{"no-owner", "the line has neither an owner nor a split",
                             "import the line again with its `owner` or `split`"};
        for (std::size_t code = 1; code < texts.size(); ++code) {
            facts_.owner_of_code[code] = facts_.roster.find_participant(texts[code]);
            if (!facts_.owner_of_code[code].exists()) owners_[code] = unknown(texts[code], "");
        }
    }

    TroubleByCode resolve_splits(const TextColumn& column, std::vector<std::vector<Share>>& shares,
                                 bool must_be_whole) const {
        const std::vector<std::string>& texts = column.texts();
        TroubleByCode troubles(texts.size());
        shares.assign(texts.size(), {});
        for (std::size_t code = 1; code < texts.size(); ++code) {
            Trouble trouble;
            std::optional<std::vector<Share>> resolved =
                resolve_split(texts[code], must_be_whole, trouble);
            if (resolved) {
                shares[code] = *std::move(resolved);
            } else {
                troubles[code] = std::move(trouble);
            }
        }
        return troubles;
    }

    std::optional<std::vector<Share>> resolve_split(const std::string& text, bool must_be_whole,
                                                    Trouble& trouble) const {
        const std::optional<std::vector<SplitPart>> parts = parse_split(text, trouble);
        if (!parts) return std::nullopt;
        std::vector<Share> shares;
        Rational whole;
        for (const SplitPart& part : *parts) {
            const ParticipantIndex who = facts_.roster.find_participant(part.who);
            if (!who.exists()) {
                trouble = unknown(part.who, must_be_whole ? "in the split, " : "in the overlay, ");
                return std::nullopt;
            }
            shares.push_back({who, part.part, part.role});
            whole += part.part;
        }
        if (must_be_whole && whole != Rational(1)) {
            trouble = {
                "split-not-100",
                fmt::format("the split `{}` adds up to {}%", text, (whole * 100).shown()),
                "a line's direct shares add up to exactly 100%; thirds are written `ada 1/3`"};
            return std::nullopt;
        }
        return shares;
    }

    TroubleByCode resolve_currencies() const {
        const std::vector<std::string>& texts = facts_.ledger.currency.texts();
        TroubleByCode troubles(texts.size());
        for (std::size_t code = 0; code < texts.size(); ++code) {
            if (Currency::find(texts[code])) continue;
            troubles[code] = Trouble{"unknown-currency",
                                     code == 0 ? "the line has no currency"
                                               : fmt::format("`{}` is not a currency", texts[code]),
                                     "import the line again with its ISO 4217 code, such as USD"};
        }
        return troubles;
    }

    Facts& facts_;
    std::vector<std::string> ids_;
    TroubleByCode owners_;
};

}  // namespace

void resolve_lines(Facts& facts) {
    LineResolver(facts).resolve();
}

}  // namespace attain::load
