// SPDX-License-Identifier: MIT
#include "shop/plan_savings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/redeeming.hpp"
#include "loyalty/scheme_cost.hpp"
#include "shop/public_coupons.hpp"
#include "store/histories.hpp"
#include "store/orders.hpp"
#include "store/vouchers.hpp"

namespace loyalty::shop {
namespace {

/// What is known of one order besides what was paid for it.
struct SaidOfOrder {
  Money discount = {}; ///< stated
  std::string codes = {};
};

/// Goes through what one member bought and used.
class PlanSavings {
 public:
  PlanSavings(store::Ledger& ledger, const Timeline& timeline, MemberId member, Day as_of)
      : timeline_(timeline),
        as_of_(as_of),
        history_(store::read_history(ledger, member)),
        standings_(order_standings(history_, as_of)),
        engine_(timeline),
        tiers_(engine_.walk(history_, as_of).tier_changes),
        vouchers_(store::vouchers_of(ledger, member)) {
    std::erase_if(vouchers_, [&](const store::StoredVoucher& each) { return used(each) == nullptr; });
    store::read_voucher_uses(ledger, member, member, [this](const store::VoucherUse& use) {
      order_of_voucher_.try_emplace(use.voucher, use.order);
    });
    std::vector<OrderId> ids;
    for (const auto& order : history_.orders) ids.push_back(order.id);
    store::read_stated_terms(ledger, ids, as_of, [this](const store::StatedTerms& terms) {
      auto& said = said_[terms.order];
      if (terms.discount) said.discount = *terms.discount;
      if (!terms.codes.empty()) said.codes = terms.codes;
    });
  }

  Money of(const PlanTerm& term) const {
    Money saved = by_vouchers_alone(term);
    for (std::size_t index = 0; index < history_.orders.size(); ++index)
      if (const auto& order = history_.orders[index]; !order.fee && order.day() <= as_of_)
        saved += saved_by(in_term(index, term));
    return saved;
  }

 private:
  const VoucherEvent* used(const store::StoredVoucher& stored) const { return redemption(stored.events, as_of_); }

  /// What vouchers took off an order; those of one term only, if it is named.
  Money taken_by_vouchers(OrderId order, const PlanTerm* term) const {
    Money taken;
    for (const auto& stored : vouchers_)
      if (const auto known = order_of_voucher_.find(stored.id);
          known != order_of_voucher_.end() && known->second == order && (term == nullptr || is_of(stored, *term)))
        taken += term == nullptr ? used(stored)->discount : kept(stored);
    return taken;
  }

  bool is_of(const store::StoredVoucher& stored, const PlanTerm& term) const {
    return stored.issue.why == store::IssueKey::For::occasion && came_with(term, stored.issue.key);
  }

  /// What it took off and was not collected again since.
  Money kept(const store::StoredVoucher& stored) const {
    const auto* use = used(stored);
    return use->discount - demanded_of(stored.events, *use);
  }

  /// Used for orders that the ledger does not hold as the member's.
  Money by_vouchers_alone(const PlanTerm& term) const {
    Money taken;
    for (const auto& stored : vouchers_) {
      const auto known = order_of_voucher_.find(stored.id);
      const bool has_order = known != order_of_voucher_.end() &&
                             std::ranges::find(history_.orders, known->second, &OrderFact::id) != history_.orders.end();
      if (!has_order && is_of(stored, term)) taken += kept(stored);
    }
    return taken;
  }

  SavedOrder in_term(std::size_t index, const PlanTerm& term) const {
    const auto& order = history_.orders[index];
    const auto* program = timeline_.program_on(order.day());
    const auto said = said_.find(order.id);
    const Money by_vouchers = taken_by_vouchers(order.id, nullptr);
    const Money stated = said == said_.end() ? Money{} : said->second.discount;
    SavedOrder saved{.sold = {.amount = order.amount,
                              .refunded = standings_[index].refunded,
                              .whole = standings_[index].whole,
                              .discount = std::max(stated, by_vouchers),
                              .coupons = by_vouchers},
                     .by_voucher = taken_by_vouchers(order.id, &term)};
    if (saved.sold.discount == Money{} || saved.sold.whole) return saved;
    const auto worth = [this](Day day, Points points) {
      const auto* ruling = timeline_.program_on(day);
      return ruling == nullptr || !ruling->points.redeem ? Money{} : worth_of(*ruling->points.redeem, points);
    };
    const auto points = paid_by_points(history_, index, standings_[index], as_of_, worth);
    saved.sold.points = points.when_placed;
    saved.sold.points_kept = points.kept;
    if (said != said_.end() && by_vouchers == Money{})
      saved.sold.coupons = public_coupons(program, said->second.codes, saved.sold.list_as_sold()).off;
    if (const auto* tier = tier_of(program, term, order.day())) saved.sold.tier_discount = tier->discount;
    return saved;
  }

  /// The tier of the plan, if the term ran and the tier was held; nullptr otherwise.
  const Tier* tier_of(const Program* program, const PlanTerm& term, Day day) const {
    const auto* plan = program == nullptr ? nullptr : program->plan(term.plan);
    const bool held = plan != nullptr && term.runs_on(day) && tiers_.in_the_morning_of(day) == plan->tier;
    return held ? program->tier(plan->tier) : nullptr;
  }

  const Timeline& timeline_;
  Day as_of_;
  History history_;
  std::vector<OrderStanding> standings_;
  Engine engine_;
  TiersHeld tiers_;
  std::vector<store::StoredVoucher> vouchers_; ///< that are used
  std::map<VoucherId, OrderId> order_of_voucher_;
  std::map<OrderId, SaidOfOrder> said_;
};

} // namespace

std::vector<EarlyEnd> early_ends(store::Ledger& ledger, const Timeline& timeline, MemberId member,
                                 std::span<const PlanTerm> terms, Day day) {
  const auto asks = [&](const PlanTerm& term) {
    return refund_rule(timeline, term, day) == FeeRefund::less_saved && term.from < day && term.until >= day;
  };
  std::optional<PlanSavings> savings;
  if (std::ranges::any_of(terms, asks)) savings.emplace(ledger, timeline, member, day);
  std::vector<EarlyEnd> ends;
  for (const auto& term : terms) {
    EarlyEnd end{.unused = unused_fee(term, day)};
    if (asks(term)) end.saved = savings->of(term);
    end.refund = fee_back(refund_rule(timeline, term, day), term, day, end.saved);
    ends.push_back(end);
  }
  return ends;
}

} // namespace loyalty::shop
