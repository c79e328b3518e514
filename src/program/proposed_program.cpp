// SPDX-License-Identifier: MIT
#include "program/proposed_program.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace loyalty::program {
namespace {

/// Writes a program line by line, each under the comment that explains it.
class ProposedText {
 public:
  ProposedText(const Proposal& proposal, const Said& said) : proposal_(proposal), said_(said) {}

  void comment(const Message& message) { text_ += "# " + said_(message) + '\n'; }
  void line(const std::string& text) { text_ += text + '\n'; }
  void section(const std::string& name) { text_ += '\n' + name + '\n'; }

  void program(std::string_view timezone) {
    comment(
        "a scheme made of the shop's own orders; edit it with any text editor, then type: loyalty check-program"_en);
    section("[program]");
    name("name", "proposal|My shop"_en);
    text("currency", std::string(proposal_.currency.code));
    text("timezone", std::string(timezone));
  }

  void points() {
    section("[points]");
    comment("1 point for each full {unit}, and 100 points pay for {unit}: 1 of every 100 of sales at most"_en(
        amount(proposal_.unit)));
    line("earn = { points = 1, per = " + written(proposal_.unit) + " }");
    line("redeem = { points = 100, worth = " + written(proposal_.unit) + ", minimum = 100, step = 100 }");
    comment("points count when a return is no longer likely; refunds before that cancel them"_en);
    line("hold = \"7 days\"");
    comment("a year is long enough for everybody who comes again, and what is owed stays within bounds"_en);
    line("expire = { after = \"12 months\", round_up = \"month\" }");
  }

  void base_tier() {
    section("[[tier]]");
    comment("everybody who has bought"_en);
    line("id = \"member\"");
    name("name", "proposal|Member"_en);
    line("when = { orders = 1 }");
  }

  void tiers() {
    base_tier();
    if (proposal_.tiers.empty())
      comment("fewer than {buyers} buyers in a year: set the limits of higher tiers by hand"_en(fewest_for_tiers));
    for (std::size_t place = 0; place < proposal_.tiers.size(); ++place) tier(place);
  }

  void coupon() {
    section("[[coupon]]");
    line("id = \"miss-you\"");
    name("name", "proposal|We miss you"_en);
    comment("about a tenth of a typical order, which is {order}"_en(amount(proposal_.typical_order)));
    line("off = " + written(proposal_.voucher_off));
    line("min_spend = " + written(proposal_.voucher_from));
    line("valid = \"30 days\"");
    silence();
    line("issue = { on = \"dormant\", days = " + std::to_string(proposal_.silent_days) + " }");
    line("per_member = { times = 2, per = \"year\" }");
  }

  void costs() {
    section("[costs]");
    comment("a guess: put in what is left of a sale when the goods are paid, and report profit is right"_en);
    line("margin = \"40%\"");
  }

  std::string written_out() && { return std::move(text_); }

 private:
  void text(const std::string& key, const std::string& value) { line(key + " = \"" + value + '"'); }
  void name(const std::string& key, const Message& value) { text(key, said_(value)); }
  std::string written(Money money) const { return '"' + to_string(money, proposal_.currency) + '"'; }
  Amount amount(Money money) const { return {money, proposal_.currency, true}; }

  void tier(std::size_t place) {
    const std::array<std::pair<std::string, Message>, 2> names{std::pair("silver", "proposal|Silver"_en),
                                                               std::pair("gold", "proposal|Gold"_en)};
    const auto& tier = proposal_.tiers[place];
    section("[[tier]]");
    text("id", names[place].first);
    name("name", names[place].second);
    comment(counted(tier.holders, "meant for the best {share} of the buyers of a year: {buyers} spent as much"_en,
                    "meant for the best {share} of the buyers of a year: {buyers} spent as much"_en,
                    to_percent(tier.share), tier.holders));
    line("when = { spend = " + written(tier.from) + ", window = \"12 months\" }");
    comment("four fifths of it keep the tier"_en);
    line("retain = { spend = " + written(tier.keep) + " }");
    line("term = \"12 months\"");
    comment("points instead of a discount: they cost only when somebody comes again"_en);
    text("multiplier", to_factor(tier.multiplier));
  }

  void silence() {
    if (proposal_.back_by_then == Ratio{})
      comment("nobody has come again yet: three months without an order are taken for silence"_en);
    else
      comment("of all who came again, {share} did so within {days} days: who has not is silent"_en(
          to_percent({proposal_.back_by_then.millionths / 10'000 * 10'000}), proposal_.silent_days));
  }

  const Proposal& proposal_;
  const Said& said_;
  std::string text_;
};

} // namespace

std::string proposed_program(const Proposal& proposal, std::string_view timezone, const Said& said) {
  ProposedText text(proposal, said);
  text.program(timezone);
  text.points();
  text.tiers();
  text.coupon();
  text.costs();
  return std::move(text).written_out();
}

} // namespace loyalty::program
