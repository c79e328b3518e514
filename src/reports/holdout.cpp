// SPDX-License-Identifier: MIT
#include "reports/holdout.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "loyalty/costs.hpp"
#include "loyalty/error.hpp"
#include "reports/common.hpp"
#include "reports/scheme_costs.hpp"
#include "shop/held_out.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Collects the members of one hold-out, whatever they brought.
struct HoldoutPart {
  const store::StoredHoldout* drawn;
  const shop::MemberNames* names;
  const SchemeCosts* costs; ///< nullptr: nobody knows what is left
  std::int32_t days;
  Day as_of;
  std::vector<HoldoutMember> net = {};
  std::vector<HoldoutMember> left = {};

  void add(const History& history, const store::Account& account) {
    const auto assigned = std::ranges::find(history.holdouts, drawn->name, &Assignment::holdout);
    if (assigned == history.holdouts.end()) return;
    const auto bought = bought_around(goods_rows(history, as_of), drawn->day, days);
    if (!bought) return;
    net.push_back({std::string(names->key(history.member)), assigned->held, *bought});
    if (costs != nullptr) left.push_back({net.back().key, assigned->held, left_around(history, account)});
  }

 private:
  BeforeAfter left_around(const History& history, const store::Account& account) const {
    Money before, after;
    costs->of_member(history, account, [&](Day day, std::string_view, const SchemeSums& sums) {
      const auto since = day - drawn->day;
      if (since > days || since <= -days) return;
      (since > 0 ? after : before) += sums.margin() - sums.costs() + sums.fees;
    });
    return {before.minor, after.minor};
  }
};

std::int32_t days_over(const store::StoredHoldout& drawn, Day as_of) {
  return std::min(as_of, drawn.until) - drawn.day;
}

std::int32_t days_after(const store::StoredHoldout& drawn, Day as_of) {
  const auto days = days_over(drawn, as_of);
  if (days > 0) return days;
  throw Error(Failure::refused,
              "the hold-out {holdout} was drawn on {day}: no day after it is over"_en(drawn.name, drawn.day));
}

/// What the scheme costs whoever is there, in the days after the draw: of each month the share of its days.
Money fixed_costs_after(const SchemeCosts& costs, Day drawn, std::int32_t days) {
  const Day opened = costs.opened_on().value_or(Day::from_civil(1, 1, 1));
  Money sum;
  for (Day first = drawn + 1; first <= drawn + days;) {
    const Day end = end_of(Calendar::month, first);
    const Day last = std::min(end, drawn + days);
    const auto of_month = end - start_of(Calendar::month, first) + 1;
    const auto whole = fixed_costs(costs.costs(), opened, first).sum();
    sum += Money{scale(whole.minor, last - first + 1, of_month, Rounding::nearest)};
    first = last + 1;
  }
  return sum;
}

std::string_view earned_or_lost(const HoldoutProfit& profit) {
  if (profit.low > Money{}) return "earns";
  return profit.high < Money{} ? "loses" : "cannot_tell";
}

void take_members(HoldoutPart& all, HoldoutPart& part) {
  all.net.insert(all.net.end(), std::make_move_iterator(part.net.begin()), std::make_move_iterator(part.net.end()));
  all.left.insert(all.left.end(), std::make_move_iterator(part.left.begin()), std::make_move_iterator(part.left.end()));
}

/// Where some months are complete, the interval says whether it can be zero; luck says how often it would be.
std::vector<Message> said_of_net(const HoldoutRow& row, std::int32_t days, Currency currency) {
  const auto& figures = row.figures;
  if (row.too_few()) return {only_so_many(std::min(figures.held, figures.others), least_compared)};
  const auto& effect = figures.effect;
  const auto written = [currency](Money money) { return to_string(money, currency); };
  if (!effect.above_zero() && !effect.below_zero())
    return {
        "between {low} and {high} a member in {days} days: no difference to be seen; "
        "it would show from {visible} on"_en(written(effect.low()), Amount{effect.high(), currency}, days,
                                             Amount{ceiling_of(figures.visible), currency})};
  std::vector<Message> said;
  if (figures.verdict == HoldoutVerdict::shown_more)
    said.push_back("drawn by lot, so it is the scheme: +{effect} a member ({low} to {high})"_en(
        Amount{effect.value(), currency}, written(effect.low()), written(effect.high())));
  if (figures.verdict == HoldoutVerdict::shown_less)
    said.push_back("drawn by lot, so it is the scheme: {effect} a member ({low} to {high})"_en(
        Amount{effect.value(), currency}, written(effect.low()), written(effect.high())));
  said.push_back(counted(figures.by_luck, "a scheme without effect would show so much {times} time in 2,000"_en,
                         "a scheme without effect would show so much {times} times in 2,000"_en, figures.by_luck));
  return said;
}

Message said_of_left(const HoldoutProfit& profit, Currency currency) {
  const auto low = to_string(profit.low, currency);
  const Amount high{profit.high, currency};
  const auto verdict = earned_or_lost(profit);
  if (verdict == "earns") return "the scheme has earned between {low} and {high}"_en(low, high);
  if (verdict == "loses")
    return "the scheme has lost between {low} and {high}"_en(to_string(-profit.high, currency),
                                                             Amount{-profit.low, currency});
  return "between {low} and {high} in all: whether the scheme earned that cannot be told"_en(low, high);
}

} // namespace

std::string_view HoldoutRow::verdict() const {
  return profit && !too_few() ? earned_or_lost(*profit) : to_string(figures.verdict);
}

Message HoldoutRow::said_of_profit(Currency currency) const {
  if (too_few()) return only_so_many(std::min(figures.held, figures.others), least_compared);
  return profit ? said_of_left(*profit, currency) : Message();
}

Message HoldoutReport::note() const {
  MessageList lines{.parts = {}, .between = Between::lines};
  for (const auto& row : rows) {
    if (row.measure == "net") lines.parts = said_of_net(row, days, currency);
    if (row.profit && !row.too_few()) lines.parts.push_back(row.said_of_profit(currency));
  }
  return "{parts}"_en(std::move(lines));
}

HoldoutReport report_holdout(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from,
                             const std::string& name, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto drawn = shop::require_holdout(ledger, name);
  HoldoutReport report{.rows = {}, .days = days_after(drawn, as_of)};
  const auto kept = costs_from == nullptr ? shop::kept_program(ledger) : costs_from;
  std::optional<SchemeCosts> costs;
  if (kept != nullptr && kept->costs.margin) costs.emplace(ledger, costs_from, as_of);
  const shop::MemberNames names(ledger);
  HoldoutPart all{&drawn, &names, costs ? &*costs : nullptr, report.days, as_of};
  const auto wanted = costs ? costs->wanted() : shop::ScanWanted{.accounts = std::nullopt};
  for (auto& part : shop::scan_members(ledger, all, wanted)) take_members(all, part);
  report.rows.push_back({.measure = "net", .figures = compare_holdout(std::move(all.net), drawn.seed)});
  if (!costs) return report;
  HoldoutRow left{.measure = "left", .figures = compare_holdout(std::move(all.left), drawn.seed)};
  left.profit = profit_of(left.figures.effect, left.figures.others, fixed_costs_after(*costs, drawn.day, report.days));
  report.rows.push_back(std::move(left));
  return report;
}

std::optional<store::StoredHoldout> last_compared(store::Ledger& ledger, Day as_of) {
  std::optional<store::StoredHoldout> last;
  for (auto& drawn : store::holdouts(ledger))
    if (days_over(drawn, as_of) > 0) last = std::move(drawn);
  return last;
}

std::vector<HoldoutListed> list_holdouts(store::Ledger& ledger, Day as_of) {
  std::vector<HoldoutListed> listed;
  for (const auto& drawn : store::holdouts(ledger)) {
    if (drawn.day > as_of) continue;
    HoldoutListed row{.drawn = drawn};
    if (row.drawn.until > as_of) row.drawn.until = never;
    const auto count = [&](const store::StoredAct& stored) {
      const auto assignment = store::assignment_of({&drawn, 1}, stored.act, stored.batch);
      if (!assignment || assignment->on > as_of) return;
      ++row.members;
      row.held += assignment->held ? 1 : 0;
    };
    store::read_acts(ledger, ActKind::holdout, count, drawn.name);
    listed.push_back(std::move(row));
  }
  return listed;
}

namespace {

/// The name of a hold-out behind that of the report.
constexpr std::string_view holdout_word = "HOLDOUT";

template <class Get>
auto if_compared(const Get& get) {
  return [get](const HoldoutRow& row) -> Cell { return row.too_few() ? Cell() : Cell(std::invoke(get, row.figures)); };
}

auto of_profit(Money HoldoutProfit::*which) {
  return [which](const HoldoutRow& row) -> Cell {
    return row.profit && !row.too_few() ? Cell(*row.profit.*which) : Cell();
  };
}

std::vector<Column<HoldoutReport>> holdout_columns() {
  using Figures = HoldoutFigures;
  return {
      {"measure", Kind::measure, &HoldoutRow::measure},
      {"days",
       Kind::number,
       [](const HoldoutReport& all, const HoldoutRow&) { return all.days; },
       {.title = "column|days"_en}},
      {"held", Kind::number, [](const HoldoutRow& row) { return row.figures.held; }},
      {"others", Kind::number, [](const HoldoutRow& row) { return row.figures.others; }},
      {"mean_held", Kind::money,
       if_compared([](const Figures& figures) { return from_thousandths(figures.mean_held); })},
      {"mean_others", Kind::money,
       if_compared([](const Figures& figures) { return from_thousandths(figures.mean_others); })},
      {"effect", Kind::money, if_compared([](const Figures& figures) { return figures.effect.value(); })},
      {"low", Kind::money, if_compared([](const Figures& figures) { return figures.effect.low(); })},
      {"high", Kind::money, if_compared([](const Figures& figures) { return figures.effect.high(); })},
      {"uplift", Kind::share, if_compared(&Figures::uplift)},
      {"uplift_low", Kind::share, if_compared(&Figures::uplift_low)},
      {"uplift_high", Kind::share, if_compared(&Figures::uplift_high)},
      {"by_luck", Kind::number, if_compared([](const Figures& figures) { return figures.by_luck; })},
      {"visible", Kind::money, if_compared([](const Figures& figures) { return ceiling_of(figures.visible); })},
      {"profit", Kind::money, of_profit(&HoldoutProfit::value)},
      {"profit_low", Kind::money, of_profit(&HoldoutProfit::low)},
      {"profit_high", Kind::money, of_profit(&HoldoutProfit::high)},
      {"verdict", Kind::word, &HoldoutRow::verdict},
  };
}

Table holdouts_table() {
  const auto of_draw = [](auto which) { return [which](const HoldoutListed& row) { return row.drawn.*which; }; };
  return table<std::vector<HoldoutListed>>(
      "no hold-out was drawn yet"_en,
      {{"holdout", Kind::text, [](const HoldoutListed& row) -> Cell { return row.drawn.name; }},
       {"drawn_on", Kind::day, of_draw(&store::StoredHoldout::day)},
       {"until", Kind::day, of_draw(&store::StoredHoldout::until)},
       {"share", Kind::share, of_draw(&store::StoredHoldout::share)},
       {"segment", Kind::text, [](const HoldoutListed& row) -> Cell { return row.drawn.segment; }},
       {"seed", Kind::text, [](const HoldoutListed& row) { return Cell(std::to_string(row.drawn.seed)); }},
       {"members", Kind::number, &HoldoutListed::members},
       {"held", Kind::number, &HoldoutListed::held}},
      [](Question& question) { return list_holdouts(question.ledger(), question.as_of()); });
}

Table holdout_table() {
  auto compared = table<HoldoutReport>({}, holdout_columns(), [](Question& question) {
    auto report = report_holdout(question.ledger(), question.maybe_program(), question.text(holdout_word).value_or(""),
                                 question.as_of());
    report.currency = question.currency();
    return report;
  });
  compared.when = holdout_word;
  return compared;
}

} // namespace

Report holdout() {
  return {.name = "holdout",
          .summary = "hold-outs, or what one of them shows of the scheme"_en,
          .examples = {"spring"},
          .options = {{holdout_word, "compare the members of this hold-out"_en}},
          .tables = {holdouts_table(), holdout_table()}};
}

} // namespace loyalty::reports
