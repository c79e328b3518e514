// SPDX-License-Identifier: MIT
#include "store/ledger/commitment.hpp"

#include <algorithm>

#include "store/ledger/bytes.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view member_purpose = "loyalty member";
constexpr std::string_view part_purpose = "loyalty part";
constexpr std::string_view buyer_purpose = "loyalty buyer";
constexpr std::string_view text_purpose = "loyalty text";
constexpr std::size_t size_of_check = 4;

void put_maybe(std::string& bytes, std::string_view text) {
  if (text.empty())
    put_nothing(bytes);
  else
    put_text(bytes, text);
}

bool is_one_text(PersonalPart part) { return part == PersonalPart::key || part == PersonalPart::name; }

/// A text, or how many rows there are and the rows.
void put_part(std::string& to, PersonalPart which, std::string_view rows, std::int64_t count) {
  if (!is_one_text(which))
    put_integer(to, count);
  else if (count == 0)
    put_nothing(to);
  to += rows;
}

} // namespace

void PersonalRecord::begin(MemberId member) {
  member_ = member;
  for (auto& each : parts_) {
    each.bytes.clear();
    each.count = 0;
  }
}

void PersonalRecord::set(PersonalPart which, std::string_view text) {
  if (text.empty()) return;
  put_text(part(which).bytes, text);
  part(which).count = 1;
}

void PersonalRecord::add(PersonalPart which, std::string_view rows, std::int64_t count) {
  part(which).bytes += rows;
  part(which).count += count;
}

bool PersonalRecord::empty() const {
  return std::ranges::all_of(parts_, [](const Part& each) { return each.count == 0; });
}

bool PersonalRecord::has_more_than_key() const {
  return std::any_of(parts_.begin() + 1, parts_.end(), [](const Part& each) { return each.count > 0; });
}

ShortHash PersonalRecord::whole(std::string_view salt, bool only_key) {
  bytes_.clear();
  put_integer(bytes_, member_.value);
  for (std::size_t at = 0; at < personal_parts; ++at) {
    const bool left_out = only_key && at > 0;
    put_part(bytes_, static_cast<PersonalPart>(at), left_out ? std::string_view() : parts_[at].bytes,
             left_out ? 0 : parts_[at].count);
  }
  return salted_hash(member_purpose, salt, bytes_);
}

std::string_view PersonalRecord::check_of(PersonalPart which, std::string_view salt) {
  bytes_.clear();
  put_integer(bytes_, static_cast<std::int64_t>(which));
  put_part(bytes_, which, part(which).bytes, part(which).count);
  check_ = salted_hash(part_purpose, salt, bytes_);
  return bytes_of(check_).substr(0, size_of_check);
}

std::string_view PersonalRecord::commitment(std::string_view salt) {
  const auto hash = whole(salt, false);
  commitment_ = bytes_of(hash);
  if (has_more_than_key())
    for (std::size_t at = 0; at < personal_parts; ++at) commitment_ += check_of(static_cast<PersonalPart>(at), salt);
  return commitment_;
}

std::optional<PersonalPart> PersonalRecord::differs(std::string_view committed, std::string_view salt) {
  if (commitment(salt) == committed) return std::nullopt;
  if (committed.size() == std::tuple_size_v<ShortHash> + personal_parts * size_of_check) {
    for (std::size_t at = 0; at < personal_parts; ++at) {
      const auto which = static_cast<PersonalPart>(at);
      const auto check = committed.substr(std::tuple_size_v<ShortHash> + at * size_of_check, size_of_check);
      if (check_of(which, salt) != check) return which;
    }
    return PersonalPart::key;
  }
  // Only a key was committed to: where that is right, the first of what is known besides is too much.
  if (const auto key_only = whole(salt, true); bytes_of(key_only) != committed) return PersonalPart::key;
  const auto more = std::find_if(parts_.begin() + 1, parts_.end(), [](const Part& each) { return each.count > 0; });
  return static_cast<PersonalPart>(more - parts_.begin());
}

ShortHash commitment_of_text(std::int64_t number, std::string_view text, std::string_view salt) {
  std::string bytes;
  put_integer(bytes, number);
  put_text(bytes, text);
  return salted_hash(text_purpose, salt, bytes);
}

ShortHash commitment_of(const BuyerRecord& buyer, std::string_view salt) {
  std::string bytes;
  put_integer(bytes, buyer.order.value);
  for (const auto* said : {&buyer.name, &buyer.phone, &buyer.referrer}) put_maybe(bytes, *said);
  return salted_hash(buyer_purpose, salt, bytes);
}

} // namespace loyalty::store
