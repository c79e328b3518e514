# SPDX-License-Identifier: MIT
# Makes a source file of zh.po: the sentences are in the program, wherever it is run.
add_executable(po_table messages/po_table.cpp messages/po.cpp)
target_include_directories(po_table PRIVATE ${PROJECT_SOURCE_DIR}/src)
set(zh_po ${CMAKE_CURRENT_LIST_DIR}/zh.po)
set(zh_sentences ${PROJECT_BINARY_DIR}/zh_sentences.cpp)
add_custom_command(OUTPUT ${zh_sentences} COMMAND po_table ${zh_po} ${zh_sentences} DEPENDS po_table ${zh_po} VERBATIM)
target_sources(loyalty_messages PRIVATE ${zh_sentences})
