// The schemas that editors read are exported from the tables that the loader checks with, so that
// the two cannot disagree. ATTAIN_BLESS=1 writes them anew.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "model/cases/cases.h"
#include "model/facts/company.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"

namespace {

using namespace attain;

struct Exported {
    const char* file;
    const char* title;
    const intake::Shape& shape;
};

TEST_CASE("the schemas in schemas/ are those of the loader") {
    const Exported all[] = {
        {"plan.schema.json", "A plan of Attain", plan::plan_shape()},
        {"cases.schema.json", "Cases of Attain", cases::cases_shape()},
        {"shared.schema.json", "What the plans of a company share", plan::shared_shape()},
        {"company.schema.json", "The company of Attain", company_shape()},
        {"mapping.schema.json", "A mapping of a foreign file", load::mapping_shape()},
    };
    for (const Exported& exported : all) {
        CAPTURE(exported.file);
        const std::string path = std::string(ATTAIN_SCHEMAS) + "/" + exported.file;
        const std::string text = intake::json_schema(exported.shape, exported.title, exported.file);
        if (std::getenv("ATTAIN_BLESS") != nullptr) {
            std::ofstream(path, std::ios::binary) << text;
        }
        std::ifstream file(path, std::ios::binary);
        std::ostringstream written;
        written << file.rdbuf();
        CHECK(written.str() == text);
    }
}

}  // namespace
