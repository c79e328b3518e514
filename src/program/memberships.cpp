// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::int64_t longest_wait = 366;

std::vector<FeeStep> read_fees(const Field& field, const Known& known) {
  std::vector<FeeStep> steps;
  for (const auto& table :
       read_tables(field, "write {example}"_en("fees = [ { who = { tier = \"gold\" }, fee = \"49.00\" } ]"))) {
    Section section(table);
    FeeStep step;
    if (section.need("who", "who = { tier = \"gold\" }")) read_who(section, "who", known, step.who);
    section.need("fee", "fee = \"49.00\"", money(known.currency), step.fee);
    section.read("from", read_day, step.from);
    section.read("until", read_day, step.until);
    section.read("most", whole(1, most_times), step.most);
    section.finish();
    if (step.from && step.until && *step.until < *step.from)
      table.error("{key} holds no day"_en(table.path),
                  "until {until} is before from {from}"_en(*step.until, *step.from), "exchange the two"_en);
    steps.push_back(std::move(step));
  }
  return steps;
}

/// The template of the voucher whose amount the reward sets.
std::optional<std::string> read_reward_coupon(const Field& field, const Known& known,
                                              const std::vector<Coupon>& coupons) {
  auto id = read_known(field, known.coupons);
  if (!id) return std::nullopt;
  for (const auto& coupon : coupons)
    if (coupon.id == *id && !std::holds_alternative<AmountOff>(coupon.kind))
      field.error("coupon \"{coupon}\" takes no amount off"_en(*id), "the reward of a term is an amount of money"_en,
                  "name a coupon with for example {example}"_en("off = \"1.00\""));
  return id;
}

std::optional<TermReward> read_term_reward(const Field& field, const Known& known, const std::vector<Coupon>& coupons) {
  if (!read_table(field, "{ share = \"2%\", coupon = \"…\" }")) return std::nullopt;
  const auto coupon = [&](const Field& id) { return read_reward_coupon(id, known, coupons); };
  const auto wait = [](const Field& days) -> std::optional<std::int32_t> {
    const auto count = read_day_count(days, 0, longest_wait);
    return count ? std::optional(static_cast<std::int32_t>(*count)) : std::nullopt;
  };
  Section section(field);
  TermReward reward;
  section.need("share", "share = \"2%\"", read_positive_share, reward.share);
  section.read("most", positive_money(known.currency), reward.most);
  section.need("coupon", "coupon = \"…\"", coupon, reward.coupon);
  section.read("after", wait, reward.after_days);
  section.finish();
  return reward;
}

std::optional<FeeRefund> read_refund(const Field& field) {
  return read_word<FeeRefund>(
      field, {{"by days", FeeRefund::by_days}, {"less saved", FeeRefund::less_saved}, {"none", FeeRefund::none}});
}

void read_plan(Section& section, const Known& known, const std::vector<Coupon>& coupons, Plan& plan) {
  section.need("fee", "fee = \"99.00\"", money(known.currency), plan.fee);
  if (const auto fees = section.find("fees")) plan.fees = read_fees(*fees, known);
  section.need("term", "term = \"12 months\"", read_period, plan.term);
  section.read("trial", read_period, plan.trial);
  section.read(
      "tier", [&](const Field& field) { return read_known(field, known.tiers); }, plan.tier);
  if (const auto reward = section.find("reward")) plan.reward = read_term_reward(*reward, known, coupons);
  section.read("refund", read_refund, plan.refund);
}

} // namespace

std::vector<Plan> read_plans(const Field& field, const Known& known, const std::vector<Coupon>& coupons) {
  return read_items<Plan>(field, "kind|memberships"_en, "plus",
                          [&](Section& section, Plan& plan) { read_plan(section, known, coupons, plan); });
}

} // namespace loyalty::program
