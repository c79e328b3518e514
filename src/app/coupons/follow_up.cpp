// SPDX-License-Identifier: MIT
#include "app/coupons/follow_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "app/coupons/issuer.hpp"
#include "app/coupons/voucher_use.hpp"
#include "loyalty/closed.hpp"
#include "messages/numbers.hpp"
#include "shop/group_reader.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"
#include "store/orders.hpp"
#include "store/rosters.hpp"

namespace loyalty::app {
namespace {

/// Coupon and key: what a member gets once.
using Present = std::tuple<MemberId, std::string, std::string>;

/// A voucher that came by itself.
struct Known {
  Day on = {};
  bool called_off = false; ///< since its reason went
};

struct DueOccasion {
  MemberId member = {};
  Occasion occasion;
  const ProgramVersion* version = nullptr; ///< that rules on the day
  std::ptrdiff_t place = 0;                ///< of the coupon in its program
};

struct DueRoster {
  MemberId member = {};
  RosterChange change;
};

/// What was paid for an order, and what was left of it as it came back.
struct Left {
  Money paid = {};
  std::vector<OrderLeft> left = {};
};

Left left_of_order(const History& history, std::size_t index) {
  const OrderFact& order = history.orders[index];
  if (order.void_from_start) return {order.amount, {{.on = order.day(), .nothing = true}}};
  return {order.amount, left_of(history, index)};
}

} // namespace

class FollowUp::Notes {
 public:
  Notes(shop::Work& work, const Timeline& timeline, bool only_call_off)
      : work_(work),
        timeline_(timeline),
        only_call_off_(only_call_off),
        vouchers_used_(store::any_voucher_used_for_order(work.ledger())),
        has_groups_(std::any_of(timeline.begin(), timeline.end(),
                                [](const ProgramVersion& version) { return !version.program->groups.empty(); })) {}

  void note(const History& history, std::span<const Occasion> occasions, std::span<const RosterChange> rosters,
            Day through) {
    for (const auto& occasion : occasions) group_.push_back({history.member, occasion});
    through_[history.member] = through;
    note_closings(history, through);
    if (has_groups_) group_rosters_[history.member].assign(rosters.begin(), rosters.end());
    if (!vouchers_used_) return;
    for (std::size_t index = 0; index < history.orders.size(); ++index) {
      auto left = left_of_order(history, index);
      std::erase_if(left.left, [&](const OrderLeft& each) { return each.on > through; });
      if (!left.left.empty()) left_[history.orders[index].id] = std::move(left);
    }
  }

  void look(std::span<const store::Settlement> members) {
    keep_missing_occasions(members);
    keep_missing_roster_changes(members);
    if (vouchers_used_) find_returns(members);
    left_.clear();
  }

  FollowedUp finish() {
    for (const auto& [stored, event] : events_)
      event.kind == VoucherEventKind::released ? end(stored, event) : note(stored, event);
    if (!due_.empty()) {
      writer_.emplace(work_.ledger(), work_.batch());
      put_in_order();
      for (const auto& due : due_) due.occasion.undone ? call_off(due) : issue(due);
    }
    write_rosters();
    work_.batch().flush();
    return result_;
  }

 private:
  /// What nobody had when vouchers were voided is not issued late.
  void note_closings(const History& history, Day through) {
    for (const Day day : closing_days(history)) {
      if (day > through) break;
      const auto* version = timeline_.on(day);
      if (version != nullptr && version->program->closed.voids_vouchers) voided_through_[history.member] = day;
    }
  }

  bool is_voided(const DueOccasion& due) const {
    const auto voided = voided_through_.find(due.member);
    return voided != voided_through_.end() && due.occasion.day <= voided->second;
  }

  void keep_missing_occasions(std::span<const store::Settlement> members) {
    if (group_.empty() && !any_automatic_) return;
    std::map<Present, Known> known;
    shop::for_runs(members, [&](MemberId first, MemberId last) {
      store::read_automatic(work_.ledger(), first, last, [&](const store::AutomaticVoucher& issued) {
        Present present(issued.member, std::string(issued.coupon), std::string(issued.key));
        auto& found = known.try_emplace(std::move(present), Known{issued.on, true}).first->second;
        if (!issued.called_off) found = {issued.on, false};
      });
    });
    std::map<Present, bool> stands; ///< as the walk ends
    for (const auto& due : group_) stands[{due.member, due.occasion.coupon, due.occasion.key}] = !due.occasion.undone;
    for (auto& due : group_) {
      const Present present(due.member, due.occasion.coupon, due.occasion.key);
      const auto found = known.find(present);
      // Called off when its reason went, it comes again with its reason.
      const bool missing = found == known.end() || (found->second.called_off && stands[present]);
      const bool wanted = missing && !only_call_off_ && !forgotten_.contains(due.member) && !is_voided(due);
      if (due.occasion.undone || wanted) due_.push_back(std::move(due));
    }
    for (const auto& [present, issued] : known) {
      const auto& [member, coupon, key] = present;
      const auto seen = through_.find(member);
      if (issued.called_off || seen == through_.end() || issued.on > seen->second || stands.contains(present)) continue;
      due_.push_back({member, {.day = work_.context().as_of, .coupon = coupon, .key = key, .undone = true}});
    }
    group_.clear();
    through_.clear();
    voided_through_.clear();
  }

  /// What was written stands: where the walk now says something else, the roster is brought up to date as of its last
  /// day.
  void keep_missing_roster_changes(std::span<const store::Settlement> members) {
    if (!has_groups_) return;
    std::unordered_map<MemberId, std::vector<RosterChange>> stored;
    shop::for_runs(members, [&](MemberId first, MemberId last) {
      store::read_rosters(work_.ledger(), first, last,
                          [&](MemberId member, const RosterChange& change) { stored[member].push_back(change); });
    });
    for (const auto& [member, walked] : group_rosters_) {
      const auto& known = stored[member];
      const bool begins_alike = known.size() <= walked.size() && std::equal(known.begin(), known.end(), walked.begin());
      if (begins_alike)
        for (std::size_t at = known.size(); at < walked.size(); ++at) rosters_.push_back({member, walked[at]});
      else
        bring_up_to_date(member, known, walked);
    }
    group_rosters_.clear();
  }

  void bring_up_to_date(MemberId member, const std::vector<RosterChange>& known,
                        const std::vector<RosterChange>& walked) {
    const auto inside = [](const std::vector<RosterChange>& changes) {
      std::map<std::string, bool> groups;
      for (const auto& change : changes) groups[change.group] = change.enters;
      return groups;
    };
    auto is = inside(known);
    auto should_be = inside(walked);
    for (const auto& [group, in] : is) should_be.try_emplace(group, false);
    for (const auto& [group, in] : should_be)
      if (in != is[group]) rosters_.push_back({member, {work_.context().as_of, group, in}});
  }

  void find_returns(std::span<const store::Settlement> members) {
    // Several statements about an order are one use, and the last of them is true.
    std::map<std::pair<VoucherId, OrderId>, store::VoucherUse> uses;
    shop::for_runs(members, [&](MemberId first, MemberId last) {
      store::read_voucher_uses(work_.ledger(), first, last, [&](const store::VoucherUse& use) {
        const auto [known, is_first] = uses.try_emplace({use.voucher, use.order}, use);
        if (!is_first) known->second.cancelled_on = use.cancelled_on;
      });
    });
    for (const auto& [place, use] : uses) {
      Left left;
      if (const auto found = left_.find(use.order); found != left_.end()) left = found->second;
      if (left.left.empty() && use.cancelled_on && *use.cancelled_on <= work_.context().as_of)
        left.left.push_back({.on = *use.cancelled_on, .nothing = true});
      if (!left.left.empty()) judge_return(use, left);
    }
  }

  void judge_return(const store::VoucherUse& use, const Left& left) {
    const auto stored = store::voucher(work_.ledger(), use.voucher);
    if (!stored) return;
    const auto* used = redemption(stored->events);
    if (used == nullptr || (used->by_order && used->by_order != use.order)) return;
    // Released once, a voucher can have been used for another order since.
    const auto order = store::order_text(work_.ledger(), use.order);
    if (!order || order->order_id != used->order) return;
    Money demanded;
    for (const auto& each : after_return(stored->voucher, stored->events, left.paid, left.left)) {
      const bool released = each.kind == VoucherEventKind::released;
      VoucherEvent event{.kind = each.kind, .day = each.day, .order = used->order, .discount = each.demanded};
      event.reason = released ? "order_cancelled" : "below_minimum_spend";
      events_.push_back({*stored, std::move(event)});
      demanded += each.demanded;
      if (released) ++result_.released;
      if (!released && used->discount == Money{}) ++result_.demanded;
    }
    if (demanded > Money{}) ++result_.demanded;
    if (demanded < Money{}) ++result_.given_back;
  }

  void put_in_order() {
    // Where no version of the program is left, there is only something to call off.
    if (timeline_.empty()) return;
    for (auto& due : due_) {
      due.version = timeline_.on(due.occasion.day);
      const auto& coupons = due.version->program->coupons;
      due.place = std::find_if(coupons.begin(), coupons.end(),
                               [&](const Coupon& coupon) { return coupon.id == due.occasion.coupon; }) -
                  coupons.begin();
    }
    const auto order = [](const DueOccasion& due) {
      return std::tuple(due.occasion.day, due.occasion.undone, due.place, due.member);
    };
    std::stable_sort(due_.begin(), due_.end(),
                     [&](const DueOccasion& left, const DueOccasion& right) { return order(left) < order(right); });
  }

  Issuer& issuer(const Coupon& coupon) {
    auto& found = issuers_[coupon.id];
    if (!found) found = std::make_unique<Issuer>(work_, *writer_, coupon);
    return *found;
  }

  /// What was used later than the occasion had not left the budget yet.
  void look_at_budget(const Coupon& coupon, Issuer& from, Day day) {
    const auto [looked_on, first] = budgets_looked_at_.try_emplace(coupon.id, day);
    if (!first && looked_on->second == day) return;
    looked_on->second = day;
    from.discount_given(store::discount_given(work_.ledger(), coupon.id, day));
  }

  void issue(const DueOccasion& due) {
    const auto& [day, coupon, key, amount, undone] = due.occasion;
    const Coupon* terms = due.version->program->coupon(coupon);
    if (terms == nullptr) return;
    auto& from = issuer(*terms);
    if (terms->budget_amount) look_at_budget(*terms, from, day);
    if (from.refusal(*terms, due.member, day, true)) {
      ++result_.left_out;
      return;
    }
    const auto voucher = from.issue(*terms, due.version->id, due.member, store::for_occasion(key), day, amount);
    ++result_.vouchers;
    if (voucher.last_day < work_.context().as_of) ++result_.over;
  }

  void call_off(const DueOccasion& due) {
    work_.batch().flush();
    const auto stored = store::find_automatic(work_.ledger(), due.member, due.occasion.coupon, due.occasion.key);
    if (!stored) return;
    const auto judged = after_reason_went(stored->voucher, stored->events, due.occasion.day);
    if (!judged) return;
    const auto why = store::occasion_went(due.occasion.key);
    const auto* used = redemption(stored->events);
    if (judged->kind == VoucherEventKind::voided) {
      const VoucherEvent event{VoucherEventKind::voided, judged->day, {}, {}, {}, why};
      used == nullptr ? note(*stored, event) : end(*stored, event);
      ++result_.called_off;
      return;
    }
    note(*stored, {VoucherEventKind::demanded, judged->day, used->order, {}, judged->demanded, why});
    ++result_.to_collect;
  }

  void note(const store::StoredVoucher& stored, const VoucherEvent& event) {
    store::add_event(work_.ledger(), work_.batch(), stored.id, event);
  }

  void end(const store::StoredVoucher& stored, const VoucherEvent& event) {
    end_use(work_, stored, event);
    if (gives_points(stored.voucher)) result_.points_moved.insert(*stored.voucher.member);
  }

  void write_rosters() {
    if (rosters_.empty()) return;
    std::stable_sort(rosters_.begin(), rosters_.end(),
                     [](const DueRoster& left, const DueRoster& right) { return left.member < right.member; });
    store::ActWriter acts(work_.ledger(), work_.batch());
    for (const auto& [member, change] : rosters_) {
      const auto kind = change.enters ? ActKind::enter_group : ActKind::leave_group;
      acts.write({.member = member,
                  .act = {.day = change.day, .kind = kind, .subject = change.group},
                  .key = fmt::format("roster {} {} {} {}", change.group, member, to_string(change.day),
                                     change.enters ? "in" : "out")});
      ++(change.enters ? result_.entered : result_.left);
    }
  }

  shop::Work& work_;
  const Timeline& timeline_;
  bool only_call_off_;
  bool any_automatic_ = store::any_automatic(work_.ledger());
  std::unordered_set<MemberId> forgotten_ = store::forgotten_members(work_.ledger()); ///< who are given nothing more
  bool vouchers_used_;
  bool has_groups_;
  std::vector<DueOccasion> group_;
  std::unordered_map<MemberId, Day> through_;        ///< day through which the member was walked
  std::unordered_map<MemberId, Day> voided_through_; ///< the last day on which all vouchers of the member were voided
  std::unordered_map<MemberId, std::vector<RosterChange>> group_rosters_;
  std::unordered_map<OrderId, Left> left_;
  std::vector<DueOccasion> due_;
  std::vector<DueRoster> rosters_;
  std::vector<std::pair<store::StoredVoucher, VoucherEvent>> events_;
  std::optional<store::VoucherWriter> writer_;
  std::map<std::string, std::unique_ptr<Issuer>> issuers_;
  std::map<std::string, Day> budgets_looked_at_; ///< by coupon, for the last day on which one was issued
  FollowedUp result_;
};

FollowUp::FollowUp(shop::Work& work, const Timeline& timeline, bool only_call_off)
    : notes_(std::make_unique<Notes>(work, timeline, only_call_off)) {}
FollowUp::~FollowUp() = default;

void FollowUp::note(const History& history, std::span<const Occasion> occasions, std::span<const RosterChange> rosters,
                    Day through) {
  notes_->note(history, occasions, rosters, through);
}
void FollowUp::look(std::span<const store::Settlement> group) { notes_->look(group); }
FollowedUp FollowUp::finish() { return notes_->finish(); }

} // namespace loyalty::app
