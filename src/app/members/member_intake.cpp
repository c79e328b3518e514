// SPDX-License-Identifier: MIT
#include "app/members/member_intake.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/orders/told_twice.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/numbers.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"
#include "store/orders.hpp"

namespace loyalty::app {
namespace {

constexpr auto change_hint = "change what is known with: loyalty set-member";

Objection contradiction(std::string column, std::string what, std::string hint = change_hint) {
  return {std::move(column), std::move(what), std::move(hint)};
}

bool same(const Act& left, const Act& right) {
  return left.points == right.points && left.subject == right.subject && left.text == right.text &&
         left.until == right.until;
}

} // namespace

MemberIntake::MemberIntake(shop::Work& work, const Program& program, bool many_rows, bool on_top)
    : work_(work),
      program_(program),
      on_top_(on_top),
      members_(work.ledger(), many_rows),
      keys_(work.ledger()),
      writer_(work.ledger(), work.batch()),
      inviters_(work.ledger()) {}

MemberIntake::MaybeObjection MemberIntake::check_row(const files::MemberRow& row) {
  if (auto objection = check_key(row.member_id)) return objection;
  const auto [first, is_first] = lines_.try_emplace(row.member_id, row.origin.line);
  if (!is_first)
    return Objection{"member_id", fmt::format("the member stands twice, first on line {}", first->second), {}};
  for (const auto& tag : row.tags)
    if (auto objection = check_tag(tag)) return objection;
  for (const auto& [name, value] : row.fields)
    if (auto objection = check_field(program_, name, value)) return objection;
  if (!row.tier.empty() && program_.tier(row.tier) == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& tier : program_.tiers) ids.push_back(tier.id);
    const auto meant = messages::suggest(row.tier, ids);
    return Objection{"tier", fmt::format("the program has no tier {}", messages::shown_value(row.tier)),
                     meant.empty() ? "" : fmt::format("did you mean {}?", meant)};
  }
  if (row.tier_until && *row.tier_until < day_of(row))
    return Objection{"tier_until", fmt::format("{} is over already", to_string(*row.tier_until)), "leave the tier out"};
  return std::nullopt;
}

MemberIntake::MaybeObjection MemberIntake::check_known(const files::MemberRow& row, const store::Member& member) {
  if (!row.name.empty() && !member.name.empty() && row.name != member.name)
    return contradiction("name", "the member is known by another name");
  if (row.joined_on && member.joined_on && row.joined_on != member.joined_on)
    return contradiction("joined_on", fmt::format("the member joined on {}", to_string(*member.joined_on)),
                         "leave joined_on empty; the day of joining does not change");
  if (row.birthday && state_.birthday && row.birthday != state_.birthday)
    return contradiction("birthday", "the member is known with another birthday");
  return std::nullopt;
}

MemberIntake::MaybeObjection MemberIntake::gather_act(const std::string& column, const std::string& key,
                                                      store::StoredAct act, std::optional<MemberId> known,
                                                      MaybeObjection otherwise) {
  if (known) {
    act.member = *known;
    act.key = fmt::format("opening {} {}", *known, key);
    if (const auto before = keys_.find(act.key)) {
      if (same(before->act, act.act)) return std::nullopt;
      return contradiction(column, fmt::format("another value was taken over in batch {}", before->batch),
                           "adjust-points and set-member change it; if it was wrong, undo its batch and import again");
    }
    if (otherwise) return otherwise;
  } else {
    act.key = key; // made whole once the member has a number
  }
  acts_.push_back(std::move(act));
  return std::nullopt;
}

MemberIntake::MaybeObjection MemberIntake::gather(const files::MemberRow& row, std::optional<MemberId> known) {
  acts_.clear();
  const auto act = [day = day_of(row)](ActKind kind, std::string subject = {}) {
    return store::StoredAct{.act = {.day = day, .kind = kind, .subject = std::move(subject)}, .reason = "opening"};
  };
  MaybeObjection objection;
  const auto add = [&](const std::string& column, const std::string& key, store::StoredAct stored,
                       MaybeObjection otherwise = {}) {
    if (!objection) objection = gather_act(column, key, std::move(stored), known, std::move(otherwise));
  };
  const auto add_points = [&](const std::string& column, ActKind kind, Points points) {
    auto stored = act(kind);
    stored.act.points = points;
    if (on_top_) stored.act.text = opening_on_top;
    add(column, column, std::move(stored));
  };
  // Nothing to begin with is a balance too: earlier orders bring no points either.
  if (row.points) add_points("points", ActKind::opening, *row.points);
  if (row.growth.value_or(0) > 0) add_points("growth", ActKind::opening_growth, *row.growth);
  if (!row.tier.empty()) {
    auto stored = act(ActKind::grant, row.tier);
    stored.act.until = row.tier_until.value_or(never);
    add("tier", "tier", std::move(stored));
  }
  for (const auto& tag : row.tags)
    if (!state_.tags.contains(tag)) add("tags", "tag " + tag, act(ActKind::tag, tag));
  for (const auto& [name, value] : row.fields) {
    const auto before = state_.fields.find(name);
    if (before != state_.fields.end() && before->second == value) continue;
    auto stored = act(ActKind::field, name);
    stored.act.text = value;
    MaybeObjection otherwise;
    if (before != state_.fields.end())
      otherwise = contradiction("field." + name, fmt::format("the field {} is {} already", name, before->second));
    add("field." + name, "field " + name, std::move(stored), std::move(otherwise));
  }
  if (row.opted_out && !state_.opted_out) add("opted_out", "opted_out", act(ActKind::opt_out));
  return objection;
}

bool MemberIntake::write_personal(const files::MemberRow& row, MemberId member) {
  bool news = false;
  members_.note_name(member, row.name);
  if (row.birthday && !state_.birthday) {
    store::add_birthday(work_.ledger(), work_.batch(), member, {day_of(row), *row.birthday});
    news = true;
  }
  const store::Identity phone{"phone", row.phone};
  if (is_masked(row.phone)) {
    ++masked_phones_;
  } else if (!row.phone.empty() && !store::holder(work_.ledger(), phone)) {
    store::add_identity(work_.ledger(), member, phone);
    news = true;
  }
  return news;
}

MemberIntake::Judgement MemberIntake::take(const files::MemberRow& row) {
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
  Judgement judgement{.news = is_new || !acts_.empty() || (member.name.empty() && !row.name.empty())};
  judgement.news = write_personal(row, id) || judgement.news;
  if (is_new) members_.note_joined(id, joined);
  joined_before_ += !is_new && !becomes_one && row.joined_on && !member.joined_on ? 1 : 0;
  for (auto& act : acts_) {
    if (!is_new && act.act.kind == ActKind::opening && act.act.text.empty()) openings_[id] = act.act.day;
    act.member = id;
    if (is_new) act.key = fmt::format("opening {} {}", id, act.key);
    pending_.push_back(std::move(act));
  }
  if (judgement.news) facts_.push_back({id, std::min(joined, day_of(row))});
  if (pending_.size() >= rows_at_once) flush();
  return judgement;
}

MemberIntake::Judgement MemberIntake::take_inviter(const files::MemberRow& row) {
  if (store::merged_into(work_.ledger(), row.member_id)) return {};
  const auto member = *members_.find(row.member_id);
  const auto inviter = members_.find(row.inviter);
  const auto refuse = [&row](std::string why) {
    auto hint = fmt::format("{} is in the ledger without; mend the inviter and import the row again", row.member_id);
    return Judgement{.objection = Objection{"inviter", std::move(why), std::move(hint)}};
  };
  if (!inviter) return refuse(fmt::format("there is no member {}", row.inviter));
  if (inviters_.of(member) == inviter) return {};
  const bool ordered = !members_.is_new(member) && bought_by(member).first != never;
  if (const auto refusal = inviters_.check(member, *inviter, {.has_ordered = ordered}))
    return refuse(sentence(*refusal, row.member_id, row.inviter));
  inviters_.add(member, *inviter);
  pending_.push_back({.member = member,
                      .act = {.day = day_of(row), .kind = ActKind::invite, .other = inviter},
                      .reason = "opening",
                      .key = fmt::format("opening {} inviter", member)});
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

std::vector<std::string> MemberIntake::notes() const {
  std::vector<std::string> notes;
  if (masked_phones_ > 0)
    notes.push_back(fmt::format("{} phone numbers are masked and were passed over", masked_phones_));
  if (merged_ > 0)
    notes.push_back(fmt::format("{} {} of members who were merged into others, and passed over", merged_,
                                merged_ == 1 ? "row is" : "rows are"));
  if (orders_before_.orders > 0) notes.push_back(opening_note(orders_before_.orders, orders_before_.members));
  if (joined_before_ > 0)
    notes.push_back(fmt::format("{} members were known before: the day of their first order stays the day of joining",
                                joined_before_));
  return notes;
}

} // namespace loyalty::app
