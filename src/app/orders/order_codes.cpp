// SPDX-License-Identifier: MIT
#include "app/orders/order_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "app/coupons/issuer.hpp"
#include "app/coupons/voucher_redeemer.hpp"
#include "app/coupons/voucher_use.hpp"
#include "app/orders/code_outcomes.hpp"
#include "app/orders/orders_view.hpp"
#include "shop/timelines.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/voucher_reader.hpp"

namespace loyalty::app {
namespace {

/// Judges orders one after the other, also those whose vouchers an earlier one takes.
class Judge {
 public:
  Judge(shop::Work& work, const Timeline& timeline)
      : work_(work),
        timeline_(timeline),
        view_(work.ledger()),
        orders_(work.ledger()),
        vouchers_(work.ledger()),
        outcomes_(work.ledger(), timeline, view_) {}

  CodesJudged judge(const std::vector<store::OrderPlace>& orders) {
    waiting_.insert(orders.begin(), orders.end());
    for (const auto& order : orders) named_.insert(order.id);
    while (!waiting_.empty()) {
      const auto place = waiting_.extract(waiting_.begin()).value();
      if (auto order = orders_.find(place.id); order && order->stands) judge(*order);
    }
    work_.batch().flush();
    if (!due_.empty()) store::mark_due(work_.ledger(), due_);
    return std::move(result_);
  }

 private:
  void judge(const store::CodedOrder& order) {
    const auto codes = outcomes_.codes(order);
    if (codes.empty()) return;
    if (timeline_.empty()) return no_program(order, codes);
    outcomes_.turn_to(order);
    if (!disturbed_.contains(order.place.id) && outcomes_.all_used(codes)) return;
    view_.turn_to(order.place);
    view_.clear(order.place);
    const auto& ruling = *timeline_.on(order.day());
    auto outcome = outcomes_.by(ruling, order, codes);
    if (!outcome.unused.empty() && ruling.id != timeline_.latest().id) {
      auto mended = outcomes_.by(timeline_.latest(), order, codes);
      if (mended.unused.size() < outcome.unused.size()) outcome = std::move(mended);
    }
    write(order, outcome);
    if (!named_.contains(order.place.id)) return;
    if (order.discount && *order.discount != outcome.explained)
      result_.other_discounts.push_back({order.place.number, *order.discount, outcome.explained});
    result_.unused.insert(result_.unused.end(), std::make_move_iterator(outcome.unused.begin()),
                          std::make_move_iterator(outcome.unused.end()));
  }

  void no_program(const store::CodedOrder& order, const std::vector<std::string>& codes) {
    for (const auto& code : codes)
      result_.unused.push_back({order.place.number, code, "no_program", "there is no program file yet"_en});
  }

  /// Brings what is in use up to what was judged; what stays as it was is not written again.
  void write(const store::CodedOrder& order, const CodeOutcome& outcome) {
    for (const auto& before : outcomes_.in_use_by_code()) {
      const auto now = std::find_if(outcome.uses.begin(), outcome.uses.end(),
                                    [&](const CodeUse& use) { return is_of(before, use, order); });
      if (now == outcome.uses.end()) {
        take_back(before, order.place, before.issue.order == order.place.id);
      } else if (!same(before, *now, outcome)) {
        take_back(before, order.place, false);
      }
    }
    for (const auto& use : outcome.uses) {
      const bool stood =
          std::any_of(outcomes_.in_use_by_code().begin(), outcomes_.in_use_by_code().end(),
                      [&](const auto& before) { return is_of(before, use, order) && same(before, use, outcome); });
      if (!stood) write(order, outcome, use);
      view_.note_use(use.found.offered.voucher.coupon, use.discount, use.found.claim != nullptr);
    }
  }

  static bool is_of(const store::StoredVoucher& before, const CodeUse& use, const store::CodedOrder& order) {
    if (use.found.stored) return use.found.stored->id == before.id;
    return before.issue.order == order.place.id && use.found.claim->id == before.voucher.coupon;
  }

  static bool same(const store::StoredVoucher& before, const CodeUse& use, const CodeOutcome& outcome) {
    const auto* used = redemption(before.events);
    return used->discount == use.discount && used->amount == outcome.before;
  }

  void write(const store::CodedOrder& order, const CodeOutcome& outcome, const CodeUse& use) {
    const auto stored = use.found.claim != nullptr ? claimed(order, outcome.program, *use.found.claim)
                                                   : taken_from_later(use.found.stored->id);
    begin_use(work_, stored,
              {.kind = VoucherEventKind::redeemed,
               .day = order.day(),
               .order = order.place.number,
               .amount = outcome.before,
               .discount = use.discount,
               .by_order = order.place.id});
    // The order may have been walked already.
    if (const auto member = order.member ? order.member : stored.voucher.member) due_.push_back({*member, order.day()});
    if (!disturbed_.contains(order.place.id)) ++result_.used;
    disturb_later(order, outcome, stored.voucher.coupon);
  }

  /// What the order claimed before, or a new voucher.
  store::StoredVoucher claimed(const store::CodedOrder& order, ProgramId program, const Coupon& coupon) {
    for (auto& stored : store::vouchers_of(work_.ledger(), *order.member)) {
      const bool own = stored.issue.order == order.place.id && stored.voucher.coupon == coupon.id;
      if (own && is_open(standing(stored.events))) return std::move(stored);
    }
    if (!writer_) writer_.emplace(work_.ledger(), work_.batch());
    auto& issuer = issuers_[coupon.id];
    if (!issuer) issuer = std::make_unique<Issuer>(work_, *writer_, coupon);
    const auto voucher = issuer->issue(coupon, program, order.member, store::for_order(order.place.id), order.day());
    work_.batch().flush();
    return store::find_voucher(work_.ledger(), voucher.code).value();
  }

  /// The voucher, which a later order may have had so far.
  store::StoredVoucher taken_from_later(VoucherId id) {
    auto stored = vouchers_.find(id).value();
    const auto* used = redemption(stored.events);
    if (used == nullptr) return stored;
    const auto later = view_.if_later(used->by_order).value();
    take_back(stored, later, false);
    view_.note_lost(stored.voucher.coupon, later);
    disturb(later);
    return vouchers_.find(id).value();
  }

  /// Ends the use of a voucher by an order's code; with it ends what the code had claimed, if it is `called_off`.
  void take_back(const store::StoredVoucher& stored, const store::OrderPlace& place, bool called_off) {
    end_use(work_, stored,
            {.kind = called_off ? VoucherEventKind::voided : VoucherEventKind::released,
             .day = redemption(stored.events)->day,
             .order = place.number,
             .reason = "codes_judged_again",
             .by_order = place.id});
    ask_all_behind(place);
  }

  /// What an order gives back, another behind it may have wanted.
  void ask_all_behind(const store::OrderPlace& place) {
    if (asked_all_) return;
    asked_all_ = true;
    const auto behind = orders_.behind(place);
    waiting_.insert(behind.begin(), behind.end());
  }

  void disturb_later(const store::CodedOrder& order, const CodeOutcome& outcome, const std::string& coupon_id) {
    const auto version = std::find_if(timeline_.begin(), timeline_.end(),
                                      [&](const ProgramVersion& each) { return each.id == outcome.program; });
    const auto* coupon = version->program->coupon(coupon_id);
    if (coupon == nullptr) return;
    if (coupon->budget_amount || coupon->budget_vouchers)
      for (const auto& later : view_.later_users(*coupon)) disturb(later);
    if (coupon->per_member && order.member)
      for (const auto& stored : store::vouchers_of(work_.ledger(), *order.member)) {
        const auto* used = redemption(stored.events);
        if (used == nullptr || stored.voucher.coupon != coupon_id) continue;
        if (const auto later = view_.if_later(used->by_order)) disturb(*later);
      }
  }

  void disturb(const store::OrderPlace& place) {
    disturbed_.insert(place.id);
    named_.insert(place.id);
    waiting_.insert(place);
  }

  shop::Work& work_;
  const Timeline& timeline_;
  OrdersView view_;
  store::CodedOrders orders_;
  store::VoucherReader vouchers_;
  CodeOutcomes outcomes_;
  std::vector<store::NewFact> due_; ///< who was walked already, perhaps
  std::set<store::OrderPlace> waiting_;
  std::set<OrderId> named_;     ///< orders whose unused codes are told
  std::set<OrderId> disturbed_; ///< orders whose uses have to be judged again
  bool asked_all_ = false;      ///< behind the first order that gave something back
  std::optional<store::VoucherWriter> writer_;
  std::map<std::string, std::unique_ptr<Issuer>> issuers_;
  CodesJudged result_;
};

} // namespace

CodesJudged judge_codes(shop::Work& work, const Timeline& timeline, const std::vector<store::OrderPlace>& orders) {
  if (orders.empty()) return {};
  return Judge(work, timeline).judge(orders);
}

CodesJudged judge_codes(shop::Work& work, std::span<const OrderId> orders) {
  std::vector<store::OrderPlace> coded;
  store::CodedOrders statements(work.ledger());
  for (const auto first : orders)
    if (auto order = statements.find(first); order && !order->codes.empty() && order->stands)
      coded.push_back(std::move(order->place));
  return coded.empty() ? CodesJudged{} : judge_codes(work, shop::kept_timeline(work.ledger()), coded);
}

} // namespace loyalty::app
