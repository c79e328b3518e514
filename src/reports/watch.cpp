// SPDX-License-Identifier: MIT
#include "reports/watch.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/redeeming.hpp"
#include "loyalty/watch.hpp"
#include "reports/common.hpp"
#include "reports/watch_awards.hpp"
#include "reports/watch_identities.hpp"
#include "shop/timelines.hpp"

namespace loyalty::reports {
namespace {

constexpr std::array<std::string_view, 7> watch_kinds{
    "refund_cycle", "spent_then_returned", "split_orders", "shared_identity", "ring", "hand_awards", "burst"};

WatchRow watched(WatchKind kind, std::optional<MemberId> member, const Seen& seen) {
  return {
      .kind = kind, .member = member, .count = seen.orders, .amount = seen.amount, .from = seen.from, .to = seen.to};
}

/// The first order of a member that counts; nullopt where there is none.
std::optional<FirstOrder> first_order(const History& history, Day as_of) {
  std::optional<FirstOrder> first;
  const auto standings = order_standings(history, as_of);
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    if (!standings[index].purchase || history.orders[index].day() > as_of) continue;
    if (first) {
      first->repeated = true;
      break;
    }
    first = FirstOrder{history.member, history.orders[index].placed_at, history.orders[index].amount};
  }
  return first;
}

/// Looks at some members, each for themselves.
struct EachMember {
  Day as_of;
  const Program* program; ///< nullptr: none was ever used
  std::vector<WatchRow> rows = {};
  std::vector<FirstOrder> first_orders = {};

  void add(const History& history, const store::Account& account) {
    if (const auto cycle = refund_cycle(history, as_of))
      rows.push_back(watched(WatchKind::refund_cycle, history.member, *cycle));
    if (const auto debt = balance_on(account.entries, as_of).debt; debt > 0) rows.push_back(owed(history.member, debt));
    if (program != nullptr && rewards_many_orders(*program))
      for (const auto& day : days_of_many_orders(history, as_of))
        rows.push_back(watched(WatchKind::split_orders, history.member, day));
    if (const auto first = first_order(history, as_of)) first_orders.push_back(*first);
  }

 private:
  WatchRow owed(MemberId member, Points debt) const {
    WatchRow row{.kind = WatchKind::spent_then_returned, .member = member, .count = debt};
    if (program != nullptr && program->points.redeem) row.amount = worth_of(*program->points.redeem, debt);
    return row;
  }
};

void take(std::vector<WatchRow>& rows, std::vector<WatchRow> more) {
  std::move(more.begin(), more.end(), std::back_inserter(rows));
}

} // namespace

std::string_view to_string(WatchKind kind) { return watch_kinds[static_cast<std::size_t>(kind)]; }

shop::AfterScan<Watch> report_watch(shop::Scan& scan, Day as_of) {
  const auto program = shop::kept_program(scan.ledger());
  const auto parts = scan.collect(EachMember{as_of, program.get()});
  return [&scan, program, parts, as_of] {
    Watch watch{.rows = {}, .names = scan.names()};
    std::vector<FirstOrder> first_orders;
    for (auto& part : *parts) {
      take(watch.rows, std::move(part.rows));
      first_orders.insert(first_orders.end(), part.first_orders.begin(), part.first_orders.end());
    }
    take(watch.rows, shared_identities(scan.ledger(), watch.names, as_of));
    take(watch.rows, invitation_rings(scan.ledger(), watch.names, first_orders, as_of));
    take(watch.rows, hand_awards(scan.ledger(), watch.names, as_of));
    for (const auto& burst : bursts(first_orders)) watch.rows.push_back(watched(WatchKind::burst, {}, burst));
    std::ranges::stable_sort(watch.rows, [](const WatchRow& left, const WatchRow& right) {
      return left.kind != right.kind ? left.kind < right.kind : left.amount > right.amount;
    });
    return watch;
  };
}

Watch report_watch(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_watch(scan, as_of); });
}

Report watch() {
  return {.name = "watch",
          .summary = "what is worth a look: refund cycles, split orders, shared identities and more"_en,
          .examples = {"", "--format csv"},
          .settled = true,
          .tables = {table<Watch>(
              "nothing that is worth a look"_en,
              {{"kind", Kind::word, [](const WatchRow& row) { return to_string(row.kind); }, {.words = "watch"}},
               {"who", Kind::key,
                [](const Watch& all, const WatchRow& row) {
                  return row.member ? all.names.key(*row.member) : std::string_view(row.who);
                }},
               {"what", Kind::key, &WatchRow::what, {.title = "watch|with"_en}},
               {"count", Kind::number, &WatchRow::count},
               {"amount", Kind::money, &WatchRow::amount},
               {"from", Kind::day, &WatchRow::from},
               {"to", Kind::day, &WatchRow::to}},
              [](Question& question) { return report_watch(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
