# SPDX-License-Identifier: MIT
# Makes a source file of zh.po: the sentences are in the program, wherever it is run.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/zh.po)
file(READ ${CMAKE_CURRENT_LIST_DIR}/zh.po zh_po)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/zh_po.cpp @ONLY CONTENT [[
// Made of src/messages/zh.po.
#include "messages/po.hpp"

namespace loyalty::messages {

std::string_view zh_po() { return R"po(@zh_po@)po"; }

}  // namespace loyalty::messages
]])
