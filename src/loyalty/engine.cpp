// SPDX-License-Identifier: MIT
#include "loyalty/engine.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "lots.hpp"
#include "windows.hpp"

namespace loyalty {
namespace {

constexpr Points none = 0;

Points whole_or_share(Points points, Money part, Money of, bool whole) {
  if (whole || of <= Money{}) return points;
  return scale(points, part.minor, of.minor, Rounding::floor);
}

}  // namespace

class Engine::Walk {
 public:
  explicit Walk(Timeline timeline);

  const Conclusions& walk(const History& history, Day through);

  std::int64_t measure(Metric metric, const Window& window, Day day) {
    windows_.advance(day);
    return windows_.sum(metric, window);
  }

  Timeline timeline;
  std::vector<Terms> terms;
  std::int32_t intern(const Terms& wanted);

 private:
  /// What an order has earned and given back so far.
  struct Account {
    Money remaining = {};
    Money base = {};
    std::int32_t earn = -1; ///< terms, -1: earned nothing
    std::int32_t growth = -1;
    Points taken = 0;
    Points growth_taken = 0;
    Points redeemed = 0;
    Points returned = 0;
    std::size_t place = 0; ///< of its contribution
    bool seen = false;
    bool void_ = false;
  };
  /// Points of a lot that paid for an order.
  struct Draw {
    FactId order = 0;
    Lot lot;
    Points points = 0; ///< not yet given back
  };
  struct Rules {
    std::vector<Window> windows;
    std::vector<std::int32_t> earn; ///< terms by tier, the first without tier
    std::int32_t growth = -1;
    std::int32_t refund = -1; ///< terms of refunds that name no order
    bool only_lower_bounds = true;
  };

  const Program& program() const { return *timeline[reign_].program; }
  const Rules& rules() const { return rules_[reign_]; }
  Rules rules_of(const Reign& reign);

  void begin(const History& history);
  const Conclusions& without_program(const History& history);
  Day next_fact_day() const;
  Day next_points_day(Day day) const;
  Day next_tier_day_after(Day day) const;
  void live(Day day);

  void take_over(Day day);
  void expire(Day day);
  /// The day on which the member has been inactive for too long. Points by hand live as long as those of an order would.
  Day silence_end(const Lot& lot) const;
  void repay(Day day);
  void count_order(std::size_t index);
  void count_refund(const RefundFact& refund);
  void count_unnamed_refund(const RefundFact& refund);
  void count_act(const PointAct& act);
  void decide(Day day);

  std::int32_t emit(const Entry& entry);
  void open_lot(Entry entry, Day available_on);
  void claw_back(Day day, Points due, FactId order, const RefundFact& refund, std::int32_t terms_index);
  void redeem(Day day, Points points, FactId order, FactId act);
  void give_back(const RefundFact& refund, Account& account, const OrderFact& order);

  std::vector<Rules> rules_;
  Conclusions out_;

  const History* history_ = nullptr;
  std::size_t reign_ = 0;
  std::size_t next_order_ = 0;
  std::size_t next_refund_ = 0;
  std::size_t next_act_ = 0;
  std::vector<Account> accounts_;
  std::vector<Draw> draws_;
  Lots lots_;
  Windows windows_;
  TierState tier_;
  Points debt_ = 0;
  Day last_order_day_ = {};
  Money unnamed_ = {};
  Points unnamed_taken_ = 0;
  Points unnamed_growth_taken_ = 0;
  MetricOf metric_of_;
};

Engine::Walk::Walk(Timeline reigns)
    : timeline(std::move(reigns)),
      metric_of_([this](Metric metric, const Window& window) { return windows_.sum(metric, window); }) {
  for (const auto& reign : timeline) rules_.push_back(rules_of(reign));
}

Engine::Walk::Rules Engine::Walk::rules_of(const Reign& reign) {
  const Program& program = *reign.program;
  Rules rules;
  rules.windows = windows_of(program);
  rules.only_lower_bounds = loyalty::only_lower_bounds(program);
  if (const auto& earn = program.points.earn) {
    Terms base{.program = reign.id, .rule = "points.earn", .earn = *earn, .cap = program.points.max_per_order};
    rules.earn.push_back(intern(base));
    for (const auto& tier : program.tiers) {
      Terms of_tier = base;
      of_tier.rule = "points.earn, tier " + tier.id;
      of_tier.multiplier = tier.multiplier;
      rules.earn.push_back(intern(of_tier));
    }
    rules.refund = intern({.program = reign.id, .rule = "points.earn, refunds without an order", .earn = *earn});
  }
  if (const auto& earn = program.growth.earn)
    rules.growth = intern({.program = reign.id, .rule = "growth.earn", .earn = *earn});
  return rules;
}

std::int32_t Engine::Walk::intern(const Terms& wanted) {
  const auto found = std::find(terms.begin(), terms.end(), wanted);
  const auto index = static_cast<std::int32_t>(found - terms.begin());
  if (found == terms.end()) terms.push_back(wanted);
  return index;
}

void Engine::Walk::begin(const History& history) {
  history_ = &history;
  out_.entries.clear();
  out_.tier_changes.clear();
  reign_ = next_order_ = next_refund_ = next_act_ = 0;
  accounts_.assign(history.orders.size(), {});
  draws_.clear();
  lots_.clear();
  tier_ = {};
  debt_ = unnamed_taken_ = unnamed_growth_taken_ = none;
  unnamed_ = {};
  const Day joined_on = history.joined_on == never ? Day{} : history.joined_on;
  last_order_day_ = joined_on;
  const Day first = next_fact_day();
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= first) ++reign_;
  windows_.reset(joined_on, rules().windows);
}

const Conclusions& Engine::Walk::walk(const History& history, Day through) {
  if (timeline.empty()) return without_program(history);
  begin(history);
  Day points = never;
  Day tiers = never;
  for (;;) {
    const Day next_reign = reign_ + 1 < timeline.size() ? timeline[reign_ + 1].from : never;
    const Day known = std::min(next_fact_day(), next_reign);
    out_.points_due_on = std::min(known, points);
    out_.tiers_due_on = std::min(known, tiers);
    const Day day = std::min(out_.points_due_on, out_.tiers_due_on);
    if (day > through) return out_;
    live(day);
    points = next_points_day(day);
    tiers = next_tier_day_after(day);
  }
}

/// Nothing is concluded until a program rules.
const Conclusions& Engine::Walk::without_program(const History& history) {
  history_ = &history;
  next_order_ = next_refund_ = next_act_ = 0;
  out_.entries.clear();
  out_.tier_changes.clear();
  out_.points_due_on = out_.tiers_due_on = next_fact_day();
  return out_;
}

Day Engine::Walk::next_fact_day() const {
  Day next = never;
  if (next_order_ < history_->orders.size()) next = std::min(next, history_->orders[next_order_].day());
  if (next_refund_ < history_->refunds.size()) next = std::min(next, history_->refunds[next_refund_].day());
  if (next_act_ < history_->acts.size()) next = std::min(next, history_->acts[next_act_].day);
  return next;
}

Day Engine::Walk::next_points_day(Day day) const {
  Day next = lots_.next_end();
  if (program().points.expire.kind == ExpiryRule::Kind::inactivity)
    next = std::min(next, lots_.first([this](const Lot& lot) { return silence_end(lot); }));
  if (debt_ > 0) next = std::min(next, lots_.next_available(day));
  return next;
}

Day Engine::Walk::next_tier_day_after(Day day) const {
  if (program().tiers.empty()) return never;
  Day next = next_tier_day(program(), tier_, day, metric_of_);
  // What leaves a window can lower only a tier that is held from day to day, unless less is more.
  if (held_from_day_to_day(program(), tier_) || !rules().only_lower_bounds || unnamed_ > Money{})
    next = std::min(next, windows_.next_exit());
  return next;
}

void Engine::Walk::live(Day day) {
  take_over(day);
  expire(day);
  repay(day);
  const auto& orders = history_->orders;
  const auto& refunds = history_->refunds;
  for (;;) {
    const bool order = next_order_ < orders.size() && orders[next_order_].day() <= day;
    const bool refund = next_refund_ < refunds.size() && refunds[next_refund_].day() <= day;
    if (order && (!refund || orders[next_order_].placed_at <= refunds[next_refund_].at))
      count_order(next_order_++);
    else if (refund)
      count_refund(refunds[next_refund_++]);
    else
      break;
  }
  while (next_act_ < history_->acts.size() && history_->acts[next_act_].day <= day)
    count_act(history_->acts[next_act_++]);
  repay(day);
  decide(day);
}

void Engine::Walk::take_over(Day day) {
  while (reign_ + 1 < timeline.size() && timeline[reign_ + 1].from <= day) {
    const Program& before = program();
    const std::string held = tier_.tier >= 0 ? before.tiers[static_cast<std::size_t>(tier_.tier)].id : "";
    const auto expired_before = before.points.expire.kind;
    ++reign_;
    windows_.look_through(rules().windows);
    windows_.advance(day);

    const auto& expire = program().points.expire;
    const bool can_end = expire.kind == ExpiryRule::Kind::after || expire.kind == ExpiryRule::Kind::fixed_day;
    if (can_end) {
      // A fixed day alone could be tomorrow: one full year is the period it repeats in.
      const Day from = expire.kind == ExpiryRule::Kind::fixed_day ? day + Period{.months = 12} : day;
      lots_.end_endless(last_usable_day(expire, from), [&](const Lot& lot) {
        emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .last_day = lot.last_day});
      });
    }
    if (expire.kind == ExpiryRule::Kind::inactivity && expired_before != ExpiryRule::Kind::inactivity)
      last_order_day_ = std::max(last_order_day_, day);

    if (held.empty()) continue;
    const Tier* kept = program().tier(held);
    if (kept != nullptr) {
      tier_.tier = static_cast<int>(kept - program().tiers.data());
      continue;
    }
    tier_ = {};
    out_.tier_changes.push_back({.day = day, .reason = TierReason::program, .program = timeline[reign_].id});
  }
}

std::int32_t Engine::Walk::emit(const Entry& entry) {
  out_.entries.push_back(entry);
  return static_cast<std::int32_t>(out_.entries.size());
}

void Engine::Walk::expire(Day day) {
  const bool silence = program().points.expire.kind == ExpiryRule::Kind::inactivity;
  if (!silence && lots_.next_end() > day) return;
  lots_.take(
      std::numeric_limits<Points>::max(),
      [&](const Lot& lot) { return lot.last_day < day || (silence && silence_end(lot) <= day); },
      [&](const Lot& lot, Points points) {
        emit({.day = day, .kind = EntryKind::expire, .points = points, .lot = lot.number});
      });
}

Day Engine::Walk::silence_end(const Lot& lot) const {
  return std::max(last_order_day_, lot.earned_on) + program().points.expire.after;
}

void Engine::Walk::repay(Day day) {
  if (debt_ == 0) return;
  debt_ = lots_.take(
      debt_, [day](const Lot& lot) { return lot.available_on <= day; },
      [&](const Lot& lot, Points points) {
        emit({.day = day, .kind = EntryKind::repay, .points = points, .lot = lot.number});
      });
}

void Engine::Walk::open_lot(Entry entry, Day available_on) {
  entry.available_on = available_on;
  entry.last_day = last_usable_day(program().points.expire, entry.day);
  const auto number = emit(entry);
  lots_.add({number, entry.points, entry.day, available_on, entry.last_day, entry.order});
}

void Engine::Walk::count_order(std::size_t index) {
  const OrderFact& order = history_->orders[index];
  Account& account = accounts_[index];
  const Day day = order.day();
  account.seen = true;
  account.void_ = order.void_from_start;
  account.base = account.remaining = order.void_from_start ? Money{} : order.amount - order.refunded;
  if (!account.void_) {
    last_order_day_ = std::max(last_order_day_, day);
    if (order.points_redeemed > 0) {
      account.redeemed = order.points_redeemed;
      redeem(day, order.points_redeemed, order.id, 0);
    }
  }
  Points points = 0;
  Points growth = 0;
  if (!rules().earn.empty()) {
    account.earn = rules().earn[static_cast<std::size_t>(tier_.tier + 1)];
    points = earned(terms[static_cast<std::size_t>(account.earn)], account.base);
  }
  if (rules().growth >= 0) {
    account.growth = rules().growth;
    growth = earned(terms[static_cast<std::size_t>(account.growth)], account.base);
  }
  if (points > 0) {
    open_lot({.day = day, .points = points, .order = order.id, .base = account.base, .terms = account.earn},
             day + program().points.hold_days);
    repay(day);
  }
  if (growth > 0)
    emit({.day = day, .kind = EntryKind::growth, .points = growth, .order = order.id, .base = account.base,
          .terms = account.growth});
  account.place = windows_.add(day, {account.remaining.minor, account.void_ ? 0 : 1, growth, points});
}

void Engine::Walk::count_refund(const RefundFact& refund) {
  if (refund.order < 0) return count_unnamed_refund(refund);
  Account& account = accounts_[static_cast<std::size_t>(refund.order)];
  const OrderFact& order = history_->orders[static_cast<std::size_t>(refund.order)];
  const Money amount = std::min(refund.amount, account.remaining);
  account.remaining -= amount;
  const bool ends = !account.void_ && (refund.whole || (account.remaining <= Money{} && order.amount > Money{}));
  account.void_ = account.void_ || ends;

  Points due = 0;
  Points growth_due = 0;
  if (account.earn >= 0) {
    const auto& pinned = terms[static_cast<std::size_t>(account.earn)];
    due = earned(pinned, account.base) - earned(pinned, account.remaining) - account.taken;
  }
  if (account.growth >= 0) {
    const auto& pinned = terms[static_cast<std::size_t>(account.growth)];
    growth_due = earned(pinned, account.base) - earned(pinned, account.remaining) - account.growth_taken;
  }
  account.taken += due;
  account.growth_taken += growth_due;
  windows_.adjust(account.place, {-amount.minor, ends ? -1 : 0, -growth_due, -due});
  give_back(refund, account, order);
  if (growth_due > 0)
    emit({.day = refund.day(), .kind = EntryKind::growth, .points = -growth_due, .order = refund.id, .base = amount,
          .terms = account.growth});
  claw_back(refund.day(), due, order.id, refund, account.earn);
}

void Engine::Walk::count_unnamed_refund(const RefundFact& refund) {
  unnamed_ += refund.amount;
  Points due = 0;
  Points growth_due = 0;
  if (rules().refund >= 0)
    due = std::max(none, earned(terms[static_cast<std::size_t>(rules().refund)], unnamed_) - unnamed_taken_);
  if (rules().growth >= 0)
    growth_due =
        std::max(none, earned(terms[static_cast<std::size_t>(rules().growth)], unnamed_) - unnamed_growth_taken_);
  unnamed_taken_ += due;
  unnamed_growth_taken_ += growth_due;
  windows_.add(refund.day(), {-refund.amount.minor, 0, -growth_due, -due});
  if (growth_due > 0)
    emit({.day = refund.day(), .kind = EntryKind::growth, .points = -growth_due, .order = refund.id,
          .base = refund.amount, .terms = rules().growth});
  claw_back(refund.day(), due, 0, refund, rules().refund);
}

void Engine::Walk::claw_back(Day day, Points due, FactId order, const RefundFact& refund, std::int32_t terms_index) {
  const auto held = [day](const Lot& lot) { return lot.available_on > day; };
  const auto own = [order](const Lot& lot) { return order != 0 && lot.order == order; };
  const auto use = [&](const Lot& lot, Points points) {
    emit({.day = day, .kind = EntryKind::claw_back, .points = points, .lot = lot.number, .order = refund.id,
          .base = refund.amount, .terms = terms_index});
  };
  if (due <= 0) return;
  due = lots_.take(due, [&](const Lot& lot) { return held(lot) && own(lot); }, use);
  due = lots_.take(due, held, use);
  due = lots_.take(due, own, use);
  due = lots_.take(due, [](const Lot&) { return true; }, use);
  if (due == 0) return;
  const bool forgiven = program().points.shortfall == Shortfall::forgive;
  if (!forgiven) debt_ += due;
  emit({.day = day, .kind = forgiven ? EntryKind::forgive : EntryKind::debt, .points = due, .order = refund.id,
        .base = refund.amount, .terms = terms_index});
}

void Engine::Walk::redeem(Day day, Points points, FactId order, FactId act) {
  const Points missing = lots_.take(
      points, [day](const Lot& lot) { return lot.available_on <= day; },
      [&](const Lot& lot, Points part) {
        emit({.day = day, .kind = EntryKind::redeem, .points = part, .lot = lot.number, .order = order, .act = act});
        if (order != 0) draws_.push_back({order, lot, part});
      });
  if (missing == 0) return;
  debt_ += missing;
  emit({.day = day, .kind = EntryKind::debt, .points = missing, .order = order, .act = act});
}

void Engine::Walk::give_back(const RefundFact& refund, Account& account, const OrderFact& order) {
  if (account.redeemed == 0) return;
  const Money back = account.base - account.remaining;
  Points due = whole_or_share(account.redeemed, back, account.base, account.void_) - account.returned;
  account.returned += due;
  const Day day = refund.day();
  const Day grace_end = day + program().points.return_grace_days - 1;
  for (auto& draw : draws_) {
    if (draw.order != order.id || draw.points == 0 || due <= 0) continue;
    const Points part = std::min(due, draw.points);
    due -= part;
    draw.points -= part;
    Lot lot = lots_.remove(draw.lot.number);
    if (lot.number == 0) {
      lot = draw.lot;
      lot.remaining = 0;
    }
    lot.remaining += part;
    if (grace_end >= day && lot.last_day < grace_end) {
      lot.last_day = grace_end;
      draw.lot.last_day = grace_end;
      emit({.day = day, .kind = EntryKind::redate, .lot = lot.number, .order = refund.id, .last_day = grace_end});
    }
    emit({.day = day, .kind = EntryKind::give_back, .points = part, .lot = lot.number, .order = refund.id});
    lots_.add(lot);
  }
  expire(day);
}

void Engine::Walk::count_act(const PointAct& act) {
  const auto open = [&](EntryKind kind) {
    const Terms by_hand{.program = timeline[reign_].id, .rule = "by hand"};
    open_lot({.day = act.day, .kind = kind, .points = act.points, .act = act.id, .terms = intern(by_hand)}, act.day);
    repay(act.day);
  };
  switch (act.kind) {
    case ActKind::award:
      open(EntryKind::earn);
      windows_.add(act.day, {0, 0, 0, act.points});
      break;
    case ActKind::adjust: {
      if (act.points >= 0) return open(EntryKind::adjust);
      const Points missing = lots_.take(
          -act.points, [&](const Lot& lot) { return lot.available_on <= act.day; },
          [&](const Lot& lot, Points part) {
            emit({.day = act.day, .kind = EntryKind::adjust, .points = -part, .lot = lot.number, .act = act.id});
          });
      if (missing == 0) return;
      debt_ += missing;
      emit({.day = act.day, .kind = EntryKind::debt, .points = missing, .act = act.id});
      break;
    }
    case ActKind::redeem: {
      const auto paid_for = std::find_if(history_->orders.begin(), history_->orders.end(),
                                         [&](const OrderFact& order) { return act.order != 0 && order.id == act.order; });
      if (paid_for != history_->orders.end())
        accounts_[static_cast<std::size_t>(paid_for - history_->orders.begin())].redeemed += act.points;
      redeem(act.day, act.points, act.order, act.id);
      break;
    }
  }
}

void Engine::Walk::decide(Day day) {
  if (program().tiers.empty()) return;
  windows_.advance(day);
  const auto decision = decide_tier(program(), tier_, day, metric_of_);
  if (!decision) return;
  tier_ = decision->state;
  const Condition* qualifying = qualifying_metric(program());
  out_.tier_changes.push_back(
      {.day = day,
       .tier = tier_.tier < 0 ? "" : program().tiers[static_cast<std::size_t>(tier_.tier)].id,
       .until = tier_.until,
       .reason = decision->reason,
       .qualifying = qualifying == nullptr ? 0 : metric_of_(qualifying->metric, qualifying->window),
       .program = timeline[reign_].id});
}

Engine::Engine(Timeline timeline) : walk_(std::make_unique<Walk>(std::move(timeline))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

const Conclusions& Engine::walk(const History& history, Day through) { return walk_->walk(history, through); }
std::int64_t Engine::measure(Metric metric, const Window& window, Day day) {
  return walk_->measure(metric, window, day);
}
const std::vector<Terms>& Engine::terms() const { return walk_->terms; }
std::int32_t Engine::intern(const Terms& terms) { return walk_->intern(terms); }
const Timeline& Engine::timeline() const { return walk_->timeline; }

}  // namespace loyalty
