#include "report/journal/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/ensure.h"
#include "report/words/movement_words.h"

namespace attain::report {

namespace {

struct Line {
    std::string account;
    Cash amount;  // above zero: debit
    std::string note;
};
struct Entry {
    Date day;
    std::string what;
    std::string note;
    std::vector<Line> lines;
};

std::string account_id(const std::string& participant) {
    std::string id = "P-";
    for (const char c : participant) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        id += plain ? std::string(1, c) : fmt::format("-{:02x}", static_cast<unsigned char>(c));
    }
    return id;
}

std::string account_of(Account account, const std::string& participant) {
    const std::string id = account_id(participant);
    switch (account) {
        case Account::company: return "Expenses:Commission:" + id;
        case Account::payable: return fmt::format("Liabilities:Commission:{}:Payable", id);
        case Account::held: return fmt::format("Liabilities:Commission:{}:Held", id);
        case Account::small: return fmt::format("Liabilities:Commission:{}:Small", id);
        case Account::draw: return fmt::format("Assets:Commission:{}:Draw", id);
        case Account::carried: return fmt::format("Assets:Commission:{}:Carried", id);
        case Account::paid: return "Assets:Payroll";
    }
    ensure(false, "an account has a name in the journal");
    return {};
}

std::string note_of(const Posting& posting) {
    std::string note(words_of(posting.movement));
    if (!posting.plan.empty()) note += " " + posting.plan;
    if (!posting.about.empty()) note += " " + posting.about;
    return note;
}

std::vector<Entry> entries_of(const std::vector<ClosedRun>& runs) {
    std::vector<Entry> entries;
    for (const ClosedRun& run : runs) {
        for (const ParticipantSettlement& settled : run.settlements) {
            const std::string what =
                fmt::format("{} {}", settled.participant, settled.pay_period.name);
            const std::string note = fmt::format("run {}", run.number);
            Entry entry{settled.pay_period.days.last(), what, note, {}};
            for (const Posting& posting : settled.postings) {
                entry.lines.push_back({account_of(posting.from, settled.participant),
                                       posting.amount, note_of(posting)});
                entry.lines.push_back(
                    {account_of(posting.to, settled.participant), -posting.amount, {}});
            }
            if (!entry.lines.empty()) entries.push_back(std::move(entry));
            if (!run.paid_on || settled.net.minor_units() == 0) continue;
            entries.push_back({*run.paid_on,
                               what,
                               "paid, " + note,
                               {{account_of(Account::payable, settled.participant), settled.net, {}},
                                {account_of(Account::paid, settled.participant), -settled.net, {}}}});
        }
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.day < b.day; });
    return entries;
}

// Text between quotes, as beancount reads it.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string rendered(const Entry& entry, JournalFormat format, std::size_t width) {
    std::string text =
        format == JournalFormat::beancount
            ? fmt::format("{} * {} {}\n", entry.day.text(), quoted(entry.what), quoted(entry.note))
            : fmt::format("{} * {}  ; {}\n", entry.day.text(), entry.what, entry.note);
    for (const Line& line : entry.lines) {
        text += fmt::format("    {:<{}}  {:>16} {}", line.account, width, line.amount.plain(),
                            line.amount.currency().code());
        if (!line.note.empty()) text += "  ; " + line.note;
        text += '\n';
    }
    return text + '\n';
}

}  // namespace

std::string journal_text(const std::vector<ClosedRun>& runs, JournalFormat format) {
    const std::vector<Entry> entries = entries_of(runs);
    std::size_t width = 0;
    std::map<std::string, Date> opened;
    for (const Entry& entry : entries) {
        for (const Line& line : entry.lines) {
            width = std::max(width, line.account.size());
            opened.try_emplace(line.account, entry.day);
        }
    }
    std::string text = "; Commissions of closed periods\n\n";
    if (format == JournalFormat::beancount) {
        for (const auto& [account, day] : opened)
            text += fmt::format("{} open {}\n", day.text(), account);
        text += '\n';
    }
    for (const Entry& entry : entries)
        text += rendered(entry, format, width);
    return text;
}

}  // namespace attain::report
