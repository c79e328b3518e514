// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/profiles/member_profile.hpp"
#include "files/record_file.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

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
  std::optional<Money> wallet = {};                             ///< what the member had there
  std::vector<std::pair<std::string, std::string>> fields = {}; ///< custom fields that are set
};

/// How a member file is read.
struct MemberReading {
  Currency currency = cny;
  const MemberProfile* profile = nullptr; ///< nullptr: the one whose columns the header has
};

/// Reads a member file as its profile says. The generic one has member_id, and optionally name, phone, joined_on,
/// birthday, tier, tier_until, points, growth, opened_on, tags (with ";" between), inviter, opted_out (yes or no),
/// wallet and field.NAME for custom fields.
///
/// Ids are made plain keys, and the phone a plain number. A row is set aside where it names nobody, an id is none as in
/// an order file, a day or a number is not written as one, tier_until stands without tier, or an amount is negative.
class MemberFile {
 public:
  explicit MemberFile(const std::string& path, RawObserver observer = {}, MemberReading reading = {});

  bool next(MemberRow& row);
  const RecordFile& file() const { return file_; }
  const MemberProfile& profile() const { return *profile_; }
  /// A row that was read before, set aside for what it says in a column of the generic profile.
  RejectedRow rejected(const RowOrigin& row, std::string_view column, Message reason, Message hint = {}) const;

 private:
  bool read(MemberRow& row);
  bool read_member(MemberRow& row);
  /// What the row says; empty where it says nothing.
  std::string_view said(MemberColumn column) const;
  /// The name of the column in which the row says it.
  std::string_view name_of(MemberColumn column) const;
  /// The name of the column in which the header would let it say so.
  std::string_view header_name_of(MemberColumn column) const;
  bool read_day(MemberColumn column, std::optional<Day>& day);
  bool read_points(MemberColumn column, std::optional<Points>& points);
  bool read_money(MemberColumn column, std::optional<Money>& money);
  bool read_id(MemberColumn column, std::string& id);
  bool read_answer(MemberColumn column, bool& yes);
  bool read_birthday(MemberRow& row);
  bool fail(MemberColumn column, messages::Reason why);

  RecordFile file_;
  const MemberProfile* profile_;
  Currency currency_;
};

} // namespace loyalty::files
