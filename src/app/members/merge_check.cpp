// SPDX-License-Identifier: MIT
#include "app/members/merge_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/members/inviters.hpp"
#include "loyalty/birthday.hpp"
#include "loyalty/wallet.hpp"
#include "shop/member_state.hpp"
#include "shop/member_wallet.hpp"
#include "shop/timelines.hpp"

namespace loyalty::app {
namespace {

struct Two {
  store::Ledger& ledger;
  const store::Member& kept;
  const store::Member& other;
  Day as_of;
};

/// Where the year of one of them is not known, only month and day can differ.
bool differ(Day left, Day right) {
  const auto a = civil(left);
  const auto b = civil(right);
  const bool any_year = a.year == unknown_year || b.year == unknown_year;
  return a.month != b.month || a.day != b.day || (!any_year && a.year != b.year);
}

std::optional<MergeRefusal> check_birthdays(const Two& two) {
  const auto kept = shop::member_state(two.ledger, two.kept.id, never).birthday;
  const auto other = shop::member_state(two.ledger, two.other.id, never).birthday;
  if (!kept || !other || !differ(*kept, *other)) return std::nullopt;
  return MergeRefusal{
      fmt::format("{} and {} have different birthdays", two.kept.key, two.other.key), "one customer has one birthday",
      fmt::format("if one of them is wrong, correct it first: loyalty set-member {} --birthday DAY", two.other.key)};
}

bool was_brought_through(Inviters& inviters, MemberId member, MemberId by) {
  for (auto above = inviters.of(member); above; above = inviters.of(*above))
    if (*above == by) return true;
  return false;
}

std::optional<MergeRefusal> check_inviters(const Two& two) {
  Inviters inviters(two.ledger);
  const auto ring = [&](const store::Member& brought, const store::Member& by) {
    return MergeRefusal{sentence(InviteRefusal::ring, by.key, brought.key), "nobody brings themselves",
                        "if nobody was brought, undo the batch that says so first"};
  };
  if (was_brought_through(inviters, two.kept.id, two.other.id)) return ring(two.other, two.kept);
  if (was_brought_through(inviters, two.other.id, two.kept.id)) return ring(two.kept, two.other);
  const auto kept = inviters.of(two.kept.id);
  const auto other = inviters.of(two.other.id);
  if (!kept || !other || kept == other) return std::nullopt;
  return MergeRefusal{fmt::format("{} was brought by {}, and {} by {}", two.kept.key, store::key_of(two.ledger, *kept),
                                  two.other.key, store::key_of(two.ledger, *other)),
                      "one customer was brought by one member", "undo the batch that says what is wrong first"};
}

std::optional<MergeRefusal> check_terms(const Two& two) {
  const auto timeline = shop::kept_timeline(two.ledger);
  const auto others = shop::terms_of(two.ledger, timeline, two.other.id, never);
  for (const auto& term : shop::terms_of(two.ledger, timeline, two.kept.id, never))
    for (const auto& each : others) {
      const bool both = each.plan == term.plan && std::max(each.from, term.from) <= std::min(each.until, term.until);
      if (!both || each.undone || term.undone || std::min(each.until, term.until) < two.as_of) continue;
      return MergeRefusal{
          fmt::format("{} and {} both hold the membership {}", two.kept.key, two.other.key, term.plan),
          "one customer holds one term at a time",
          fmt::format("end one of them first: loyalty set-member {} --end-membership {}", two.other.key, term.plan)};
    }
  return std::nullopt;
}

std::optional<MergeRefusal> check_wallets(const Two& two, Currency currency) {
  const Money kept = shop::wallet_of(two.ledger, two.kept.id, never).balance();
  const Money other = shop::wallet_of(two.ledger, two.other.id, never).balance();
  if (kept == Money{} || other == Money{}) return std::nullopt;
  const auto program = shop::kept_program(two.ledger);
  if (program == nullptr || kept + other <= program->wallet.limit) return std::nullopt;
  return MergeRefusal{
      fmt::format("the wallets of {} and {} together hold {}, above the limit of {}", two.kept.key, two.other.key,
                  to_string(kept + other, currency), to_string(program->wallet.limit, currency)),
      "one customer has one wallet",
      fmt::format("pay some of it out first: loyalty refund-wallet {} …", two.other.key)};
}

} // namespace

std::optional<MergeRefusal> check_merge(store::Ledger& ledger, const store::Member& kept, const store::Member& other,
                                        Day as_of, Currency currency) {
  const Two two{ledger, kept, other, as_of};
  if (auto refusal = check_birthdays(two)) return refusal;
  if (auto refusal = check_inviters(two)) return refusal;
  if (auto refusal = check_terms(two)) return refusal;
  return check_wallets(two, currency);
}

} // namespace loyalty::app
