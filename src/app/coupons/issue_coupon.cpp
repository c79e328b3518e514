// SPDX-License-Identifier: MIT
#include "app/coupons/issue_coupon.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "loyalty/error.hpp"
#include "loyalty/figures.hpp"
#include "messages/counts.hpp"
#include "messages/suggest.hpp"
#include "shop/closed.hpp"
#include "shop/held_out.hpp"
#include "shop/member_names.hpp"
#include "shop/walked_members.hpp"
#include "store/members.hpp"

namespace loyalty::app {
namespace {

/// Whoever shows the voucher.
constexpr std::optional<MemberId> bearer;

/// From so many members on it is faster to read them all than to look each one up.
constexpr std::size_t many_members = 2'000;

/// Somebody to be given a voucher; without a number for a key that nobody is known by.
struct Recipient {
  std::optional<MemberId> id = {};
  std::string key;
};

const Coupon& require_coupon(const Program& program, const std::string& id) {
  if (const auto* coupon = program.coupon(id)) return *coupon;
  std::vector<std::string_view> known;
  for (const auto& coupon : program.coupons) known.push_back(coupon.id);
  throw Error(Failure::refused, "loyalty.toml has no coupon {coupon}"_en(id), {}, messages::which_there_are(id, known))
      .named(to_string(Refusal::coupon_not_found));
}

/// The members who meet the condition, by number.
std::vector<Recipient> those_who(const shop::Context& context, const Timeline& timeline, const Condition& who) {
  std::vector<Recipient> recipients;
  const auto chosen = shop::members_who(context.ledger, timeline, who, context.as_of);
  auto next = chosen.begin();
  for (auto& member : store::members(context.ledger)) {
    while (next != chosen.end() && *next < member.id) ++next;
    if (next != chosen.end() && *next == member.id) recipients.push_back({member.id, std::move(member.key)});
  }
  return recipients;
}

std::unordered_map<std::string, MemberId> numbers_by_key(store::Ledger& ledger) {
  std::unordered_map<std::string, MemberId> numbers;
  for (auto& member : store::members(ledger)) numbers.emplace(std::move(member.key), member.id);
  return numbers;
}

std::vector<Recipient> listed(store::Ledger& ledger, const std::vector<std::string>& keys) {
  std::unordered_map<std::string, MemberId> numbers;
  if (keys.size() >= many_members) numbers = numbers_by_key(ledger);
  std::vector<Recipient> recipients;
  for (const auto& key : keys) {
    const auto number = numbers.find(key);
    if (number != numbers.end())
      recipients.push_back({number->second, key});
    else if (const auto member = store::find_member(ledger, key))
      recipients.push_back({member->id, member->key});
    else
      recipients.push_back({std::nullopt, key});
  }
  return recipients;
}

std::vector<Recipient> recipients_of(const shop::Context& context, const Timeline& timeline,
                                     const IssueRequest& request, const std::optional<Condition>& who) {
  if (!request.list && request.members.empty()) return those_who(context, timeline, who.value_or(Condition{}));
  if (request.list) return listed(context.ledger, request.members);
  std::vector<Recipient> recipients;
  for (const auto& key : request.members) {
    const auto member = store::require_member(context.ledger, key);
    recipients.push_back({member.id, member.key});
  }
  return recipients;
}

/// One look for one member, all of the coupon for several.
std::optional<MemberId> only_one(const std::vector<Recipient>& recipients) {
  return recipients.size() == 1 ? recipients.front().id : std::nullopt;
}

/// Who of the recipients the coupon is meant for.
class Audience {
 public:
  Audience(const shop::Context& context, const Timeline& timeline, const Condition& condition,
           const std::vector<Recipient>& recipients)
      : everybody_(is_everybody(condition)) {
    if (everybody_) return;
    if (recipients.size() != 1) {
      const auto all = shop::members_who(context.ledger, timeline, condition, context.as_of);
      members_.insert(all.begin(), all.end());
      return;
    }
    const auto only = recipients.front().id;
    if (!only) return;
    shop::walk_member(context.ledger, timeline, *only, context.as_of, [&](const History& history, Engine& engine) {
      if (known_on(history, context.as_of) && engine.meets(condition, context.as_of)) members_.insert(*only);
    });
  }

  bool has(MemberId member) const { return everybody_ || members_.contains(member); }

 private:
  bool everybody_;
  std::unordered_set<MemberId> members_;
};

std::string counts_of(const IssueResult& result) {
  return messages::counts_text(
      {{"issued", result.issued.size()}, {"issued_before", result.already.size()}, {"refused", result.refused.size()}});
}

std::optional<Money> most_of(const AmountOff& kind) { return kind.amount; }
std::optional<Money> most_of(const PercentOff& kind) { return kind.max_discount; }

std::optional<Money> most_of(const LadderOff& ladder) {
  Money most;
  for (const auto& step : ladder.steps) {
    const auto* amount = std::get_if<Money>(&step.off);
    if (amount == nullptr) return std::nullopt;
    most = std::max(most, *amount);
  }
  return most;
}

std::optional<Money> most_of(const PiecesOff& rule) {
  const auto* each = std::get_if<Money>(&rule.value);
  if (each == nullptr || !rule.times) return std::nullopt;
  const auto pieces = *rule.times > most_pieces ? most_pieces : std::min(most_pieces, rule.get * *rule.times);
  return Money{std::min(Money::limit, each->minor * pieces)};
}

std::optional<Money> most_of(const LinePrice&) { return std::nullopt; }

/// What is given otherwise takes nothing off the goods.
template <class Kind>
std::optional<Money> most_of(const Kind&) {
  return Money{};
}

/// One run of the command.
class Issue {
 public:
  Issue(const shop::Context& context, const shop::ProgramText& program, const IssueRequest& request)
      : context_(context),
        request_(request),
        work_(context, store::BatchKind::coupon_issued),
        in_force_(shop::take_program(work_, program)),
        coupon_(require_coupon(*in_force_.program, request.coupon)),
        key_(request.key.value_or(daily_key(context.as_of))),
        writer_(context.ledger, work_.batch()) {}

  IssueResult to_members(const ConditionOf& who) {
    const auto recipients =
        recipients_of(context_, in_force_.timeline, request_, who ? who(*in_force_.program) : request_.who);
    const Audience audience(context_, in_force_.timeline, coupon_.audience, recipients);
    Issuer issuer(work_, writer_, coupon_, chosen() ? std::nullopt : only_one(recipients));
    issuer.pass_over(shop::held_out(context_.ledger, context_.as_of));
    issuer.shut_out(shop::closed_members(context_.ledger, context_.as_of));
    std::unordered_set<MemberId> met;
    for (const auto& recipient : recipients)
      if (!recipient.id)
        result_.refused.push_back({recipient.key, Refusal::member_not_found});
      else if (met.insert(*recipient.id).second)
        give(issuer, recipient, audience.has(*recipient.id));
    if (chosen() && request_.key) answer_for_others(issuer, met);
    return finish();
  }

  /// The same key and count again are the same issue: only what is missing is added. Others are numbered on.
  IssueResult to_bearers() {
    Issuer issuer(work_, writer_, coupon_);
    const auto numbered = [&](std::int64_t number) { return key_ + " #" + std::to_string(number); };
    std::int64_t before = 0;
    while (request_.again && !issuer.given(bearer, numbered(before + 1)).empty()) ++before;
    for (std::int64_t number = before + 1; number <= before + request_.count; ++number) {
      const auto key = numbered(number);
      if (answered(issuer, {bearer, {}}, key)) continue;
      if (const auto why = issuer.refusal(unlimited(), bearer, context_.as_of, true)) {
        result_.refused.push_back({{}, *why});
        break;
      }
      note(issuer.issue(coupon_, in_force_.id, bearer, store::for_request(key), context_.as_of), {});
    }
    return finish();
  }

 private:
  /// What a member may have is no bound for vouchers that belong to nobody yet.
  const Coupon& unlimited() {
    if (!unlimited_) {
      unlimited_ = coupon_;
      unlimited_->per_member.reset();
    }
    return *unlimited_;
  }

  /// Whether members are meant by a condition, and none was asked for by name.
  bool chosen() const { return request_.members.empty() && !request_.list; }

  void give(Issuer& issuer, const Recipient& recipient, bool in_audience) {
    if (!request_.again && answered(issuer, recipient, key_)) return;
    if (!in_audience && chosen()) {
      ++result_.outside;
      return;
    }
    if (const auto why = issuer.refusal(coupon_, recipient.id, context_.as_of, in_audience))
      return result_.refused.push_back({recipient.key, *why});
    note(issuer.issue(coupon_, in_force_.id, recipient.id, store::for_request(key_), context_.as_of), recipient.key);
  }

  /// Answers with what the key has given before; false: nothing yet.
  bool answered(const Issuer& issuer, const Recipient& recipient, const std::string& key) {
    const auto given = issuer.given(recipient.id, key);
    for (const auto& voucher : given)
      result_.already.push_back({voucher.code, recipient.key, voucher.last_day, places_++});
    return !given.empty();
  }

  /// A condition need not hold any more for all whom the key has given a voucher: their codes are not lost.
  void answer_for_others(const Issuer& issuer, const std::unordered_set<MemberId>& met) {
    auto others = issuer.given_under(key_);
    std::erase_if(others, [&](MemberId member) { return met.contains(member); });
    if (others.empty()) return;
    const shop::MemberNames names(context_.ledger);
    for (const auto member : others) answered(issuer, {member, std::string(names.key(member))}, key_);
  }

  void note(const Voucher& voucher, const std::string& member) {
    result_.issued.push_back(
        {context_.dry_run ? std::string(code_to_come) : voucher.code, member, voucher.last_day, places_++});
  }

  IssueResult finish() {
    if (const auto each = most_off(coupon_.kind))
      result_.most = Money{scale(each->minor, std::ssize(result_.issued), 1, Rounding::floor)};
    if (!result_.issued.empty())
      result_.receipt = work_.finish({.program = in_force_.id, .counts = counts_of(result_)});
    return std::move(result_);
  }

  const shop::Context& context_;
  const IssueRequest& request_;
  shop::Work work_;
  shop::ProgramInForce in_force_;
  const Coupon& coupon_;
  std::string key_;
  store::VoucherWriter writer_;
  std::optional<Coupon> unlimited_;
  std::size_t places_ = 0;
  IssueResult result_;
};

} // namespace

std::vector<const Issued*> IssueResult::vouchers() const {
  std::vector<const Issued*> all(issued.size() + already.size());
  for (const auto* part : {&issued, &already})
    for (const auto& each : *part) all[each.place] = &each;
  return all;
}

std::optional<Money> most_off(const CouponKind& kind) {
  return std::visit([](const auto& each) { return most_of(each); }, kind);
}

IssueResult issue_coupon(const shop::Context& context, const shop::ProgramText& program, const IssueRequest& request,
                         const ConditionOf& who) {
  Issue issue(context, program, request);
  return request.count > 0 ? issue.to_bearers() : issue.to_members(who);
}

} // namespace loyalty::app
