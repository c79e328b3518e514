// SPDX-License-Identifier: MIT
#pragma once

#include <xlsxwriter.h>

namespace loyalty::output {

/// The functions of libxlsxwriter that we use. The library is loaded when the first workbook is written: it and what it
/// brings along would take a quarter of the time that most commands run.
struct WorkbookLibrary {
  decltype(&::workbook_new_opt) workbook_new;
  decltype(&::workbook_add_worksheet) add_worksheet;
  decltype(&::workbook_add_format) add_format;
  decltype(&::workbook_close) close;
  decltype(&::format_set_num_format) set_number_format;
  decltype(&::format_set_bold) set_bold;
  decltype(&::worksheet_write_string) write_text;
  decltype(&::worksheet_write_number) write_number;
  decltype(&::worksheet_freeze_panes) freeze;
  decltype(&::worksheet_set_column) set_column;
  decltype(&::lxw_strerror) error_text;
};

/// Throws `Error` (refused) where the library is not installed.
const WorkbookLibrary& workbook_library();

} // namespace loyalty::output
