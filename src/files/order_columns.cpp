// SPDX-License-Identifier: MIT
#include "files/order_columns.hpp"

#include <algorithm>
#include <span>

#include "files/rejects_file.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"

namespace loyalty::files {
namespace {

bool is_detail(OrderColumn column) { return column >= OrderColumn::phone && column <= OrderColumn::on_sale; }

// What to do about a header without the column `missing`.
Message missing_hint(const Row& header, const ProfileColumn& missing, const OrderProfile& profile) {
  std::vector<std::string_view> wanted;
  for (const auto& names : missing.from) wanted.insert(wanted.end(), names.begin(), names.end());
  for (const auto name : header.cells) {
    const auto meant = messages::suggest(folded_name(name), wanted);
    if (!meant.empty()) return "did you mean {column} where it says \"{name}\"?"_en(meant, messages::shown_value(name));
  }
  return "the first row must name the columns, at least {columns}"_en(profile.required_names(", "));
}

} // namespace

OrderColumns::OrderColumns(const RowSource& source, const Row& header, const OrderProfile& profile)
    : profile_(&profile), of_cells_(header.cells.size(), OrderColumn::ignored), names_(kept_cells(header)) {
  for (const auto name : header.cells) {
    keys_.push_back(header_key(name));
    if (!keys_.back().empty()) named_ = keys_.size();
  }
  for (const auto& column : profile.columns) map(source, header, column);
  require_all(source, header);
  for (std::size_t cell = 0; cell < header.cells.size(); ++cell)
    if (of_cells_[cell] == OrderColumn::ignored) note_ignored(header.cells[cell]);
}

std::optional<std::size_t> OrderColumns::cell_of(OrderColumn column) const {
  const auto& cells = cells_of(column);
  if (cells.empty()) return std::nullopt;
  return cells.front().front();
}

bool OrderColumns::are_of(const Row& header) const {
  const auto named = [](std::string_view cell) { return !header_key(cell).empty(); };
  for (std::size_t cell = 0; cell < named_; ++cell)
    if (cell >= header.cells.size() || header_key(header.cells[cell]) != keys_[cell]) return false;
  return header.cells.size() <= named_ || std::ranges::none_of(std::span(header.cells).subspan(named_), named);
}

AmountScope OrderColumns::scope(OrderColumn column) const {
  const auto* known = profile_->find(column);
  return known == nullptr ? AmountScope::row : known->scope;
}

/// The cell with a name. Strict files have no name twice; of others the first cell counts.
std::optional<std::size_t> OrderColumns::find(const RowSource& source, const Row& header, std::string_view name) {
  const auto key = header_key(name);
  const auto found = std::ranges::find(keys_, key);
  if (found == keys_.end()) return std::nullopt;
  const auto again = std::find(found + 1, keys_.end(), key);
  if (again == keys_.end()) return static_cast<std::size_t>(found - keys_.begin());
  if (!profile_->as_people_write)
    throw Error(Failure::refused, "two columns are named {column}"_en(name), names_found(header),
                "rename or remove one of them"_en)
        .at(place_text(source.name(), source.place_of(header.origin, static_cast<std::size_t>(again - keys_.begin()))));
  notes_.push_back("column \"{column}\" comes twice: the first one counts"_en(messages::shown_value(name)));
  return static_cast<std::size_t>(found - keys_.begin());
}

void OrderColumns::map(const RowSource& source, const Row& header, const ProfileColumn& column) {
  const auto index = static_cast<std::size_t>(column.column);
  called_[index] = column.from.front().front();
  for (const auto& names : column.from) {
    CellGroup group;
    for (const auto& name : names)
      if (const auto cell = find(source, header, name)) group.push_back(*cell);
    if (group.size() < names.size()) continue;
    if (cells_[index].empty()) called_[index] = names.front();
    for (const auto cell : group)
      if (of_cells_[cell] == OrderColumn::ignored) of_cells_[cell] = column.column;
    cells_[index].push_back(std::move(group));
    has_details_ = has_details_ || is_detail(column.column);
  }
}

void OrderColumns::require_all(const RowSource& source, const Row& header) const {
  for (const auto& column : profile_->columns) {
    if (!column.required || has(column.column)) continue;
    throw Error(Failure::refused, "no column {column}"_en(column.from.front().front()), names_found(header),
                missing_hint(header, column, *profile_))
        .at(place_text(source.name(), source.place_of(header.origin)));
  }
}

/// Platforms give dozens of columns that a ledger has no use for.
void OrderColumns::note_ignored(std::string_view name) {
  const auto plain = folded_name(name);
  if (profile_->as_people_write || plain.empty() || plain == reject_reason) return;
  std::vector<std::string_view> known;
  for (const auto& column : profile_->columns)
    for (const auto& names : column.from) known.insert(known.end(), names.begin(), names.end());
  const auto meant = messages::suggest(plain, known);
  const auto column = std::ranges::find_if(profile_->columns, [&](const ProfileColumn& each) {
    return std::ranges::any_of(each.from, [&](const CellNames& names) { return names.front() == meant; });
  });
  const bool helps = column != profile_->columns.end() && !has(column->column);
  notes_.push_back(ignored_column(name, helps ? meant : std::string()));
}

} // namespace loyalty::files
