# Not part of the build yet: the two implementations still read some worlds differently (engine/DECISIONS.md).
# The laws on random worlds (laws_test.cpp), and the reference implementation on examples worked by
# hand (reference_test.cpp). ATTAIN_WORLDS=n sets how many worlds, ATTAIN_SEED=n replays one.
add_executable(laws laws_test.cpp compare.cpp deals.cpp plans.cpp worlds.cpp
                    ../reference/conditions.cpp ../reference/conversion.cpp
                    ../reference/credits.cpp ../reference/days.cpp ../reference/goals.cpp
                    ../reference/pay.cpp ../reference/pools.cpp ../reference/reference.cpp
                    ../reference/rounding.cpp ../reference/tables.cpp
                    ../support/world_builder.cpp)
target_link_libraries(laws PRIVATE attain_pipeline Catch2::Catch2WithMain)
target_include_directories(laws PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_precompile_headers(laws PRIVATE <catch2/catch.hpp>
                                       ${PROJECT_SOURCE_DIR}/engine/base/precompiled.h)
catch_discover_tests(laws TEST_PREFIX "law: ")
