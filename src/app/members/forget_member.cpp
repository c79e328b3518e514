// SPDX-License-Identifier: MIT
#include "app/members/forget_member.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/masking.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/timelines.hpp"
#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/settlements.hpp"

namespace loyalty::app {
namespace {

bool alike(const std::vector<Occasion>& left, const std::vector<Occasion>& right) {
  const auto said = [](const Occasion& each) { return std::tie(each.day, each.coupon, each.key, each.undone); };
  return std::ranges::equal(left, right,
                            [&](const Occasion& one, const Occasion& other) { return said(one) == said(other); });
}

/// Whether something follows from what `erase` takes away, in the days that are walked: then the books need it.
bool something_follows(store::Ledger& ledger, MemberId member, const std::function<void(History&)>& erase) {
  store::HistoryReader histories(ledger, member, member, {.sales = true});
  const auto* read = histories.next();
  if (read == nullptr) return false;
  auto history = *read;
  while (histories.next() != nullptr) {}
  const auto settled = store::settlement(ledger, member);
  const Day through = std::max({settled.points_through, settled.tiers_through, settled.issues_through});
  Engine engine(shop::kept_timeline(ledger));
  const Conclusions with = engine.walk(history, through);
  erase(history);
  const auto& without = engine.walk(history, through);
  return with.entries != without.entries || with.tier_changes != without.tier_changes ||
         !alike(with.occasions, without.occasions) || !std::ranges::equal(with.roster_changes, without.roster_changes);
}

bool needs_birthday(store::Ledger& ledger, MemberId member) {
  return !store::birthdays(ledger, member).empty() &&
         something_follows(ledger, member, [](History& history) { history.birthdays.clear(); });
}

bool is_field(const Act& act) { return act.kind == ActKind::field && !act.text.empty(); }

bool needs_fields(store::Ledger& ledger, MemberId member) {
  return std::ranges::any_of(store::acts_of(ledger, member), is_field, &store::StoredAct::act) &&
         something_follows(ledger, member, [](History& history) {
           for (auto& act : history.acts)
             if (is_field(act)) act.text.clear();
         });
}

/// What could have been typed into the books: words too short to tell anybody are not looked for.
std::vector<std::string> words_of(const store::Member& member, const std::vector<store::Identity>& identities) {
  constexpr std::size_t shortest = 4;
  std::vector<std::string> words;
  const auto add = [&](const std::string& word) {
    if (word.size() >= shortest) words.push_back(word);
  };
  add(member.name);
  if (mask_key(member.key) != member.key) add(member.key);
  for (const auto& identity : identities) add(identity.value);
  return words;
}

store::Hash fresh_key(const shop::Context& context) {
  store::Hash key{};
  context.entropy(key);
  return key;
}

void forget(const shop::Context& context, MemberForgotten& done) {
  shop::Work work(context, store::BatchKind::member_forgotten);
  auto& ledger = work.ledger();
  const auto& member = done.member;
  auto all = store::merged_members(ledger, member.id);
  all.insert(all.begin(), member);
  std::vector<std::string> words;
  done.named = !member.name.empty();
  done.key = store::anonymous_key(ledger, member.id);
  done.keeps_day = needs_birthday(ledger, member.id);
  done.keeps_fields = needs_fields(ledger, member.id);
  for (const auto& each : all) {
    const auto identities = store::identities(ledger, each.id);
    for (auto& word : words_of(each, identities)) words.push_back(std::move(word));
    // Whoever was merged into them is the same member.
    store::Forgotten(ledger).add({member.id, each.key, each.name}, identities, fresh_key(context));
  }
  for (const auto& each : all) {
    const auto key = each.id == member.id ? done.key : store::anonymous_key(ledger, each.id);
    const auto erased = store::erase_personal(ledger, work.batch(), each, key, done.keeps_day);
    done.erased.identities += erased.identities;
    done.erased.birthdays += erased.birthdays;
    done.erased.buyers += erased.buyers;
    done.erased.texts += store::erase_texts(ledger, work.batch(), each.id, words, done.keeps_fields);
  }
  store::add_act(ledger, work.batch(),
                 {.member = member.id,
                  .act = {.day = context.as_of, .kind = ActKind::forget},
                  .key = fmt::format("forget {}", member.id)});
  done.rows_with_words = store::rows_with_words(ledger, words);
  done.receipt = work.finish({.counts = messages::counts_text({{"forgotten", member.id.value}})});
}

} // namespace

MemberForgotten forget_member(const shop::Context& context, const std::string& member) {
  MemberForgotten done{.member = store::require_member(context.ledger, member),
                       .key = {},
                       .erased = {},
                       .receipt = {.dry_run = context.dry_run}};
  for (const auto& each : store::acts_of(context.ledger, done.member.id))
    if (each.act.kind == ActKind::forget) done.batch = each.batch;
  done.repeated = done.batch.has_value();
  if (done.repeated)
    done.key = done.member.key;
  else
    forget(context, done);
  if (!done.repeated && !context.dry_run) done.batch = done.receipt.batch;
  if (context.dry_run) return done;
  try {
    context.ledger.overwrite_deleted();
    done.overwritten = true;
  } catch (const Error&) {
    // The member is forgotten all the same; whoever tells the user says what is left to do.
  }
  return done;
}

} // namespace loyalty::app
