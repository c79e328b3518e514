# SPDX-License-Identifier: MIT
# Makes one source file of the scripts that teach shells to complete loyalty.
set(completion_scripts "")
foreach(shell bash zsh fish)
  set(script ${CMAKE_CURRENT_LIST_DIR}/completions/loyalty.${shell})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
  file(READ ${script} text)
  string(APPEND completion_scripts "  if (shell == \"${shell}\") return R\"script(${text})script\";\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/completion_scripts.cpp @ONLY CONTENT [[
// Made of src/cli/completions.
#include "cli/completion.hpp"

namespace loyalty::cli {

std::string_view completion_script(std::string_view shell) {
@completion_scripts@  return {};
}

}  // namespace loyalty::cli
]])
