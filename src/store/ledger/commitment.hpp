// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/number.hpp"
#include "store/ledger/digest.hpp"

// What the books hold of what lies beside them: a hash that says nothing without the salt, which lies there too. Both
// are taken away when somebody is forgotten. The bytes are written down in docs/design.md.
namespace loyalty::store {

/// What is known of a member, part by part.
enum class PersonalPart : std::uint8_t { key, name, identities, birthdays, digests };
inline constexpr std::size_t personal_parts = 5;

/// What is known of one member in person, as it is committed to.
class PersonalRecord {
 public:
  void begin(MemberId member);
  void set_key(std::string_view key) { set(PersonalPart::key, key); }
  void set_name(std::string_view name) { set(PersonalPart::name, name); }
  /// Bytes of so many rows of a part, each as `put_…` writes it.
  void add(PersonalPart part, std::string_view rows, std::int64_t count);

  bool empty() const;
  /// 16 bytes over all of it; where more than a key is known, 4 bytes of each part behind them, which only tell the
  /// parts apart.
  std::string_view commitment(std::string_view salt);
  /// The first part that is not what was committed to; nullopt: all is.
  std::optional<PersonalPart> differs(std::string_view committed, std::string_view salt);

 private:
  struct Part {
    std::string bytes;
    std::int64_t count = 0;
  };
  Part& part(PersonalPart which) { return parts_[static_cast<std::size_t>(which)]; }
  void set(PersonalPart which, std::string_view text);
  bool has_more_than_key() const;
  ShortHash whole(std::string_view salt, bool only_key);
  std::string_view check_of(PersonalPart which, std::string_view salt);

  MemberId member_;
  std::array<Part, personal_parts> parts_;
  std::string bytes_;
  std::string commitment_;
  ShortHash check_{};
};

/// Of what somebody typed.
ShortHash commitment_of_text(std::int64_t number, std::string_view text, std::string_view salt);

/// What files say of who placed an order; empty: they do not.
struct BuyerRecord {
  OrderId order = {};
  std::string name = {};
  std::string phone = {};
  std::string referrer = {};
};
ShortHash commitment_of(const BuyerRecord& buyer, std::string_view salt);

} // namespace loyalty::store
