// SPDX-License-Identifier: MIT
#include "output/workbook_library.hpp"

#include <dlfcn.h>

#include "loyalty/error.hpp"

namespace loyalty::output {
namespace {

void* loaded() {
  void* library = dlopen(LOYALTY_XLSXWRITER, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    throw Error(Failure::refused, "workbooks cannot be written: the library {name} is missing"_en(LOYALTY_XLSXWRITER),
                {}, "install it, or write CSV that spreadsheets open with --excel -o FILE.csv"_en);
  return library;
}

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr)
    throw Error(Failure::refused,
                "workbooks cannot be written: {name} does not know {function}"_en(LOYALTY_XLSXWRITER, name));
}

WorkbookLibrary load() {
  void* library = loaded();
  WorkbookLibrary all{};
  find(library, "workbook_new_opt", all.workbook_new);
  find(library, "workbook_add_worksheet", all.add_worksheet);
  find(library, "workbook_add_format", all.add_format);
  find(library, "workbook_close", all.close);
  find(library, "format_set_num_format", all.set_number_format);
  find(library, "format_set_bold", all.set_bold);
  find(library, "worksheet_write_string", all.write_text);
  find(library, "worksheet_write_number", all.write_number);
  find(library, "worksheet_freeze_panes", all.freeze);
  find(library, "worksheet_set_column", all.set_column);
  find(library, "lxw_strerror", all.error_text);
  return all;
}

} // namespace

const WorkbookLibrary& workbook_library() {
  static const auto library = load();
  return library;
}

} // namespace loyalty::output
