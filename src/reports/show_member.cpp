// SPDX-License-Identifier: MIT
#include "reports/show_member.hpp"

#include <algorithm>

#include "reports/coupons.hpp"
#include "shop/member_wallet.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/orders.hpp"
#include "store/programs.hpp"

namespace loyalty::reports {
namespace {

constexpr std::size_t latest = 5;

std::optional<OpenLot> next_end(const std::vector<OpenLot>& lots) {
  if (lots.empty() || lots.front().last_day == never) return std::nullopt;
  OpenLot together = lots.front();
  for (std::size_t index = 1; index < lots.size() && lots[index].last_day == together.last_day; ++index)
    add(together.remaining, lots[index].remaining);
  return together;
}

std::vector<CardOrder> latest_orders(store::Ledger& ledger, const History& history, Day as_of) {
  std::vector<CardOrder> found;
  const auto standings = order_standings(history, as_of);
  store::OrderTexts texts(ledger);
  for (auto index = history.orders.size(); index > 0 && found.size() < latest; --index) {
    const auto& order = history.orders[index - 1];
    if (order.day() > as_of) continue;
    const auto text = texts.find(order.id);
    found.push_back({text ? text->order_id : "", order.placed_at, order.amount, standings[index - 1]});
  }
  return found;
}

/// Members whom this one brought.
std::int64_t count_brought(store::Ledger& ledger, const History& history, Day as_of) {
  return std::count_if(history.invited.begin(), history.invited.end(), [&](const Invited& guest) {
    return guest.on <= as_of && known_on(store::read_history(ledger, guest.member), as_of);
  });
}

std::vector<NumberedEntry> latest_entries(const std::vector<NumberedEntry>& account, Day as_of) {
  auto lines = uncancelled(account, as_of);
  std::erase_if(lines, [](const NumberedEntry& line) { return line.entry.kind == EntryKind::growth; });
  std::stable_sort(lines.begin(), lines.end(), [](const NumberedEntry& left, const NumberedEntry& right) {
    return left.entry.day < right.entry.day;
  });
  if (lines.size() > latest) lines.erase(lines.begin(), lines.end() - latest);
  std::reverse(lines.begin(), lines.end());
  return lines;
}

/// By orders: how long those last says the program.
bool pays_fees(const History& history) {
  return std::any_of(history.orders.begin(), history.orders.end(), [](const OrderFact& order) { return order.fee; });
}

bool tiers_bring_benefits(store::Ledger& ledger) {
  const auto versions = store::program_versions(ledger);
  return !versions.empty() && versions.back().text.find("benefits") != std::string::npos;
}

std::vector<std::string> benefits_of(const Program* program, const std::string& id) {
  const auto* tier = program == nullptr ? nullptr : program->tier(id);
  return tier == nullptr ? std::vector<std::string>{} : tier->benefits;
}

bool plans_keep_back(store::Ledger& ledger) {
  const auto versions = store::program_versions(ledger);
  return std::ranges::any_of(versions,
                             [](const auto& version) { return version.text.find("less saved") != std::string::npos; });
}

/// If the terms that run were ended on the day.
std::vector<std::pair<PlanTerm, shop::EarlyEnd>> ends_of(store::Ledger& ledger, MemberId member,
                                                         const std::vector<PlanTerm>& terms, Day day) {
  std::vector<std::pair<PlanTerm, shop::EarlyEnd>> found;
  const auto runs = [day](const PlanTerm& term) { return term.from < day && term.until >= day; };
  if (std::ranges::none_of(terms, runs) || !plans_keep_back(ledger)) return found;
  const auto timeline = shop::kept_timeline(ledger);
  const auto ends = shop::early_ends(ledger, timeline, member, terms, day);
  for (std::size_t index = 0; index < terms.size(); ++index)
    if (runs(terms[index]) && refund_rule(timeline, terms[index], day) == FeeRefund::less_saved)
      found.emplace_back(terms[index], ends[index]);
  return found;
}

} // namespace

MemberCard member_card(store::Ledger& ledger, const store::Member& member, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto history = store::read_history(ledger, member.id);
  const auto account = store::read_account(ledger, member.id);
  const auto held = tier_held(account.tier_changes, as_of);
  // Reading the program takes longer than all the rest.
  const bool asks_program = !held.tier.empty() && tiers_bring_benefits(ledger);
  const auto program = asks_program ? shop::kept_program(ledger) : nullptr;
  // What orders were sold as is read again only where fees say which plan they paid for.
  auto terms = pays_fees(history) ? shop::terms_of(ledger, shop::kept_timeline(ledger), member.id, as_of)
                                  : plan_terms(history, {}, as_of);
  auto ends = ends_of(ledger, member.id, terms, as_of);
  const auto acts = store::acts_of(ledger, member.id);
  auto state = shop::member_state(ledger, member.id, acts, as_of);
  auto inviter = state.inviter ? store::key_of(ledger, *state.inviter) : std::string{};
  return {.as_of = as_of,
          .member = member,
          .identities = store::identities(ledger, member.id),
          .joined_on = member_since(history, as_of),
          .forgotten_on = store::forgotten_on(acts),
          .state = std::move(state),
          .terms = std::move(terms),
          .ends = std::move(ends),
          .inviter = std::move(inviter),
          .invited = count_brought(ledger, history, as_of),
          .wallet = shop::wallet_of(ledger, history, acts, as_of),
          .tier = held,
          .benefits = benefits_of(program.get(), held.tier),
          .points = balance_on(account.entries, as_of),
          .orders = order_figures(history, as_of),
          .ends_next = next_end(open_lots(account.entries, as_of)),
          .vouchers = open_vouchers(ledger, member.id, as_of),
          .latest_orders = latest_orders(ledger, history, as_of),
          .latest_entries = latest_entries(account.entries, as_of)};
}

} // namespace loyalty::reports
