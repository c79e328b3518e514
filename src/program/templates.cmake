# SPDX-License-Identifier: MIT
# Makes one source file of the programs that a shop can start from: the commented shop beside this file, and every example
# that stands there in English too.
set(templates "")

function(add_template name chinese english)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${chinese} ${english})
  file(READ ${chinese} in_chinese)
  file(READ ${english} in_english)
  string(APPEND templates "    {\"${name}\", R\"toml(${in_chinese})toml\", R\"toml(${in_english})toml\"},\n")
  set(templates "${templates}" PARENT_SCOPE)
endfunction()

set(here ${CMAKE_CURRENT_LIST_DIR}/templates)
add_template(shop ${here}/shop.zh.toml ${here}/shop.en.toml)

file(GLOB in_english CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/s*/*.en.toml)
foreach(english ${in_english})
  string(REPLACE .en.toml .toml chinese ${english})
  cmake_path(GET chinese STEM name)
  if(name STREQUAL loyalty)
    cmake_path(GET chinese PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    string(REGEX REPLACE "^s[0-9]+-" "" name ${name})
  endif()
  add_template(${name} ${chinese} ${english})
endforeach()

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/templates.cpp @ONLY CONTENT [[
// Made of the program files that the build found; see src/program/templates.cmake.
#include "program/templates.hpp"

namespace loyalty::program {

const std::vector<ProgramTemplate>& program_templates() {
  static const std::vector<ProgramTemplate> all = {
@templates@  };
  return all;
}

}  // namespace loyalty::program
]])
