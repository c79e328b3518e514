// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_vouchers.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace loyalty {
namespace {

/// Whether the two do the same to every price. They never go together, so only the one that ends first matters.
bool twins(const Candidate& left, const Candidate& right) {
  const auto& one = left.voucher();
  const auto& other = right.voucher();
  return !left.offered->in_use && !right.offered->in_use && one.coupon == other.coupon &&
         one.stacking == other.stacking && left.lines == right.lines && one.kind == other.kind;
}

/// The place of its coupon in the program; behind all others if it is no longer there.
std::size_t place_in_program(const Program& program, const Voucher& voucher) {
  const auto* coupon = program.coupon(voucher.coupon);
  return coupon == nullptr ? program.coupons.size() : static_cast<std::size_t>(coupon - program.coupons.data());
}

/// What it is, and how much of that it gives.
using Turn = std::pair<int, std::int64_t>;

Turn turn_of(const LinePrice& kind) { return {0, -kind.each.minor}; }
Turn turn_of(const PiecesOff&) { return {1, 0}; }
Turn turn_of(const PercentOff& kind) { return {2, kind.share.millionths}; }
Turn turn_of(const AmountOff& kind) { return {3, kind.amount.minor}; }
Turn turn_of(const GiftItem&) { return {4, 0}; }
Turn turn_of(const BonusPoints& kind) { return {5, kind.points}; }
Turn turn_of(const ShippingOff&) { return {6, 0}; }
Turn turn_of(const FreeShipping&) { return {6, 0}; }
/// It is used as the step that is reached.
Turn turn_of(const LadderOff&) { return {3, 0}; }

/// Where no order leaves less: prices for each piece and offers on pieces, then percentages, then amounts, the largest
/// of each first, then gifts, points and shipping; equal ones by coupon and code. The places of the coupons in the
/// program have no say.
bool goes_first(const Candidate& left, const Candidate& right) {
  const auto key = [](const Candidate& each) {
    const auto& voucher = each.voucher();
    const auto [turn, largest] = std::visit([](const auto& kind) { return turn_of(kind); }, each.kind);
    return std::make_tuple(turn, -largest, std::string_view(voucher.coupon), std::string_view(voucher.stacking),
                           std::string_view(voucher.code));
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
  if (covered.amount < least_spend(voucher)) return Refusal::below_minimum_spend;
  const auto* ladder = std::get_if<LadderOff>(&voucher.kind);
  if (covered.pieces < voucher.lines.pieces ||
      (ladder != nullptr && step_reached(*ladder, covered.amount, covered.pieces) == nullptr))
    return Refusal::too_few_pieces;
  return std::nullopt;
}

/// Why an offer on single pieces reduces none.
std::optional<Refusal> refusal_of_pieces(const VoucherGround& ground, const Candidate& candidate) {
  if (candidate.offered->in_use || !candidate.reduced.empty()) return std::nullopt;
  if (!std::holds_alternative<PiecesOff>(candidate.kind)) return std::nullopt;
  return has_too_many_pieces(ground.cart) ? Refusal::too_many_pieces : Refusal::too_few_pieces;
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
      Candidate candidate{.offered = each,
                          .cart = &ground.cart,
                          .lines = lines_in(ground.cart, each->voucher.lines),
                          .combines = may_combine(ground.program, each->voucher, ground.buyer.meets)};
      auto why = refusal(ground, candidate);
      if (!why) {
        judge(candidate, ground.member_amounts, ground.fee);
        why = refusal_of_pieces(ground, candidate);
      }
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
