// SPDX-License-Identifier: MIT
#include <array>
#include <string>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

/// Whether an id or a name says that something is to be passed on to others.
bool says_share(std::string text) {
  constexpr std::array<std::string_view, 5> words{"share", "forward", "repost", "分享", "转发"};
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string::npos; });
}

bool is_rewarded(const Activity& activity) {
  return activity.points + activity.growth + activity.streak_points + activity.streak_growth > 0;
}

/// A reward may never depend on a compulsory share, so the program has to say what kind of sharing it rewards.
void read_sharing(Section& section, const Activity& activity) {
  const auto field = section.find("sharing");
  if (!field) {
    if (says_share(activity.id) || says_share(activity.name))
      section.field().error("{activity} does not say whether sharing is voluntary"_en(section.field().path),
                            "a reward may never depend on a compulsory share"_en,
                            "add {example}, if nobody has to share to take part"_en("sharing = \"voluntary\""));
    return;
  }
  const auto compulsory = read_word<bool>(*field, {{"voluntary", false}, {"compulsory", true}});
  if (compulsory.value_or(false) && is_rewarded(activity))
    field->error("{activity} rewards compulsory sharing"_en(section.field().path),
                 "a reward may never depend on a compulsory share"_en,
                 "let members choose and write {example}, or take the reward away"_en("sharing = \"voluntary\""));
}

void read_streak(const Field& field, Activity& activity) {
  constexpr std::string_view example = "{ days = 7, points = 20 }";
  if (!read_table(field, example)) return;
  Section section(field);
  section.need("days", "days = 7", whole(2, longest_streak), activity.streak_days);
  section.read("points", whole(0, most_points), activity.streak_points);
  section.read("growth", whole(0, most_points), activity.streak_growth);
  section.finish();
  if (field.value.find("points") == nullptr && field.value.find("growth") == nullptr)
    field.error("{key} brings nothing"_en(field.path), {}, "add for example {example}"_en("points = 20"));
}

void read_activity(Section& section, Activity& activity) {
  section.read("points", whole(0, most_points), activity.points);
  section.read("growth", whole(0, most_points), activity.growth);
  section.read("per_day", whole(1, most_times), activity.per_day);
  section.read("limit", read_limit, activity.limit);
  if (const auto streak = section.find("streak")) read_streak(*streak, activity);
  read_sharing(section, activity);
}

std::vector<Milestone> read_milestones(const Field& field, const Known& known) {
  std::vector<Milestone> milestones;
  for (const auto& table :
       read_tables(field, "write {example}"_en("milestones = [ { invited = 3, coupon = \"…\" } ]"))) {
    Section section(table);
    Milestone milestone;
    section.need("invited", "invited = 3", whole(1, most_times), milestone.invited);
    read_reward_keys(section, known, milestone.reward);
    section.finish();
    if (milestone.invited > 0 && !milestones.empty() && milestone.invited <= milestones.back().invited)
      table.error("{key} must ascend"_en(field.path),
                  "{setting} comes after {earlier}"_en("invited = " + std::to_string(milestone.invited),
                                                       "invited = " + std::to_string(milestones.back().invited)),
                  "write each number once, the smallest first"_en);
    milestones.push_back(std::move(milestone));
  }
  return milestones;
}

} // namespace

void read_reward_keys(Section& section, const Known& known, Reward& reward) {
  const auto coupons = [&](const Field& field) { return read_known_list(field, known.coupons); };
  section.read("points", whole(0, most_points), reward.points);
  section.read("growth", whole(0, most_points), reward.growth);
  section.read("coupon", coupons, reward.coupons);
}

std::vector<Activity> read_activities(const Field& field) {
  return read_items<Activity>(field, "kind|activities"_en, "check-in", read_activity);
}

Reward read_reward(const Field& field, const Known& known) {
  Reward reward;
  if (!read_table(field, "{ points = 100 }")) return reward;
  Section section(field);
  read_reward_keys(section, known, reward);
  section.finish();
  return reward;
}

ReferralRules read_referral(const Field& field, const Known& known) {
  ReferralRules rules;
  if (!read_table(field, "{ inviter = { points = 50 }, invited = { points = 50 } }")) return rules;
  Section section(field);
  if (const auto inviter = section.find("inviter")) rules.inviter = read_reward(*inviter, known);
  if (const auto invited = section.find("invited")) rules.invited = read_reward(*invited, known);
  if (const auto milestones = section.find("milestones")) rules.milestones = read_milestones(*milestones, known);
  section.read("hold", read_days, rules.hold_days);
  section.read("min_order", money(known.currency), rules.min_order);
  section.finish();
  return rules;
}

} // namespace loyalty::program
