// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/record_file.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty::files {

/// The year of birthdays of which only month and day are known.
inline constexpr int unknown_year = 1904;

/// Reads "1990-05-20", or "05-20" where the year is not known. Refused (nullopt): days that do not exist.
std::optional<Day> parse_birthday(std::string_view text);
/// As it was read.
std::string birthday_text(Day birthday);

/// A member as a shop's earlier system knew them.
struct MemberRow {
  KeptOrigin origin;
  std::string member_id;
  std::string name;
  std::string phone;
  std::optional<Day> joined_on = {};
  std::optional<Day> birthday = {};
  std::string tier;
  std::optional<Day> tier_until = {};
  std::optional<Points> points = {};
  std::optional<Points> growth = {};
  std::optional<Day> opened_on = {}; ///< the day on which points, growth and tier were taken over
  std::vector<std::string> tags = {};
  std::string inviter = {};
  bool opted_out = false;
  std::vector<std::pair<std::string, std::string>> fields = {}; ///< custom fields that are set
};

/// Reads the generic member file: member_id, and optionally name, phone, joined_on, birthday, tier, tier_until, points,
/// growth, opened_on, tags (with ";" between), inviter, opted_out (yes or no) and field.NAME for custom fields.
///
/// Ids are made plain keys, and the phone a plain number. A row is set aside where member_id is empty, an id is none as
/// in an order file, a day or a number is not written as one, tier_until stands without tier, or points are negative.
class MemberFile {
 public:
  explicit MemberFile(const std::string& path, RawObserver observer = {});

  bool next(MemberRow& row);
  const RecordFile& file() const { return file_; }

 private:
  bool read(MemberRow& row);
  bool read_day(std::string_view column, std::optional<Day>& day);
  bool read_points(std::string_view column, std::optional<Points>& points);
  bool read_id(std::string_view column, std::string& id);
  bool read_answer(std::string_view column, bool& yes);
  bool fail(std::string_view column, std::string reason, std::string hint = {});

  RecordFile file_;
};

} // namespace loyalty::files
