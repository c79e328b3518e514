// SPDX-License-Identifier: MIT
#include "files/member_file.hpp"

#include <fmt/format.h>

#include <array>

#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 13> member_columns = {
    "member_id", "name",   "phone",     "joined_on", "birthday", "tier",     "tier_until",
    "points",    "growth", "opened_on", "tags",      "inviter",  "opted_out"};
constexpr RecordShape member_shape{
    .kind = "a member file", .columns = member_columns, .required = 1, .prefix = "field."};

std::vector<std::string> split(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(between), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

} // namespace

std::optional<Day> parse_birthday(std::string_view text) {
  if (text.size() == 5) return Day::parse(fmt::format("{}-{}", unknown_year, text));
  return Day::parse(text);
}

std::string birthday_text(Day birthday) {
  const auto text = to_string(birthday);
  return civil(birthday).year == unknown_year ? text.substr(5) : text;
}

MemberFile::MemberFile(const std::string& path, RawObserver observer)
    : file_(path, member_shape, std::move(observer)) {}

bool MemberFile::next(MemberRow& row) {
  while (file_.next()) {
    row = {};
    if (read(row)) return true;
  }
  return false;
}

bool MemberFile::fail(std::string_view column, std::string reason, std::string hint) {
  file_.set_aside(column, std::move(reason), std::move(hint));
  return false;
}

bool MemberFile::read(MemberRow& row) {
  row.origin = file_.origin();
  if (plain_key(file_.value("member_id")).empty()) return fail("member_id", "the member has no key");
  row.name = file_.value("name");
  row.tags = split(file_.value("tags"), ';');
  for (std::size_t index = 0; index < file_.further().size(); ++index)
    if (!file_.further_value(index).empty())
      row.fields.emplace_back(file_.further()[index], file_.further_value(index));
  const bool good = read_id("member_id", row.member_id) && read_id("phone", row.phone) && read_id("tier", row.tier) &&
                    read_id("inviter", row.inviter) && read_day("joined_on", row.joined_on) &&
                    read_day("tier_until", row.tier_until) && read_day("opened_on", row.opened_on) &&
                    read_points("points", row.points) && read_points("growth", row.growth) &&
                    read_answer("opted_out", row.opted_out);
  if (!good) return false;
  row.phone = plain_phone(row.phone);
  if (row.tier_until && row.tier.empty()) return fail("tier_until", "there is no tier that it could end");
  const auto birthday = file_.value("birthday");
  if (!birthday.empty()) row.birthday = parse_birthday(birthday);
  if (!birthday.empty() && !row.birthday)
    return fail("birthday", messages::shown_value(birthday) + " is not a birthday", "write 1990-05-20, or 05-20");
  return true;
}

bool MemberFile::read_id(std::string_view column, std::string& id) {
  id = plain_key(file_.value(column));
  auto [reason, hint] = messages::id_reason(id);
  return reason.empty() || fail(column, std::move(reason), std::move(hint));
}

bool MemberFile::read_day(std::string_view column, std::optional<Day>& day) {
  const auto text = file_.value(column);
  if (text.empty()) return true;
  day = Day::parse(text);
  return day || fail(column, messages::shown_value(text) + " is not a day", "write 2026-05-20");
}

bool MemberFile::read_points(std::string_view column, std::optional<Points>& points) {
  const auto text = file_.value(column);
  if (text.empty()) return true;
  points = parse_whole(text);
  if (points && *points >= 0) return true;
  return fail(column, messages::shown_value(text) + " is not a whole number from 0 on", "write 0, 1, 2 …");
}

bool MemberFile::read_answer(std::string_view column, bool& yes) {
  const auto text = file_.value(column);
  yes = text == "yes";
  if (yes || text.empty() || text == "no") return true;
  return fail(column, messages::shown_value(text) + " is neither yes nor no", "write yes or no");
}

} // namespace loyalty::files
