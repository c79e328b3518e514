// SPDX-License-Identifier: MIT
#include "app/members/member_intake.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/orders/forgotten_buyers.hpp"
#include "app/orders/told_twice.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/numbers.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"
#include "shop/member_wallet.hpp"
#include "store/orders.hpp"

namespace loyalty::app {
namespace {

constexpr auto opening_reason = "opening";

std::string opening_key(MemberId member, std::string_view what) { return fmt::format("opening {} {}", member, what); }

Objection contradiction(std::string column, Message what, Message hint) {
  return {std::move(column), std::move(what), std::move(hint)};
}

bool same(const Act& left, const Act& right) {
  return left.points == right.points && left.subject == right.subject && left.text == right.text &&
         left.until == right.until && left.money == right.money && left.kind == right.kind;
}

/// By its id or, as other systems name tiers, its title.
const Tier* tier_meant(const Program& program, std::string_view word) {
  if (const auto* tier = program.tier(word)) return tier;
  const auto named = std::ranges::find(program.tiers, word, &Tier::name);
  return named == program.tiers.end() ? nullptr : &*named;
}

} // namespace

MemberIntake::MemberIntake(shop::Work& work, const Program& program, const Manner& manner)
    : work_(work),
      program_(program),
      manner_(manner),
      members_(work.ledger(), manner.many_rows),
      keys_(work.ledger()),
      writer_(work.ledger(), work.batch()),
      inviters_(work.ledger()),
      forgotten_(work.ledger()) {}

MemberIntake::MaybeObjection MemberIntake::check_row(const files::MemberRow& row) {
  if (auto objection = check_key(row.member_id)) return objection;
  const auto [first, is_first] = lines_.try_emplace(row.member_id, row.origin.line);
  if (!is_first)
    return Objection{"member_id", "the member is in the file twice, first on line {line}"_en(first->second), {}};
  for (const auto& tag : row.tags)
    if (auto objection = check_tag(tag)) return objection;
  for (const auto& [name, value] : row.fields)
    if (auto objection = check_field(program_, name, value)) return objection;
  return check_tier(row);
}

MemberIntake::MaybeObjection MemberIntake::check_tier(const files::MemberRow& row) {
  tier_ = row.tier.empty() ? nullptr : tier_meant(program_, row.tier);
  if (!row.tier.empty() && tier_ == nullptr && manner_.profile.foreign) {
    ++strange_tiers_[row.tier];
  } else if (!row.tier.empty() && tier_ == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& tier : program_.tiers) ids.push_back(tier.id);
    const auto meant = messages::suggest(row.tier, ids);
    return Objection{"tier", "loyalty.toml has no tier {tier}"_en(messages::shown_value(row.tier)),
                     meant.empty() ? Message() : "did you mean {word}?"_en(meant)};
  }
  if (row.tier_until && *row.tier_until < day_of(row))
    return Objection{"tier_until", "{day} is already past"_en(*row.tier_until), "leave the tier out"_en};
  return std::nullopt;
}

MemberIntake::MaybeObjection MemberIntake::check_known(const files::MemberRow& row, const store::Member& member) {
  if (row.joined_on && member.joined_on && row.joined_on != member.joined_on)
    return contradiction("joined_on", "the member joined on {day}"_en(*member.joined_on),
                         "leave joined_on empty; the joining date does not change"_en);
  if (row.birthday && state_.birthday && row.birthday != state_.birthday)
    return contradiction("birthday", "the member is in the ledger with another birthday"_en,
                         "change what is known with: loyalty set-member"_en);
  return std::nullopt;
}

store::StoredAct MemberIntake::act_of(const files::MemberRow& row, ActKind kind, std::string subject) const {
  return {.act = {.day = day_of(row), .kind = kind, .subject = std::move(subject)},
          .reason = opening_reason,
          .own_words = true};
}

MemberIntake::MaybeObjection MemberIntake::add_opening(std::string_view column, store::StoredAct act,
                                                       std::optional<MemberId> known) {
  act.key = column; // made whole once the member has a number
  if (known) {
    if (const auto before = keys_.find(opening_key(*known, column))) {
      if (same(before->act, act.act)) return std::nullopt;
      return contradiction(
          std::string(column), "batch {batch} imported another value"_en(before->batch),
          "change it with loyalty adjust-points or loyalty set-member; if it was wrong, undo the batch "
          "and import again: loyalty undo-batch {batch}"_en(before->batch));
    }
  }
  acts_.push_back(std::move(act));
  return std::nullopt;
}

void MemberIntake::add_trait(std::string key, store::StoredAct act, std::optional<MemberId> known) {
  // What the shop has said itself since the last file stays, as long as the files say what they said.
  if (known)
    if (const auto before = keys_.latest(opening_key(*known, key), act.act.day); before && same(before->act, act.act))
      return;
  act.key = std::move(key);
  acts_.push_back(std::move(act));
}

MemberIntake::MaybeObjection MemberIntake::gather_wallet(const files::MemberRow& row, std::optional<MemberId> known) {
  if (row.wallet.value_or(Money{}) == Money{}) return std::nullopt;
  const auto& rules = program_.wallet;
  if (!rules.open) {
    left_wallets_ += *row.wallet;
    ++wallets_left_;
    return std::nullopt;
  }
  const auto before = acts_.size();
  auto act = act_of(row, ActKind::top_up);
  act.act.money = *row.wallet;
  if (auto objection = add_opening("wallet", std::move(act), known)) return objection;
  const Money held = known ? shop::wallet_of(work_.ledger(), *known, never).balance() : Money{};
  if (acts_.size() == before || held + *row.wallet <= rules.limit) return std::nullopt;
  return Objection{"wallet",
                   "the wallet would hold {amount}, more than the limit of {limit}"_en(
                       Amount{held + *row.wallet, program_.currency}, Amount{rules.limit, program_.currency}),
                   "pay out what is above it first, or leave the wallet out"_en};
}

MemberIntake::MaybeObjection MemberIntake::gather_openings(const files::MemberRow& row, std::optional<MemberId> known) {
  const auto add_points = [&](std::string_view column, ActKind kind, Points points) {
    auto act = act_of(row, kind);
    act.act.points = points;
    if (manner_.on_top) act.act.text = opening_on_top;
    return add_opening(column, std::move(act), known);
  };
  // Nothing to begin with is a balance too: earlier orders bring no points either.
  if (row.points)
    if (auto objection = add_points("points", ActKind::opening, *row.points)) return objection;
  if (row.growth.value_or(0) > 0)
    if (auto objection = add_points("growth", ActKind::opening_growth, *row.growth)) return objection;
  return gather_wallet(row, known);
}

void MemberIntake::gather_traits(const files::MemberRow& row, std::optional<MemberId> known) {
  if (tier_ != nullptr) {
    auto act = act_of(row, ActKind::grant, tier_->id);
    act.act.until = row.tier_until.value_or(never);
    add_trait("tier", std::move(act), known);
  }
  for (const auto& tag : row.tags)
    if (!state_.tags.contains(tag)) add_trait("tag " + tag, act_of(row, ActKind::tag, tag), known);
  // A tag goes that files brought and this one, which names others, does not.
  for (const auto& tag : state_.tags) {
    const auto brought = known ? keys_.latest(opening_key(*known, "tag " + tag), day_of(row)) : std::nullopt;
    if (brought && !row.tags.empty() && std::ranges::find(row.tags, tag) == row.tags.end())
      add_trait("tag " + tag, act_of(row, ActKind::untag, tag), known);
  }
  for (const auto& [name, value] : row.fields) {
    const auto before = state_.fields.find(name);
    if (before != state_.fields.end() && before->second == value) continue;
    auto act = act_of(row, ActKind::field, name);
    act.act.text = value;
    add_trait("field " + name, std::move(act), known);
  }
  if (row.opted_out && !state_.opted_out) add_trait("opted_out", act_of(row, ActKind::opt_out), known);
}

MemberIntake::MaybeObjection MemberIntake::gather(const files::MemberRow& row, std::optional<MemberId> known) {
  acts_.clear();
  gather_traits(row, known);
  return gather_openings(row, known);
}

bool MemberIntake::write_personal(const files::MemberRow& row, const store::Member& before, MemberId member) {
  bool news = !row.name.empty() && row.name != before.name;
  if (news && !before.name.empty())
    store::set_name(work_.ledger(), work_.batch(), member, row.name);
  else
    members_.note_name(member, row.name);
  if (row.birthday && !state_.birthday) {
    store::add_birthday(work_.ledger(), work_.batch(), member, {day_of(row), *row.birthday});
    news = true;
  }
  const store::Identity phone{"phone", row.phone};
  if (is_masked(row.phone)) {
    ++masked_phones_;
  } else if (!row.phone.empty() && !store::holder(work_.ledger(), phone)) {
    store::add_identity(work_.ledger(), work_.batch(), member, phone);
    news = true;
  }
  return news;
}

MemberIntake::Judgement MemberIntake::take(files::MemberRow& row) {
  if (manner_.profile.known_by_phone)
    if (const auto holder = store::find_member(work_.ledger(), row.phone); holder && holder->key != row.member_id) {
      row.member_id = holder->key;
      row.joined_on.reset(); // they joined here on a day of their own
    }
  if (was_forgotten(row)) return {.passed_over = true};
  if (auto objection = check_row(row)) return {.objection = std::move(objection)};
  if (store::merged_into(work_.ledger(), row.member_id)) {
    ++merged_;
    return {};
  }
  const auto known = members_.find(row.member_id);
  const bool is_new = !known;
  state_ = is_new ? shop::MemberState{} : shop::member_state(work_.ledger(), *known, day_of(row));
  const auto member = is_new ? store::Member{} : store::require_member(work_.ledger(), row.member_id);
  const bool becomes_one = !is_new && !member.joined_on && bought_by(*known).member_since == never;
  if (!is_new)
    if (auto objection = check_known(row, member)) return {.objection = std::move(objection)};
  // Whoever has the phone may stand in the same file, and is to be named.
  if (const auto holder = store::holder(work_.ledger(), {"phone", row.phone}); holder && members_.is_new(*holder))
    members_.save(work_.batch());
  if (!row.phone.empty() && !is_masked(row.phone))
    if (auto objection = check_identity(work_.ledger(), known, {"phone", row.phone}))
      return {.objection = std::move(objection)};
  if (auto objection = gather(row, known)) return {.objection = std::move(objection)};

  const auto id = members_.find_or_add(row.member_id);
  const Day joined = is_new || becomes_one ? row.joined_on.value_or(day_of(row)) : day_of(row);
  if (becomes_one) {
    acts_.push_back(shop::joins(id, joined));
    ++became_members_;
  }
  const bool news = write_personal(row, member, id) || is_new || !acts_.empty();
  if (is_new) members_.note_joined(id, joined);
  joined_before_ += !is_new && !becomes_one && row.joined_on && !member.joined_on ? 1 : 0;
  keep(id, is_new);
  if (news) facts_.push_back({id, std::min(joined, day_of(row))});
  return {.news = news};
}

bool MemberIntake::was_forgotten(const files::MemberRow& row) {
  if (forgotten_.none() || manner_.remember || members_.find(row.member_id)) return false;
  const bool is = forgotten_.find(row.member_id) || forgotten_.find(store::Identity{"phone", row.phone});
  forgotten_rows_ += is ? 1 : 0;
  return is;
}

void MemberIntake::keep(MemberId member, bool is_new) {
  for (auto& act : acts_) {
    if (!is_new && act.act.kind == ActKind::opening && act.act.text.empty()) openings_[member] = act.act.day;
    act.member = member;
    if (act.reason == opening_reason) act.key = opening_key(member, act.key);
    pending_.push_back(std::move(act));
  }
  if (pending_.size() >= rows_at_once) flush();
}

MemberIntake::Judgement MemberIntake::take_inviter(const files::MemberRow& row) {
  if (store::merged_into(work_.ledger(), row.member_id)) return {};
  const auto member = *members_.find(row.member_id);
  const auto inviter = members_.find(row.inviter);
  const auto refuse = [&row](Message why) {
    auto hint =
        "{member} is in the ledger without an inviter; fix the inviter and import the row again"_en(row.member_id);
    return Judgement{.objection = Objection{"inviter", std::move(why), std::move(hint)}};
  };
  if (!inviter) return refuse("there is no member {member}"_en(row.inviter));
  if (inviters_.of(member) == inviter) return {};
  const bool ordered = !members_.is_new(member) && bought_by(member).first != never;
  if (const auto refusal = inviters_.check(member, *inviter, {.has_ordered = ordered}))
    return refuse(sentence(*refusal, row.member_id, row.inviter));
  inviters_.add(member, *inviter);
  pending_.push_back({.member = member,
                      .act = {.day = day_of(row), .kind = ActKind::invite, .other = inviter},
                      .reason = opening_reason,
                      .key = opening_key(member, "inviter"),
                      .own_words = true});
  facts_.push_back({member, day_of(row)});
  facts_.push_back({*inviter, day_of(row)});
  if (pending_.size() >= rows_at_once) flush();
  return {.news = true};
}

store::Purchases::Bought MemberIntake::bought_by(MemberId member) {
  if (!purchases_) purchases_.emplace(work_.ledger());
  return purchases_->of(member);
}

void MemberIntake::flush() {
  members_.save(work_.batch());
  for (const auto& act : pending_) writer_.write(act);
  pending_.clear();
  work_.batch().flush();
}

void MemberIntake::finish() {
  flush();
  if (!openings_.empty()) orders_before_ = store::bought_before(work_.ledger(), openings_);
  if (!facts_.empty()) store::mark_due(work_.ledger(), facts_);
}

std::vector<Message> MemberIntake::notes() const {
  std::vector<Message> notes;
  if (masked_phones_ > 0)
    notes.push_back(counted(masked_phones_, "{phones} phone number is masked and was ignored"_en,
                            "{phones} phone numbers are masked and were ignored"_en, masked_phones_));
  if (merged_ > 0)
    notes.push_back(counted(merged_, "{rows} row is of a member who was merged into another, and was ignored"_en,
                            "{rows} rows are of members who were merged into others, and were ignored"_en, merged_));
  if (forgotten_rows_ > 0) notes.push_back(forgotten_note(forgotten_rows_, "ignored"_en));
  if (!strange_tiers_.empty()) {
    std::vector<Message> tiers;
    for (const auto& [tier, rows] : strange_tiers_)
      tiers.push_back(
          counted(rows, "{tier} ({rows} row)"_en, "{tier} ({rows} rows)"_en, messages::shown_value(tier), rows));
    notes.push_back("tiers that loyalty.toml does not have were ignored: {tiers}"_en(std::move(tiers)));
  }
  if (wallets_left_ > 0)
    notes.push_back(counted(wallets_left_,
                            "{wallets} wallet with {amount} was not imported: loyalty.toml has no [wallet]; add it and "
                            "import the file again"_en,
                            "{wallets} wallets with {amount} in total were not imported: loyalty.toml has no [wallet]; "
                            "add it and import the file again"_en,
                            wallets_left_, Amount{left_wallets_, program_.currency}));
  if (orders_before_.orders > 0) notes.push_back(opening_note(orders_before_.orders, orders_before_.members));
  if (joined_before_ > 0)
    notes.push_back(counted(
        joined_before_, "{members} member was known before: the day of their first order stays the joining date"_en,
        "{members} members were known before: the day of their first order stays the joining date"_en, joined_before_));
  return notes;
}

} // namespace loyalty::app
