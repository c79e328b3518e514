// SPDX-License-Identifier: MIT
#include "app/members/merge_check.hpp"

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
      "{kept} and {other} have different birthdays"_en(two.kept.key, two.other.key), "a customer has one birthday"_en,
      "if one of them is wrong, correct it first: loyalty set-member {member} --birthday DAY"_en(two.other.key)};
}

bool was_brought_through(Inviters& inviters, MemberId member, MemberId by) {
  for (auto above = inviters.of(member); above; above = inviters.of(*above))
    if (*above == by) return true;
  return false;
}

std::optional<MergeRefusal> check_inviters(const Two& two) {
  Inviters inviters(two.ledger);
  const auto ring = [&](const store::Member& brought, const store::Member& by) {
    return MergeRefusal{sentence(InviteRefusal::ring, by.key, brought.key), "a member cannot refer themselves"_en,
                        "if this referral is wrong, undo the batch that recorded it first"_en};
  };
  if (was_brought_through(inviters, two.kept.id, two.other.id)) return ring(two.other, two.kept);
  if (was_brought_through(inviters, two.other.id, two.kept.id)) return ring(two.kept, two.other);
  const auto kept = inviters.of(two.kept.id);
  const auto other = inviters.of(two.other.id);
  if (!kept || !other || kept == other) return std::nullopt;
  return MergeRefusal{
      "{kept} was referred by {inviter}, and {other} by {other_inviter}"_en(
          two.kept.key, store::key_of(two.ledger, *kept), two.other.key, store::key_of(two.ledger, *other)),
      "a customer has one inviter"_en, "undo the batch that recorded the wrong one first"_en};
}

std::optional<MergeRefusal> check_terms(const Two& two) {
  const auto timeline = shop::kept_timeline(two.ledger);
  const auto others = shop::terms_of(two.ledger, timeline, two.other.id, never);
  for (const auto& term : shop::terms_of(two.ledger, timeline, two.kept.id, never))
    for (const auto& each : others) {
      const bool both = each.plan == term.plan && std::max(each.from, term.from) <= std::min(each.until, term.until);
      if (!both || each.undone || term.undone || std::min(each.until, term.until) < two.as_of) continue;
      return MergeRefusal{
          "{kept} and {other} both have the membership {plan}"_en(two.kept.key, two.other.key, term.plan),
          "a customer has one term of a plan at a time"_en,
          "end one of them first: loyalty set-member {member} --end-membership {plan}"_en(two.other.key, term.plan)};
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
      "the wallets of {kept} and {other} together hold {amount}, above the limit of {limit}"_en(
          two.kept.key, two.other.key, Amount{kept + other, currency}, Amount{program->wallet.limit, currency}),
      "a customer has one wallet"_en, "pay some of it out first: loyalty refund-wallet {member} …"_en(two.other.key)};
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
