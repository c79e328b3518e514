// SPDX-License-Identifier: MIT
#include <array>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::int64_t most_days = 36'500;

/// An occasion and the key that says more about it.
struct Occasion {
  std::string_view word;
  IssueRule::On on;
  std::string_view key = {};
  std::string_view example = {}; ///< empty: the key may be left out
};
constexpr std::array<Occasion, 8> occasions{{{"birthday", IssueRule::On::birthday, "days_before"},
                                             {"joining", IssueRule::On::joining},
                                             {"upgrade", IssueRule::On::upgrade, "tier"},
                                             {"order", IssueRule::On::order, "number", "number = 3"},
                                             {"invited", IssueRule::On::invited, "number", "number = 3"},
                                             {"dormant", IssueRule::On::dormant, "days", "days = 90"},
                                             {"campaign", IssueRule::On::campaign, "campaign", "campaign = \"…\""},
                                             {"membership", IssueRule::On::membership, "plan", "plan = \"…\""}}};
constexpr std::array<std::string_view, 6> issue_keys{"days_before", "tier", "number", "days", "campaign", "plan"};

const Occasion* read_occasion(const Field& field) {
  std::vector<std::string_view> words;
  words.reserve(occasions.size());
  for (const auto& occasion : occasions) words.push_back(occasion.word);
  const auto chosen = read_choice(field, words);
  return chosen ? &occasions.at(*chosen) : nullptr;
}

/// A campaign whose first day is known.
std::optional<std::string> read_campaign_day(const Field& field, const Known& known,
                                             const std::vector<Campaign>& campaigns) {
  auto id = read_known(field, known.campaigns);
  if (!id) return std::nullopt;
  for (const auto& campaign : campaigns)
    if (campaign.id == *id && !campaign.scope.from)
      field.error("campaign \"{campaign}\" has no first day"_en(*id),
                  "the voucher comes on the first day of the campaign"_en, "give the campaign a from"_en);
  return id;
}

void read_detail(const Field& field, const Known& known, const std::vector<Campaign>& campaigns, IssueRule& rule) {
  using On = IssueRule::On;
  const auto store = [&](std::optional<std::int64_t> number) { rule.number = number.value_or(0); };
  const auto name = [&](const std::optional<std::string>& id) { rule.subject = id.value_or(""); };
  switch (rule.on) {
    case On::birthday: return store(read_day_count(field, 0, 365));
    case On::joining: return;
    case On::upgrade: return name(read_known(field, known.tiers));
    case On::order:
    case On::invited: return store(read_whole(field, 1, most_times));
    case On::dormant: return store(read_day_count(field, 1, most_days));
    case On::campaign: return name(read_campaign_day(field, known, campaigns));
    case On::membership: return name(read_known(field, known.plans));
  }
}

std::optional<IssueRule> read_rule(const Field& field, const Known& known, const std::vector<Campaign>& campaigns) {
  if (!read_table(field, "{ on = \"birthday\", days_before = 7 }")) return std::nullopt;
  Section section(field);
  const auto on = section.need("on", "on = \"birthday\"");
  const auto* occasion = on ? read_occasion(*on) : nullptr;
  IssueRule rule;
  if (occasion != nullptr) rule.on = occasion->on;
  for (const auto key : issue_keys) {
    const auto detail = section.find(key);
    if (occasion == nullptr) continue;
    if (detail && key == occasion->key)
      read_detail(*detail, known, campaigns, rule);
    else if (detail)
      detail->error("{key} does not go with {other}"_en(detail->path, "on = " + in_quotes(occasion->word)), {},
                    "delete {key}"_en(key));
    else if (key == occasion->key && !occasion->example.empty())
      section.need(key, occasion->example);
  }
  section.finish();
  return occasion == nullptr ? std::nullopt : std::optional(rule);
}

} // namespace

std::vector<IssueRule> read_issue(const Field& field, const Known& known, const std::vector<Campaign>& campaigns) {
  std::vector<IssueRule> rules;
  for (const auto& table : one_or_more(field))
    if (auto rule = read_rule(table, known, campaigns)) rules.push_back(std::move(*rule));
  return rules;
}

} // namespace loyalty::program
