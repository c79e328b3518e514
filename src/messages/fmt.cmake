# SPDX-License-Identifier: MIT
# loyalty_fmt: fmt compiled once, in fmt_bodies.cpp; header-only where that does not fit the version of fmt found.
get_target_property(fmt_includes fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
file(WRITE ${PROJECT_BINARY_DIR}/fmt_probe.cpp "#include <fmt/ranges.h>
int main(int count, char** words) {
  return fmt::format(\"{:>{}} {:08.3f} {}\", words[0], count, 0.5, fmt::join(words, words + count, \", \")).empty();
}
")
try_compile(FMT_COMPILES_ONCE ${PROJECT_BINARY_DIR}/fmt_probe
  SOURCES ${PROJECT_BINARY_DIR}/fmt_probe.cpp ${CMAKE_CURRENT_LIST_DIR}/fmt_bodies.cpp
  CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${fmt_includes}"
  CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
if(FMT_COMPILES_ONCE)
  add_library(loyalty_fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt_bodies.cpp)
  target_include_directories(loyalty_fmt SYSTEM PUBLIC ${fmt_includes})
  target_compile_options(loyalty_fmt PRIVATE -w)
else()
  add_library(loyalty_fmt INTERFACE)
  target_link_libraries(loyalty_fmt INTERFACE fmt::fmt-header-only)
endif()
