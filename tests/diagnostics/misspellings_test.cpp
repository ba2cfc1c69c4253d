// Every key and every word of the language, mistyped: the report suggests what was meant.
//
//     quaterly   →  "did you mean `quarterly`?"
//
// The corpus follows the language by itself: it is made from the tables that the loader checks with
// (shape.h). Around each key and word stands the smallest document in which it may stand; then it
// is mistyped once, and longer ones also twice, in the ways in which fingers do it: a letter left
// out, doubled, replaced, put in, two neighbours swapped. One slip must give one report, and the
// right word in nine of ten; the score is printed.
#include <functional>
#include <iostream>
#include <set>

#include <catch2/catch.hpp>

#include "intake/schema/shape.h"
#include "model/cases/cases.h"
#include "model/facts/company.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"
#include "support/dice.h"

namespace {

using namespace attain;
using intake::Field;
using intake::Shape;
using intake::ShapePtr;
using Kind = Shape::Kind;

Node scalar(std::string text) {
    Node node;
    node.text = std::move(text);
    return node;
}

Node map_of(std::vector<std::pair<std::string, Node>> entries) {
    Node node;
    node.kind = Node::Kind::map;
    for (auto& [key, value] : entries)
        node.entries.push_back({key, {}, std::move(value)});
    return node;
}

// The smallest thing that has the shape.
Node smallest(const Shape& shape) {
    switch (shape.kind) {
        case Kind::text:
        case Kind::condition:
        case Kind::name: return scalar("a");
        case Kind::number:
        case Kind::whole: return scalar("1");
        case Kind::percent: return scalar("1%");
        case Kind::date: return scalar("2026-01-01");
        case Kind::days: return scalar("2026-01-01..2026-12-31");
        case Kind::flag: return scalar("yes");
        case Kind::choice: return scalar(shape.words.front());
        case Kind::reference: return scalar("shared.a");
        case Kind::dictionary:
        case Kind::labelled: return map_of({{"a", smallest(*shape.item)}});
        case Kind::numbers: return map_of({{"1", smallest(*shape.item)}});
        case Kind::list: {
            Node node;
            node.kind = Node::Kind::sequence;
            node.items.push_back(smallest(*shape.item));
            return node;
        }
        case Kind::any_of: return smallest(*shape.alternatives.front());
        case Kind::by_key: return smallest(*shape.alternatives.front());
        case Kind::map: break;
    }
    Node node = map_of({});
    for (const Field& field : shape.fields) {
        if (field.required) node.entries.push_back({field.key, {}, smallest(*field.shape)});
    }
    return node;
}

// A map with this value under this key beside what the map needs, `spelt` in whatever way.
Node with_key(const Shape& map, const Field& field, const std::string& spelt, Node value) {
    Node node = smallest(map);
    std::erase_if(node.entries, [&](const Entry& entry) { return entry.key == field.key; });
    node.entries.push_back({spelt, {}, std::move(value)});
    return node;
}

using Around = std::function<Node(Node)>;

struct Word {
    std::string text;
    std::string code;  // what a slip in it is called
    Around spelt;      // the document, given the word as a scalar
};

// All keys and words below a shape, each with the document around it.
class Collector {
public:
    std::vector<Word> words;

    void walk(const Shape& shape, const Around& around) {
        switch (shape.kind) {
            case Kind::map: return walk_map(shape, around);
            case Kind::by_key:
                for (const ShapePtr& branch : shape.alternatives)
                    walk_map(*branch, around);
                return;
            case Kind::any_of:
                for (const ShapePtr& one : shape.alternatives)
                    walk(*one, around);
                return;
            case Kind::dictionary:
            case Kind::labelled:
            case Kind::numbers: return walk_items(shape, around);
            case Kind::list:
                return walk(*shape.item, [around](Node item) {
                    Node node;
                    node.kind = Node::Kind::sequence;
                    node.items.push_back(std::move(item));
                    return around(std::move(node));
                });
            case Kind::choice:
                for (const std::string& word : shape.words)
                    words.push_back({word, "not-a-choice", around});
                return;
            case Kind::text:
            case Kind::name:
            case Kind::number:
            case Kind::percent:
            case Kind::whole:
            case Kind::date:
            case Kind::days:
            case Kind::flag:
            case Kind::reference:
            case Kind::condition: return;
        }
    }

private:
    void walk_items(const Shape& shape, const Around& around) {
        const std::string key = shape.kind == Kind::numbers ? "1" : "a";
        walk(*shape.item, [around, key](Node item) {
            return around(map_of({{key, std::move(item)}}));
        });
    }

    void walk_map(const Shape& shape, const Around& around) {
        for (const Field& field : shape.fields) {
            words.push_back({field.key, "unknown-key", [around, &shape, &field](Node spelt) {
                                 return around(
                                     with_key(shape, field, spelt.text, smallest(*field.shape)));
                             }});
            walk(*field.shape, [around, &shape, &field](Node value) {
                return around(with_key(shape, field, field.key, std::move(value)));
            });
        }
    }
};

std::string slipped(std::string word, tests::Dice& dice) {
    const auto letter = [&] { return static_cast<char>('a' + dice.between(0, 25)); };
    const auto at =
        static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(word.size()) - 1));
    switch (dice.between(0, 4)) {
        case 0: return word.erase(at, 1);
        case 1: return word.insert(at, 1, word[at]);
        case 2: word[at] = letter(); return word;
        case 3: return word.insert(at, 1, letter());
        default:
            if (word.size() > 1) std::swap(word[at == 0 ? 0 : at - 1], word[at == 0 ? 1 : at]);
            return word;
    }
}

// Mistyped once; from five letters on also twice: of a shorter word, too little is then left.
std::set<std::string> slips_of(const std::string& word, tests::Dice& dice) {
    std::set<std::string> slips;
    for (int i = 0; i < 8; ++i) {
        slips.insert(slipped(word, dice));
        if (word.size() >= 5) slips.insert(slipped(slipped(word, dice), dice));
    }
    slips.erase(word);
    slips.erase("");
    return slips;
}

struct Score {
    std::size_t tried = 0;
    std::size_t suggested = 0;
    std::size_t more_than_one = 0;  // a slip that gave several reports
    std::map<std::string, std::size_t> missed;
};

void try_slip(const Word& word, const std::string& slip, const Shape& shape, Score& score) {
    Diagnostics out;
    if (intake::check(word.spelt(scalar(slip)), shape, out))
        return;  // another word of the language
    ++score.tried;
    const std::vector<Diagnostic> told = out.sorted();
    bool right = false;
    for (const Diagnostic& one : told)
        right = right || one.help == "did you mean `" + word.text + "`?";
    if (right) {
        ++score.suggested;
        if (told.size() > 1 || told.front().code != word.code) ++score.more_than_one;
    } else {
        ++score.missed[word.text + " ← " + slip + ": " + told.front().help];
    }
}

TEST_CASE("what was meant is suggested for nine of ten slips in keys and words") {
    const Shape* shapes[] = {&plan::plan_shape(), &plan::shared_shape(), &company_shape(),
                             &load::mapping_shape(), &cases::cases_shape()};
    tests::Dice dice(20261123);
    Score score;
    std::size_t words = 0;
    for (const Shape* shape : shapes) {
        Collector collector;
        collector.walk(*shape, [](Node node) { return node; });
        words += collector.words.size();
        for (const Word& word : collector.words) {
            Diagnostics none;
            CAPTURE(word.text);
            REQUIRE(intake::check(word.spelt(scalar(word.text)), *shape, none));
            for (const std::string& slip : slips_of(word.text, dice))
                try_slip(word, slip, *shape, score);
        }
    }
    std::cout << "misspellings: " << words << " keys and words, " << score.tried << " slips, "
              << score.suggested << " with the right suggestion ("
              << score.suggested * 1000 / score.tried / 10 << "."
              << score.suggested * 1000 / score.tried % 10 << "%), " << score.more_than_one
              << " told more than once\n";
    if (std::getenv("ATTAIN_SHOW_MISSED") != nullptr) {
        for (const auto& [slip, times] : score.missed)
            std::cout << "  " << slip << "\n";
    }
    REQUIRE(score.tried > 1000);
    CHECK(score.suggested * 10 >= score.tried * 9);
    CHECK(score.more_than_one == 0);
}

}  // namespace
