// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

void read_reward_days(Section& section, RewardRule& rule) {
  section.read("from", read_day, rule.from);
  section.read("until", read_day, rule.until);
  if (rule.from && rule.until && *rule.until < *rule.from)
    section.find("until")->error("{reward} is over before it begins"_en(section.field().path),
                                 "until {until} is before from {from}"_en(*rule.until, *rule.from),
                                 "exchange the two"_en);
}

constexpr std::string_view cash_example = "share = \"5%\"";

std::optional<CashBack> read_cash(const Field& field, Currency currency) {
  if (!read_table(field, "{ share = \"5%\" }")) return std::nullopt;
  Section section(field);
  CashBack cash;
  const auto share = section.find("share");
  const auto amount = section.find("amount");
  section.exactly_one((share ? 1U : 0U) + (amount ? 1U : 0U), "share and amount"_en,
                      "write for example {example}"_en(cash_example));
  if (share)
    if (const auto read = read_positive_share(*share)) cash.what = *read;
  if (amount)
    if (const auto read = read_positive_money(*amount, currency)) cash.what = *read;
  section.read("most", positive_money(currency), cash.most);
  if (const auto most = section.find("most"); most && amount && !share)
    most->error("{key} goes with {other} only"_en(most->path, "share"), {}, "delete {key}"_en("most"));
  section.finish();
  return cash;
}

/// Which orders bring it, and how long after.
void read_reward_orders(Section& section, Currency currency, RewardRule& rule) {
  if (const auto lines = section.find("lines"))
    if (auto read = read_line_scope(*lines, currency)) rule.orders.lines = std::move(*read);
  read_scope_orders(section, rule.orders);
  section.read("hold", read_days, rule.hold_days);
}

void refuse_reward_orders(Section& section) {
  for (const auto key : {"lines", "weekday", "month_day", "every", "host", "channel", "hold", "cash"})
    if (const auto field = section.find(key))
      field->error("{key} goes with {other} only"_en(field->path, "on = \"order\""), {}, "delete {key}"_en(key));
}

/// The thing is handed out by a voucher, of a coupon with the id of the reward.
void read_reward_gift(Section& section, const Known& known, RewardRule& rule) {
  section.read("gift", read_line, rule.gift);
  if (const auto cost = section.find("cost")) rule.cost = read_gift_cost(*cost, section, known.currency);
  if (rule.gift.empty() || rule.id.empty()) return;
  if (known.coupons.has(rule.id))
    section.find("id")->error("a coupon has the id \"{id}\" too"_en(rule.id),
                              "the gift of a reward is handed out by a voucher with the id of the reward"_en,
                              "give the reward an id of its own"_en);
  rule.gives.coupons.push_back(rule.id);
}

void read_reward_rule(Section& section, const Known& known, const std::vector<Campaign>& campaigns, RewardRule& rule) {
  auto when = read_occasion(section, known, campaigns, OccasionOf::reward);
  read_reward_orders(section, known.currency, rule);
  if (when && when->on != IssueRule::On::order) refuse_reward_orders(section);
  if (when) rule.when = std::move(*when);
  read_reward_days(section, rule);
  read_who(section, "who", known, rule.who);
  read_reward_keys(section, known, rule.gives);
  if (const auto cash = section.find("cash")) rule.cash = read_cash(*cash, known.currency);
  read_reward_gift(section, known, rule);
  section.read("limit", read_limit, rule.limit);
  const auto says = [&](std::string_view key) { return section.field().value.find(key) != nullptr; };
  if (!says("points") && !says("growth") && !says("coupon") && !says("gift") && !says("cash"))
    section.field().error("{key} brings nothing"_en(section.field().path), {},
                          "add for example {example}"_en("points = 20"));
}

} // namespace

void refuse_cash_back(const Field& rewards) {
  for (const auto& rule : rewards.value.items)
    if (const auto* cash = rule.find("cash"))
      Field{cash->value, "reward.cash", rewards.problems}.error("{key} needs wallets"_en("reward.cash"),
                                                                "what comes back is money in the wallet"_en,
                                                                "add to the program file: [wallet]"_en);
}

std::vector<RewardRule> read_reward_rules(const Field& field, const Known& known,
                                          const std::vector<Campaign>& campaigns) {
  return read_items<RewardRule>(field, "kind|rewards"_en, "birthday-points", [&](Section& section, RewardRule& rule) {
    read_reward_rule(section, known, campaigns, rule);
  });
}

} // namespace loyalty::program
