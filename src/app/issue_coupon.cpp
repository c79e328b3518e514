// SPDX-License-Identifier: MIT
#include "app/issue_coupon.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "formats/suggest.hpp"
#include "loyalty/error.hpp"
#include "store/members.hpp"
#include "store/tiers_held.hpp"

namespace loyalty::app {
namespace {

/// From so many members on it is faster to read them all than to look each one up.
constexpr std::size_t many_members = 2'000;

/// Somebody to be given a voucher; number 0 for a key that nobody is known by.
struct Recipient {
  MemberId id = 0;
  std::string key;
};

[[noreturn]] void refuse_unknown(std::string_view what, const std::string& id, std::string reason,
                                 const std::vector<std::string_view>& known) {
  const auto meant = formats::suggest(id, known);
  const auto choice = known.empty() ? std::string("none yet") : fmt::format("{}", fmt::join(known, ", "));
  throw Error(Failure::refused, fmt::format("the program has no {} {}", what, id), std::move(reason),
              meant.empty() ? fmt::format("it has: {}", choice) : fmt::format("did you mean {}?", meant));
}

const Coupon& require_coupon(const Program& program, const std::string& id) {
  if (const auto* coupon = program.coupon(id)) return *coupon;
  std::vector<std::string_view> known;
  for (const auto& coupon : program.coupons) known.push_back(coupon.id);
  refuse_unknown("coupon", id, std::string(to_string(Refusal::coupon_not_found)), known);
}

void require_tiers(const Program& program, const std::vector<std::string>& ids) {
  std::vector<std::string_view> known;
  for (const auto& tier : program.tiers) known.push_back(tier.id);
  for (const auto& id : ids)
    if (program.tier(id) == nullptr) refuse_unknown("tier", id, {}, known);
}

std::vector<Recipient> holders(const Context& context, const std::vector<std::string>& tiers) {
  std::unordered_set<MemberId> holding;
  store::read_tiers_held(context.ledger, context.as_of, std::nullopt, [&](MemberId member, const std::string& tier) {
    if (std::find(tiers.begin(), tiers.end(), tier) != tiers.end()) holding.insert(member);
  });
  std::vector<Recipient> recipients;
  if (holding.empty()) return recipients;
  for (auto& member : store::members(context.ledger))
    if (holding.contains(member.id)) recipients.push_back({member.id, std::move(member.key)});
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
      recipients.push_back({0, key});
  }
  return recipients;
}

std::vector<Recipient> recipients_of(const Context& context, const IssueRequest& request) {
  if (!request.list && request.members.empty()) return holders(context, request.tiers);
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
  std::optional<MemberId> only;
  if (recipients.size() == 1) only = recipients.front().id;
  return only;
}

void give(Issuer& issuer, const Recipient& recipient, const std::string& key, bool again, bool dry_run,
          IssueResult& result) {
  if (recipient.id == 0) return result.refused.push_back({recipient.key, Refusal::member_not_found});
  const auto* given = issuer.given(recipient.id, key);
  if (given != nullptr && !again) return result.already.push_back({given->code, recipient.key, given->last_day});
  if (const auto why = issuer.refusal(recipient.id)) return result.refused.push_back({recipient.key, *why});
  const auto voucher = issuer.issue(recipient.id, key);
  result.issued.push_back({dry_run ? std::string(code_to_come) : voucher.code, recipient.key, voucher.last_day});
}

std::string counts_of(const IssueResult& result) {
  return fmt::format("issued {}, already issued {}, refused {}", result.issued.size(), result.already.size(),
                     result.refused.size());
}

}  // namespace

IssueResult issue_coupon(const Context& context, const ProgramText& program, const IssueRequest& request,
                         const Entropy& entropy) {
  Work work(context, "issue-coupon");
  const auto in_force = take_program(work, program);
  const auto& coupon = require_coupon(*in_force.program, request.coupon);
  require_tiers(*in_force.program, request.tiers);
  const auto recipients = recipients_of(context, request);
  Issuer issuer(work, in_force, coupon, entropy, only_one(recipients));
  const auto key = request.key.value_or(daily_key(context.as_of));
  IssueResult result;
  std::unordered_set<MemberId> met;
  for (const auto& recipient : recipients)
    if (recipient.id == 0 || met.insert(recipient.id).second)
      give(issuer, recipient, key, request.again, context.dry_run, result);
  if (!result.issued.empty()) result.receipt = work.finish({.program = in_force.id, .counts = counts_of(result)});
  return result;
}

}  // namespace loyalty::app
