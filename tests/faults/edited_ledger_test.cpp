// SPDX-License-Identifier: MIT
//
// Whatever was done to a ledger behind the program's back, every command ends by itself: with its work done, or with
// what is wrong. LOYALTY_EDITS says how many ledgers are tried, LOYALTY_EDITS_FROM with which seed to begin.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/rich_shop.hpp"

namespace edited_ledger_test {

using namespace faults;

namespace {

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Typed {
  bool writes;
  Words words;
};

std::vector<Typed> commands(const std::string& code, const std::string& card) {
  std::vector<Typed> all;
  for (const Words& words : {Words{"audit"},
                             {"list-batches"},
                             {"explain", "m1"},
                             {"explain", "m2", "--all", "--lang", "zh"},
                             {"explain", "m3", "--format", "json"},
                             {"explain", "m4", "--entry", "2"},
                             {"explain", "m8", "--entry", "1"},
                             {"show-member", "m1"},
                             {"show-member", "m5", "--lang", "zh"},
                             {"show-member", "m9", "--format", "json"},
                             {"export-member", "m1", "--format", "json"},
                             {"recalc-tiers", "--explain", "m2"},
                             {"quote-order", "m1", "--line", "food:1:200.00"},
                             {"quote-order", "m9", "--line", "food:2:100.00", "--voucher", code},
                             {"quote-return", "L1", "--line", "B:1"},
                             {"quote-return", "O0036", "--format", "json"},
                             {"report", "members"},
                             {"report", "members", "--format", "csv", "--as-of", "2025-07-01"},
                             {"report", "summary"},
                             {"report", "tiers"},
                             {"report", "tier-changes", "--from", "2025-01-01"},
                             {"report", "points"},
                             {"report", "coupons"},
                             {"report", "today", "--as-of", "2025-11-30"},
                             {"report", "rfm"},
                             {"report", "dormant", "--days", "30"},
                             {"report", "birthdays", "--days", "60"},
                             {"report", "segments"},
                             {"report", "segments", "--segment", "many"},
                             {"report", "groups", "--roster"},
                             {"report", "campaigns"},
                             {"report", "referrals"},
                             {"report", "memberships"},
                             {"report", "conversion"},
                             {"report", "uplift"},
                             {"report", "holdout", "spring"},
                             {"report", "wallets"},
                             {"report", "cards"},
                             {"report", "liability"},
                             {"report", "vouchers", "--coupon", "steps"},
                             {"show-card", card},
                             {"show-member", "m11"},
                             {"explain", "m12"},
                             {"quote-order", "m9", "--line", "food:3:120.00", "--card", card}})
    all.push_back({false, words});
  for (const Words& words : {Words{"run-nightly", "--yes"},
                             {"run-nightly", "--as-of", "2026-03-15", "--yes"},
                             {"award-points"},
                             {"recalc-tiers", "--as-of", "2026-02-01"},
                             {"import-orders", "more.csv", "--as-of", "2026-01-31"},
                             {"import-orders", "orders.csv", "--as-of", "2026-01-31"},
                             {"import-orders", "refunds.csv", "--as-of", "2026-01-31"},
                             {"import-members", "members.csv"},
                             {"import-activities", "visits.csv"},
                             {"award-points", "m3", "10", "--reason", "x"},
                             {"adjust-points", "m1", "-5", "--reason", "x"},
                             {"redeem-points", "m8", "20"},
                             {"redeem-points", "m8", "--gift", "cup"},
                             {"issue-coupon", "ship", "m1", "m4", "--key", "again"},
                             {"issue-coupon", "wake", "--tier", "silver"},
                             {"redeem-coupon", code, "--amount", "150.00", "--order", "O0001"},
                             {"void-coupon", code, "--reason", "x"},
                             {"undo-batch", "5", "--yes"},
                             {"undo-batch", "8", "--yes"},
                             {"undo-batch", "12", "--yes"},
                             {"set-member", "m2", "--tag", "new"},
                             {"set-member", "m5", "--membership", "plus"},
                             {"add-member", "m99", "--name", "New"},
                             {"forget-member", "m4", "--yes"},
                             {"top-up", "m3", "500.00"},
                             {"refund-wallet", "m3", "10.00", "--reason", "x"},
                             {"transfer-points", "m8", "m3", "5", "--reason", "x"},
                             {"close-member", "m10", "--reason", "x"},
                             {"reopen-member", "m11", "--reason", "x"},
                             {"issue-card", "100.00", "--for", "m2"},
                             {"pay-card", card, "10.00", "--order", "O0082"},
                             {"pay-card", card, "10.00", "--order", "O0081", "--back"},
                             {"refund-card", card, "--reason", "x"},
                             {"renew-card", card, "--as-of", "2030-01-01"},
                             {"stop-card", card, "--reason", "x"},
                             {"draw-prize", "bag", "--seed", "2", "--again"},
                             {"import-visitors", "visitors.csv"},
                             {"draw-holdout", "autumn", "--share", "10%", "--seed", "2"},
                             {"draw-holdout", "spring", "--end"},
                             {"report", "dormant", "--days", "30", "--contact", "list"}})
    all.push_back({true, words});
  return all;
}

/// The commands, each known to work on the ledger as it was written.
std::vector<Typed> tried_commands(const RichShop& shop, const std::string& whole) {
  auto all = commands(shop.code, shop.card);
  for (auto& typed : all) {
    write_file(shop.ledger(), whole);
    const auto ended = shop.loyalty(typed.words);
    CAPTURE(typed.words, ended.code, ended.out, ended.err);
    REQUIRE((ended.done() || ended.code == 3));
    if (!typed.writes) REQUIRE((shop.ledger_bytes() == whole));
  }
  return all;
}

/// Why the end of a command is none that is allowed; empty if it is.
std::string wrong_with(const Ended& ended, bool wrote, bool may_write) {
  static const std::set<int> allowed = {0, 1, 3, 12};
  if (ended.signal != 0 || ended.hung) return "it did not end by itself";
  if (!allowed.contains(ended.code)) return "its exit code says something else";
  // What a build with sanitizers prints.
  if (ended.says("Sanitizer") || ended.says("runtime error:")) return "it did what no program may";
  if (ended.says("stopped;") || ended.says("not enough memory")) return "it ran into something unforeseen";
  if (ended.code == 12 && !ended.says("error") && !ended.says("错误")) return "it does not say what is wrong";
  if (wrote && (!may_write || ended.code == 12 || ended.code == 1)) return "it changed the ledger";
  return {};
}

} // namespace

TEST_CASE("a ledger edited in any way is read or refused, and never written by who only reads") {
  const RichShop shop;
  LedgerEdits edits(shop.ledger());
  const auto all = tried_commands(shop, edits.whole());
  const auto count = number("LOYALTY_EDITS", 200);
  const auto first = number("LOYALTY_EDITS_FROM", 1);
  std::map<int, int> codes;
  std::uint64_t seed = first;
  for (; seed < first + count; ++seed) {
    const auto done = edits.apply(shop.ledger(), seed);
    const auto edited = shop.ledger_bytes();
    for (std::uint64_t turn = 0; turn < 3; ++turn) {
      const auto& typed = all[(seed * 3 + turn) * 7 % all.size()];
      write_file(shop.ledger(), edited);
      auto how = shop.start();
      how.limit = std::chrono::seconds(60);
      how.environment = {{"ASAN_OPTIONS", "exitcode=99"}, {"UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1"}};
      const auto ended = shop.loyalty(typed.words, how);
      ++codes[ended.code];
      const auto wrong = wrong_with(ended, shop.ledger_bytes() != edited, typed.writes);
      CAPTURE(seed, done, typed.words, ended.code, ended.signal, ended.err);
      CHECK(wrong == "");
    }
  }
  WARN(count << " ledgers: " << codes[0] << " commands did their work, " << codes[1] << " refused, " << codes[3]
             << " rejected rows, " << codes[12] << " found damage");
  CHECK(codes[12] > codes[1]);
}

} // namespace edited_ledger_test
