// SPDX-License-Identifier: MIT
#include "files/order_columns.hpp"

#include <algorithm>

#include "files/profiles/list.hpp"
#include "files/rejects_file.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "messages/text_width.hpp"

namespace loyalty::files {
namespace {

bool is_detail(OrderColumn column) { return column >= OrderColumn::phone && column != OrderColumn::ignored; }

std::string shown(std::string_view name) {
  constexpr std::size_t longest = 40;
  return "\"" + messages::escape_for_terminal(messages::truncate_to_width(name, longest)) + "\"";
}

[[noreturn]] void fail(const RowSource& source, Place place, const std::string& what, const std::string& why,
                       const std::string& hint) {
  throw Error(Failure::refused, place_text(source.name(), place) + ": " + what, why, hint);
}

std::string names_found(const Row& header) {
  constexpr std::size_t most = 30;
  std::string result = "the header has:";
  for (std::size_t i = 0; i < std::min(header.cells.size(), most); ++i) {
    result += (i == 0 ? " " : ", ") + shown(header.cells[i]);
  }
  if (header.cells.size() > most) result += " and " + std::to_string(header.cells.size() - most) + " more";
  return result;
}

// What to do about a header without the column `missing`.
std::string missing_hint(const Row& header, const ProfileColumn& missing, const Profile& profile) {
  const auto& first = header.cells.front();
  const bool tabs = first.find('\t') != std::string_view::npos;
  if (tabs || first.find(';') != std::string_view::npos) {
    return std::string("the file seems to be separated by ") + (tabs ? "tabs" : "semicolons") +
           "; save it with commas, as CSV UTF-8";
  }
  for (const auto name : header.cells) {
    const auto meant = messages::suggest(folded_name(name), missing.names);
    if (!meant.empty()) return "did you mean " + meant + " where it says " + shown(name) + "?";
  }
  return "the first row must name the columns, at least " + profile.required_names(", ");
}

} // namespace

const Profile& profile_of(const Row& header) {
  std::vector<const ProfileColumn*> there;
  const auto fits = [&](const Profile& profile) {
    there.clear();
    for (const auto name : header.cells) there.push_back(profile.find(folded_name(name)));
    return std::ranges::all_of(profile.columns, [&](const ProfileColumn& column) {
      return !column.required || std::ranges::find(there, &column) != there.end();
    });
  };
  for (const auto* profile : all_profiles())
    if (fits(*profile)) return *profile;
  return generic_profile();
}

OrderColumns::OrderColumns(const RowSource& source, const Row& header, const Profile& profile)
    : profile_(profile), names_(kept_cells(header)) {
  cell_of_.fill(-1);
  for (const auto& column : profile.columns) called_[static_cast<std::size_t>(column.column)] = column.names.front();
  for (std::size_t cell = 0; cell < header.cells.size(); ++cell) map(source, header, cell);
  require_all(source, header);
  for (std::size_t cell = 0; cell < header.cells.size(); ++cell) {
    if (of_cells_[cell] == OrderColumn::ignored) note_ignored(header.cells[cell]);
  }
}

std::optional<std::size_t> OrderColumns::cell_of(OrderColumn column) const {
  const auto cell = column == OrderColumn::ignored ? -1 : cell_of_[static_cast<std::size_t>(column)];
  if (cell < 0) return std::nullopt;
  return static_cast<std::size_t>(cell);
}

Scope OrderColumns::scope(OrderColumn column) const {
  const auto* known = profile_.find(column);
  return known == nullptr ? Scope::row : known->scope;
}

void OrderColumns::map(const RowSource& source, const Row& header, std::size_t cell) {
  const auto name = folded_name(header.cells[cell]);
  const auto* known = profile_.find(name);
  of_cells_.push_back(known == nullptr ? OrderColumn::ignored : known->column);
  if (known == nullptr) return;
  auto& first = cell_of_[static_cast<std::size_t>(known->column)];
  if (first >= 0) {
    fail(source, source.place_of(header.origin, cell), "two columns are named " + name, names_found(header),
         "rename or remove one of them");
  }
  first = static_cast<std::int32_t>(cell);
  called_[static_cast<std::size_t>(known->column)] = *std::ranges::find(known->names, name);
  has_details_ = has_details_ || is_detail(known->column);
}

void OrderColumns::require_all(const RowSource& source, const Row& header) const {
  for (const auto& column : profile_.columns) {
    if (!column.required || has(column.column)) continue;
    fail(source, source.place_of(header.origin), "no column " + std::string(column.names.front()), names_found(header),
         missing_hint(header, column, profile_));
  }
}

void OrderColumns::note_ignored(std::string_view name) {
  const auto plain = folded_name(name);
  if (plain.empty() || plain == reject_reason) return;
  std::vector<std::string_view> known;
  for (const auto& column : profile_.columns) known.insert(known.end(), column.names.begin(), column.names.end());
  const auto meant = messages::suggest(plain, known);
  const bool helps = !meant.empty() && !has(profile_.find(meant)->column);
  notes_.push_back("column " + shown(name) + " is passed over" + (helps ? "; did you mean " + meant + "?" : ""));
}

} // namespace loyalty::files
