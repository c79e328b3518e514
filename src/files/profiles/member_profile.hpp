// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty::files {

/// What a column of a member file can say, whatever the file calls it.
enum class MemberColumn : std::uint8_t {
  member_id,
  name,
  phone,
  joined_on,
  birthday,
  tier,
  tier_until,
  points,
  growth,
  opened_on,
  tags,
  inviter,
  opted_out,
  wallet,
};

/// What a profile's files say in one of several columns.
struct MemberProfileColumn {
  MemberColumn column = MemberColumn::member_id;
  std::vector<std::string_view> names = {}; ///< `folded_name`s of headers: the first in which a row says something
};

/// How days and numbers are written. Each reader refuses (nullopt) whatever is none.
struct MemberForms {
  std::optional<Day> (*day)(std::string_view text) = nullptr;
  std::optional<Day> (*birthday)(std::string_view text) = nullptr;
  std::optional<std::int64_t> (*whole)(std::string_view text) = nullptr;
  std::optional<Money> (*money)(std::string_view text, Currency currency) = nullptr;
};

/// How the member files of one system are to be read. Everything that tells one system from another is said here.
struct MemberProfile {
  std::string_view name;
  std::vector<std::string_view> required; ///< names that a header must have
  std::vector<MemberProfileColumn> columns;
  MemberForms forms;
  std::vector<std::string_view> tag_marks = {";"}; ///< what stands between tags
  std::vector<std::string_view> nothing = {};      ///< words that say nothing, besides an empty cell
  /// Rows have no key of the shop's own: the key is "phone:" and the number, and a row without one is nobody's.
  bool known_by_phone = false;
  /// Written by another system. Its tiers are its own, and a column that means nothing here is no slip.
  bool foreign = false;
  std::string_view prefix = {}; ///< of the columns of custom fields

  /// nullptr where its files never say it.
  const MemberProfileColumn* find(MemberColumn column) const;
  /// Every name of a column, the required ones first.
  std::vector<std::string_view> all_names() const;
};

/// Days, birthdays and amounts as exports and spreadsheets write them, see `parse_written_moment` and
/// `parse_written_money`; a time of day behind a day says nothing. A birthday may be 5-20 where the year is not known.
std::optional<Day> exported_day(std::string_view text);
std::optional<Day> exported_birthday(std::string_view text);
std::optional<Money> exported_money(std::string_view text, Currency currency);

/// The member file that this program describes itself.
const MemberProfile& generic_members();
/// The customers that Youzan exports for moving them elsewhere.
const MemberProfile& youzan_members();

/// All profiles there are. A file is of the first one whose required columns it has, so the generic one stands last.
std::span<const MemberProfile* const> all_member_profiles();

} // namespace loyalty::files
