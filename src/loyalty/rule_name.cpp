// SPDX-License-Identifier: MIT
#include "loyalty/rule_name.hpp"

#include <algorithm>
#include <optional>

#include "loyalty/money.hpp"

namespace loyalty {
namespace {

constexpr std::string_view separator = ", ";
constexpr std::string_view of_tier = "tier ";
constexpr std::string_view of_campaign = "campaign ";
constexpr std::string_view of_activity = "activity ";
constexpr std::string_view of_pack = "pack of tier ";
constexpr std::string_view of_reward = "reward ";
constexpr std::string_view of_referral = "referral";
constexpr std::string_view in_a_row = " days in a row";
constexpr std::string_view so_many = " invited";

struct Word {
  RuleKind kind;
  std::string_view text;
};
/// The kinds whose name is one word of their own.
constexpr Word kind_words[] = {{RuleKind::order_points, "points.earn"},
                               {RuleKind::order_growth, "growth.earn"},
                               {RuleKind::refund, "points.earn, refunds without an order"},
                               {RuleKind::by_hand, "by hand"},
                               {RuleKind::transfer, "transfer"},
                               {RuleKind::closed, "closed"},
                               {RuleKind::opening, "opening"},
                               {RuleKind::joining, "joining"},
                               {RuleKind::invited, "referral, invited"},
                               {RuleKind::inviter, "referral, inviter"}};

std::string start_of_name(const RuleName& rule) {
  const auto number = std::to_string(rule.number);
  switch (rule.kind) {
    case RuleKind::activity: return std::string(of_activity) + rule.subject;
    case RuleKind::streak:
      return std::string(of_activity) + rule.subject + std::string(separator) + number + std::string(in_a_row);
    case RuleKind::milestone: return std::string(of_referral) + std::string(separator) + number + std::string(so_many);
    case RuleKind::tier_pack: return std::string(of_pack) + rule.subject;
    case RuleKind::campaign: return std::string(of_campaign) + rule.subject;
    case RuleKind::reward: return std::string(of_reward) + rule.subject;
    default: break;
  }
  const auto* const word = std::ranges::find(kind_words, rule.kind, &Word::kind);
  return word == std::end(kind_words) ? rule.subject : std::string(word->text);
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return parts;
}

/// What stands behind the word; nullopt where the part does not begin with it.
std::optional<std::string> after(std::string_view part, std::string_view word) {
  if (!part.starts_with(word)) return std::nullopt;
  return std::string(part.substr(word.size()));
}

std::optional<std::int64_t> before(std::string_view part, std::string_view word) {
  return part.ends_with(word) ? parse_whole(part.substr(0, part.size() - word.size())) : std::nullopt;
}

RuleName begun_by(std::string_view part) {
  const auto* const word = std::ranges::find(kind_words, part, &Word::text);
  if (word != std::end(kind_words)) return {.kind = word->kind};
  if (auto id = after(part, of_activity)) return {.kind = RuleKind::activity, .subject = *std::move(id)};
  if (auto id = after(part, of_pack)) return {.kind = RuleKind::tier_pack, .subject = *std::move(id)};
  if (auto id = after(part, of_campaign)) return {.kind = RuleKind::campaign, .subject = *std::move(id)};
  if (auto id = after(part, of_reward)) return {.kind = RuleKind::reward, .subject = *std::move(id)};
  return {};
}

void go_on(RuleName& rule, std::string_view part) {
  if (auto tier = after(part, of_tier)) rule.tier = *std::move(tier);
  if (auto campaign = after(part, of_campaign)) rule.campaigns.push_back(*std::move(campaign));
  if (const auto days = before(part, in_a_row)) {
    rule.kind = RuleKind::streak;
    rule.number = *days;
  }
  if (const auto members = before(part, so_many)) {
    rule.kind = RuleKind::milestone;
    rule.number = *members;
  }
}

} // namespace

std::string to_string(const RuleName& rule) {
  auto text = start_of_name(rule);
  if (!rule.tier.empty()) text.append(separator).append(of_tier).append(rule.tier);
  for (const auto& campaign : rule.campaigns) text.append(separator).append(of_campaign).append(campaign);
  return text;
}

RuleName rule_named(std::string_view text) {
  const auto* const word = std::ranges::find(kind_words, text, &Word::text);
  if (word != std::end(kind_words)) return {.kind = word->kind};
  const auto parts = parts_of(text);
  RuleName rule = parts.empty() ? RuleName{} : begun_by(parts.front());
  for (std::size_t at = 1; at < parts.size(); ++at) go_on(rule, parts[at]);
  // A name that would be written otherwise is no name of these kinds.
  return to_string(rule) == text ? rule : RuleName{.subject = std::string(text)};
}

std::vector<std::string> campaigns_of(const RuleName& rule) {
  std::vector<std::string> campaigns;
  if (rule.kind == RuleKind::campaign) campaigns.push_back(rule.subject);
  campaigns.insert(campaigns.end(), rule.campaigns.begin(), rule.campaigns.end());
  return campaigns;
}

} // namespace loyalty
