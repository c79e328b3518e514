// SPDX-License-Identifier: MIT
#include "store/ledger/sorted_check.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace loyalty::store {
namespace {

using Places = std::vector<std::size_t>;

Places places_in(RowScan& scan, const std::vector<std::string>& columns) {
  Places places;
  for (const auto& column : columns) places.push_back(scan.read(column));
  return places;
}

/// Takes what is sorted, and compares each entry with the one before.
class Ascending {
 public:
  Ascending(Places places, std::size_t unique_columns, SortedFindings& found)
      : places_(std::move(places)), unique_columns_(unique_columns), found_(found) {}

  /// The bytes of the entry.
  std::string_view take(const ScannedRow& row) {
    std::swap(now_, before_);
    const auto unique_before = std::exchange(unique_, 0);
    now_.clear();
    bool all = true;
    for (std::size_t column = 0; column < places_.size(); ++column) {
      const auto& value = row[places_[column]];
      if (!now_.put(value)) found_.known = false;
      if (column >= unique_columns_) continue;
      // Where something is missing, nothing stands twice.
      all = all && !value.null();
      if (all && column + 1 == unique_columns_) unique_ = now_.bytes().size();
    }
    const bool twice = unique_ > 0 && now_.bytes().substr(0, unique_) == before_.bytes().substr(0, unique_before);
    if (twice || now_.bytes() <= before_.bytes()) found_.in_order = false;
    return now_.bytes();
  }

 private:
  Places places_;
  std::size_t unique_columns_;
  SortedFindings& found_;
  EntryBytes now_, before_;
  std::size_t unique_ = 0; ///< as far as what has to be unique reaches; 0: it need not
};

} // namespace

SortedCheck::SortedCheck(TableParts parts, const EntryHash& hash)
    : parts_(std::move(parts)), hash_(hash), indexes_(parts_.indexes.size()) {}

void SortedCheck::take_rows(RowScan& scan) {
  if (!parts_.key.empty())
    scan.hand_to([ascending = std::make_shared<Ascending>(places_in(scan, parts_.key), 0, rows_)](
                     const ScannedRow& row) { ascending->take(row); });
  for (std::size_t place = 0; place < indexes(); ++place) {
    const auto& parts = parts_.indexes[place];
    const auto condition = parts.condition.empty() ? std::nullopt : std::optional(scan.read(parts.condition));
    scan.hand_to([this, condition, places = places_in(scan, parts.columns), entry = std::make_shared<EntryBytes>(),
                  &sum = indexes_[place].of_rows](const ScannedRow& row) {
      if (condition && row[*condition].number == 0) return;
      entry->clear();
      for (const auto each : places)
        if (!entry->put(row[each])) rows_.known = false;
      hash_.add(entry->bytes(), sum);
    });
  }
}

void SortedCheck::read_index(std::size_t place, SQLite::Database& database) {
  const auto& parts = parts_.indexes[place];
  auto& found = indexes_[place].read;
  std::optional<Ascending> ascending;
  const auto read = [&](const std::string& condition) {
    RowScan scan(parts_.name, parts.name, condition);
    const auto places = places_in(scan, parts.columns);
    if (!ascending) ascending.emplace(places, parts.unique_columns, found);
    scan.hand_to([&](const ScannedRow& row) { hash_.add(ascending->take(row), found.sum); });
    scan.run(database);
  };
  read(parts.condition);
  // SQLite begins behind what should not be there: it would not be seen.
  if (begins_behind_nothing(parts)) read(parts.condition + " AND " + parts.columns.front() + " IS NULL");
}

bool SortedCheck::sound() const {
  const auto known = [](const SortedFindings& found) { return found.known; };
  return finding().empty() && known(rows_) && std::ranges::all_of(indexes_, known, &Index::read);
}

Message SortedCheck::finding() const {
  if (!rows_.in_order) return "the rows of {table} are not in the order of their key"_en(parts_.name);
  for (std::size_t place = 0; place < indexes(); ++place)
    if (!holds_rows(indexes_[place]))
      return "index {index} does not hold the rows of {table}, each once and in order"_en(parts_.indexes[place].name,
                                                                                          parts_.name);
  return {};
}

} // namespace loyalty::store
