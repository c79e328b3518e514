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
#include "app/orders/orders_view.hpp"
#include "shop/buyers.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/voucher_reader.hpp"

namespace loyalty::app {
namespace {

/// A voucher that a code was.
struct Use {
  shop::FoundVoucher found;
  Money discount = {};
};

/// What one version of the program makes of an order's codes.
struct Outcome {
  std::vector<Use> uses = {};
  std::vector<UnusedCode> unused = {};
  Money before = {};    ///< price before vouchers
  Money explained = {}; ///< taken off by all that the program knows of
  ProgramId program = 0;
};

bool prices_by_member(const Program& program) {
  return std::any_of(program.tiers.begin(), program.tiers.end(),
                     [](const Tier& tier) { return tier.discount.millionths > 0; }) ||
         std::any_of(program.campaigns.begin(), program.campaigns.end(), [](const Campaign& campaign) {
           return std::holds_alternative<LinesOff>(campaign.effect) ||
                  std::holds_alternative<ThresholdOff>(campaign.effect);
         });
}

bool ships_by_tier(const Program& program) {
  return std::any_of(program.tiers.begin(), program.tiers.end(),
                     [](const Tier& tier) { return tier.free_shipping_from.has_value(); });
}

bool is(const shop::FoundVoucher& found, const Voucher& voucher) { return found.offered.voucher.code == voucher.code; }

class Judge {
 public:
  Judge(shop::Work& work, const Timeline& timeline)
      : work_(work),
        timeline_(timeline),
        view_(work.ledger()),
        orders_(work.ledger()),
        buyers_(work.ledger(), timeline),
        vouchers_(work.ledger()) {}

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
    const auto codes = codes_in(order.codes, [&](std::string_view code) { return is_word(code); });
    if (codes.empty()) return;
    if (timeline_.empty()) return no_program(order, codes);
    find_known_uses(order);
    if (!disturbed_.contains(order.place.id) && all_used(codes)) return;
    view_.turn_to(order.place);
    view_.clear(order.place);
    const auto& ruling = shop::reign_on(timeline_, order.day());
    auto outcome = outcome_by(ruling, order, codes);
    if (!outcome.unused.empty() && ruling.id != timeline_.back().id) {
      auto mended = outcome_by(timeline_.back(), order, codes);
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
      result_.unused.push_back({order.place.number, code, "no_program", "there is no program yet"});
  }

  /// What is in use for the order: by its codes, which is judged again, or by hand, which is a fact.
  void find_known_uses(const store::CodedOrder& order) {
    by_code_.clear();
    by_hand_.clear();
    for (auto& stored : vouchers_.used_for(order.place.number)) {
      const auto by = redemption(stored.events)->by_order;
      const bool may_be =
          order.member == 0 || stored.voucher.member == store::bearer || stored.voucher.member == order.member;
      if (by == order.place.id) {
        by_code_.push_back(std::move(stored));
      } else if (by == 0 && may_be) {
        by_hand_.push_back(std::move(stored));
      }
    }
  }

  /// Every code is in use, and nothing else by a code that the order names no longer.
  bool all_used(const std::vector<std::string>& codes) const {
    const auto any = [](const auto& range, const auto& is_so) {
      return std::any_of(range.begin(), range.end(), is_so);
    };
    return std::all_of(codes.begin(), codes.end(),
                       [&](const std::string& code) {
                         const auto meant = [&](const store::StoredVoucher& stored) {
                           return means(code, stored.voucher);
                         };
                         return any(by_code_, meant) || any(by_hand_, meant);
                       }) &&
           std::all_of(by_code_.begin(), by_code_.end(), [&](const store::StoredVoucher& stored) {
             return any(codes, [&](const std::string& code) { return means(code, stored.voucher); });
           });
  }

  bool is_word(std::string_view code) const {
    return std::any_of(timeline_.begin(), timeline_.end(),
                       [&](const Reign& reign) { return shop::public_coupon(*reign.program, code) != nullptr; });
  }

  bool means(const std::string& code, const Voucher& voucher) const {
    if (const auto spelt = check_code(code); spelt && *spelt == voucher.code) return true;
    return std::any_of(timeline_.begin(), timeline_.end(), [&](const Reign& reign) {
      const auto* coupon = shop::public_coupon(*reign.program, code);
      return coupon != nullptr && coupon->id == voucher.coupon;
    });
  }

  Outcome outcome_by(const Reign& reign, const store::CodedOrder& order, const std::vector<std::string>& codes) {
    const Program& program = *reign.program;
    Outcome outcome{.program = reign.id};
    auto buyer = buyers_.by_conditions(order);
    shop::Holder holder{.day = order.day(), .meets = buyer.meets};
    if (order.member != 0) holder.member = order.member;
    shop::Purse purse(view_, &program, holder);

    std::vector<shop::FoundVoucher> found;
    std::vector<std::string> written; // by what code each was found
    for (const auto& code : codes) {
      auto each = find(purse, program, code);
      if (std::any_of(found.begin(), found.end(), [&](const auto& known) { return is(known, each.offered.voucher); }))
        continue;
      found.push_back(std::move(each));
      written.push_back(code);
    }
    for (const auto& stored : by_hand_) {
      auto known = std::find_if(found.begin(), found.end(), [&](const auto& each) { return is(each, stored.voucher); });
      if (known == found.end()) {
        known = found.insert(known, {.offered = {.voucher = stored.voucher}, .stored = stored});
        written.push_back({});
      }
      known->offered.in_use = true;
      known->offered.budget_left.reset();
    }
    const auto priced = price(program, order, buyer, found);
    outcome.explained = priced.list_price - priced.goods;
    take(priced, order, std::move(found), written, outcome);
    return outcome;
  }

  /// What the code was before comes first, so that judging twice gives the same.
  shop::FoundVoucher find(shop::Purse& purse, const Program& program, const std::string& code) {
    const auto* word = check_code(code) ? nullptr : shop::public_coupon(program, code);
    for (const auto* known : {&by_hand_, &by_code_})
      for (auto stored : *known)
        if (word != nullptr && stored.voucher.coupon == word->id && view_.see(stored))
          return purse.offer(std::move(stored));
    if (const auto spelt = check_code(code))
      if (auto stored = vouchers_.find(*spelt); stored && view_.see(*stored)) return purse.offer(*std::move(stored));
    auto found = purse.find(code);
    // What is claimed again keeps the terms it was claimed with, and goes by the word still, so that nothing depends on
    // chance.
    for (const auto& known : by_code_) {
      if (found.claim == nullptr || known.voucher.coupon != found.claim->id) continue;
      found.offered.voucher = known.voucher;
      found.offered.voucher.code = *found.claim->code;
    }
    return found;
  }

  /// The file says what was paid and what was taken off before. If the whole way from the price without any discount,
  /// by member price and offers, ends at what was paid, the discount was all of that; else it was that of the vouchers,
  /// and what was paid with it on top is what member price and offers had left.
  Quote price(const Program& program, const store::CodedOrder& order, const Buyer& by_conditions,
              const std::vector<shop::FoundVoucher>& found) {
    std::vector<Offered> offered;
    for (const auto& each : found) offered.push_back(each.offered);
    Cart cart{.lines = lines_before(order.lines, order.discount), .shipping = shipping(program, order)};
    if (order.discount && prices_by_member(program)) {
      auto whole = quote(program, buyers_.before(order, program), cart, offered);
      if (whole.goods == order.paid) return whole;
    }
    cart.discounted = true;
    const auto by_whom = ships_by_tier(program) ? buyers_.before(order, program) : by_conditions;
    return quote(program, by_whom, cart, offered);
  }

  /// What the parcel would have cost without a voucher. Where nobody says, it cost something.
  static std::optional<Money> shipping(const Program& program, const store::CodedOrder& order) {
    if (order.shipping && *order.shipping > Money{}) return order.shipping;
    if (program.shipping.fee > Money{}) return std::nullopt;
    return Money{1};
  }

  static void take(const Quote& priced, const store::CodedOrder& order, std::vector<shop::FoundVoucher> found,
                   const std::vector<std::string>& written, Outcome& outcome) {
    outcome.before = priced.list_price;
    for (const auto& step : priced.steps)
      if (step.step == PriceStep::member_price || step.step == PriceStep::category_discount ||
          step.step == PriceStep::threshold_offer)
        outcome.before += step.amount;
    for (std::size_t index = 0; index < found.size(); ++index) {
      auto& each = found[index];
      if (each.offered.in_use) continue;
      const auto left_out = std::find_if(priced.left_out.begin(), priced.left_out.end(),
                                         [&](const LeftOut& out) { return is(each, out.voucher); });
      if (left_out != priced.left_out.end()) {
        outcome.unused.push_back({order.place.number, written[index], name_of(*left_out), sentence(*left_out)});
        continue;
      }
      Use use{.found = std::move(each)};
      for (const auto& step : priced.steps)
        if (step.step == PriceStep::voucher && step.item == use.found.offered.voucher.code) use.discount = -step.amount;
      outcome.uses.push_back(std::move(use));
    }
  }

  /// Brings what is in use up to what was judged; what stays as it was is not written again.
  void write(const store::CodedOrder& order, const Outcome& outcome) {
    for (const auto& before : by_code_) {
      const auto now = std::find_if(outcome.uses.begin(), outcome.uses.end(),
                                    [&](const Use& use) { return is_of(before, use, order); });
      if (now == outcome.uses.end()) {
        take_back(before, order.place, store::claimed_by(before) == order.place.id);
      } else if (!same(before, *now, outcome)) {
        take_back(before, order.place, false);
      }
    }
    for (const auto& use : outcome.uses) {
      const bool stood = std::any_of(by_code_.begin(), by_code_.end(), [&](const auto& before) {
        return is_of(before, use, order) && same(before, use, outcome);
      });
      if (!stood) write(order, outcome, use);
      view_.note_use(use.found.offered.voucher.coupon, use.discount, use.found.claim != nullptr);
    }
  }

  static bool is_of(const store::StoredVoucher& before, const Use& use, const store::CodedOrder& order) {
    if (use.found.stored) return use.found.stored->id == before.id;
    return store::claimed_by(before) == order.place.id && use.found.claim->id == before.voucher.coupon;
  }

  static bool same(const store::StoredVoucher& before, const Use& use, const Outcome& outcome) {
    const auto* used = redemption(before.events);
    return used->discount == use.discount && used->amount == outcome.before;
  }

  void write(const store::CodedOrder& order, const Outcome& outcome, const Use& use) {
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
    const store::NewFact fact{order.member != 0 ? order.member : stored.voucher.member, order.day()};
    if (fact.member != store::bearer) due_.push_back(fact);
    if (!disturbed_.contains(order.place.id)) ++result_.used;
    disturb_later(order, outcome, stored.voucher.coupon);
  }

  /// What the order claimed before, or a new voucher.
  store::StoredVoucher claimed(const store::CodedOrder& order, ProgramId program, const Coupon& coupon) {
    for (auto& stored : store::vouchers_of(work_.ledger(), order.member)) {
      const bool own = store::claimed_by(stored) == order.place.id && stored.voucher.coupon == coupon.id;
      if (own && is_open(standing(stored.events))) return std::move(stored);
    }
    if (!writer_) writer_.emplace(work_.ledger(), work_.batch());
    auto& issuer = issuers_[coupon.id];
    if (!issuer) issuer = std::make_unique<Issuer>(work_, *writer_, coupon);
    const auto voucher = issuer->issue(coupon, program, order.member, store::claim_key(order.place.id), order.day());
    work_.batch().flush();
    return store::find_voucher(work_.ledger(), voucher.code).value();
  }

  /// The voucher, which a later order may have had so far.
  store::StoredVoucher taken_from_later(std::int64_t id) {
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
             .reason = "the codes of the order were judged again",
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

  void disturb_later(const store::CodedOrder& order, const Outcome& outcome, const std::string& coupon_id) {
    const auto reign =
        std::find_if(timeline_.begin(), timeline_.end(), [&](const Reign& each) { return each.id == outcome.program; });
    const auto* coupon = reign->program->coupon(coupon_id);
    if (coupon == nullptr) return;
    if (coupon->budget_amount || coupon->budget_vouchers)
      for (const auto& later : view_.later_users(*coupon)) disturb(later);
    if (coupon->per_member && order.member != 0)
      for (const auto& stored : store::vouchers_of(work_.ledger(), order.member)) {
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
  shop::OrderBuyers buyers_;
  store::VoucherReader vouchers_;
  std::vector<store::NewFact> due_; ///< who was walked already, perhaps
  std::set<store::OrderPlace> waiting_;
  std::set<FactId> named_;     ///< orders whose unused codes are told
  std::set<FactId> disturbed_; ///< orders whose uses have to be judged again
  bool asked_all_ = false;     ///< behind the first order that gave something back
  std::vector<store::StoredVoucher> by_code_;
  std::vector<store::StoredVoucher> by_hand_;
  std::optional<store::VoucherWriter> writer_;
  std::map<std::string, std::unique_ptr<Issuer>> issuers_;
  CodesJudged result_;
};

} // namespace

CodesJudged judge_codes(shop::Work& work, const Timeline& timeline, const std::vector<store::OrderPlace>& orders) {
  if (orders.empty()) return {};
  return Judge(work, timeline).judge(orders);
}

} // namespace loyalty::app
