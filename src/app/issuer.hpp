// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "app/work.hpp"
#include "loyalty/coupon.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {

/// Fills the bytes from the system's random source.
using Entropy = std::function<void(std::span<unsigned char>)>;

/// Gives vouchers of one coupon to members on the day of the command, with all that must be known of earlier ones read
/// once.
class Issuer {
 public:
  /// `only`: the one member that will be asked for, which spares reading all others.
  Issuer(Work& work, const ProgramInForce& in_force, const Coupon& coupon, Entropy entropy,
         std::optional<MemberId> only);

  /// The voucher that the member was given before under this key; nullptr if there is none.
  struct Given {
    std::string code;
    Day last_day = never;
  };
  const Given* given(MemberId member, const std::string& key) const;

  /// The first reason not to give the member a voucher.
  std::optional<Refusal> refusal(MemberId member) const;
  /// Writes a voucher. To be asked only after `refusal`.
  Voucher issue(MemberId member, const std::string& key);

 private:
  struct Known {
    std::int64_t counted = 0; ///< towards the member's limit
    std::unordered_map<std::string, Given> by_key;
  };

  void read_given(std::optional<MemberId> only);
  std::string new_code();

  Work& work_;
  const Coupon& coupon_;
  ProgramId program_;
  Entropy entropy_;
  Day day_;
  store::VoucherWriter writer_;
  std::unordered_map<MemberId, Known> known_;
  std::unordered_map<MemberId, std::string> tiers_;
  std::int64_t in_all_ = 0;
  Money discount_given_ = {};
};

/// The key under which a voucher is issued where nobody says another: once per member and day.
std::string daily_key(Day day);

}  // namespace loyalty::app
