// SPDX-License-Identifier: MIT
#include "reports/value.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "loyalty/estimate.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/goods.hpp"
#include "reports/common.hpp"
#include "reports/names.hpp"
#include "reports/scheme_costs.hpp"
#include "shop/scan.hpp"
#include "shop/timelines.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

constexpr std::array<std::string_view, value_days.size()> value_measures{"value_30", "value_90", "value_180",
                                                                         "value_365"};

/// What some members bought in their first days, each.
struct FirstDays {
  std::vector<std::int64_t> nets = {}; ///< minor units
  Money left = {};
};

/// What one part of the members brought.
struct PartValue {
  std::array<FirstDays, value_days.size()> first_days = {};
  std::int64_t members = 0; ///< who had bought by the end of the month
  std::int64_t buyers = 0;  ///< in the month
  Money net = {};           ///< of the month

  void add(const PartValue& more) {
    for (std::size_t place = 0; place < first_days.size(); ++place) {
      auto& nets = first_days[place].nets;
      const auto& others = more.first_days[place].nets;
      nets.insert(nets.end(), others.begin(), others.end());
      first_days[place].left += more.first_days[place].left;
    }
    members += more.members;
    buyers += more.buyers;
    net += more.net;
  }
};

/// Adds up some members by part.
struct ByPart {
  Day as_of;
  ValueBy by;
  const SchemeCosts* costs; ///< nullptr: nobody knows what is left
  std::map<std::string, PartValue> parts = {};

  void add(const History& history, const store::Account& account) {
    const auto rows = goods_rows(history, as_of);
    const Day first = first_counting_day(rows);
    if (first == never) return;
    auto& part = parts[part_of(first, account)];
    add_first_days(rows, first, part);
    if (costs != nullptr) add_left(history, account, first, part);
    add_month(rows, first, part);
  }

  void add(const ByPart& more) {
    for (const auto& [name, part] : more.parts) parts[name].add(part);
  }

 private:
  bool are_over(Day first, std::int32_t days) const { return first + (days - 1) <= as_of; }

  std::string part_of(Day first, const store::Account& account) const {
    switch (by) {
      case ValueBy::all: return {};
      case ValueBy::tier: return tier_held(account.tier_changes, as_of).tier;
      case ValueBy::cohort: return month_of(first);
    }
    return {};
  }

  void add_first_days(std::span<const GoodsRow> rows, Day first, PartValue& part) const {
    for (std::size_t place = 0; place < value_days.size(); ++place)
      if (const auto days = value_days[place]; are_over(first, days))
        part.first_days[place].nets.push_back(net_of(goods_between(rows, first, first + (days - 1))).minor);
  }

  void add_left(const History& history, const store::Account& account, Day first, PartValue& part) const {
    costs->of_member(history, account, [&](Day day, std::string_view, const SchemeSums& sums) {
      if (day < first) return;
      const Money left = sums.margin() - sums.costs() + sums.fees;
      for (std::size_t place = 0; place < value_days.size(); ++place)
        if (day - first < value_days[place] && are_over(first, value_days[place])) part.first_days[place].left += left;
    });
  }

  /// The last month that is over.
  void add_month(std::span<const GoodsRow> rows, Day first, PartValue& part) const {
    const Day last = end_of(Calendar::month, as_of) == as_of ? as_of : start_of(Calendar::month, as_of) - 1;
    if (first > last) return;
    ++part.members;
    const auto month = goods_between(rows, start_of(Calendar::month, last), last);
    if (std::ranges::any_of(month, &GoodsRow::counting)) ++part.buyers;
    part.net += net_of(month);
  }
};

ValueRow of_first_days(std::string_view measure, FirstDays& first_days, bool left_known) {
  auto& nets = first_days.nets;
  const auto members = std::ssize(nets);
  ValueRow row{.measure = measure, .members = members, .too_few = members < fewest_for_interval};
  if (nets.empty()) return row;
  row.value = Money{mean_of(nets)};
  const auto middle = nets.begin() + (members - 1) / 2;
  std::nth_element(nets.begin(), middle, nets.end());
  row.median = Money{*middle};
  if (left_known) row.left = Money{scale(first_days.left.minor, 1, members, Rounding::nearest)};
  if (row.too_few) return row;
  for (auto& net : nets) net = to_thousandths(Money{net});
  const auto told = estimate(nets);
  row.low = told.low();
  row.high = told.high();
  return row;
}

ValueRow arpu_row(std::string_view measure, Money net, std::int64_t members) {
  ValueRow row{.measure = measure, .members = members};
  if (members > 0) row.value = Money{scale(net.minor, 1, members, Rounding::nearest)};
  return row;
}

void tell_part(const std::string& name, PartValue& part, bool left_known, std::vector<ValueRow>& rows) {
  const auto tell = [&](ValueRow row) {
    row.part = name;
    rows.push_back(std::move(row));
  };
  for (std::size_t place = 0; place < value_days.size(); ++place)
    tell(of_first_days(value_measures[place], part.first_days[place], left_known));
  tell(arpu_row("arpu", part.net, part.members));
  tell(arpu_row("arpu_buyers", part.net, part.buyers));
}

/// Cohorts by month; nobody's tier, the tiers of the program from the lowest on, then those it no longer has.
std::vector<std::string> in_order(const ByPart& all, const Program* program) {
  std::vector<std::string> names;
  const auto take = [&](const std::string& name) {
    if (all.parts.contains(name) && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  take({});
  if (all.by == ValueBy::tier && program != nullptr)
    for (const auto& tier : program->tiers) take(tier.id);
  for (const auto& [name, part] : all.parts) take(name);
  return names;
}

} // namespace

Message Values::note() const {
  std::int64_t most = 0;
  for (const auto& row : rows)
    if (row.too_few) most = std::max(most, row.members);
  return most == 0 ? Message{} : only_so_many(most, fewest_for_interval);
}

Values report_value(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, ValueBy by, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto kept = shop::kept_program(ledger);
  const auto* program = costs_from != nullptr ? costs_from.get() : kept.get();
  std::optional<SchemeCosts> costs;
  if (program != nullptr && program->costs.margin) costs.emplace(ledger, costs_from, as_of);
  shop::ScanWanted wanted{.accounts = std::nullopt};
  if (costs) wanted = costs->wanted();
  if (by == ValueBy::tier && !wanted.accounts) wanted.accounts = store::AccountReader::Detail::tiers;
  ByPart all{as_of, by, costs ? &*costs : nullptr};
  for (const auto& part : shop::scan_members(ledger, all, wanted)) all.add(part);
  if (by == ValueBy::all) all.parts.try_emplace({});
  Values values;
  for (const auto& name : in_order(all, kept.get())) tell_part(name, all.parts[name], costs.has_value(), values.rows);
  return values;
}

namespace {

ValueBy value_by(const Question& question) {
  return by_asked(question, {"tier", "cohort"}) == "tier" ? ValueBy::tier : ValueBy::cohort;
}

std::vector<Column<Values>> value_columns() {
  return {{"measure", Kind::measure, &ValueRow::measure},
          {"members", Kind::number, &ValueRow::members},
          {"value", Kind::money, &ValueRow::value},
          {"median", Kind::money, &ValueRow::median},
          {"low", Kind::money, &ValueRow::low},
          {"high", Kind::money, &ValueRow::high},
          {"left", Kind::money, &ValueRow::left, {.title = "money|left"_en}},
          {"verdict", Kind::word, [](const ValueRow& row) { return row.too_few ? "too_few" : ""; }}};
}

Table value_by_part() {
  auto columns = value_columns();
  columns.insert(columns.begin(), {"part", Kind::text, &ValueRow::part, {.if_empty = "no tier"_en}});
  auto table = reports::table<Values>("no members have bought"_en, std::move(columns), [](Question& question) {
    const auto by = value_by(question);
    auto values = report_value(question.ledger(), question.maybe_program(), by, question.as_of());
    ProgramNames names(question.ledger(), question.for_people());
    if (by == ValueBy::tier)
      for (auto& row : values.rows)
        if (!row.part.empty()) row.part = names.tier(row.part);
    return values;
  });
  table.when = "--by";
  table.refuse = [](const Question& question) { value_by(question); };
  return table;
}

} // namespace

Report value() {
  return {.name = "value",
          .summary = "what members have brought in their first days so far"_en,
          .examples = {"", "--by tier"},
          .options = {by_option("by tier, or by cohort: the month of the first order"_en)},
          .tables = {table<Values>({}, value_columns(),
                                   [](Question& question) {
                                     return report_value(question.ledger(), question.maybe_program(), ValueBy::all,
                                                         question.as_of());
                                   }),
                     value_by_part()}};
}

} // namespace loyalty::reports
