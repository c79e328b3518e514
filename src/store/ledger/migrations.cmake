# SPDX-License-Identifier: MIT
# Makes one source file of the steps in migrations/, each named by the version that it leads to.
set(steps "")
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/migrations/*.sql)
list(SORT scripts COMPARE NATURAL)
foreach(script ${scripts})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
  cmake_path(GET script STEM name)
  string(REGEX MATCH "^[0-9]+" version ${name})
  file(READ ${script} text)
  string(APPEND steps "    Step{${version}, R\"step(${text})step\"},\n")
endforeach()

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/migration_steps.cpp @ONLY CONTENT [[
// Made of src/store/ledger/migrations; see src/store/ledger/migrations.cmake.
#include <array>

#include "store/ledger/migrations.hpp"
#include "store/ledger/schema.hpp"

namespace loyalty::store {
namespace {

constexpr std::array steps = {
@steps@};
static_assert(steps.back().to == schema_version, "a new schema has a step that leads to it");

} // namespace

std::span<const Step> migration_steps() { return steps; }

} // namespace loyalty::store
]])
