#include "pipeline/measure/overlays.h"

namespace attain::measure {

using credit::CreditTable;

std::map<std::size_t, Rational> limited_overlays(const Measure& measure, const CreditTable& credits,
                                                 const std::vector<Mask>& masks,
                                                 const Roster& roster) {
    std::map<std::size_t, Rational> left;
    if (measure.credit != CreditScope::team || !measure.with_overlays) return left;
    for (std::size_t begin = 0, end = 0; begin < credits.size(); begin = end) {
        bool any_overlay = false;
        const auto is_taken = [&](std::size_t i) {
            const std::uint32_t role = credits.shares[credits.share[i]].role;
            return (masks.size() == 1 ? masks.front() : masks[role])[credits.row[i]] != 0;
        };
        const auto same_piece = [&](std::size_t i) {
            return credits.row[i] == credits.row[begin] &&
                   credits.piece_of(i) == credits.piece_of(begin);
        };
        for (end = begin; end < credits.size() && same_piece(end); ++end) {
            any_overlay = any_overlay || credits.shares[credits.share[end]].overlay;
        }
        if (!any_overlay) continue;
        struct Told {
            bool direct = false;
            Rational overlays;
        };
        std::map<TeamIndex, Told> told;
        const auto team_of = [&](std::size_t i) {
            const Stretch* on =
                roster.on(ParticipantIndex(credits.who[i]), Date(credits.assigned[i]));
            return on ? on->team : TeamIndex::none();
        };
        for (std::size_t i = begin; i < end; ++i) {
            const credit::ShareKind& share = credits.shares[credits.share[i]];
            if (!is_taken(i)) continue;
            Told& team = told[team_of(i)];
            if (share.overlay) team.overlays += share.part;
            team.direct = team.direct || !share.overlay;
        }
        for (std::size_t i = begin; i < end; ++i) {
            const credit::ShareKind& share = credits.shares[credits.share[i]];
            if (!share.overlay || !is_taken(i)) continue;
            const Told& team = told.at(team_of(i));
            left[i] = team.direct ? Rational(0) : share.part / greatest(team.overlays, Rational(1));
        }
    }
    return left;
}

}  // namespace attain::measure
