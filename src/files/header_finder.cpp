// SPDX-License-Identifier: MIT
#include "files/header_finder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "files/profiles/list.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

bool has_all_required(const Row& row, const OrderProfile& profile) {
  const auto fitting = fitting_profiles(row.cells, std::span(&profile, 1));
  return !fitting.empty() && fitting.front() == &profile;
}

std::size_t names_in(const Row& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row.cells, [](std::string_view cell) { return !plain_key(cell).empty(); }));
}

} // namespace

const OrderProfile* HeaderFinder::profile_of(const Row& row) const {
  if (options_.profile != nullptr) return has_all_required(row, *options_.profile) ? options_.profile : nullptr;
  const auto fitting = fitting_profiles(row.cells, options_.own_profiles);
  if (fitting.size() <= 1) return fitting.empty() ? nullptr : fitting.front();
  std::vector<Message> names;
  for (const auto* profile : fitting) names.push_back(Message::name(profile->name));
  throw Error(Failure::refused, "the header is that of {profiles}"_en(std::move(names)), "nothing in it tells which"_en,
              "say which with --profile {profile}"_en(fitting.front()->name))
      .at(place_text(source_.name(), source_.place_of(row.origin)));
}

OrderColumns HeaderFinder::find(Row& row) {
  Candidate best;
  std::uint32_t sheet = 0;
  for (std::size_t looked = 0; looked < rows_looked_at && next(row, best); ++looked) {
    if (row.origin.sheet != sheet) looked = 0;
    sheet = row.origin.sheet;
    if (const auto* profile = profile_of(row)) return {source_, row, *profile};
    if (names_in(row) <= best.cells.size()) continue;
    best.cells.clear();
    for (const auto cell : row.cells)
      if (!plain_key(cell).empty()) best.cells.emplace_back(cell);
    best.row.origin.line = row.origin.line;
    best.row.origin.sheet = row.origin.sheet;
  }
  refuse(best);
}

/// A file that does not even look like rows is refused for its header, not for a quote somewhere in it.
bool HeaderFinder::next(Row& row, const Candidate& best) {
  try {
    return source_.next(row);
  } catch (const Error&) {
    if (best.cells.size() != 1) throw;
    return false;
  }
}

void HeaderFinder::refuse(const Candidate& best) const {
  const auto& expected = options_.profile == nullptr ? generic_profile() : *options_.profile;
  if (best.cells.empty()) throw empty_file(source_.name(), expected.required_names(","));
  Row row;
  row.origin.line = best.row.origin.line;
  row.origin.sheet = best.row.origin.sheet;
  for (const auto& cell : best.cells) row.cells.emplace_back(cell);
  for (const auto& other : other_exports())
    if (is_header_of(other, row.cells))
      throw Error(Failure::refused, other.what, {}, other.hint)
          .at(place_text(source_.name(), source_.place_of(row.origin)));
  try {
    static_cast<void>(OrderColumns(source_, row, expected));
  } catch (const Error& error) {
    UnknownHeader unknown(error);
    const auto known = [](std::string_view cell) { return order_column(folded_name(cell)) != OrderColumn::ignored; };
    const bool by_path = options_.profile == nullptr && source_.name() != "(stdin)";
    if (by_path && std::ranges::none_of(row.cells, known))
      unknown.hint =
          "see what is in it, and a profile to complete: loyalty import-orders {file} --describe"_en(source_.name());
    throw unknown;
  }
  throw Error(Failure::refused, "there is no header"_en).at(place_text(source_.name(), source_.place_of(row.origin)));
}

} // namespace loyalty::files
