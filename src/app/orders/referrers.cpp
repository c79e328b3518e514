// SPDX-License-Identifier: MIT
#include "app/orders/referrers.hpp"

#include <fmt/format.h>

#include <utility>

#include "messages/numbers.hpp"

namespace loyalty::app {

void Referrers::note(std::optional<MemberId> member, const OrderRow& row, const OrderDetails* details) {
  const bool bought = row.status == OrderStatus::paid || row.status == OrderStatus::unpaid;
  if (details == nullptr || details->referrer_id.empty() || !member || !bought) return;
  const auto [found, is_first] = named_.try_emplace(*member);
  if (is_first || row.placed_at < found->second.at) found->second = {row.placed_at, std::string(details->referrer_id)};
}

store::Purchases::Bought Referrers::bought_by(MemberId member) {
  if (!purchases_) purchases_.emplace(work_.ledger(), work_.batch().id());
  return purchases_->of(member);
}

/// Of two new members with one phone nobody can say who was there first.
std::unordered_set<MemberId> Referrers::sharing_a_phone() const {
  std::unordered_set<MemberId> sharing;
  for (const auto& shared : members_.shared_phones()) {
    sharing.insert(shared.member);
    if (members_.is_new(shared.holder)) sharing.insert(shared.holder);
  }
  return sharing;
}

bool Referrers::judge(MemberId member, const Named& named, Day first_day, Message& why_not) {
  // Only the first purchase says who brought its buyer.
  const bool known = !members_.is_new(member);
  const bool first = named.at.day() <= first_day;
  const auto bought = known || !first ? bought_by(member) : store::Purchases::Bought{};
  if (!first && named.at.day() > bought.first) return false;
  const auto inviter = members_.find(named.key);
  const auto key = [&] { return store::key_of(work_.ledger(), member); };
  if (!inviter) {
    why_not = "the inviter of {member}, {inviter}, is not a member"_en(key(), named.key);
    return false;
  }
  if (inviters_->of(member) == inviter) return false;
  const bool has_ordered = before_ == Before::in_time ? bought.first < named.at.day() : bought.before;
  const auto refusal = inviters_->check(member, *inviter, {has_ordered, sharing_.contains(member)});
  if (refusal)
    why_not =
        "{why}: the order is in, but nobody is rewarded for referring them"_en(sentence(*refusal, key(), named.key));
  return !refusal;
}

std::vector<Message> Referrers::write(const FirstDay& first_day, const Touch& touch) {
  std::vector<Message> notes;
  if (named_.empty()) return notes;
  constexpr std::size_t most_notes = 20;
  std::size_t refused = 0;
  work_.batch().flush();
  inviters_.emplace(work_.ledger());
  sharing_ = sharing_a_phone();
  store::ActWriter writer(work_.ledger(), work_.batch());
  for (const auto& [member, named] : named_) {
    Message why_not;
    if (!judge(member, named, first_day(member), why_not)) {
      if (!why_not.empty() && ++refused <= most_notes) notes.push_back(std::move(why_not));
      continue;
    }
    const auto inviter = *members_.find(named.key);
    inviters_->add(member, inviter);
    writer.write({.member = member,
                  .act = {.day = named.at.day(), .kind = ActKind::invite, .other = inviter},
                  .reason = "referrer_id",
                  .key = fmt::format("referrer {}", member),
                  .own_words = true});
    touch(inviter, named.at.day());
  }
  work_.batch().flush();
  if (refused > most_notes) notes.push_back("… and {more} more of that kind"_en(refused - most_notes));
  return notes;
}

} // namespace loyalty::app
