// SPDX-License-Identifier: MIT
#include "files/order_file.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "files/header_finder.hpp"
#include "files/open_rows.hpp"
#include "files/order_columns.hpp"
#include "files/order_lines.hpp"
#include "files/order_row.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

struct OrderFile::State {
  State(const std::string& path, OrderFileOptions given, RawObserver observer);

  OrderColumns read_header();
  bool next(FileBatch& batch);
  bool read_window(FileBatch& batch);
  void begin_sheet();
  [[noreturn]] void refuse_file(const RejectedRow& found) const;
  void gather_lines();
  void name_shop(FileBatch& batch) const;

  std::unique_ptr<RowSource> source;
  OrderFileOptions options;
  Row row;
  std::size_t header_line = 0;
  OrderColumns columns;
  OrderRowReader reader;
  std::optional<OrderLines> lines; // where orders may have several rows
  bool gathered = false;
  std::uint32_t sheet = 0;              // of a workbook, that is read
  bool seeks_header = false;            // its columns were not named yet
  std::vector<std::string> passed_over; // sheets without these columns
  std::vector<RejectedRow> rejected;
  std::vector<OrderNumber> rejected_orders; // of rows that stand for whole orders
  std::vector<Message> notes;
  std::size_t rows_read = 0;
};

namespace {

// The ledger calls the columns as the generic file does.
OrderColumn column_of(std::string_view name) { return order_column(name); }

std::vector<std::size_t> known_cells(const OrderColumns& columns) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < columns.of_cells().size(); ++cell)
    if (columns.of_cells()[cell] != OrderColumn::ignored) cells.push_back(cell);
  return cells;
}

/// What a profile that was named states of the bytes.
Dialect dialect_of(const OrderProfile* profile) {
  Dialect dialect;
  if (profile == nullptr) return dialect;
  if (profile->encoding == "utf-8") dialect.encoding = Encoding::utf8;
  if (profile->encoding == "gb18030") dialect.encoding = Encoding::gb18030;
  if (profile->encoding == "utf-16") dialect.encoding = Encoding::utf16le;
  if (profile->separator != '\0') dialect.separator = profile->separator;
  dialect.quoted = profile->quoted;
  return dialect;
}

OrderFileOptions checked(OrderFileOptions options) {
  if (auto [reason, hint] = messages::id_reason(options.default_shop); !reason.empty())
    throw Error(Failure::usage, "the shop's name cannot be used"_en, reason, hint);
  return options;
}

} // namespace

OrderFile::State::State(const std::string& path, OrderFileOptions given, RawObserver observer)
    : source(open_rows(path, std::move(observer), given.read_before, dialect_of(given.profile))),
      options(checked(std::move(given))),
      columns(read_header()),
      reader(columns, options),
      notes(columns.notes()) {
  source->close_window();
  source->want(known_cells(columns));
  if (options.several_rows || columns.profile().rows_are_lines || columns.has(OrderColumn::line_id))
    lines.emplace(*source, columns, options.currency);
}

OrderColumns OrderFile::State::read_header() {
  HeaderFinder finder(*source, options);
  auto columns_found = finder.find(row);
  header_line = row.origin.line;
  sheet = row.origin.sheet;
  if (!columns_found.profile().quoted) source->read_unquoted();
  return columns_found;
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
  if (!source->open_window(batch.text, batch.aside)) return false;
  batch.rows.reserve(batch_size);
  batch.marks.clear();
  while (batch.rows.size() < batch_size && source->next_in_window(row)) {
    if (row.origin.sheet != sheet) begin_sheet();
    if (seeks_header) {
      seeks_header = !columns.are_of(row);
      if (!seeks_header) {
        source->want(known_cells(columns));
        passed_over.pop_back();
      }
      continue;
    }
    ++rows_read;
    if (source->has_short_rows()) fit(row, columns.of_cells().size());
    const auto read = reader.read(row, batch);
    if (read == RowRead::omitted) continue;
    if (read == RowRead::order) {
      batch.origins.push_back(row.origin);
      continue;
    }
    rejected.push_back(rejected_row(*source, columns, row.origin, reader.problem()));
    if (reader.problem().of_file) refuse_file(rejected.back());
    if (lines)
      lines->add_rejected(reader.shop(), reader.order_id(), row.origin.line);
    else
      rejected_orders.push_back({std::string(reader.shop()), std::string(reader.order_id())});
  }
  source->close_window();
  return true;
}

/// A further sheet is read if it names the same columns.
void OrderFile::State::begin_sheet() {
  sheet = row.origin.sheet;
  seeks_header = true;
  passed_over.emplace_back(source->sheet_name(sheet));
}

void OrderFile::State::refuse_file(const RejectedRow& found) const {
  throw Error(Failure::refused, "{what} ({column})"_en(found.reason, found.column_name),
              "two orders can have the same number by now, so nothing of this file is taken"_en, found.hint)
      .at(place_text(source->name(), found.place));
}

void OrderFile::State::gather_lines() {
  for (FileBatch window; read_window(window); window = FileBatch()) {
    name_shop(window);
    lines->add(std::move(window));
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
  for (auto& order : batch.rows) {
    if (order.shop.empty()) order.shop = shop;
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
                                           const Message& reason, const Message& hint) const {
  return reject(keep_rows(batch, index), column_name, reason, hint);
}

std::vector<KeptOrigin> OrderFile::keep_rows(const FileBatch& batch, std::size_t index) const {
  if (!state_->lines) return {kept_origin(batch.origins.at(index))};
  std::vector<KeptOrigin> rows;
  for (const auto& row : batch.line_origins.at(index)) rows.push_back(kept_origin(row));
  return rows;
}

std::vector<RejectedRow> OrderFile::reject(const std::vector<KeptOrigin>& rows, std::string_view column_name,
                                           const Message& reason, const Message& hint) const {
  const RowProblem problem{column_of(column_name), reason, hint};
  std::vector<RejectedRow> result;
  for (const auto& row : rows) result.push_back(rejected_row(*state_->source, state_->columns, row, problem));
  return result;
}

const Cells& OrderFile::header() const { return state_->columns.names(); }
std::vector<Message> OrderFile::notes() const {
  auto notes = state_->notes;
  for (auto& note : state_->reader.notes()) notes.push_back(std::move(note));
  for (const auto& name : state_->passed_over)
    notes.push_back("sheet {sheet} is ignored: it does not have these columns"_en(name));
  return notes;
}
std::vector<SeenWord> OrderFile::seen_words() const { return state_->reader.seen_words(); }
std::size_t OrderFile::header_line() const { return state_->header_line; }
Facts OrderFile::facts() const { return state_->source->facts(); }
const OrderColumns& OrderFile::columns() const { return state_->columns; }
bool OrderFile::gathers_lines() const { return state_->lines.has_value(); }
const std::vector<OrderNumber>& OrderFile::rejected_orders() const { return state_->rejected_orders; }
const std::string& OrderFile::name() const { return state_->source->name(); }
std::size_t OrderFile::rows_read() const { return state_->rows_read; }

} // namespace loyalty::files
