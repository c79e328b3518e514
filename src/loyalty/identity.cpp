// SPDX-License-Identifier: MIT
#include "loyalty/identity.hpp"

#include <algorithm>
#include <array>

#include "loyalty/plain_key.hpp"

namespace loyalty {
namespace {

constexpr std::size_t mobile_digits = 11;

// 138 0000 0001-1234: the number that a platform forwards, with the extension of one parcel.
std::string without_extension(std::string number) {
  const auto dash = number.find_first_of("-,;#");
  const bool mobile = dash == mobile_digits && number.front() == '1' && number.find_first_not_of("0123456789") == dash;
  if (mobile) number.resize(dash);
  return number;
}

std::optional<std::string> phone_of(std::string_view written) {
  constexpr std::size_t shortest = 7;
  constexpr std::size_t longest = 15; // of any number in the world
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (std::ranges::count_if(written, is_digit) < std::ptrdiff_t{shortest}) return std::nullopt;
  const auto number = plain_phone(without_extension(plain_phone(written)));
  const auto digits = std::string_view(number).substr(number.starts_with('+') ? 1 : 0);
  if (digits.size() < shortest || digits.size() > longest) return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  // Placeholders, hotlines and numbers that lost a digit are shared by many.
  const bool mobile = digits.size() == mobile_digits && digits[0] == '1' && digits[1] >= '3';
  if (digits.size() == number.size() && !mobile) return std::nullopt;
  return number;
}

std::optional<std::string> email_of(std::string_view written) {
  std::string address(plain_key(written));
  for (auto& letter : address)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  const auto at = address.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == address.size() || address.find('@', at + 1) != std::string::npos)
    return std::nullopt;
  if (address.find_first_of(" \t\r\n") != std::string::npos) return std::nullopt;
  return address;
}

constexpr char gap = '*';

// 138-****-0001 as 138****0001; empty where it is anything else than digits and what stands for them.
std::string digits_and_gaps(std::string_view masked) {
  constexpr std::array<std::string_view, 6> marks = {"*", "x", "X", "\xEF\xBC\x8A", "\xE2\x80\xA2", "\xE2\x97\x8F"};
  constexpr std::string_view passed_over = " -()+";
  std::string shape;
  for (auto rest = plain_key(masked); !rest.empty();) {
    const auto mark = std::ranges::find_if(marks, [rest](std::string_view each) { return rest.starts_with(each); });
    const bool digit = rest.front() >= '0' && rest.front() <= '9';
    if (mark == marks.end() && !digit && passed_over.find(rest.front()) == std::string_view::npos) return {};
    if (mark != marks.end()) shape += gap;
    if (digit) shape += rest.front();
    rest.remove_prefix(mark == marks.end() ? 1 : mark->size());
  }
  return shape;
}

} // namespace

std::optional<std::string> plain_identity(std::string_view name_space, std::string_view written) {
  if (is_masked(plain_key(written))) return std::nullopt;
  if (name_space == loyalty::name_space::phone) return phone_of(written);
  if (name_space == loyalty::name_space::email) return email_of(written);
  const auto key = plain_key(written);
  if (key.empty() || key == "-") return std::nullopt;
  return std::string(key);
}

bool can_be_phone(std::string_view masked, std::string_view phone) {
  constexpr std::size_t fewest_shown = 4;
  auto shape = digits_and_gaps(masked);
  if (shape.size() == phone.size() + 2 && shape.starts_with("86")) shape.erase(0, 2);
  if (shape.size() != phone.size()) return false;
  std::size_t shown = 0;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    if (shape[at] == gap) continue;
    if (shape[at] != phone[at]) return false;
    ++shown;
  }
  return shown >= fewest_shown;
}

} // namespace loyalty
