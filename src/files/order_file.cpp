// SPDX-License-Identifier: MIT
#include "files/order_file.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "files/csv.hpp"
#include "files/order_columns.hpp"
#include "files/order_lines.hpp"
#include "files/order_row.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

struct OrderFile::State {
  State(const std::string& path, OrderFileOptions given, RawObserver observer);

  bool next(FileBatch& batch);
  bool read_window(FileBatch& batch);
  void gather_lines();
  void name_shop(FileBatch& batch) const;

  OrderFileOptions options;
  CsvReader csv;
  CsvRecord record;
  std::string raw_header;
  OrderColumns columns;
  OrderRowReader reader;
  std::optional<OrderLines> lines; // where orders may have several rows
  bool gathered = false;
  std::vector<RejectedRow> rejected;
  std::vector<OrderNumber> rejected_orders; // of rows that stand for whole orders
  std::vector<std::string> notes;
  std::vector<std::deque<std::string>> raws; // of the windows that the lines were read from
  std::size_t rows_read = 0;
};

namespace {

void read_header(CsvReader& csv, CsvRecord& record) {
  if (csv.next(record)) return;
  throw Error(Failure::refused, csv.name() + ":1:1: the file is empty", "an order file begins with the column names",
              "order_id,member_id,placed_at,amount,status");
}

} // namespace

OrderFile::State::State(const std::string& path, OrderFileOptions given, RawObserver observer)
    : options(std::move(given)), csv(path, std::move(observer), options.read_before), reader(columns, options) {
  if (auto [reason, hint] = messages::id_reason(options.default_shop); !reason.empty()) {
    throw Error(Failure::usage, "the shop's name cannot be used", reason, hint);
  }
  read_header(csv, record);
  raw_header = record.raw;
  columns = OrderColumns(csv.name(), record);
  notes = columns.notes();
  csv.close_window();
  if (options.several_rows || columns.has(OrderColumn::line_id)) lines.emplace(columns, options.currency);
}

bool OrderFile::State::next(FileBatch& batch) {
  if (!lines) {
    if (!read_window(batch)) return false;
    name_shop(batch);
    return true;
  }
  if (!gathered) gather_lines();
  gathered = true;
  return lines->next(batch, batch_size, batch.line_origins);
}

bool OrderFile::State::read_window(FileBatch& batch) {
  batch.rows.clear();
  batch.details.clear();
  batch.origins.clear();
  batch.raws.clear();
  if (!csv.open_window(batch.text)) return false;
  batch.rows.reserve(batch_size);
  while (batch.rows.size() < batch_size && csv.next_in_window(record)) {
    ++rows_read;
    if (reader.read(record, batch)) {
      const bool inside =
          record.raw.data() >= batch.text.data() && record.raw.data() < batch.text.data() + batch.text.size();
      batch.origins.push_back({record.line, inside ? record.raw : batch.raws.emplace_back(record.raw)});
      continue;
    }
    rejected.push_back(rejected_row(columns, {record.line, record.raw}, reader.problem()));
    if (lines)
      lines->add_rejected(reader.shop(), reader.order_id(), record.line);
    else
      rejected_orders.push_back({std::string(reader.shop()), std::string(reader.order_id())});
  }
  csv.close_window();
  return true;
}

void OrderFile::State::gather_lines() {
  for (FileBatch window; read_window(window); window = FileBatch()) {
    name_shop(window);
    raws.push_back(std::move(window.raws));
    lines->add(std::move(window), window.origins);
  }
  lines->settle(rejected);
  for (auto& note : lines->notes()) notes.push_back(std::move(note));
}

// The window has room for the shop's name behind its rows, so that no text moves.
void OrderFile::State::name_shop(FileBatch& batch) const {
  if (options.default_shop.empty()) return;
  const auto at = batch.text.size();
  batch.text += options.default_shop;
  const auto shop = std::string_view(batch.text).substr(at);
  for (auto& row : batch.rows) {
    if (row.shop.empty()) row.shop = shop;
  }
}

OrderFile::OrderFile(const std::string& path, OrderFileOptions options, RawObserver observer)
    : state_(std::make_unique<State>(path, std::move(options), std::move(observer))) {}
OrderFile::~OrderFile() = default;
OrderFile::OrderFile(OrderFile&&) noexcept = default;
OrderFile& OrderFile::operator=(OrderFile&&) noexcept = default;

bool OrderFile::next(FileBatch& batch) { return state_->next(batch); }

std::vector<RejectedRow> OrderFile::take_rejected() { return std::exchange(state_->rejected, {}); }

std::vector<RejectedRow> OrderFile::reject(const FileBatch& batch, std::size_t index, std::string_view column_name,
                                           const std::string& reason, const std::string& hint) const {
  RowProblem problem{OrderColumn::ignored, reason, hint};
  for (std::size_t i = 0; i < known_columns; ++i) {
    if (to_string(static_cast<OrderColumn>(i)) == column_name) problem.column = static_cast<OrderColumn>(i);
  }
  std::vector<RejectedRow> result;
  if (!state_->lines) return {rejected_row(state_->columns, batch.origins.at(index), problem)};
  for (const auto& origin : batch.line_origins.at(index))
    result.push_back(rejected_row(state_->columns, origin, problem));
  return result;
}

const std::vector<std::string>& OrderFile::header() const { return state_->columns.names(); }
const std::string& OrderFile::raw_header() const { return state_->raw_header; }
const std::vector<std::string>& OrderFile::notes() const { return state_->notes; }
bool OrderFile::gathers_lines() const { return state_->lines.has_value(); }
const std::vector<OrderNumber>& OrderFile::rejected_orders() const { return state_->rejected_orders; }
const std::string& OrderFile::name() const { return state_->csv.name(); }
std::size_t OrderFile::rows_read() const { return state_->rows_read; }

} // namespace loyalty::files
