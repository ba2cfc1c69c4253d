// What plan files may refer to beyond themselves: shared.yaml with its numbers and tables, and the
// files of other plans, of which a variant changes a few things.
//
//     rate: shared.top_rate              8%, as shared.yaml says
//     variant_of: account-executive      every key of that file, but for those written here
//
// A file is parsed when somebody first refers to it, and once. Its own mistakes are told where it
// is loaded itself, so they are left out here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar/date.h"
#include "base/diagnostic/source.h"
#include "intake/document/node.h"

namespace attain::plan {

class Library {
public:
    Library() = default;
    // `shared` may be null.
    Library(SourcePtr shared, std::vector<SourcePtr> plans)
        : shared_source_(std::move(shared)), plan_sources_(std::move(plans)) {}

    bool has_shared() const { return shared_source_ != nullptr; }
    const SourcePtr& shared_source() const { return shared_source_; }
    // Null where there is none, or where it has mistakes of its own.
    const Node* shared();

    // A plan's file as written.
    struct Version {
        std::string plan;
        std::string from;         // its first day, as written
        std::string fingerprint;  // of its text
        Node document;
        SourcePtr source;
    };
    // Those with that name, in the order of their days. Files that cannot be read are not there.
    std::vector<const Version*> versions_of(const std::string& plan);
    std::vector<std::string> plan_names();

private:
    void read_plans();

    SourcePtr shared_source_;
    std::vector<SourcePtr> plan_sources_;
    std::optional<Node> shared_;
    bool shared_read_ = false;
    std::vector<Version> plans_;
    bool plans_read_ = false;
};

}  // namespace attain::plan
