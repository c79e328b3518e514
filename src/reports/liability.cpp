// SPDX-License-Identifier: MIT
#include "reports/liability.hpp"

#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/liability.hpp"
#include "reports/common.hpp"
#include "reports/money_owed.hpp"
#include "shop/timelines.hpp"

namespace loyalty::reports {
namespace {

/// Adds up the lots of some members, now and at the end of an earlier month.
struct Lots {
  Day as_of;
  std::optional<Day> then = {};
  OpenPoints open = {};
  UseOfPoints past{as_of};
  UseOfPoints past_then{then.value_or(as_of)};
  LotsSince since = {};
  Points debt = 0;

  void add(const History&, const store::Account& account) {
    const auto lots = lot_stories(account.entries, as_of);
    open.add(lots, as_of);
    past.add(lots);
    loyalty::add(debt, balance_on(account.entries, as_of).debt);
    if (!then) return;
    const auto lots_then = lot_stories(account.entries, *then);
    past_then.add(lots_then);
    since.add(lots_then, *then, lots, as_of);
  }

  void add(const Lots& more) {
    open.add(more.open);
    past.add(more.past);
    past_then.add(more.past_then);
    since.add(more.since);
    loyalty::add(debt, more.debt);
  }
};

shop::AfterScan<Lots> read_lots(shop::Scan& scan, Day as_of, std::optional<Day> then) {
  const shop::ScanWanted wanted{.histories = false, .accounts = store::AccountReader::Detail::whole};
  const auto parts = scan.collect(Lots{as_of, then}, wanted);
  return [parts, as_of, then] {
    Lots all{as_of, then};
    for (const auto& part : *parts) all.add(part);
    return all;
  };
}

/// Each class is rounded once.
Points expected_of(const std::map<LotClass, Points>& classes, const UseOfPoints& past) {
  Points sum = 0;
  for (const auto& [each, points] : classes) add(sum, past.expected(each, points));
  return sum;
}

Points points_of_classes(const std::map<LotClass, Points>& classes) {
  Points sum = 0;
  for (const auto& [each, points] : classes) add(sum, points);
  return sum;
}

/// Points without end are never lost, so all of them are expected to be used.
ExpectedUse use_of(const Lots& lots) {
  ExpectedUse use{.open = lots.open.without_end, .expected = lots.open.without_end, .known = lots.past.enough()};
  for (const auto& [month, classes] : lots.open.months) {
    const auto open = points_of_classes(classes);
    add(use.open, open);
    add(use.expected, use.known ? expected_of(classes, lots.past) : open);
  }
  return use;
}

std::optional<LiabilityBacktest> backtest_of(const Lots& lots) {
  if (!lots.then || !lots.past_then.enough()) return std::nullopt;
  return LiabilityBacktest{*lots.then, points_of_classes(lots.since.open), expected_of(lots.since.open, lots.past_then),
                           lots.since.used};
}

/// Makes rows with what their points are worth.
class LiabilityTable {
 public:
  LiabilityTable(const Program* program, Liability& liability) : program_(program), liability_(liability) {}

  void tell(std::string_view month, Points points, std::optional<Points> expected) {
    LiabilityRow row{std::string(month), points, worth_of_points(points, program_), expected};
    if (expected) row.expected = worth_of_points(*expected, program_);
    liability_.rows.push_back(std::move(row));
  }
  void tell(std::string_view month, Points points) { tell(month, points, std::nullopt); }

  void tell_money(std::string_view where, Money money) {
    liability_.rows.push_back({.month = std::string(where), .worth = money});
  }

  void tell_backtest(const LiabilityBacktest& backtest) {
    tell(points_compared, backtest.open, backtest.expected);
    liability_.rows.back().used_points = backtest.used;
  }

 private:
  const Program* program_;
  Liability& liability_;
};

void tell_all(const Lots& lots, const MoneyOwed& money, const Program* program, Liability& liability) {
  LiabilityTable table(program, liability);
  const auto& use = liability.use;
  const auto known = [&](Points expected) { return use.known ? std::optional(expected) : std::nullopt; };
  for (const auto& [month, classes] : lots.open.months)
    table.tell(month_of(month), points_of_classes(classes), known(expected_of(classes, lots.past)));
  table.tell(points_without_end, lots.open.without_end, known(lots.open.without_end));
  table.tell(points_in_all, use.open, known(use.expected));
  table.tell(points_held, lots.open.held);
  table.tell(points_in_debt, lots.debt);
  table.tell_money(money_in_wallets, money.wallets);
  table.tell_money(money_on_cards, money.cards);
  if (liability.backtest) table.tell_backtest(*liability.backtest);
}

bool is_money(const LiabilityRow& row) { return row.month == money_in_wallets || row.month == money_on_cards; }

bool is_nothing(const LiabilityRow& row) {
  if (is_money(row)) return row.worth == Money{};
  const bool is_part = row.month == points_without_end || row.month == points_held || row.month == points_in_debt;
  return is_part && row.points == 0;
}

/// People are not told of nothing that is pending, owed or without end, nor of wallets and cards where there are none.
Liability liability_asked(Question& question) {
  auto answer = report_liability(question.ledger(), question.as_of());
  if (question.for_people()) std::erase_if(answer.rows, is_nothing);
  return answer;
}

} // namespace

Message Liability::note() const {
  if (!use.known) return "too few points have run their course to say how many will be used; all are counted"_en;
  if (!backtest) return {};
  return "at the end of {month}, {points} points were expected to be used, and {used} have been"_en(
      month_of(backtest->on), backtest->expected, backtest->used);
}

shop::AfterScan<ExpectedUse> expected_use(shop::Scan& scan, Day as_of) {
  return [lots = read_lots(scan, as_of, std::nullopt)] { return use_of(lots()); };
}

shop::AfterScan<Liability> report_liability(shop::Scan& scan, Day as_of) {
  const auto program = shop::kept_program(scan.ledger());
  const auto then = program == nullptr ? std::nullopt : compared_on(program->points.expire, as_of);
  return [program, read = read_lots(scan, as_of, then), money = money_owed(scan, as_of)] {
    const auto lots = read();
    Liability liability{.rows = {}, .use = use_of(lots), .backtest = backtest_of(lots)};
    tell_all(lots, money(), program.get(), liability);
    return liability;
  };
}

Liability report_liability(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_liability(scan, as_of); });
}

Report liability() {
  const auto too_few = [](const Liability& all, const LiabilityRow& row) {
    const bool estimated = !is_money(row) && row.month != points_held && row.month != points_in_debt;
    return !all.use.known && estimated ? "too_few" : "";
  };
  const auto open = [](const LiabilityRow& row) { return is_money(row) ? Cell() : Cell(row.points); };
  return {.name = "liability",
          .summary = "open points by last usable month, how many will be used, and money in wallets and on cards"_en,
          .examples = {""},
          .settled = true,
          .tables = {table<Liability>({},
                                      {{"month", Kind::word, &LiabilityRow::month, {.words = "liability"}},
                                       {"points", Kind::number, open},
                                       {"worth", Kind::money, &LiabilityRow::worth},
                                       {"expected_points", Kind::number, &LiabilityRow::expected_points},
                                       {"expected", Kind::money, &LiabilityRow::expected},
                                       {"used_points", Kind::number, &LiabilityRow::used_points},
                                       {"verdict", Kind::word, too_few}},
                                      liability_asked)}};
}

} // namespace loyalty::reports
