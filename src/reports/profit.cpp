// SPDX-License-Identifier: MIT
#include "reports/profit.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "loyalty/error.hpp"
#include "messages/titles.hpp"
#include "reports/common.hpp"
#include "reports/names.hpp"

namespace loyalty::reports {
namespace {

/// What has to be known before a figure is told.
enum class NeedsToKnow : std::uint8_t { nothing, margin };

/// One sum of the scheme: a row of the whole, a column of its parts.
struct ProfitFigure {
  std::string_view key;
  std::optional<Money> (*of)(const ProfitSums&);
  NeedsToKnow needs = NeedsToKnow::nothing;
  Shown shown = Shown::in_files; ///< as a column

  std::optional<Money> told(const ProfitSums& sums, bool knows_margin) const {
    return needs == NeedsToKnow::margin && !knows_margin ? std::nullopt : of(sums);
  }
};

template <Money SchemeSums::*sum>
std::optional<Money> of_members(const ProfitSums& sums) {
  return sums.members.*sum;
}
template <Money FixedCosts::*sum>
std::optional<Money> of_nobody(const ProfitSums& sums) {
  return sums.fixed.*sum;
}
template <auto sum>
std::optional<Money> of_both(const ProfitSums& sums) {
  return (sums.*sum)();
}

constexpr std::array<ProfitFigure, 20> sums_told{{
    {"list_sales", of_members<&SchemeSums::list>, {}, Shown::always},
    {"net_sales", of_members<&SchemeSums::net>},
    {"unnamed_refunds", of_members<&SchemeSums::unnamed_refunds>},
    {"goods_cost", of_members<&SchemeSums::goods_cost>, NeedsToKnow::margin},
    {"margin", [](const ProfitSums& sums) { return std::optional(sums.members.margin()); }, NeedsToKnow::margin,
     Shown::always},
    {"discount_tier", of_members<&SchemeSums::discount_tier>},
    {"discount_coupon", of_members<&SchemeSums::discount_coupon>},
    {"discount_other", of_members<&SchemeSums::discount_other>},
    {"points_on_orders", of_members<&SchemeSums::points>},
    {"gifts", of_members<&SchemeSums::gifts>},
    {"postage", of_members<&SchemeSums::postage>},
    {"wallet_bonus", of_members<&SchemeSums::wallet_bonus>},
    {"messages", of_members<&SchemeSums::messages>},
    {"tool", of_nobody<&FixedCosts::tool>},
    {"setup", of_nobody<&FixedCosts::setup>},
    {"other", of_nobody<&FixedCosts::other>},
    {"costs", of_both<&ProfitSums::costs>, {}, Shown::always},
    {"fees", of_members<&SchemeSums::fees>, {}, Shown::always},
    {"fees_unearned", of_members<&SchemeSums::fees_unearned>},
    {"net_cost", of_both<&ProfitSums::net_cost>, {}, Shown::always},
}};
constexpr std::array<ProfitFigure, 3> results_told{{
    {"result", of_both<&ProfitSums::result>, NeedsToKnow::margin, Shown::always},
    {"gain", [](const ProfitSums& sums) { return sums.gain; }},
    {"profit", [](const ProfitSums& sums) { return sums.profit; }},
}};

/// A figure of the whole scheme.
struct ProfitRow {
  std::string_view key;
  Cell value;
  std::string_view reference = {};
};
struct ProfitRows {
  std::vector<ProfitRow> rows;
  Message said = {};

  Message note() const { return said; }
};

Cell payback_told(const std::optional<Payback>& payback) {
  if (!payback) return {};
  if (payback->month) return month_of(*payback->month);
  if (!payback->months) return "not at this pace"_en;
  return counted(*payback->months, "in {months} month"_en, "in {months} months"_en, *payback->months);
}

ProfitRows figures_of(const Profit& profit) {
  ProfitRows told{.rows = {}};
  const auto take = [&](const ProfitFigure& figure) {
    told.rows.push_back({figure.key, figure.told(profit.total, profit.knows_margin)});
  };
  for (const auto& figure : sums_told) take(figure);
  take(results_told[0]);
  told.rows.push_back({"still_owed", profit.still_owed});
  told.rows.push_back({"must_be_extra", profit.must_be_extra()});
  told.rows.push_back({"break_even_uplift", profit.break_even_uplift()});
  take(results_told[1]);
  take(results_told[2]);
  told.rows.push_back({"payback_month", payback_told(profit.payback())});
  told.rows.push_back({"guest_sales", profit.guest_sales});
  for (const auto rate : {points_cost, reward_cost, discount_of_margin, discount_share, return_rate, referred_share,
                          renewal_rate, fan_share}) {
    const auto measure = rate(profit.shop);
    told.rows.push_back(
        {measure.key, std::visit([](const auto& value) { return Cell(value); }, measure.value), measure.reference});
  }
  return told;
}

/// A month, a tier, or the whole.
struct PartOfProfit {
  std::string part;
  ProfitSums sums = {};
};
struct PartsOfProfit {
  std::vector<PartOfProfit> rows;
  bool knows_margin = false;
  Message said = {};

  Message note() const { return said; }
};

ProfitAsked profit_asked(Question& question) {
  ProfitAsked asked{.to = question.day("--to")};
  if (question.given("--from")) asked.from = days_asked(question).first;
  if (question.given("--assume-uplift")) asked.uplift = share_asked(question, "--assume-uplift", "25%");
  return asked;
}

Profit profit_for(Question& question) {
  return report_profit(question.ledger(), question.maybe_program(), profit_asked(question), question.as_of());
}

std::string_view parts_asked(const Question& question) { return by_asked(question, {"month", "tier"}); }

PartsOfProfit parts_for(Question& question) {
  const auto profit = profit_for(question);
  PartsOfProfit told{
      .rows = {}, .knows_margin = profit.knows_margin, .said = said_of_profit(profit, question.currency())};
  const auto called = [&](std::string_view key, const Message& title) {
    return question.for_people() ? question.said(title) : std::string(key);
  };
  if (parts_asked(question) == "month") {
    for (const auto& [first, sums] : profit.months) told.rows.push_back({month_of(first), sums});
  } else {
    ProgramNames names(question.ledger(), question.for_people());
    for (const auto& [tier, sums] : profit.tiers)
      told.rows.push_back({tier.empty() ? std::string() : names.tier(tier), sums});
    told.rows.push_back({called("unallocated", "part|nobody's"_en), profit.unallocated});
  }
  told.rows.push_back({called("total", "part|total"_en), profit.total});
  return told;
}

Table profit_figures_table() {
  return table<ProfitRows>({},
                           {{"measure", Kind::measure, &ProfitRow::key},
                            {"value", Kind::number, &ProfitRow::value},
                            {"reference", Kind::word, &ProfitRow::reference}},
                           [](Question& question) {
                             const auto profit = profit_for(question);
                             auto told = figures_of(profit);
                             told.said = said_of_profit(profit, question.currency());
                             return told;
                           });
}

Table profit_parts_table() {
  std::vector<Column<PartsOfProfit>> columns;
  columns.push_back({"part", Kind::text, &PartOfProfit::part, {.if_empty = "no tier"_en}});
  const auto take = [&](const ProfitFigure& figure) {
    columns.push_back({figure.key,
                       Kind::money,
                       [figure](const PartsOfProfit& all, const PartOfProfit& row) {
                         return figure.told(row.sums, all.knows_margin);
                       },
                       {.shown = figure.shown, .title = messages::measure(figure.key)}});
  };
  for (const auto& figure : sums_told) take(figure);
  for (const auto& figure : results_told) take(figure);
  auto parts = table<PartsOfProfit>({}, std::move(columns), parts_for);
  parts.when = "--by";
  parts.refuse = [](const Question& question) { parts_asked(question); };
  return parts;
}

/// While no lot has shown what the scheme brings, what it would have to bring.
Message said_of_cost(const Profit& profit, Currency currency) {
  const Amount cost{profit.total.net_cost(), currency};
  const Money margin = profit.total.members.margin();
  if (cost.money <= Money{}) return "the scheme cost nothing net"_en;
  if (cost.money >= margin) return "the scheme cost {cost} net, all of members' margin or more: it cannot pay"_en(cost);
  if (profit.holdout && profit.holdout->shown()) return "the scheme cost {cost} net"_en(cost);
  const Money hundred = Money::whole(100, currency);
  const Amount part{{scale(hundred.minor, cost.money.minor, margin.minor, Rounding::nearest)}, currency};
  if (currency == cny)
    return "the scheme cost {cost} net; orders alone cannot show whether it earned that: it pays if at least {part} of "
           "every 100.00 of members' margin would not have come without it"_en(cost, part);
  return "the scheme cost {cost} net; orders alone cannot show whether it earned that: it pays if at least {part} of "
         "every {hundred} of members' margin would not have come without it"_en(cost, part, Amount{hundred, currency});
}

Message said_of_holdout(const HoldoutOfProfit& holdout, Currency currency) {
  return "hold-out {holdout}, drawn by lot, in {days} days from {day} on: {said}"_en(
      holdout.drawn.name, holdout.days, holdout.drawn.day + 1, holdout.left.said_of_profit(currency));
}

Message said_of_uplift(Ratio uplift, Money profit, Currency currency) {
  const auto more = to_percent(uplift);
  const Amount amount{profit < Money{} ? -profit : profit, currency};
  return profit < Money{}
             ? "if members buy {more} more because of it (your assumption, not a finding), it loses {amount}"_en(more,
                                                                                                                 amount)
             : "if members buy {more} more because of it (your assumption, not a finding), it earns {amount}"_en(
                   more, amount);
}

} // namespace

Message said_of_profit(const Profit& profit, Currency currency) {
  MessageList said{{}, Between::lines};
  if (!profit.knows_margin)
    said.parts.push_back("no margin in [costs]"_en);
  else
    said.parts.push_back(said_of_cost(profit, currency));
  if (profit.holdout) said.parts.push_back(said_of_holdout(*profit.holdout, currency));
  if (const auto earned = profit.total.profit; earned && profit.uplift)
    said.parts.push_back(said_of_uplift(*profit.uplift, *earned, currency));
  if (profit.discounts_unknown)
    said.parts.push_back("discounts at the till are unknown; the scheme costs at least this much"_en);
  return "{parts}"_en(std::move(said));
}

Report profit() {
  return {.name = "profit",
          .summary = "what the scheme costs, and what it has to bring"_en,
          .examples = {"", "--by month", "--assume-uplift 25%"},
          .options = {{"--from", "first day (default: the opening of the scheme)"_en, "DAY"},
                      to_day,
                      by_option("by month, or by tier: that of the morning of each order"_en),
                      {"--assume-uplift", "what it earns if members buy so much more because of it"_en, "SHARE"}},
          .settled = true,
          .tables = {profit_figures_table(), profit_parts_table()}};
}

} // namespace loyalty::reports
