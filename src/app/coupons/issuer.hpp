// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loyalty/coupon.hpp"
#include "shop/work.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {

/// Gives vouchers of one coupon to members, with all that must be known of earlier ones read once.
class Issuer {
 public:
  /// `only`: the one member that will be asked for, which spares reading all others where the coupon has no budget.
  Issuer(shop::Work& work, store::VoucherWriter& writer, const Coupon& coupon, std::optional<MemberId> only = {});

  /// The vouchers that the member was given before under this key, the first one first.
  struct Given {
    std::string code;
    Day last_day = never;
  };
  std::span<const Given> given(std::optional<MemberId> member, const std::string& key) const;
  /// The members who were given a voucher under this key.
  std::vector<MemberId> given_under(const std::string& key) const;

  /// Members whom hold-outs keep new vouchers from.
  void pass_over(std::unordered_set<MemberId> held_out) { held_out_ = std::move(held_out); }
  /// Who is shut out gets nothing at all.
  void shut_out(std::unordered_set<MemberId> closed) { closed_ = std::move(closed); }
  /// What redemptions have given, where that is not all that is known of now.
  void discount_given(Money given) { discount_given_ = given; }
  /// The first reason not to give the member a voucher on the day by these terms.
  std::optional<Refusal> refusal(const Coupon& terms, std::optional<MemberId> member, Day day, bool in_audience) const;
  /// Writes a voucher by these terms; `amount` replaces that of an amount off. To be asked only after `refusal`.
  Voucher issue(const Coupon& terms, ProgramId program, std::optional<MemberId> member, const store::IssueKey& key,
                Day day, std::optional<Money> amount = {});

 private:
  struct Known {
    std::vector<Day> issued_on;
    std::unordered_map<std::string, std::vector<Given>> by_key;
  };

  void read_given(const std::string& coupon, std::optional<MemberId> only);
  std::string new_code();

  shop::Work& work_;
  store::VoucherWriter& writer_;
  std::unordered_map<std::optional<MemberId>, Known> known_; ///< of each member, and of whoever shows theirs
  std::unordered_set<MemberId> held_out_;
  std::unordered_set<MemberId> closed_;
  std::int64_t in_all_ = 0;
  Money discount_given_ = {};
};

/// The key under which a voucher is issued where nobody says another: once per member and day.
std::string daily_key(Day day);

} // namespace loyalty::app
