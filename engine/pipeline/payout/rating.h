// Rating the credits of one window, one by one (R0–R3). Private to the room.
#pragma once

#include "pipeline/payout/values.h"

namespace attain::payout {

class Rating {
public:
    // All outlive this.
    Rating(Desk& desk, const WindowJob& window, WindowFigures& figures)
        : desk_(desk),
          job_(window.ruling),
          window_(window),
          plan_(desk.plan(job_)),
          component_(desk.component(job_)),
          values_(desk, window, component_, figures),
          figures_(figures) {}

    // What the credits of a look-up pay; `shared`: its share of a team's, kept without slices.
    void rate(const Lookup& lookup, std::uint32_t number, std::size_t base, bool shared);
    // Where deals are looked up one by one and each pays an amount (no base).
    void pay_each_deal(const Lookup& lookup);
    // Tells what the places of the slices mean, rounds lines and limits deals; to be called when
    // all is rated.
    void finish();
    rate::Bounds bounds() const;
    // Where each line was rounded on its own, the weighted pay is known already.
    bool weighted_by_line() const { return weighted_by_line_; }

private:
    struct Rater;
    struct Lines;
    std::vector<Rater> raters() const;
    const Component* component_in(PlanIndex version) const;
    bool reads_person() const;
    bool rated_apart() const;
    Date last_day() const { return window_.window.days.last(); }

    rate::Ladder window_ladder(const Component& rules, const Lookup& lookup, Reading reading,
                               Places::Meaning meaning);
    rate::Ladder flat_ladder(const Answer& answer, Places::Meaning meaning);
    rate::Rated walk_plainly(const Lookup& lookup, Lines& lines);
    rate::Rated climb_apart(const Lookup& lookup, Lines& lines);
    bool carried_over(const MeasureResult& counted, std::uint32_t row);
    Rational carried(const Lookup& lookup);
    static std::optional<std::size_t> axis_of(const Lookup& lookup);
    bool moves_itself(const Lookup& lookup, const MeasureResult& paid) const;
    std::vector<rate::Stage> stages(const Lookup& lookup, const Lines& lines);
    std::map<std::uint32_t, Rational> by_group(std::size_t measure_result);
    void shrink(rate::Ladder& ladder, const Rational& otherwise, Places::Meaning meaning);
    std::uint32_t first_row_of_deal(std::uint32_t row) const;
    std::uint32_t group_of(std::uint32_t row) const;
    std::optional<Rational> position_of(const Lookup& lookup, std::uint32_t row);
    std::optional<Rational> column_of(std::uint32_t row);
    void pay_on_figure(const MeasureResult& measured, const Lookup& lookup, std::uint32_t number,
                       const Rational& share);
    void add_line_amounts(const rate::Rated& rated, const Slices& slices, const Rational& share);
    std::optional<DayRange> released() const;
    void round_lines();
    bool limits_deals() const;
    void limit_deals();
    void limit_deal(Rational pay);
    void add_tier(const TierSum& sum, bool told);
    void tell_empty_tiers(const LineBlock& block);
    void keep_slices(const LineBlock& block);

    Desk& desk_;
    const Ruling& job_;
    const WindowJob& window_;
    const Plan& plan_;
    const Component& component_;
    Values values_;
    Places places_;
    WindowFigures& figures_;
    std::map<std::uint32_t, Rational> positions_;  // by group, where deals are looked up
    std::optional<std::size_t> positions_from_;
    std::map<std::uint32_t, Rational> line_amounts_;  // by row, of several look-ups together
    Rational counted_;  // own credit of the look-ups before, which used up the threshold
    bool weighted_by_line_ = false;
};

}  // namespace attain::payout
