// SPDX-License-Identifier: MIT
#include "reports/today.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loyalty/campaign.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "reports/groups.hpp"
#include "reports/last_night.hpp"
#include "reports/memberships.hpp"
#include "shop/closed.hpp"
#include "shop/member_wallet.hpp"
#include "shop/opted_out.hpp"
#include "shop/work.hpp"
#include "store/cash_backs.hpp"
#include "store/night_vouchers.hpp"
#include "store/orders.hpp"
#include "store/voucher_reader.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

using TaskList = std::vector<Task>;

/// The fewest points that buy anything; nothing where points buy nothing.
std::optional<Points> fewest_points(const Program* program) {
  if (program == nullptr) return std::nullopt;
  std::optional<Points> fewest;
  const auto take = [&](Points points) { fewest = std::min(fewest.value_or(points), points); };
  if (const auto& redeem = program->points.redeem) take(std::max({redeem->minimum, redeem->step, Points{1}}));
  for (const auto& gift : program->gifts) take(gift.points);
  return fewest;
}

/// The next birthday on the day or after, as it was known by then.
std::optional<Day> next_birthday(const History& history, Day as_of) {
  std::optional<Day> known;
  for (const auto& note : history.birthdays)
    if (note.known_on <= as_of) known = note.birthday;
  if (!known) return known;
  const Day this_year = birthday_in_year_of(as_of, *known);
  return this_year >= as_of ? this_year : birthday_in_year_of(end_of(Calendar::year, as_of) + 1, *known);
}

/// Collects what members' own days bring, of some members.
struct OwnDays {
  Day as_of;
  std::optional<Points> fewest; ///< points that are worth a word
  TaskList tasks = {};
  std::vector<std::pair<MemberId, OrderId>> bought = {}; ///< the day before

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of)) return;
    const auto birthday = next_birthday(history, as_of);
    if (birthday && *birthday <= as_of + days_ahead)
      add_birthday(history.member, tier_held(account.tier_changes, as_of).tier, *birthday);
    look_at_orders(history);
    if (fewest) look_at_lots(account);
  }

 private:
  void add_birthday(MemberId member, const std::string& tier, Day birthday) {
    tasks.push_back({TaskKind::birthday, member, tier, birthday, as_of, WorkFacts{.last_day = birthday, .tier = tier}});
  }

  void look_at_orders(const History& history) {
    const auto of_yesterday = [this](const OrderFact& order) { return order.day() == as_of - 1; };
    if (std::none_of(history.orders.begin(), history.orders.end(), of_yesterday)) return;
    const auto standings = order_standings(history, as_of);
    for (std::size_t index = 0; index < standings.size(); ++index)
      if (of_yesterday(history.orders[index]) && standings[index].purchase)
        bought.emplace_back(history.member, history.orders[index].id);
  }

  void look_at_lots(const store::Account& account) {
    Points balance = 0;
    Points ending = 0;
    Day first = never;
    for (const auto& lot : open_lots(account.entries, as_of)) {
      if (lot.available_on > as_of || lot.last_day < as_of) continue;
      loyalty::add(balance, lot.remaining);
      if (lot.last_day > as_of + days_ahead) continue;
      loyalty::add(ending, lot.remaining);
      first = std::min(first, lot.last_day);
    }
    if (ending > 0 && balance >= *fewest)
      tasks.push_back({TaskKind::expiring, account.member, std::to_string(ending), first, as_of,
                       WorkFacts{.points = ending, .last_day = first}});
  }
};

void add_own_days(store::Ledger& ledger, std::vector<OwnDays>& parts, Day as_of, TaskList& tasks) {
  for (auto& part : parts) {
    std::move(part.tasks.begin(), part.tasks.end(), std::back_inserter(tasks));
    for (const auto& [member, id] : part.bought)
      if (const auto order = store::order_text(ledger, id))
        tasks.push_back(
            {TaskKind::thank, member, order->order_id, as_of - 1, as_of - 1, WorkFacts{.order = order->order_id}});
  }
}

void add_issued(store::Ledger& ledger, BatchId night, Day as_of, TaskList& tasks) {
  store::VoucherReader vouchers(ledger);
  for (const auto id : store::vouchers_issued_in(ledger, night, as_of)) {
    const auto stored = vouchers.find(id);
    if (!stored || !is_open(state_on(stored->voucher, stored->events, as_of))) continue;
    const auto& voucher = stored->voucher;
    tasks.push_back({TaskKind::voucher, voucher.member, fmt::format("{} {}", voucher.coupon, voucher.code),
                     voucher.last_day, voucher.issued_on,
                     WorkFacts{.last_day = voucher.last_day, .coupon = voucher.coupon, .code = voucher.code}});
  }
}

/// What was demanded of the use that ended on the day.
Money demanded_until(const std::vector<VoucherEvent>& events, Day day) {
  const VoucherEvent* use = nullptr;
  Money demanded;
  for (const auto& event : events) {
    if (event.kind == VoucherEventKind::redeemed) use = &event;
    if (event.kind == VoucherEventKind::released && event.day == day && use != nullptr)
      demanded = demanded_of(events, *use);
  }
  return demanded;
}

void add_demanded(store::Ledger& ledger, BatchId batch, Day as_of, Currency currency, TaskList& tasks) {
  store::VoucherReader vouchers(ledger);
  std::map<std::pair<VoucherId, Day>, std::optional<Money>> sums; // several returns of a day
  for (const auto& noted : store::demands_noted_in(ledger, batch)) {
    const auto stored = vouchers.find(noted.voucher);
    if (!stored || noted.day > as_of) continue;
    const bool released = noted.kind == VoucherEventKind::released;
    const auto* used = redemption(stored->events, as_of);
    if (!released && used == nullptr) continue;
    const Money whole = released ? -demanded_until(stored->events, noted.day) : used->discount;
    auto& sum = sums[{noted.voucher, noted.day}];
    if (!released || whole != Money{})
      sum = sum.value_or(Money{}) + (noted.demanded == Money{} ? whole : noted.demanded);
  }
  for (const auto& [place, sum] : sums) {
    const auto stored = vouchers.find(place.first);
    if (!sum || stored->events.empty()) continue;
    const bool keep = *sum >= Money{};
    const Money amount = keep ? *sum : -*sum;
    const auto& order = stored->events.back().order;
    tasks.push_back({keep ? TaskKind::keep_back : TaskKind::pay_back, stored->voucher.member,
                     fmt::format("{} {}", order, to_string(amount, currency)), place.second, place.second,
                     WorkFacts{.amount = amount, .coupon = stored->voucher.coupon, .order = order}});
  }
}

/// Of the orders whose cash back these batches took: what of it was spent.
void add_missing_cash(store::Ledger& ledger, const std::vector<BatchId>& batches, Day as_of, Currency currency,
                      TaskList& tasks) {
  std::map<MemberId, std::set<std::pair<Day, OrderId>>> taken;
  for (const auto batch : batches)
    store::read_cash_taken(ledger, batch,
                           [&](MemberId member, const CashMove& move) { taken[member].emplace(move.day, move.order); });
  for (const auto& [member, orders] : taken) {
    std::map<std::pair<Day, OrderId>, Money> sums; // several rewards
    for (const auto& missing : shop::missing_cash_of(ledger, member, as_of)) {
      const std::pair place(missing.day, missing.order);
      if (orders.contains(place)) sums[place] += missing.amount;
    }
    for (const auto& [place, amount] : sums)
      if (const auto order = store::order_text(ledger, place.second))
        tasks.push_back({TaskKind::cash_missing, member,
                         fmt::format("{} {}", order->order_id, to_string(amount, currency)), place.first, place.first,
                         WorkFacts{.amount = amount, .order = order->order_id}});
  }
}

void add_groups(const GroupChanges& changes, TaskList& tasks) {
  for (const auto& change : changes.rows)
    tasks.push_back({change.invite ? TaskKind::invite : TaskKind::remove, change.member, change.group, change.day,
                     change.day, WorkFacts{.group = change.group}});
}

/// What is paid for needs no word.
void add_renewals(store::Ledger& ledger, Day as_of, TaskList& tasks) {
  read_plan_terms(ledger, shop::kept_timeline(ledger), as_of, [&](MemberId member, const std::vector<PlanTerm>& terms) {
    for (const auto& term : terms)
      if (term.runs_on(as_of) && term.until <= as_of + days_ahead && !is_renewed(term, terms))
        tasks.push_back({TaskKind::renewal, member, term.plan, term.until, as_of,
                         WorkFacts{.last_day = term.until, .plan = term.plan}});
  });
}

/// Whom the shop still has something to do for, although nobody writes to them.
struct Silent {
  std::unordered_set<MemberId> opted_out;
  std::unordered_set<MemberId> closed; ///< who cannot use a voucher either

  bool wants(const Task& task) const {
    if (!task.member) return true;
    const bool ours = task.kind == TaskKind::keep_back || task.kind == TaskKind::pay_back ||
                      task.kind == TaskKind::cash_missing || task.kind == TaskKind::remove;
    if (closed.contains(*task.member)) return ours;
    return ours || task.kind == TaskKind::voucher || !opted_out.contains(*task.member);
  }
};

Tasks tasks_of(shop::Scan& scan, std::vector<OwnDays>& own_days, Day as_of, Currency currency, bool all) {
  auto& ledger = scan.ledger();
  Tasks report{.rows = {}, .names = scan.names(), .oldest_told = as_of - days_behind};
  auto& tasks = report.rows;
  add_own_days(ledger, own_days, as_of, tasks);
  auto batches = last_night(ledger, as_of);
  for (const auto night : batches) add_issued(ledger, night, as_of, tasks);
  std::ranges::copy(undone_since_last_night(ledger, as_of), std::back_inserter(batches));
  for (const auto batch : batches) add_demanded(ledger, batch, as_of, currency, tasks);
  add_missing_cash(ledger, batches, as_of, currency, tasks);
  add_groups(report_groups(ledger, std::nullopt, as_of), tasks);
  add_renewals(ledger, as_of, tasks);
  const Silent silent{shop::opted_out(ledger, as_of), shop::closed_members(ledger, as_of)};
  std::erase_if(tasks, [&](const Task& task) {
    return !silent.wants(task) || (task.member && report.names.key(*task.member).empty());
  });
  const auto is_old = [&](const Task& task) { return task.due < report.oldest_told; };
  if (!all) report.older = static_cast<std::int64_t>(std::erase_if(tasks, is_old));
  std::stable_sort(tasks.begin(), tasks.end(), [](const Task& left, const Task& right) {
    return std::tie(left.kind, left.day, left.member) < std::tie(right.kind, right.day, right.member);
  });
  return report;
}

} // namespace

std::string_view to_string(TaskKind kind) {
  switch (kind) {
    case TaskKind::keep_back: return "keep_back";
    case TaskKind::pay_back: return "pay_back";
    case TaskKind::cash_missing: return "cash_missing";
    case TaskKind::voucher: return "voucher";
    case TaskKind::invite: return "invite";
    case TaskKind::remove: return "remove";
    case TaskKind::renewal: return "renewal";
    case TaskKind::birthday: return "birthday";
    case TaskKind::expiring: return "expiring";
    case TaskKind::thank: return "thank";
  }
  return "";
}

Message Tasks::note() const {
  if (older == 0) return {};
  return counted(older, "{tasks} older task, due before {day}: loyalty report today --all"_en,
                 "{tasks} older tasks, due before {day}: loyalty report today --all"_en, older, oldest_told);
}

shop::AfterScan<Tasks> report_today(shop::Scan& scan, Day as_of, Currency currency, bool all) {
  const OwnDays nothing{.as_of = as_of, .fewest = fewest_points(shop::kept_program(scan.ledger()).get())};
  const auto own_days = scan.collect(nothing, {.accounts = store::AccountReader::Detail::whole});
  return [&scan, own_days, as_of, currency, all] { return tasks_of(scan, *own_days, as_of, currency, all); };
}

Tasks report_today(store::Ledger& ledger, Day as_of, Currency currency, bool all) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_today(scan, as_of, currency, all); });
}

namespace {

const Option every_task{"--all", "tasks that became due more than 7 days ago too"_en};

Tasks today_asked(Question& question) {
  auto& ledger = question.ledger();
  auto tasks = report_today(ledger, question.as_of(), question.currency(), question.given(every_task.name));
  tasks.texts = WorkTexts(question);
  return tasks;
}

/// What a task is about: ids for programs, names for people.
Cell about(const Tasks& all, const Task& row) {
  const auto& facts = row.facts;
  const auto name = [&row](std::string known) { return known.empty() ? row.what : std::move(known); };
  if (!all.texts.for_people()) return row.what;
  switch (row.kind) {
    case TaskKind::voucher: {
      const auto coupon = all.texts.coupon_name(facts.coupon);
      if (coupon.empty()) return row.what;
      return fmt::format("{} {}", coupon, facts.code);
    }
    case TaskKind::invite:
    case TaskKind::remove: return name(all.texts.group_name(facts.group));
    case TaskKind::renewal: return name(all.texts.plan_name(facts.plan));
    case TaskKind::birthday: return {}; // the tier has a column
    default: return row.what;
  }
}

Table today_table() {
  return table<Tasks>(
      "nothing to do today"_en,
      {{"kind",
        Kind::word,
        [](const Task& row) { return to_string(row.kind); },
        {.title = "task|task"_en, .words = "task"}},
       member_key<Tasks>(),
       member_name<Tasks>(),
       {"what", Kind::text, about, {.title = "task|about"_en}},
       {"day", Kind::day, &Task::day},
       tier_name_of_member<Tasks>(),
       {"coupon_name", Kind::text,
        [](const Tasks& all, const Task& row) { return all.texts.coupon_name(row.facts.coupon); }, named_beside},
       {"group_name", Kind::text,
        [](const Tasks& all, const Task& row) { return all.texts.group_name(row.facts.group); }, named_beside},
       message_to_member<Tasks>([](const Task& row) { return std::pair(to_string(row.kind), row.facts); })},
      today_asked);
}

} // namespace

Report today() {
  return {.name = "today",
          .summary = "all manual work of the day in one list"_en,
          .examples = {""},
          .options = {every_task},
          .settled = true,
          .to_write_to = true,
          .tells_owed = true,
          .tables = {today_table()}};
}

} // namespace loyalty::reports
