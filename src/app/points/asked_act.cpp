// SPDX-License-Identifier: MIT
#include "app/points/asked_act.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {
namespace {

/// Whether the act of that key may be the one that is asked for.
bool may_be_it(const AskedAct& asked, const store::StoredAct& known) {
  return !asked.again && (!asked.reason_tells || known.reason == asked.act.reason);
}

bool same_act(const store::StoredAct& known, const store::StoredAct& asked) {
  const Act& was = known.act;
  const Act& is = asked.act;
  const bool same_sums = was.points == is.points && was.money == is.money;
  // That of points redeemed without a gift names an order that is to come.
  const bool text_says_how_much = !is.text.empty() && (is.kind != ActKind::redeem || !is.subject.empty());
  return known.member == asked.member && known.reason == asked.reason && was.kind == is.kind && was.order == is.order &&
         was.subject == is.subject && was.text == is.text && was.other == is.other && (text_says_how_much || same_sums);
}

} // namespace

std::string key_for(store::Ledger& ledger, const AskedAct& asked) {
  if (!asked.act.key.empty()) return asked.act.key;
  if (asked.reason_tells && !asked.again) {
    // Up to version 7 the ledger kept the reason in the key.
    auto older = fmt::format("{} {}", asked.made_key, asked.act.reason);
    if (store::find_act(ledger, older)) return older;
  }
  auto key = asked.made_key;
  for (int count = 2;; ++count) {
    const auto known = store::find_act(ledger, key);
    if (!known || may_be_it(asked, *known)) return key;
    key = fmt::format("{} #{}", asked.made_key, count);
  }
}

std::optional<store::StoredAct> recorded_before(store::Ledger& ledger, AskedAct& asked) {
  asked.act.key = key_for(ledger, asked);
  auto known = store::find_act(ledger, asked.act.key);
  if (known && !same_act(*known, asked.act))
    throw Error(Failure::refused, "the key {key} was used for something else"_en(asked.act.key),
                "in batch {batch}"_en(known->batch), "use another --key"_en);
  return known;
}

void refuse_processed_day(const shop::Context& context, MemberId member, const std::string& name) {
  const auto through = store::settlement(context.ledger, member).points_through;
  if (through > context.as_of)
    throw Error(Failure::refused, "{member}'s points are processed through {day} already"_en(name, through), {},
                "type --as-of {day} or a later day"_en(through));
}

} // namespace loyalty::app
