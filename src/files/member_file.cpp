// SPDX-License-Identifier: MIT
#include "files/member_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "files/profiles/written_value.hpp"
#include "loyalty/identity.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

using enum MemberColumn;

RecordFile open(const std::string& path, std::span<const MemberProfile* const> profiles, RawObserver observer) {
  std::vector<std::vector<std::string_view>> names;
  for (const auto* profile : profiles) names.push_back(profile->all_names());
  std::vector<RecordShape> shapes;
  for (std::size_t index = 0; index < profiles.size(); ++index)
    shapes.push_back({.columns = names[index],
                      .required = profiles[index]->required.size(),
                      .prefix = profiles[index]->prefix,
                      .foreign = profiles[index]->foreign});
  return {path, shapes, std::move(observer)};
}

std::span<const MemberProfile* const> meant(const MemberProfile* const& asked) {
  return asked == nullptr ? all_member_profiles() : std::span(&asked, 1);
}

/// How long a mark at the start of the text is; 0: there is none.
std::size_t mark_at_start(std::string_view text, const std::vector<std::string_view>& marks) {
  for (const auto mark : marks)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

std::vector<std::string> split(std::string_view text, const std::vector<std::string_view>& marks) {
  std::vector<std::string> parts;
  std::string part;
  const auto end_part = [&] {
    if (const auto word = plain_key(part); !word.empty()) parts.emplace_back(word);
    part.clear();
  };
  while (!text.empty()) {
    const auto mark = mark_at_start(text, marks);
    if (mark > 0)
      end_part();
    else
      part += text.front();
    text.remove_prefix(std::max<std::size_t>(mark, 1));
  }
  end_part();
  return parts;
}

} // namespace

MemberFile::MemberFile(const std::string& path, RawObserver observer, MemberReading reading)
    : file_(open(path, meant(reading.profile), std::move(observer))),
      profile_(meant(reading.profile)[file_.shape()]),
      currency_(reading.currency) {}

bool MemberFile::next(MemberRow& row) {
  while (file_.next()) {
    row = {};
    if (read(row)) return true;
  }
  return false;
}

std::string_view MemberFile::said(MemberColumn column) const {
  const auto told_in = name_of(column);
  if (told_in.empty()) return {};
  return profile_->foreign ? plain_key(file_.value(told_in)) : file_.value(told_in);
}

std::string_view MemberFile::name_of(MemberColumn column) const {
  const auto* known = profile_->find(column);
  if (known == nullptr) return {};
  const auto says = [this](std::string_view each) {
    const auto word = plain_key(file_.value(each));
    return !word.empty() && std::ranges::find(profile_->nothing, word) == profile_->nothing.end();
  };
  const auto found = std::ranges::find_if(known->names, says);
  return found == known->names.end() ? std::string_view{} : *found;
}

std::string_view MemberFile::header_name_of(MemberColumn column) const {
  const auto* known = profile_->find(column);
  if (known == nullptr) return {};
  const auto found = std::ranges::find_if(known->names, [this](std::string_view each) { return file_.has(each); });
  return found == known->names.end() ? known->names.front() : *found;
}

RejectedRow MemberFile::rejected(const RowOrigin& row, std::string_view column, Message reason, Message hint) const {
  // Who judges rows speaks of columns as the generic profile calls them.
  for (const auto& known : generic_members().columns)
    if (known.names.front() == column) {
      column = header_name_of(known.column);
      break;
    }
  return file_.rejected(row, column, std::move(reason), std::move(hint));
}

bool MemberFile::fail(MemberColumn column, messages::Reason why) {
  const auto said_in = name_of(column);
  file_.set_aside(said_in.empty() ? header_name_of(column) : said_in, std::move(why.reason), std::move(why.hint));
  return false;
}

bool MemberFile::read(MemberRow& row) {
  row.origin = file_.origin();
  if (!read_member(row)) return false;
  row.name = plain_key(said(name));
  row.tags = split(said(tags), profile_->tag_marks);
  for (std::size_t index = 0; index < file_.further().size(); ++index)
    if (!file_.further_value(index).empty())
      row.fields.emplace_back(file_.further()[index], file_.further_value(index));
  const bool good = read_id(tier, row.tier) && read_id(inviter, row.inviter) && read_day(joined_on, row.joined_on) &&
                    read_day(tier_until, row.tier_until) && read_day(opened_on, row.opened_on) &&
                    read_points(points, row.points) && read_points(growth, row.growth) &&
                    read_money(wallet, row.wallet) && read_answer(opted_out, row.opted_out);
  if (!good) return false;
  if (row.tier_until && row.tier.empty()) return fail(tier_until, {"there is no tier that it could end"_en});
  return read_birthday(row);
}

bool MemberFile::read_member(MemberRow& row) {
  if (!read_id(phone, row.phone)) return false;
  if (!profile_->known_by_phone) {
    row.phone = plain_phone(row.phone);
    if (plain_key(said(member_id)).empty()) return fail(member_id, {"the member has no key"_en});
    return read_id(member_id, row.member_id);
  }
  if (row.phone.empty()) return fail(phone, {"the row has no phone number, and nothing else says who it is"_en});
  if (is_masked(row.phone))
    return fail(phone, {"{value} is masked and identifies no member"_en(messages::shown_value(row.phone))});
  const auto number = plain_identity(name_space::phone, row.phone);
  if (!number) return fail(phone, {"{value} is not a phone number"_en(messages::shown_value(row.phone))});
  row.phone = *number;
  row.member_id = fmt::format("{}:{}", name_space::phone, *number);
  return true;
}

bool MemberFile::read_birthday(MemberRow& row) {
  const auto text = said(birthday);
  if (text.empty()) return true;
  row.birthday = profile_->forms.birthday(text);
  return row.birthday ||
         fail(birthday, {"{value} is not a birthday"_en(messages::shown_value(text)), "write 1990-05-20, or 05-20"_en});
}

bool MemberFile::read_id(MemberColumn column, std::string& id) {
  id = plain_key(said(column));
  auto why = messages::id_reason(id);
  return why.reason.empty() || fail(column, std::move(why));
}

bool MemberFile::read_day(MemberColumn column, std::optional<Day>& day) {
  const auto text = said(column);
  if (text.empty()) return true;
  day = profile_->forms.day(text);
  return day || fail(column, {"{value} is not a date"_en(messages::shown_value(text)), "write 2026-05-20"_en});
}

bool MemberFile::read_points(MemberColumn column, std::optional<Points>& points) {
  const auto text = said(column);
  if (text.empty()) return true;
  points = profile_->forms.whole(text);
  if (points && *points >= 0) return true;
  return fail(column, messages::whole_reason(text, 0));
}

bool MemberFile::read_money(MemberColumn column, std::optional<Money>& money) {
  const auto text = said(column);
  if (text.empty()) return true;
  money = profile_->forms.money(text, currency_);
  if (money && *money >= Money{}) return true;
  auto why = messages::amount_reason(text, currency_);
  if (money) why.reason = "{value} is below zero"_en(messages::shown_value(text));
  return fail(column, std::move(why));
}

bool MemberFile::read_answer(MemberColumn column, bool& yes) {
  const auto text = said(column);
  const auto answer = text.empty() ? std::optional(false) : parse_written_answer(text);
  yes = answer.value_or(false);
  return answer || fail(column, messages::answer_reason(text));
}

} // namespace loyalty::files
