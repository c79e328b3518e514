// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/members/close_member.hpp"
#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "app/points/points_by_hand.hpp"
#include "app/trust/undo_batch.hpp"
#include "files/text_file.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/written_day.hpp"
#include "reports/explain.hpp"
#include "store/accounts.hpp"
#include "store/cards.hpp"
#include "store/members.hpp"

namespace loyalty::trust_shop {

using namespace loyalty::app;
using namespace loyalty::reports;
using namespace loyalty::shop;

inline const std::string program_text = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "10.00" }
redeem = { points = 10, worth = "1.00" }
hold = "3 days"
expire = { after = "6 months" }
[growth]
earn = { points = 1, per = "1.00" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00", window = "90 days" }
multiplier = 2
[[tier]]
id = "gold"
name = "Gold"
when = { spend = "500.00" }
term = "3 months"
multiplier = 3
)";

/// What an order file says below its header.
inline constexpr auto header = "order_id,member_id,placed_at,amount,status,refunded_amount,refund_of\n";

class Shop {
 public:
  explicit Shop(std::string program = program_text) : program_(std::move(program)) {}

  store::Ledger& ledger() { return *ledger_; }

  Imported import(const std::string& rows, Day as_of) {
    const files::TextFile file(header + rows);
    return import_orders(context(as_of), {.path = file.path()});
  }
  Imported import(const std::string& rows, std::string_view as_of) { return import(rows, day(as_of)); }

  Night night(Day as_of, Halves halves = {}) { return run_nightly(context(as_of), {"loyalty.toml", program_}, halves); }
  Night night(std::string_view as_of) { return night(day(as_of)); }

  PointsDone by_hand(ActKind kind, const std::string& member, Points points, Day as_of) {
    return change_points(context(as_of), {"loyalty.toml", program_},
                         {.kind = kind, .member = member, .points = points, .reason = "said so", .again = true});
  }

  MemberClosed close(const std::string& member, std::string_view as_of) {
    return close_member(context(day(as_of)), {"loyalty.toml", program_}, member, "said so");
  }
  /// Sells a gift card that pays for an order the same day.
  void sell_card(std::string_view as_of) {
    const auto sold = context(day(as_of));
    Work work(sold, store::BatchKind::card_issued);
    const Card card{
        .amount = Money{10'000}, .paid = Money{9'000}, .issued_on = sold.as_of, .last_day = sold.as_of + 99};
    const auto id = store::add_card(*ledger_, work.batch(), {.code = "CARD", .card = card, .key = "sold"});
    store::add_card_move(*ledger_, work.batch(),
                         {.card = id,
                          .move = {.kind = CardMoveKind::paid, .day = sold.as_of, .amount = Money{500}, .order = "o1"},
                          .key = "paid"});
    work.finish({});
  }

  Undone undo(BatchId batch, bool dry_run = false) {
    auto given = context(day("2026-12-31"));
    given.dry_run = dry_run;
    return undo_batch(given, batch);
  }

  Balance balance(const std::string& member, Day as_of) { return explain(*ledger_, member, as_of, false).balance; }
  Balance balance(const std::string& member, std::string_view as_of) { return balance(member, day(as_of)); }

  /// Everything concluded about all members, cancelled lines netted, in words that do not depend on numbers.
  std::vector<std::string> conclusions() {
    std::vector<std::string> texts;
    for (const auto& member : store::members(*ledger_)) {
      const auto explained = explain(*ledger_, member.key, never, false);
      std::map<std::int32_t, std::string> names;
      for (const auto& line : explained.lines) names[line.number] = name(line);
      for (const auto& line : explained.lines)
        texts.push_back(member.key + ": " + words(line) + " lot " + names[line.entry.lot]);
      for (const auto& tier : explained.tiers) {
        const auto& change = tier.change;
        texts.push_back(member.key + ": " + change.tier + " " + to_string(change.day) + " " + to_string(change.until) +
                        " " + std::string(to_string(change.reason)) + " " + std::to_string(change.qualifying));
      }
    }
    std::sort(texts.begin(), texts.end());
    return texts;
  }

  /// Lets the next statement change rows of a table although the books are append-only.
  void tamper(const std::string& table, const std::string& sql) {
    ledger_->database().exec("DROP TRIGGER " + table + "_no_update; DROP TRIGGER " + table + "_no_delete");
    ledger_->database().exec(sql);
  }

 private:
  Context context(Day as_of) const {
    return {.ledger = *ledger_,
            .as_of = as_of,
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester"};
  }

  static std::string name(const ExplainedLine& line) {
    const auto act = act_of(line.entry.cause);
    const auto order = line.order ? line.order->order_id : act ? std::to_string(act->value) : "";
    return to_string(line.entry.day) + " " + std::string(to_string(line.entry.kind)) + " " + order;
  }

  static std::string words(const ExplainedLine& line) {
    const auto& entry = line.entry;
    return name(line) + " " + std::to_string(entry.points) + " " + to_string(entry.available_on) + " " +
           to_string(entry.last_day) + " " + to_string(entry.base, cny) + " " +
           (line.terms ? to_string(line.terms->rule) : "");
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  std::string program_;
};

} // namespace loyalty::trust_shop
