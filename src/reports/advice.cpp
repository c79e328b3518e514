// SPDX-License-Identifier: MIT
#include "reports/advice.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "loyalty/figures.hpp"
#include "reports/advice_figures.hpp"
#include "reports/common.hpp"
#include "reports/dormant.hpp"
#include "reports/names.hpp"
#include "reports/near_tier.hpp"
#include "reports/report.hpp"
#include "reports/thresholds.hpp"
#include "shop/closed.hpp"
#include "shop/timelines.hpp"
#include "store/holdouts.hpp"

namespace loyalty::reports {
namespace {

constexpr Ratio half{500'000};
constexpr Ratio four_fifths{800'000};
constexpr Ratio a_fifth{200'000};
constexpr Ratio a_twentieth{50'000};
constexpr std::int64_t fewest_uses = 30;
constexpr std::size_t worth_a_call = 10;
constexpr std::int32_t silent_days = 90;
constexpr std::int64_t fewest_for_lots = 400; ///< a tenth of fewer would show nothing

/// Tells what the figures call for, as long as there is room.
class Adviser {
 public:
  Adviser(shop::Scan& scan, const Program& program, Currency currency, Day as_of)
      : ledger_(scan.ledger()),
        program_(program),
        currency_(currency),
        as_of_(as_of),
        asked_(advice_figures(scan, program, as_of)),
        thresholds_(report_thresholds(scan, {a_twentieth}, currency, as_of)),
        silent_(report_dormant(scan, as_of, silent_days)),
        near_tier_(report_near_tier(scan, a_fifth, as_of)) {}

  std::vector<Advice> all(const AdviceFrom& from) {
    figures_ = asked_();
    if (figures_.members < fewest_to_advise) return {};
    on_loss(from.profit);
    on_tiers(from.tiers);
    on_points();
    on_coupons();
    on_watch(std::ssize(from.watch.rows));
    on_list(from.tasks.older);
    on_silent();
    on_near_tier();
    on_ending_points(from.ending.rows);
    on_margin(from.profit);
    on_lots();
    return std::move(advice_);
  }

 private:
  void add(std::string_view topic, Message said, std::string command) {
    if (advice_.size() < most_advice) advice_.push_back({topic, std::move(said), std::move(command)});
  }
  Amount amount(Money money) const { return {money, currency_}; }
  static std::string percent(Ratio ratio) {
    constexpr std::int64_t whole_percent = Ratio::one / 100;
    return to_percent({ratio.millionths / whole_percent * whole_percent});
  }

  void on_loss(const Profit& profit) {
    const Money margin = profit.total.members.margin();
    if (profit.knows_margin && margin > Money{} && profit.total.net_cost() >= margin)
      add("scheme_cannot_pay",
          "the scheme has cost {cost}, and members brought {margin} before it: however much of that is extra, it "
          "cannot pay"_en(amount(profit.total.net_cost()), amount(margin)),
          "loyalty report profit --by month");
  }

  void on_tiers(const std::vector<TierRow>& rows) {
    const auto row_of = [&](const std::string& id) { return std::ranges::find(rows, id, &TierRow::tier); };
    for (std::size_t place = 1; place < program_.tiers.size(); ++place) {
      const auto& tier = program_.tiers[place];
      const auto row = row_of(tier.id);
      if (row == rows.end()) continue;
      if (row->members == 0) on_unreached(tier);
      if (row->share && *row->share >= half)
        add("tier_too_common",
            "{share} of all members hold {tier}: it sets nobody apart"_en(percent(*row->share),
                                                                          name_or_id(&tier, tier.id)),
            "loyalty report thresholds");
    }
  }

  void on_unreached(const Tier& tier) {
    const auto limits = thresholds_();
    if (limits.empty()) return;
    add("tier_unreached",
        "nobody holds {tier}; one buyer in twenty has spent {amount} or more"_en(name_or_id(&tier, tier.id),
                                                                                 amount(limits.front().exact)),
        "loyalty report thresholds");
  }

  void on_points() {
    const auto stuck = rate(figures_.below_minimum, figures_.with_points);
    if (figures_.with_points < fewest_to_advise || !stuck || *stuck < four_fifths) return;
    add("points_stuck",
        "of {members} members with points {stuck} have fewer than the {minimum} that one redemption takes"_en(
            figures_.with_points, figures_.below_minimum, program_.points.redeem->minimum),
        "loyalty simulate --program other.toml");
  }

  void on_coupons() {
    for (const auto& [id, uses] : figures_.coupons) {
      const auto regulars = rate(uses.by_regulars, uses.uses);
      if (uses.uses < fewest_uses || !regulars || *regulars < four_fifths) continue;
      add("coupon_for_regulars",
          "{share} of the uses of {coupon} were by members who had ordered in the {days} days before: "
          "few of them came because of it"_en(percent(*regulars), name_or_id(program_.coupon(id), id), regular_days),
          "loyalty report coupons");
    }
  }

  void on_watch(std::int64_t things) {
    if (things > 0)
      add("worth_a_look",
          counted(things, "{count} pattern is worth a look"_en, "{count} patterns are worth a look"_en, things),
          "loyalty report watch");
  }

  void on_list(std::int64_t older) {
    if (older > 0)
      add("list_not_worked",
          counted(older, "{count} thing to do has waited for more than {days} days"_en,
                  "{count} things to do have waited for more than {days} days"_en, older, days_behind),
          "loyalty report today --all");
  }

  void on_silent() {
    const auto silent = silent_().rows;
    if (silent.size() < worth_a_call) return;
    Money spent;
    for (std::size_t place = 0; place < worth_a_call; ++place) spent += silent[place].orders.net();
    add("silent_worth_a_call",
        "{members} members have not ordered for {days} days; the {best} best of them had spent "
        "{amount}: give them a call"_en(silent.size(), silent_days, worth_a_call, amount(spent)),
        "loyalty report dormant --show-personal");
  }

  void on_near_tier() {
    const auto near = std::ssize(near_tier_().rows);
    if (near >= static_cast<std::int64_t>(worth_a_call))
      add("near_tier", "{members} members lack less than a fifth of their next tier: tell them"_en(near),
          "loyalty report near-tier --contact near-tier");
  }

  void on_ending_points(std::vector<ExpiringRow> ending) {
    const auto closed = shop::closed_members(ledger_, as_of_);
    std::erase_if(ending, [&](const ExpiringRow& row) { return closed.contains(row.member); });
    if (ending.size() >= worth_a_call)
      add("points_ending",
          "points of {members} members expire within {days} days: tell them before, not after"_en(ending.size(),
                                                                                                  ending_days),
          "loyalty report expiring --contact expiring");
  }

  void on_margin(const Profit& profit) {
    if (!profit.knows_margin)
      add("margin_unknown", "no margin in [costs]: nobody can say how much must be extra for the scheme to pay"_en,
          "loyalty report profit");
  }

  void on_lots() {
    if (figures_.members < fewest_for_lots || !store::holdouts(ledger_).empty()) return;
    add("lots_not_drawn",
        "whether the scheme earns anything can be shown by lot only: hold out a part of the {members} members"_en(
            figures_.members),
        "loyalty draw-holdout first --share 20% --dry-run");
  }

  store::Ledger& ledger_;
  const Program& program_;
  Currency currency_;
  Day as_of_;
  shop::AfterScan<AdviceFigures> asked_;
  shop::AfterScan<std::vector<ThresholdRow>> thresholds_;
  shop::AfterScan<Dormant> silent_;
  shop::AfterScan<NearTiers> near_tier_;
  AdviceFigures figures_;
  std::vector<Advice> advice_;
};

} // namespace

std::function<std::vector<Advice>(const AdviceFrom&)> report_advice(shop::Scan& scan, Currency currency, Day as_of) {
  const auto program = shop::kept_program(scan.ledger());
  if (program == nullptr) return [](const AdviceFrom&) { return std::vector<Advice>(); };
  const auto adviser = std::make_shared<Adviser>(scan, *program, currency, as_of);
  return [program, adviser](const AdviceFrom& from) { return adviser->all(from); };
}

std::vector<Advice> report_advice(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from,
                                  Currency currency, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) {
    const auto profit = report_profit(scan, costs_from, {}, as_of, expected_use(scan, as_of));
    const auto tiers = report_tiers(scan, as_of);
    const auto tasks = report_today(scan, as_of, currency);
    const auto watch = report_watch(scan, as_of);
    const auto ending = report_expiring(scan, as_of, ending_days);
    const auto advice = report_advice(scan, currency, as_of);
    return [=] { return advice({profit(), tiers(), tasks(), watch(), ending()}); };
  });
}

Report advice() {
  return {.name = "advice",
          .summary = "at most seven things worth doing, each with its figure and the command to type"_en,
          .examples = {""},
          .settled = true,
          .tables = {table<std::vector<Advice>>("nothing to advise: all is well, or there are fewer than 50 members"_en,
                                                {{"topic", Kind::word, &Advice::topic, {.shown = Shown::as_data}},
                                                 {"advice", Kind::text, &Advice::said},
                                                 {"command", Kind::text, &Advice::command}},
                                                [](Question& question) {
                                                  return report_advice(question.ledger(), question.maybe_program(),
                                                                       question.currency(), question.as_of());
                                                })}};
}

} // namespace loyalty::reports
