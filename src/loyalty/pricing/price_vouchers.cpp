// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_vouchers.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace loyalty {
namespace {

using TermsOfUse = std::tuple<int, std::int64_t, std::int64_t>;

TermsOfUse terms_of(const AmountOff& kind) { return {0, kind.amount.minor, 0}; }
TermsOfUse terms_of(const PercentOff& kind) {
  return {1, kind.share.millionths, kind.max_discount ? kind.max_discount->minor : -1};
}
TermsOfUse terms_of(const FreeShipping&) { return {2, 0, 0}; }
TermsOfUse terms_of(const GiftItem&) { return {3, 0, 0}; }
TermsOfUse terms_of(const BonusPoints& kind) { return {4, kind.points, 0}; }

TermsOfUse terms_of(const Voucher& voucher) {
  return std::visit([](const auto& kind) { return terms_of(kind); }, voucher.kind);
}

/// Whether the two do the same to every price. They never go together, so only the one that ends first matters.
bool twins(const Candidate& left, const Candidate& right) {
  const auto& one = left.voucher();
  const auto& other = right.voucher();
  return !left.offered->in_use && !right.offered->in_use && one.coupon == other.coupon &&
         one.stacking == other.stacking && left.lines == right.lines && terms_of(one) == terms_of(other);
}

/// The place of its coupon in the program; behind all others if it is no longer there.
std::size_t place_in_program(const Program& program, const Voucher& voucher) {
  const auto* coupon = program.coupon(voucher.coupon);
  return coupon == nullptr ? program.coupons.size() : static_cast<std::size_t>(coupon - program.coupons.data());
}

int turn_of(const PercentOff&) { return 0; }
int turn_of(const AmountOff&) { return 1; }
int turn_of(const GiftItem&) { return 2; }
int turn_of(const BonusPoints&) { return 3; }
int turn_of(const FreeShipping&) { return 4; }

/// Where no order leaves less: percentages, then amounts, the largest of each first, then gifts, points and free
/// shipping; equal ones by coupon and code. The places of the coupons in the program have no say.
bool goes_first(const Candidate& left, const Candidate& right) {
  const auto key = [](const Candidate& each) {
    const auto& voucher = each.voucher();
    const int turn = std::visit([](const auto& kind) { return turn_of(kind); }, voucher.kind);
    return std::make_tuple(turn, -std::get<1>(terms_of(voucher)), std::string_view(voucher.coupon),
                           std::string_view(voucher.stacking), std::string_view(voucher.code));
  };
  return key(left) < key(right);
}

/// For people: as the program has the coupons.
std::vector<const Offered*> in_program_order(const Program& program, std::span<const Offered> offered) {
  const auto key = [&](const Offered* each) {
    const auto& voucher = each->voucher;
    return std::make_tuple(place_in_program(program, voucher), std::string_view(voucher.coupon),
                           std::string_view(voucher.stacking), std::string_view(voucher.code));
  };
  std::vector<const Offered*> order;
  order.reserve(offered.size());
  for (const auto& each : offered) order.push_back(&each);
  std::sort(order.begin(), order.end(), [&](const auto* left, const auto* right) { return key(left) < key(right); });
  return order;
}

/// Why the voucher is of no use whatever the others do.
std::optional<Refusal> refusal(const VoucherGround& ground, const Candidate& candidate) {
  const auto& voucher = candidate.voucher();
  if (candidate.offered->in_use) return std::nullopt;
  if (candidate.offered->refused) return candidate.offered->refused;
  if (ground.buyer.day < voucher.first_day) return Refusal::not_yet_valid;
  if (ground.buyer.day > voucher.last_day) return Refusal::expired;
  if (candidate.lines.empty()) return Refusal::wrong_categories;
  const auto covered = together(ground.cart, ground.member_amounts, candidate.lines);
  if (voucher.lines.on_sale == LineScope::OnSale::refuse && covered.any_on_sale) return Refusal::on_sale;
  if (covered.amount < voucher.min_spend) return Refusal::below_minimum_spend;
  if (covered.pieces < voucher.lines.pieces) return Refusal::too_few_pieces;
  return std::nullopt;
}

LeftOutReason reason(const Candidate& candidate, const std::vector<Candidate>& used) {
  const auto any = [&](const auto& that) { return std::any_of(used.begin(), used.end(), that); };
  const auto& group = candidate.voucher().stacking;
  if (used.empty()) return LeftOutReason::better_without;
  if (!group.empty() && any([&](const Candidate& other) { return other.voucher().stacking == group; }))
    return LeftOutReason::another_of_group;
  if (group.empty() || any([](const Candidate& other) { return other.voucher().stacking.empty(); }))
    return LeftOutReason::not_combinable;
  if (!candidate.combines || any([](const Candidate& other) { return !other.combines; }))
    return LeftOutReason::may_not_combine;
  return LeftOutReason::better_without;
}

/// Sorts what was offered into candidates and the rest, and puts the choice together.
class Choosing {
 public:
  Choosing(const VoucherGround& ground, std::span<const Offered> offered) {
    for (const auto* each : in_program_order(ground.program, offered)) {
      Candidate candidate{each, lines_in(ground.cart, each->voucher.lines),
                          may_combine(ground.program, each->voucher, ground.buyer.meets)};
      const auto why = refusal(ground, candidate);
      if (!why) add(candidate);
      all_.push_back({std::move(candidate), why});
    }
    std::sort(candidates_.begin(), candidates_.end(), goes_first);
  }

  ChosenVouchers choose(const VoucherGround& ground, const ShippingFee& fee) {
    VoucherSearch search(candidates_, {ground.amounts.begin(), ground.amounts.end()}, ground.floors, fee);
    ChosenVouchers result;
    for (const auto index : search.best().used) result.used.push_back(candidates_[index]);
    std::vector<std::optional<Money>> least;
    for (std::size_t place = 0; place < candidates_.size(); ++place) least.push_back(search.least_with(place));
    for (const auto& [candidate, refused] : all_) {
      if (refused)
        result.left_out.push_back({candidate.voucher(), LeftOutReason::refused, refused, {}});
      else if (!uses(result.used, candidate))
        result.left_out.push_back(left_out(candidate, result.used, least[place_of(candidate)]));
    }
    return result;
  }

 private:
  struct Sorted {
    Candidate candidate;
    std::optional<Refusal> refused;
  };

  void add(const Candidate& candidate) {
    const auto twin = std::find_if(candidates_.begin(), candidates_.end(),
                                   [&](const Candidate& each) { return twins(each, candidate); });
    if (twin == candidates_.end())
      candidates_.push_back(candidate);
    else if (candidate.voucher().last_day < twin->voucher().last_day)
      *twin = candidate;
  }

  /// Of it, or of its twin that ends first, among the candidates.
  std::size_t place_of(const Candidate& candidate) const {
    const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& each) {
      return each.offered == candidate.offered || twins(each, candidate);
    });
    return static_cast<std::size_t>(found - candidates_.begin());
  }

  static bool uses(const std::vector<Candidate>& used, const Candidate& candidate) {
    return std::any_of(used.begin(), used.end(),
                       [&](const Candidate& each) { return each.offered == candidate.offered; });
  }

  static LeftOut left_out(const Candidate& candidate, const std::vector<Candidate>& used,
                          const std::optional<Money>& at_best) {
    const auto why = reason(candidate, used);
    const bool clashes =
        why != LeftOutReason::better_without &&
        std::any_of(used.begin(), used.end(), [](const Candidate& each) { return each.offered->in_use; });
    if (!at_best && !clashes) return {candidate.voucher(), LeftOutReason::refused, Refusal::money_budget_spent, {}};
    return {candidate.voucher(), why, {}, at_best};
  }

  std::vector<Sorted> all_;
  std::vector<Candidate> candidates_;
};

} // namespace

ChosenVouchers choose_vouchers(const VoucherGround& ground, std::span<const Offered> offered, const ShippingFee& fee) {
  return Choosing(ground, offered).choose(ground, fee);
}

} // namespace loyalty
