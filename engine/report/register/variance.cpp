#include "report/register/variance.h"

#include <fmt/format.h>

#include <map>

#include "report/words/figures.h"

namespace attain::report {

namespace {

using Key = std::pair<std::string, std::string>;  // participant, currency

Key key_of(const std::string& participant, const Cash& amount) {
    return {participant, amount.currency().code()};
}

// What each component of a person changed by, in the order of this period's register, then those of
// the period before.
struct Parts {
    std::vector<std::pair<std::string, Cash>> of;
    void add(const std::string& title, const Cash& amount) {
        for (auto& [known, sum] : of) {
            if (known != title) continue;
            sum += amount;
            return;
        }
        of.emplace_back(title, amount);
    }
    std::string text() const {
        std::string all;
        for (const auto& [title, change] : of) {
            if (change.minor_units() == 0) continue;
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", title, signed_text(change));
        }
        return all;
    }
};

}  // namespace

std::vector<Variance> variances(const Register& reg, const Register& before) {
    std::map<Key, Parts> parts;
    for (const RegisterLine& line : reg.lines)
        parts[key_of(line.participant, line.amount)].add(line.title, line.amount);
    for (const RegisterLine& line : before.lines)
        parts[key_of(line.participant, line.amount)].add(line.title, -line.amount);
    std::map<Key, Variance> all;
    const auto take = [&](const RegisterTotal& total, bool now) {
        const Cash zero = Cash::zero(total.amount.currency());
        const Key key = key_of(total.what, total.amount);
        const auto [at, fresh] =
            all.try_emplace(key, Variance{total.what, total.name, zero, zero, ""});
        Variance& one = at->second;
        (now ? one.now : one.before) += total.amount;
        if (now && fresh) one.cause = "new";
        if (!now) one.cause = fresh ? "not in this period" : parts[key].text();
    };
    for (const RegisterTotal& total : reg.participants)
        take(total, true);
    for (const RegisterTotal& total : before.participants)
        take(total, false);
    std::vector<Variance> list;
    for (auto& [key, one] : all)
        list.push_back(std::move(one));
    return list;
}

}  // namespace attain::report
