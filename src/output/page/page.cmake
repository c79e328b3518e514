# SPDX-License-Identifier: MIT
# Makes one source file of what the pages look like: the style and the frame beside this file.
set(page_parts "")
foreach(part css html)
  set(file ${CMAKE_CURRENT_LIST_DIR}/page.${part})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  string(APPEND page_parts "std::string_view page_${part}() { return R\"part(${text})part\"; }\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/page_parts.cpp @ONLY CONTENT [[
// Made of src/output/page/page.css and page.html.
#include "output/page/page_parts.hpp"

namespace loyalty::output {

@page_parts@
}  // namespace loyalty::output
]])
