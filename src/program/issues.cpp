// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "loyalty/birthday.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::int64_t most_days = 36'500;

/// A key that says more about an occasion.
struct Detail {
  std::string_view key = {};
  std::string_view example = {}; ///< empty: the key may be left out
};
struct Occasion {
  std::string_view word;
  IssueRule::On on;
  std::array<Detail, 2> details = {};
};
constexpr std::array<Occasion, 13> occasions{
    {{"birthday", IssueRule::On::birthday, {{{"days_before"}}}},
     {"joining", IssueRule::On::joining},
     {"upgrade", IssueRule::On::upgrade, {{{"tier"}}}},
     {"order", IssueRule::On::order, {{{"number", "number = 3"}}}},
     {"invited", IssueRule::On::invited, {{{"number", "number = 3"}}}},
     {"dormant", IssueRule::On::dormant, {{{"days", "days = 90"}}}},
     {"campaign", IssueRule::On::campaign, {{{"campaign", "campaign = \"…\""}}}},
     {"membership", IssueRule::On::membership, {{{"plan", "plan = \"…\""}}}},
     {"anniversary", IssueRule::On::anniversary, {{{"days_before"}}}},
     {"date", IssueRule::On::date, {{{"day", "day = \"06-01\""}}}},
     {"registering", IssueRule::On::registering},
     {"brought", IssueRule::On::brought, {{{"number", "number = 3"}}}},
     {"streak", IssueRule::On::streak, {{{"activity", "activity = \"…\""}, {"days", "days = 7"}}}}}};
constexpr std::array<std::string_view, 8> issue_keys{"days_before", "tier", "number", "days",
                                                     "campaign",    "plan", "day",    "activity"};

/// A voucher that comes by itself comes with one order; a reward can come with each.
bool can_be_every(IssueRule::On on, OccasionOf of) { return of == OccasionOf::reward && on == IssueRule::On::order; }

/// What a tier brings when it is reached is a part of the tier.
bool is_told_by_tier(const Occasion& occasion) { return occasion.on == IssueRule::On::upgrade; }

const Occasion* read_occasion_word(const Field& field, OccasionOf of) {
  std::vector<const Occasion*> possible;
  std::vector<std::string_view> words;
  for (const auto& occasion : occasions) {
    if (of == OccasionOf::reward && is_told_by_tier(occasion)) {
      if (field.value.text != occasion.word) continue;
      field.error("a reward does not come on \"{occasion}\""_en(occasion.word), {},
                  "write it at the tier, for example {example}"_en("pack = { points = 50 }"));
      return nullptr;
    }
    possible.push_back(&occasion);
    words.push_back(occasion.word);
  }
  const auto chosen = read_choice(field, words);
  return chosen ? possible.at(*chosen) : nullptr;
}

/// A day of each month, "06-01" of each year, or one day.
std::optional<std::string> read_date(const Field& field) {
  if (field.value.kind == TomlValue::Kind::whole) {
    const auto of_month = read_whole(field, 1, 31);
    return of_month ? std::optional(std::to_string(*of_month)) : std::nullopt;
  }
  if (field.value.kind == TomlValue::Kind::text && field.value.text.size() == std::string_view("06-01").size())
    return parse_birthday(field.value.text)
               ? std::optional(field.value.text)
               : field.expected("a month and a day of it, or a day of one year"_en, "\"06-01\"");
  const auto once = read_day(field);
  return once ? std::optional(to_string(*once)) : std::nullopt;
}

std::optional<std::string> read_streak_activity(const Field& field, const Known& known) {
  auto id = read_known(field, known.activities);
  if (!id || std::ranges::find(known.compulsory, *id) == known.compulsory.end()) return id;
  field.error("{key} asks for compulsory sharing"_en(field.path), "a reward may never depend on a compulsory share"_en,
              "delete it, or make the sharing voluntary"_en);
  return std::nullopt;
}

/// A campaign whose first day is known.
std::optional<std::string> read_campaign_day(const Field& field, const Known& known,
                                             const std::vector<Campaign>& campaigns) {
  auto id = read_known(field, known.campaigns);
  if (!id) return std::nullopt;
  for (const auto& campaign : campaigns)
    if (campaign.id == *id && !campaign.scope.from)
      field.error("campaign \"{campaign}\" has no first day"_en(*id),
                  "the occasion is the first day of the campaign"_en, "give the campaign a from"_en);
  return id;
}

void read_detail(const Field& field, const Known& known, const std::vector<Campaign>& campaigns, IssueRule& rule) {
  using On = IssueRule::On;
  const auto store = [&](std::optional<std::int64_t> number) { rule.number = number.value_or(0); };
  const auto name = [&](const std::optional<std::string>& id) { rule.subject = id.value_or(""); };
  switch (rule.on) {
    case On::birthday:
    case On::anniversary: return store(read_day_count(field, 0, 365));
    case On::upgrade: return name(read_known(field, known.tiers));
    case On::order:
    case On::invited:
    case On::brought: return store(read_whole(field, 1, most_times));
    case On::dormant: return store(read_day_count(field, 1, most_days));
    case On::campaign: return name(read_campaign_day(field, known, campaigns));
    case On::membership: return name(read_known(field, known.plans));
    case On::date: return name(read_date(field));
    case On::streak:
      if (field.key() == "days") return store(read_day_count(field, 2, longest_streak));
      return name(read_streak_activity(field, known));
    case On::joining:
    case On::registering: return;
  }
}

std::optional<IssueRule> read_rule(const Field& field, const Known& known, const std::vector<Campaign>& campaigns) {
  if (!read_table(field, "{ on = \"birthday\", days_before = 7 }")) return std::nullopt;
  Section section(field);
  auto rule = read_occasion(section, known, campaigns, OccasionOf::voucher);
  section.finish();
  return rule;
}

} // namespace

std::optional<IssueRule> read_occasion(Section& section, const Known& known, const std::vector<Campaign>& campaigns,
                                       OccasionOf of) {
  const auto on = section.need("on", "on = \"birthday\"");
  const auto* occasion = on ? read_occasion_word(*on, of) : nullptr;
  IssueRule rule;
  if (occasion != nullptr) rule.on = occasion->on;
  for (const auto key : issue_keys) {
    if (of == OccasionOf::reward && key == "tier") continue;
    const auto detail = section.find(key);
    if (occasion == nullptr) continue;
    const auto* const wanted = std::ranges::find(occasion->details, key, &Detail::key);
    const bool goes_with = wanted != occasion->details.end();
    if (detail && goes_with)
      read_detail(*detail, known, campaigns, rule);
    else if (detail)
      detail->error("{key} does not go with {other}"_en(detail->path, "on = " + in_quotes(occasion->word)), {},
                    "delete {key}"_en(key));
    else if (goes_with && !wanted->example.empty() && !can_be_every(occasion->on, of))
      section.need(key, wanted->example);
  }
  return occasion == nullptr ? std::nullopt : std::optional(rule);
}

std::vector<IssueRule> read_issue(const Field& field, const Known& known, const std::vector<Campaign>& campaigns) {
  std::vector<IssueRule> rules;
  for (const auto& table : one_or_more(field))
    if (auto rule = read_rule(table, known, campaigns)) rules.push_back(std::move(*rule));
  return rules;
}

} // namespace loyalty::program
