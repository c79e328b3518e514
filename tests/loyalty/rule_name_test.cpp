// SPDX-License-Identifier: MIT
#include "loyalty/rule_name.hpp"

#include "catch.hpp"

namespace loyalty::rule_name_test {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a rule's name is read as what it was written for") {
  const std::pair<std::string, RuleName> named[] = {
      {"points.earn", {RuleKind::order_points}},
      {"points.earn, tier gold", {.kind = RuleKind::order_points, .tier = "gold"}},
      {"points.earn, campaign 618", {.kind = RuleKind::order_points, .campaigns = {"618"}}},
      {"points.earn, tier gold, campaign 618, campaign friday",
       {.kind = RuleKind::order_points, .tier = "gold", .campaigns = {"618", "friday"}}},
      {"points.earn, refunds without an order", {RuleKind::refund}},
      {"growth.earn", {RuleKind::order_growth}},
      {"by hand", {RuleKind::by_hand}},
      {"transfer", {RuleKind::transfer}},
      {"closed", {RuleKind::closed}},
      {"opening", {RuleKind::opening}},
      {"joining", {RuleKind::joining}},
      {"activity check-in", {.kind = RuleKind::activity, .subject = "check-in"}},
      {"activity check-in, 7 days in a row", {.kind = RuleKind::streak, .subject = "check-in", .number = 7}},
      {"referral, invited", {RuleKind::invited}},
      {"referral, inviter", {RuleKind::inviter}},
      {"referral, 3 invited", {.kind = RuleKind::milestone, .number = 3}},
      {"pack of tier gold", {.kind = RuleKind::tier_pack, .subject = "gold"}},
      {"reward birthday-points", {.kind = RuleKind::reward, .subject = "birthday-points"}},
      {"campaign 618", {.kind = RuleKind::campaign, .subject = "618"}},
      {"campaign 618, campaign friday", {.kind = RuleKind::campaign, .subject = "618", .campaigns = {"friday"}}},
      {"", {}},
      {"a rule of another time", {.subject = "a rule of another time"}},
      {"activity check-in, 07 days in a row", {.subject = "activity check-in, 07 days in a row"}},
      {"referral, many invited", {.subject = "referral, many invited"}},
  };
  for (const auto& [text, rule] : named) {
    CAPTURE(text);
    CHECK(to_string(rule) == text);
    CHECK(rule_named(text) == rule);
  }
}

TEST_CASE("every campaign that a rule names counts for it") {
  CHECK(campaigns_of(rule_named("points.earn, tier gold, campaign 618, campaign friday")) == Names{"618", "friday"});
  CHECK(campaigns_of(rule_named("campaign 618, campaign friday")) == Names{"618", "friday"});
  CHECK(campaigns_of(rule_named("points.earn, tier campaign")).empty());
}

} // namespace
} // namespace loyalty::rule_name_test
