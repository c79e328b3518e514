// SPDX-License-Identifier: MIT
#include "reports/work_texts.hpp"

#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/work_text.hpp"
#include "shop/timelines.hpp"
#include "store/accounts.hpp"
#include "store/tiers_held.hpp"

namespace loyalty::reports {
namespace {

/// What is sent where the program says nothing, with the names that `filled_text` fills.
Message usual_text(std::string_view kind, bool ends) {
  if (kind == "voucher")
    return ends ? "text|Hello {name}, here is your {coupon}: code {code}, valid through {last_day}."_en(
                      "{name}", "{coupon}", "{code}", "{last_day}")
                : "text|Hello {name}, here is your {coupon}: code {code}."_en("{name}", "{coupon}", "{code}");
  if (kind == "birthday") return "text|Hello {name}, {shop} wishes you a happy birthday!"_en("{name}", "{shop}");
  if (kind == "expiring")
    return "text|Hello {name}, {points} of your points can be used through {last_day} and expire after that."_en(
        "{name}", "{points}", "{last_day}");
  if (kind == "dormant")
    return "text|Hello {name}, it has been a while. {shop} would be glad to see you again."_en("{name}", "{shop}");
  if (kind == "thank")
    return "text|Hello {name}, thank you for your order {order}. Is everything as you wished?"_en("{name}", "{order}");
  if (kind == "renewal")
    return "text|Hello {name}, your {plan} runs through {last_day}. Renew it to keep its benefits."_en(
        "{name}", "{plan}", "{last_day}");
  if (kind == "invite") return "text|Hello {name}, you are welcome to join our group {group}."_en("{name}", "{group}");
  if (kind == "remove")
    return "text|Hello {name}, you no longer meet the terms of our group {group}, so we have to remove you from it. "
           "You are welcome back any time."_en("{name}", "{group}");
  if (kind == "keep_back")
    return "text|Hello {name}, after your return, order {order} is below the minimum of your {coupon}. "
           "{amount} is deducted from the refund."_en("{name}", "{order}", "{coupon}", "{amount}");
  if (kind == "pay_back")
    return "text|Hello {name}, with what you returned of order {order}, {amount} that was deducted for your {coupon} "
           "goes back to you."_en("{name}", "{order}", "{amount}", "{coupon}");
  if (kind == "cash_missing")
    return "text|Hello {name}, the cash back for what you returned of order {order} was spent already. "
           "{amount} is deducted from the refund."_en("{name}", "{order}", "{amount}");
  if (kind == "near_tier")
    return "text|Hello {name}, {missing} more and {tier} is yours."_en("{name}", "{missing}", "{tier}");
  return "text|Hello {name}, thank you for shopping at {shop}."_en("{name}", "{shop}");
}

template <class Thing>
std::string name_of(const Thing* thing) {
  return thing == nullptr ? std::string() : thing->name;
}

/// "30.00", "2 orders".
Message missing_told(const MissingOf& missing, Currency currency) {
  const auto number = missing.number;
  switch (missing.metric) {
    case Metric::spend: return "{amount}"_en(Amount{Money{number}, currency});
    case Metric::orders: return counted(number, "{number} order"_en, "{number} orders"_en, number);
    case Metric::growth: return "{growth} growth"_en(number);
    case Metric::points_earned: return counted(number, "{points} point"_en, "{points} points"_en, number);
    case Metric::activities: return counted(number, "{times} activity"_en, "{times} activities"_en, number);
    case Metric::referrals: return counted(number, "{members} referral"_en, "{members} referrals"_en, number);
    default: return Message::name(std::to_string(number));
  }
}

std::string written(std::optional<Day> day) { return day && *day != never ? to_string(*day) : std::string(); }

} // namespace

WorkTexts::WorkTexts(Question& question) : question_(&question), program_(question.maybe_program()) {
  auto& ledger = question.ledger();
  if (program_ == nullptr) program_ = shop::kept_program(ledger);
  if (program_ == nullptr) program_ = std::make_shared<const Program>();
  Tiers tiers;
  store::read_tiers_held(ledger, question.as_of(), std::nullopt, [&](MemberId member, const std::string& tier) {
    tiers.emplace_hint(tiers.end(), member, tier);
  });
  tiers_ = std::make_shared<const Tiers>(std::move(tiers));
}

std::string WorkTexts::tier_name(std::string_view tier) const {
  return program_ == nullptr ? std::string() : name_of(program_->tier(tier));
}

std::string WorkTexts::tier_name(std::optional<MemberId> member) const {
  if (!member || tiers_ == nullptr) return {};
  const auto held = tiers_->find(*member);
  return held == tiers_->end() ? std::string() : tier_name(held->second);
}

std::string WorkTexts::coupon_name(std::string_view coupon) const {
  return program_ == nullptr ? std::string() : name_of(program_->coupon(coupon));
}

std::string WorkTexts::group_name(std::string_view group) const {
  return program_ == nullptr ? std::string() : name_of(program_->group(group));
}

std::string WorkTexts::plan_name(std::string_view plan) const {
  return program_ == nullptr ? std::string() : name_of(program_->plan(plan));
}

std::string WorkTexts::message(std::string_view kind, std::string_view name, const WorkFacts& facts) const {
  if (question_ == nullptr) return {};
  const auto own = program_->texts.find(std::string(kind));
  const auto text = own == program_->texts.end()
                        ? question_->said(usual_text(kind, facts.last_day.value_or(never) != never))
                        : own->second;
  return filled_text(text, [&](std::string_view place) { return value(place, name, facts); });
}

std::string WorkTexts::value(std::string_view place, std::string_view name, const WorkFacts& facts) const {
  if (place == "name") return question_->shown_name(name);
  if (place == "points") return points(facts);
  if (place == "tier") return facts.tier.empty() ? tier_name(facts.member) : tier_name(facts.tier);
  if (place == "coupon") return coupon_name(facts.coupon);
  if (place == "code") return facts.code;
  if (place == "last_day") return written(facts.last_day);
  if (place == "group") return group_name(facts.group);
  if (place == "plan") return plan_name(facts.plan);
  if (place == "order") return facts.order;
  if (place == "shop") return program_->name;
  if (place == "missing")
    return facts.missing ? question_->said(missing_told(*facts.missing, question_->currency())) : "";
  if (place != "amount" || !facts.amount) return {};
  return question_->said("{amount}"_en(Amount{*facts.amount, question_->currency()}));
}

std::string WorkTexts::points(const WorkFacts& facts) const {
  if (facts.points) return std::to_string(*facts.points);
  if (!facts.member) return {};
  const auto account = store::read_account(question_->ledger(), *facts.member);
  return std::to_string(balance_on(account.entries, question_->as_of()).balance);
}

} // namespace loyalty::reports
