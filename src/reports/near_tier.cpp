// SPDX-License-Identifier: MIT
#include "reports/near_tier.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "reports/qualifying.hpp"
#include "shop/timelines.hpp"

namespace loyalty::reports {
namespace {

/// Collects some members who are near.
struct Nearing {
  const Program* program;
  const Timeline* timeline;
  Ratio within;
  Day as_of;
  std::vector<std::shared_ptr<Qualifying>> measures = {}; ///< of this part, by place of the tier
  std::vector<NearTierRow> rows = {};

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of) || is_closed(history, as_of)) return;
    auto held = tier_held(account.tier_changes, as_of).tier;
    const auto* tier = next_tier(*program, held);
    const auto* asked = tier == nullptr ? nullptr : sum_asked_for(tier->when);
    if (asked == nullptr) return;
    const auto distance = near_tier(*asked, value_of(*tier, *asked, history), within);
    if (!distance) return;
    const auto orders = order_figures(history, as_of);
    NearTierRow row{.member = history.member,
                    .tier = std::move(held),
                    .next_tier = tier->id,
                    .metric = asked->metric,
                    .distance = *distance,
                    .last_order_on = orders.last_on};
    if (orders.orders > 0) row.average_order = Money{scale(orders.net().minor, 1, orders.orders, Rounding::nearest)};
    row.orders_away = orders_away(row);
    rows.push_back(std::move(row));
  }

 private:
  std::int64_t value_of(const Tier& tier, const Condition& asked, const History& history) {
    measures.resize(program->tiers.size());
    auto& measure = measures[static_cast<std::size_t>(&tier - program->tiers.data())];
    if (!measure) measure = std::make_shared<Qualifying>(&asked, *timeline, as_of);
    return measure->of(history);
  }

  static std::optional<std::int64_t> orders_away(const NearTierRow& row) {
    if (row.metric == Metric::orders) return row.distance.missing();
    if (row.metric != Metric::spend || !row.average_order) return std::nullopt;
    return orders_for(row.distance.missing(), *row.average_order);
  }
};

std::vector<TierLeftOut> left_out_of(const Program& program) {
  std::vector<TierLeftOut> left_out;
  for (const auto& tier : program.tiers)
    if (const auto because = far_because(tier.when)) left_out.push_back({tier.name, *because});
  return left_out;
}

void sort_nearest_first(NearTiers& report) {
  std::ranges::sort(report.rows, [&](const NearTierRow& left, const NearTierRow& right) {
    if (is_nearer(left.distance, right.distance)) return true;
    if (is_nearer(right.distance, left.distance)) return false;
    return report.names.key(left.member) < report.names.key(right.member);
  });
}

bool tiers_ask_engine(const Program& program) {
  return std::ranges::any_of(program.tiers, [](const Tier& tier) { return asks_engine(sum_asked_for(tier.when)); });
}

} // namespace

Message NearTiers::note() const {
  MessageList lines{.parts = {}, .between = Between::lines};
  for (const auto& [name, because] : left_out)
    lines.parts.push_back(because == FarTier::several
                              ? "nobody is said to be near {tier}: it asks for several things"_en(name)
                              : "nobody is said to be near {tier}: what it asks for does not grow bit by bit"_en(name));
  return lines.parts.empty() ? Message{} : "{parts}"_en(std::move(lines));
}

shop::AfterScan<NearTiers> report_near_tier(shop::Scan& scan, Ratio within, Day as_of) {
  auto& ledger = scan.ledger();
  const auto program = shop::kept_program(ledger);
  if (program == nullptr || program->tiers.empty())
    return [&scan] { return NearTiers{.rows = {}, .left_out = {}, .names = scan.names()}; };
  const auto timeline =
      std::make_shared<const Timeline>(tiers_ask_engine(*program) ? shop::kept_timeline(ledger) : Timeline{});
  const shop::ScanWanted wanted{.accounts = store::AccountReader::Detail::tiers, .sales = looks_at_sales(*timeline)};
  const auto parts = scan.collect(Nearing{program.get(), timeline.get(), within, as_of}, wanted);
  return [&scan, program, timeline, parts] {
    NearTiers report{.rows = {}, .left_out = left_out_of(*program), .names = scan.names()};
    for (auto& part : *parts) std::ranges::move(part.rows, std::back_inserter(report.rows));
    sort_nearest_first(report);
    return report;
  };
}

NearTiers report_near_tier(store::Ledger& ledger, Ratio within, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_near_tier(scan, within, as_of); });
}

namespace {

constexpr std::string_view usually_near = "20%";

Ratio within_asked(const Question& question) { return share_asked(question, "--within", usually_near); }

Cell in_metric(const NearTierRow& row, std::int64_t number) {
  return is_money(row.metric) ? Cell(Money{number}) : Cell(number);
}

std::vector<Column<NearTiers>> near_tier_columns() {
  return {
      member_key<NearTiers>(),
      member_name<NearTiers>(),
      {"tier", Kind::tier, &NearTierRow::tier},
      {"next_tier", Kind::tier, &NearTierRow::next_tier},
      {"metric", Kind::word, [](const NearTierRow& row) { return to_string(row.metric); }},
      {"value", Kind::money, [](const NearTierRow& row) { return in_metric(row, row.distance.value); }},
      {"needed", Kind::money, [](const NearTierRow& row) { return in_metric(row, row.distance.needed); }},
      {"missing", Kind::money, [](const NearTierRow& row) { return in_metric(row, row.distance.missing()); }},
      {"average_order", Kind::money, &NearTierRow::average_order},
      {"orders_away", Kind::number, &NearTierRow::orders_away},
      {"last_order_on", Kind::day, &NearTierRow::last_order_on},
      {"tier_name", Kind::text,
       [](const NearTiers& all, const NearTierRow& row) { return all.texts.tier_name(row.tier); }, named_beside},
      {"next_tier_name", Kind::text,
       [](const NearTiers& all, const NearTierRow& row) { return all.texts.tier_name(row.next_tier); }, named_beside},
      message_to_member<NearTiers>([](const NearTierRow& row) {
        const MissingOf missing{row.metric, row.distance.missing()};
        return std::pair("near_tier", WorkFacts{.tier = row.next_tier, .missing = missing});
      })};
}

Table near_tier_table() {
  auto near = table<NearTiers>({}, near_tier_columns(), [](Question& question) {
    auto answer = report_near_tier(question.ledger(), within_asked(question), question.as_of());
    answer.texts = WorkTexts(question);
    return answer;
  });
  near.refuse = [](const Question& question) { within_asked(question); };
  near.nothing_found = [](const Question& question) {
    return "no members lack {share} or less of a next tier"_en(to_percent(within_asked(question)));
  };
  return near;
}

} // namespace

Report near_tier_report() {
  return {.name = "near-tier",
          .summary = "members who lack little of the next tier"_en,
          .examples = {"--within 10% --contact almost-there"},
          .options = {{"--within", "at most this share of what the tier asks for is missing (default 20%)"_en, "SHARE"},
                      contact},
          .settled = true,
          .to_write_to = true,
          .tables = {near_tier_table()}};
}

} // namespace loyalty::reports
