#include "support/world_builder.h"

#include <fmt/format.h>

#include <stdexcept>

namespace attain::test {

namespace {

[[noreturn]] void refuse(const Diagnostics& out) {
    std::string all;
    for (const Diagnostic& diagnostic : out.sorted())
        all += render(diagnostic, Colour::no) + "\n";
    throw std::runtime_error("the test's own files are refused:\n" + all);
}

}  // namespace

std::vector<Batch> batches_from(const Files& files, Diagnostics& out) {
    std::vector<Batch> batches;
    for (const auto& [name, text] : files) {
        const SourcePtr source = std::make_shared<Source>(name, text);
        const std::optional<std::string> table = load::table_of_text(name, text);
        if (!table) throw std::runtime_error("no table is known for a file named " + name);
        std::optional<Batch> batch = load::read_batch_text(source, *table, nullptr, Extent{}, out);
        if (batch) batches.push_back(*std::move(batch));
    }
    return batches;
}

Known known_from(const std::vector<Files>& rounds) {
    Diagnostics out;
    std::vector<Batch> all;
    for (const Files& files : rounds) {
        for (Batch& batch : batches_from(files, out))
            all.push_back(std::move(batch));
    }
    if (out.has_errors()) refuse(out);
    return load::known_from_batches(std::move(all));
}

World world_from(const std::vector<Files>& rounds) {
    Diagnostics out;
    std::optional<World> world = build_world(known_from(rounds), out);
    if (!world) refuse(out);
    return *std::move(world);
}

World world_from(const Files& files) {
    return world_from(std::vector<Files>{files});
}

std::vector<std::string> refusals_of(const Files& files) {
    Diagnostics out;
    std::vector<Batch> batches = batches_from(files, out);
    if (!out.has_errors()) (void)build_world(load::known_from_batches(std::move(batches)), out);
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : out.sorted())
        lines.push_back(render_line(diagnostic));
    return lines;
}

std::vector<std::string> exceptions_of(const World& world) {
    std::vector<std::string> lines;
    for (const Exception& exception : world.facts.exceptions) {
        lines.push_back(
            fmt::format("{}: {}: {}", exception.code, exception.subject, exception.message));
    }
    return lines;
}

}  // namespace attain::test
