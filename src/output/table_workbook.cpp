// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/error.hpp"
#include "messages/text_width.hpp"
#include "output/table_writers.hpp"
#include "output/workbook_library.hpp"

namespace loyalty::output {
namespace {

constexpr std::uint32_t most_rows = 1'048'576;
constexpr std::size_t longest_cell = 32'767; ///< UTF-16 units of a text
constexpr std::size_t widest = 60;

/// A file that nobody else sees, gone with its end.
class PassingFile {
 public:
  PassingFile() : path_((std::filesystem::temp_directory_path() / "loyalty-XXXXXX").string()) {
    const int file = mkstemp(path_.data());
    if (file < 0)
      throw Error(Failure::refused,
                  "no file could be made in {folder}"_en(std::filesystem::temp_directory_path().string()));
    ::close(file);
  }
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  ~PassingFile() { unlink(path_.c_str()); }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// One sheet with typed cells: numbers and days as spreadsheets know them, everything else as text, whatever it looks
/// like, so that long ids keep their digits and nothing is taken for a formula.
class WorkbookWriter final : public TableWriter {
 public:
  WorkbookWriter(const std::vector<Column>& columns, const TableOptions& options, TableSink sink)
      : library_(workbook_library()), sink_(std::move(sink)), currency_(options.currency), widths_(columns.size(), 4) {
    lxw_workbook_options wanted{};
    wanted.constant_memory = LXW_TRUE;
    book_ = library_.workbook_new(file_.path().c_str(), &wanted);
    if (book_ == nullptr) throw Error(Failure::refused, "there is not enough memory for a workbook"_en);
    sheet_ = library_.add_worksheet(book_, nullptr);
    amounts_ = format(currency_.decimals == 0 ? "0" : "0." + std::string(currency_.decimals, '0'));
    whole_ = format("0");
    days_ = format("yyyy-mm-dd");
    auto* titles = library_.add_format(book_);
    library_.set_bold(titles);
    if (!options.header) return;
    for (const auto& column : columns) put(column.title.empty() ? column.key : column.title, titles);
    WorkbookWriter::end_row();
    library_.freeze(sheet_, 1, 0);
  }
  ~WorkbookWriter() override {
    if (book_ != nullptr) library_.close(book_);
  }

  void empty() override { ++column_; }
  void text(std::string_view value) override {
    if (value.empty()) return empty();
    put(std::string(value), nullptr);
  }
  void number(std::int64_t value) override {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    std::string digits;
    append_number(digits, value);
    if (value > exact || value < -exact) return put(digits, nullptr);
    put(static_cast<double>(value), whole_, digits.size());
  }
  void decimal(std::string_view digits) override {
    put(std::strtod(std::string(digits).c_str(), nullptr), nullptr, digits.size());
  }
  void money(Money value) override {
    std::string digits;
    append_money(digits, value, currency_);
    put(std::strtod(digits.c_str(), nullptr), amounts_, digits.size());
  }
  void day(Day value) override {
    if (value >= never) return empty();
    // Spreadsheets count days from the last of 1899.
    constexpr std::int64_t zero = -25'569;
    put(static_cast<double>(value.number - zero), days_, 10);
  }
  void end_row() override {
    column_ = 0;
    if (++row_ == most_rows)
      throw Error(Failure::refused, "a sheet of a workbook has at most {rows} rows"_en(most_rows), {},
                  "write CSV instead, with -o FILE.csv"_en);
  }
  void finish() override {
    for (std::size_t column = 0; column < widths_.size(); ++column)
      library_.set_column(sheet_, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                          static_cast<double>(widths_[column] + 2), nullptr);
    const auto error = library_.close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR)
      throw Error(Failure::refused, "the workbook could not be written"_en, Message::name(library_.error_text(error)));
    std::ifstream file(file_.path(), std::ios::binary);
    std::string block(std::size_t{64} * 1024, '\0');
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())), file.gcount() > 0)
      sink_(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount())));
  }

 private:
  lxw_format* format(const std::string& pattern) {
    auto* made = library_.add_format(book_);
    library_.set_number_format(made, pattern.c_str());
    return made;
  }
  void widen(std::size_t width) {
    auto& known = widths_[column_];
    known = std::max(known, std::min(width, widest));
  }
  void put(std::string value, lxw_format* format) {
    if (value.size() > longest_cell) value = messages::truncate_to_width(value, longest_cell / 4);
    widen(messages::display_width(value));
    library_.write_text(sheet_, row_, column_++, value.c_str(), format);
  }
  void put(double value, lxw_format* format, std::size_t width) {
    widen(width);
    library_.write_number(sheet_, row_, column_++, value, format);
  }

  PassingFile file_;
  const WorkbookLibrary& library_;
  TableSink sink_;
  Currency currency_;
  std::vector<std::size_t> widths_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* amounts_ = nullptr;
  lxw_format* whole_ = nullptr;
  lxw_format* days_ = nullptr;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

} // namespace

std::unique_ptr<TableWriter> make_workbook_writer(const std::vector<Column>& columns, const TableOptions& options,
                                                  TableSink sink) {
  return std::make_unique<WorkbookWriter>(columns, options, std::move(sink));
}

} // namespace loyalty::output
