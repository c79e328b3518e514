// SPDX-License-Identifier: MIT
#include "files/profiles/member_profile.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "loyalty/birthday.hpp"

namespace loyalty::files {
namespace {

constexpr std::string_view ascii_digits = "0123456789";

/// Takes off up to `most` ascii_digits in front.
std::string_view take_number(std::string_view& text, std::size_t most) {
  const auto number = text.substr(0, std::min({text.find_first_not_of(ascii_digits), text.size(), most}));
  text.remove_prefix(number.size());
  return number;
}

bool take_one_of(std::string_view& text, std::span<const std::string_view> marks) {
  for (const auto mark : marks)
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
      return true;
    }
  return false;
}

constexpr std::array<std::string_view, 4> after_year = {"-", "/", ".", "年"};
constexpr std::array<std::string_view, 4> after_month = {"-", "/", ".", "月"};

/// "5-20" and "05月20日" as "05-20"; what is left of the text stays.
std::optional<std::string> take_month_and_day(std::string_view& text) {
  const auto month = take_number(text, 2);
  if (month.empty() || !take_one_of(text, after_month)) return std::nullopt;
  const auto day = take_number(text, 2);
  if (day.empty()) return std::nullopt;
  static constexpr std::array<std::string_view, 1> last = {"日"};
  take_one_of(text, last);
  const auto two = [](std::string_view number) { return std::string(2 - number.size(), '0').append(number); };
  return two(month) + "-" + two(day);
}

/// Without commas that stand before three ascii_digits each; nullopt where one stands elsewhere.
std::optional<std::string> without_commas(std::string_view text) {
  const auto whole = text.substr(0, text.find('.'));
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ',') {
      kept += text[at];
      continue;
    }
    if (at >= whole.size() || at == 0 || (whole.size() - at) % 4 != 0) return std::nullopt;
  }
  if (const auto first = whole.find(','); first != std::string_view::npos)
    for (auto at = first + 4; at < whole.size(); at += 4)
      if (whole[at] != ',') return std::nullopt;
  return kept;
}

} // namespace

const MemberProfileColumn* MemberProfile::find(MemberColumn column) const {
  const auto found = std::ranges::find(columns, column, &MemberProfileColumn::column);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string_view> MemberProfile::all_names() const {
  auto all = required;
  for (const auto& column : columns)
    for (const auto each : column.names)
      if (std::ranges::find(all, each) == all.end()) all.push_back(each);
  return all;
}

std::optional<Day> exported_day(std::string_view text) {
  if (const auto moment = WrittenMoment::parse(text)) return moment->moment.day();
  const auto year = take_number(text, 4);
  if (year.size() != 4 || !take_one_of(text, after_year)) return std::nullopt;
  const auto rest = take_month_and_day(text);
  const bool ends = text.empty() || text.front() == ' ' || text.front() == 'T';
  return rest && ends ? Day::parse(std::string(year) + "-" + *rest) : std::nullopt;
}

std::optional<Day> exported_birthday(std::string_view text) {
  if (const auto day = exported_day(text)) return day;
  const auto rest = take_month_and_day(text);
  return rest && text.empty() ? parse_birthday(*rest) : std::nullopt;
}

std::optional<std::int64_t> exported_whole(std::string_view text) {
  auto plain = without_commas(text);
  if (!plain) return std::nullopt;
  if (const auto point = plain->find('.'); point != std::string::npos) {
    if (point + 1 == plain->size() || plain->find_first_not_of('0', point + 1) != std::string::npos)
      return std::nullopt;
    plain->resize(point);
  }
  return parse_whole(*plain);
}

std::optional<Money> exported_money(std::string_view text, Currency currency) {
  static constexpr std::array<std::string_view, 3> signs = {"¥", "￥", "$"};
  constexpr std::string_view unit = "元";
  take_one_of(text, signs);
  if (text.ends_with(unit)) text.remove_suffix(unit.size());
  const auto plain = without_commas(text);
  return plain ? Money::parse(*plain, currency) : std::nullopt;
}

std::span<const MemberProfile* const> all_member_profiles() {
  static const std::array<const MemberProfile*, 2> all{
      &youzan_members(),
      &generic_members(),
  };
  return all;
}

} // namespace loyalty::files
