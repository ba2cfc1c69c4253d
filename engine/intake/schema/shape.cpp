#include "intake/schema/shape.h"

#include <algorithm>

#include "base/ensure.h"

namespace attain::intake {

namespace {

ShapePtr of_kind(Shape::Kind kind) {
    Shape shape;
    shape.kind = kind;
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr of_items(Shape::Kind kind, std::string called, ShapePtr item) {
    ensure(item != nullptr, "what holds items says which");
    Shape shape;
    shape.kind = kind;
    shape.called = std::move(called);
    shape.item = std::move(item);
    return std::make_shared<const Shape>(std::move(shape));
}

}  // namespace

ShapePtr text() {
    return of_kind(Shape::Kind::text);
}
ShapePtr name() {
    return of_kind(Shape::Kind::name);
}
ShapePtr number() {
    return of_kind(Shape::Kind::number);
}
ShapePtr percent() {
    return of_kind(Shape::Kind::percent);
}
ShapePtr whole() {
    return of_kind(Shape::Kind::whole);
}
ShapePtr date() {
    return of_kind(Shape::Kind::date);
}
ShapePtr days() {
    return of_kind(Shape::Kind::days);
}
ShapePtr flag() {
    return of_kind(Shape::Kind::flag);
}
ShapePtr condition() {
    return of_kind(Shape::Kind::condition);
}

ShapePtr choice(std::vector<std::string> words) {
    ensure(!words.empty(), "a choice has words");
    Shape shape;
    shape.kind = Shape::Kind::choice;
    shape.words = std::move(words);
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr reference(std::string called) {
    Shape shape;
    shape.kind = Shape::Kind::reference;
    shape.called = std::move(called);
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr map(std::string called, std::vector<Field> fields) {
    Shape shape;
    shape.kind = Shape::Kind::map;
    shape.called = std::move(called);
    shape.fields = std::move(fields);
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr dictionary(std::string called, ShapePtr item) {
    return of_items(Shape::Kind::dictionary, std::move(called), std::move(item));
}
ShapePtr labelled(std::string called, ShapePtr item) {
    return of_items(Shape::Kind::labelled, std::move(called), std::move(item));
}
ShapePtr numbers(std::string called, ShapePtr item) {
    return of_items(Shape::Kind::numbers, std::move(called), std::move(item));
}
ShapePtr list(std::string called, ShapePtr item) {
    return of_items(Shape::Kind::list, std::move(called), std::move(item));
}

ShapePtr or_empty(const ShapePtr& shape) {
    Shape copy = *shape;
    copy.may_be_empty = true;
    return std::make_shared<const Shape>(std::move(copy));
}

ShapePtr any_of(std::vector<ShapePtr> alternatives) {
    Shape shape;
    shape.kind = Shape::Kind::any_of;
    shape.alternatives = std::move(alternatives);
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr by_key(std::string called, std::vector<ShapePtr> branches) {
    const bool told_apart = std::all_of(branches.begin(), branches.end(), [](const ShapePtr& b) {
        return b->kind == Shape::Kind::map && !b->fields.empty() && b->fields.front().required;
    });
    ensure(!branches.empty() && told_apart, "each branch is a map with a required first key");
    Shape shape;
    shape.kind = Shape::Kind::by_key;
    shape.called = std::move(called);
    shape.alternatives = std::move(branches);
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr naming(const ShapePtr& document) {
    Shape shape = *document;
    shape.may_name = true;
    return std::make_shared<const Shape>(std::move(shape));
}

ShapePtr partial(const ShapePtr& whole) {
    Shape shape = *whole;
    if (shape.kind == Shape::Kind::by_key) {
        // Which branch is meant may stand in the other file, so any key of any branch may be said.
        shape.kind = Shape::Kind::map;
        for (const ShapePtr& branch : whole->alternatives) {
            for (const Field& field : branch->fields) {
                const bool known =
                    std::any_of(shape.fields.begin(), shape.fields.end(),
                                [&](const Field& other) { return other.key == field.key; });
                if (!known) shape.fields.push_back(field);
            }
        }
        shape.alternatives.clear();
    }
    for (Field& field : shape.fields) {
        field.required = false;
        field.shape = partial(field.shape);
    }
    const bool lists = shape.kind == Shape::Kind::list;
    if (shape.item && !lists) shape.item = partial(shape.item);
    for (ShapePtr& one : shape.alternatives)
        one = partial(one);
    return std::make_shared<const Shape>(std::move(shape));
}

Field required(std::string key, ShapePtr shape, std::string meaning) {
    return {std::move(key), std::move(shape), true, std::move(meaning)};
}
Field optional(std::string key, ShapePtr shape, std::string meaning) {
    return {std::move(key), std::move(shape), false, std::move(meaning)};
}

}  // namespace attain::intake
