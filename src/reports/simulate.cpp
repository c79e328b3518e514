// SPDX-License-Identifier: MIT
#include "reports/simulate.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "reports/common.hpp"
#include "reports/simulation.hpp"

namespace loyalty::reports {
namespace {

using Figure = std::variant<std::monostate, std::int64_t, Money, Ratio>;

/// One figure under both sets of rules.
struct Compared {
  std::string_view key;
  Figure now = {};
  Figure other = {};
  Figure difference = {};
  std::string of = {}; ///< tier, coupon or gift; empty: of all
};

struct ComparedRules {
  std::vector<Compared> rows;
  Message said = {};

  Message note() const { return said; }
};

Cell cell_of(const Figure& figure) {
  return std::visit([](const auto& value) { return Cell(value); }, figure);
}

/// Puts the figures of both sides in a row.
class Comparison {
 public:
  explicit Comparison(const Simulation& simulation) : now_(simulation.now), other_(simulation.other) {}

  void points(std::string_view key, Points Balance::*which) {
    count(key, now_.sums.points.*which, other_.sums.points.*which);
  }
  void moves(std::string_view key, std::int64_t SimulatedSums::*which) {
    count(key, now_.sums.*which, other_.sums.*which);
  }
  void money(std::string_view key, Money SimulatedSums::*which) { money(key, now_.sums.*which, other_.sums.*which); }
  void money(std::string_view key, Money SimulatedSide::*which) { money(key, now_.*which, other_.*which); }
  void money(std::string_view key, Money now, Money other) { rows_.push_back({key, now, other, other - now}); }
  void each(std::string_view key, std::map<std::string, std::int64_t> SimulatedSums::*which) {
    auto now = now_.sums.*which;
    auto other = other_.sums.*which;
    std::set<std::string> ids;
    for (const auto* counts : {&now, &other})
      for (const auto& [id, count] : *counts) ids.insert(id);
    for (const auto& id : ids) {
      count(key, now[id], other[id]);
      rows_.back().of = id;
    }
  }
  void only_difference(std::string_view key, Figure value) { rows_.push_back({key, {}, {}, std::move(value)}); }

  std::vector<Compared> rows() && { return std::move(rows_); }

 private:
  void count(std::string_view key, std::int64_t now, std::int64_t other) {
    rows_.push_back({key, now, other, other - now});
  }

  const SimulatedSide& now_;
  const SimulatedSide& other_;
  std::vector<Compared> rows_;
};

std::vector<Compared> compared(const Simulation& simulation) {
  Comparison rows(simulation);
  rows.points("points_earned", &Balance::earned);
  rows.points("points_redeemed", &Balance::redeemed);
  rows.points("points_expired", &Balance::expired);
  rows.points("points_clawed_back", &Balance::clawed_back);
  rows.points("points_adjusted", &Balance::adjusted);
  rows.points("points_balance", &Balance::balance);
  rows.points("points_held", &Balance::held);
  rows.points("points_debt", &Balance::debt);
  rows.each("members_in_tier", &SimulatedSums::tiers);
  rows.moves("promoted", &SimulatedSums::promoted);
  rows.moves("retained", &SimulatedSums::retained);
  rows.moves("demoted", &SimulatedSums::demoted);
  rows.each("vouchers_issued", &SimulatedSums::vouchers);
  rows.each("gifts_had", &SimulatedSums::gifts);
  rows.moves("free_parcels", &SimulatedSums::parcels);
  rows.money("discount_tier", &SimulatedSums::tier_discount);
  rows.money("paid_by_points", &SimulatedSums::paid_by_points);
  rows.money("missing", &SimulatedSums::missing);
  rows.money("cash_back", &SimulatedSums::cash_back);
  rows.money("gifts", &SimulatedSide::gifts_cost);
  rows.money("postage", &SimulatedSide::postage);
  rows.money("vouchers_as_before", &SimulatedSide::vouchers_cost);
  rows.money("vouchers_at_most", &SimulatedSide::vouchers_at_most);
  rows.money("liability", &SimulatedSide::liability);
  rows.money("cost", simulation.now.cost(), simulation.other.cost());
  rows.only_difference("members_gain", simulation.gain());
  rows.only_difference("members_lose", simulation.lose());
  rows.only_difference("members_fall", simulation.fall());
  const auto uplift = simulation.uplift_that_pays();
  rows.only_difference("uplift_that_pays", uplift ? Figure(*uplift) : Figure());
  return std::move(rows).rows();
}

Day from_asked(const Question& question) { return question.day("--from").value_or(beginning); }

Simulation simulation_asked(Question& question) {
  return simulate(question.ledger(), question.program(), from_asked(question), question.as_of());
}

bool is_nothing(const Figure& figure) {
  return std::visit([](const auto& value) { return value == std::remove_cvref_t<decltype(value)>{}; }, figure);
}

/// People are not told what is nothing under both.
ComparedRules rules_compared(Question& question) {
  const auto simulation = simulation_asked(question);
  auto rows = compared(simulation);
  if (question.for_people())
    std::erase_if(rows, [](const Compared& row) {
      return is_nothing(row.now) && is_nothing(row.other) && is_nothing(row.difference);
    });
  return {std::move(rows),
          simulation.knows_margin ? Message() : "no margin in [costs]: what would pay for it is not known"_en()};
}

Table sums_table() {
  return table<ComparedRules>(
      {},
      {{"measure", Kind::measure, &Compared::key},
       {"now", Kind::number, [](const Compared& row) { return cell_of(row.now); }},
       {"other", Kind::number, [](const Compared& row) { return cell_of(row.other); }},
       {"difference", Kind::number, [](const Compared& row) { return cell_of(row.difference); }},
       {"of", Kind::text, &Compared::of}},
      rules_compared);
}

Table members_table() {
  auto members = table<Simulation>("no members"_en,
                                   {member_key<Simulation>(),
                                    member_name<Simulation>(),
                                    {"tier", Kind::tier, &SimulatedMember::tier},
                                    {"other_tier", Kind::tier, &SimulatedMember::other_tier},
                                    {"now", Kind::money, &SimulatedMember::value},
                                    {"other", Kind::money, &SimulatedMember::other_value},
                                    {"difference", Kind::money, &SimulatedMember::difference}},
                                   simulation_asked);
  members.when = "--members";
  return members;
}

} // namespace

Report simulate_report() {
  return {.name = "simulate",
          .summary = "the shop's own orders under other rules"_en,
          .options = {{"--from", "first day of the other rules (default: from the beginning)"_en, "DAY"},
                      {"--members", "show what each member has of it, who loses most first"_en}},
          .tables = {sums_table(), members_table()}};
}

} // namespace loyalty::reports
