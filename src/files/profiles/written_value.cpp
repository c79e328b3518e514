// SPDX-License-Identifier: MIT
#include "files/profiles/written_value.hpp"

#include <algorithm>
#include <array>

#include "loyalty/digit.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 11> words_for_nothing = {"-",    "--",   "—",   "——",   "/",         "nan",
                                                                "none", "null", "N/A", "#N/A", "无退款申请"};
// In front of an amount or behind it. The longer ones first.
constexpr std::array<std::string_view, 19> signs_of_money = {"人民币", "RMB", "CNY", "USD", "EUR", "GBP", "JPY",
                                                             "HKD",    "AUD", "CAD", "US$", "¥",   "$",   "€",
                                                             "£",      "₹",   "৳",   "元",  "円"};

bool drop_front(std::string_view& text, std::string_view part) {
  const bool there = text.starts_with(part);
  if (there) text.remove_prefix(part.size());
  return there;
}

bool drop_back(std::string_view& text, std::string_view part) {
  const bool there = text.ends_with(part);
  if (there) text.remove_suffix(part.size());
  return there;
}

/// "499.00(系统计算中)" without its footnote.
void drop_footnote(std::string_view& text) {
  const auto open = text.find('(');
  if (open != 0 && open != std::string_view::npos && text.ends_with(')')) text = text.substr(0, open);
}

/// Whether the thousands marks of the digits in front of the decimal mark stand where they belong; takes them out.
bool ungroup(std::string& whole, char mark) {
  if (whole.find(mark) == std::string::npos) return true;
  const auto first = whole.find(mark);
  constexpr std::size_t group = 3;
  if (first == 0 || first > group) return false;
  for (auto at = first; at < whole.size(); at += group + 1)
    if (whole[at] != mark || whole.size() - at - 1 < group) return false;
  std::erase(whole, mark);
  return true;
}

} // namespace

std::string_view written_text(std::string_view cell) {
  const auto text = plain_key(cell);
  const bool nothing = std::ranges::find(words_for_nothing, text) != words_for_nothing.end();
  return nothing ? std::string_view{} : text;
}

std::optional<Money> parse_written_money(std::string_view written, Currency currency, char decimal_mark) {
  if (const auto plain = Money::parse(written, currency); plain && decimal_mark == '.') return plain;
  const auto narrow = narrow_text(written);
  std::string_view text = plain_key(narrow);
  drop_footnote(text);
  bool negative = false;
  const auto sign = [&] {
    if (!negative && (drop_front(text, "-") || drop_front(text, "−"))) return negative = true;
    return drop_front(text, "+");
  };
  const auto money = [&] {
    text = plain_key(text);
    return std::ranges::any_of(signs_of_money,
                               [&](std::string_view each) { return drop_front(text, each) || drop_back(text, each); });
  };
  while (sign() || money()) {}
  const auto mark = text.find(decimal_mark);
  std::string whole(text.substr(0, mark));
  std::string decimals(mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1));
  if (!ungroup(whole, decimal_mark == ',' ? '.' : ',')) return std::nullopt;
  if (mark != std::string_view::npos && decimals.empty()) return std::nullopt;
  const auto places = static_cast<std::size_t>(currency.decimals);
  while (decimals.size() > places && decimals.ends_with('0')) decimals.pop_back();
  if (whole.empty() && decimals.empty()) return std::nullopt;
  if (whole.empty()) whole = "0";
  if (!std::ranges::all_of(whole + decimals, is_digit)) return std::nullopt;
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return Money::parse((negative ? "-" : "") + whole + (decimals.empty() ? "" : "." + decimals), currency);
}

std::optional<std::int64_t> parse_written_whole(std::string_view written) {
  if (const auto plain = parse_whole(written)) return plain;
  const auto narrow = narrow_text(written);
  std::string text(plain_key(narrow));
  if (text.starts_with('+')) text.erase(0, 1);
  const auto mark = text.find('.');
  if (mark != std::string::npos) {
    if (text.find_first_not_of('0', mark + 1) != std::string::npos) return std::nullopt;
    text.resize(mark);
  }
  if (!ungroup(text, ',')) return std::nullopt;
  return parse_whole(text);
}

std::optional<bool> parse_written_answer(std::string_view written) {
  constexpr std::array<std::string_view, 4> yes = {"yes", "true", "1", "是"};
  constexpr std::array<std::string_view, 4> no = {"no", "false", "0", "否"};
  const auto word = header_key(written);
  const auto is_word = [&](std::string_view each) { return each == word; };
  if (std::ranges::any_of(yes, is_word)) return true;
  return std::ranges::any_of(no, is_word) ? std::optional(false) : std::nullopt;
}

} // namespace loyalty::files
