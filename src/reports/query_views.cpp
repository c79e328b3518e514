// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "loyalty/entry.hpp"
#include "loyalty/figures.hpp"
#include "reports/list.hpp"
#include "reports/query.hpp"
#include "shop/member_names.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"
#include "store/ledger/batch.hpp"
#include "store/members.hpp"
#include "store/order_numbers.hpp"

namespace loyalty::reports {
namespace {

/// The question of a query, to a report: all rows, and words as programs have them.
class AllOf final : public Question {
 public:
  explicit AllOf(Question& asked) : asked_(asked) {}

  store::Ledger& ledger() override { return asked_.ledger(); }
  Day as_of() override { return asked_.as_of(); }
  Currency currency() override { return asked_.currency(); }
  std::shared_ptr<const Program> program() override { return asked_.program(); }
  std::shared_ptr<const Program> maybe_program() override { return asked_.maybe_program(); }
  bool for_people() const override { return false; }
  std::string said(const Message& message) const override { return message.english(); }
  std::string shown_name(std::string_view name) const override { return asked_.shown_name(name); }

  bool given(std::string_view) const override { return false; }
  std::optional<std::string> text(std::string_view) const override { return std::nullopt; }
  std::optional<std::int64_t> number(std::string_view) const override { return std::nullopt; }
  std::optional<Day> day(std::string_view option) const override {
    return option == "--from" ? std::optional(store::before_all) : std::nullopt;
  }

 private:
  Question& asked_;
};

const Table& table_of(std::string_view report) {
  return std::ranges::find(list(), report, &Report::name)->tables.front();
}

/// What a report lists, under its own name.
QueryView as_reported(std::string_view name, std::string_view report) {
  return {name, table_of(report).columns, [report](Question& question, const Telling& tell) {
            const auto& table = table_of(report);
            std::vector<std::size_t> places(table.columns.size());
            for (std::size_t place = 0; place < places.size(); ++place) places[place] = place;
            AllOf all(question);
            table.ask(all)->tell(places, tell);
          }};
}

/// The shop's own numbers of orders, by the ledger's numbers of their rows.
class OrderNumbers {
 public:
  explicit OrderNumbers(store::Ledger& ledger) {
    store::read_order_rows(ledger, [&](OrderId row, std::string_view number) {
      const auto place = static_cast<std::size_t>(row.value);
      if (place >= numbers_.size()) numbers_.resize(place + 1);
      numbers_[place] = number;
    });
  }
  std::string_view of(OrderId row) const {
    const auto place = static_cast<std::size_t>(row.value);
    return place < numbers_.size() ? std::string_view(numbers_[place]) : std::string_view();
  }

 private:
  std::vector<std::string> numbers_;
};

/// An order as the figures of the shop count it.
struct CountedOrder {
  const OrderFact& order;
  const Sale& sale;
  std::string_view member; ///< key; empty: a guest, or nobody so far
  std::string_view number;
  const OrderStanding& standing;
};

void each_order(Question& question, const std::function<void(const CountedOrder&)>& use) {
  auto& ledger = question.ledger();
  const auto as_of = question.as_of();
  const shop::MemberNames names(ledger);
  const OrderNumbers numbers(ledger);
  const auto tell = [&](const History& history, std::string_view member) {
    static const Sale none;
    const auto standings = order_standings(history, as_of);
    for (std::size_t place = 0; place < history.orders.size(); ++place) {
      const auto& order = history.orders[place];
      if (order.day() > as_of) continue;
      const auto& sale = place < history.sales.size() ? history.sales[place] : none;
      use({order, sale, member, numbers.of(order.id), standings[place]});
    }
  };
  store::HistoryReader reader(ledger, MemberId(1), store::last_member(ledger), {.sales = true, .invited = false});
  while (const auto* history = reader.next()) tell(*history, names.key(history->member));
  tell(store::read_guests(ledger, true), {});
  tell(store::read_unassigned(ledger, true), {});
}

QueryView orders_view() {
  return {"orders",
          {{"order_id"},
           {"shop"},
           {"member_id", Kind::key},
           {"placed_at"},
           {"day", Kind::day},
           {"amount", Kind::money},
           {"refunded", Kind::money},
           {"net", Kind::money},
           {"purchase", Kind::number},
           {"points_redeemed", Kind::number},
           {"fee_for", Kind::plan},
           {"host"},
           {"channel"}},
          [](Question& question, const Telling& tell) {
            each_order(question, [&](const CountedOrder& each) {
              tell({each.number, each.sale.shop, each.member, to_string(each.order.placed_at), each.order.day(),
                    each.order.amount, each.standing.refunded, each.order.amount - each.standing.refunded,
                    std::int64_t{each.standing.purchase ? 1 : 0}, each.order.points_redeemed, each.sale.fee_for,
                    each.sale.host, each.sale.channel});
            });
          }};
}

QueryView order_lines_view() {
  return {"order_lines",
          {{"order_id"},
           {"shop"},
           {"member_id", Kind::key},
           {"day", Kind::day},
           {"line", Kind::number},
           {"sku"},
           {"category"},
           {"quantity", Kind::number},
           {"amount", Kind::money},
           {"on_sale", Kind::number}},
          [](Question& question, const Telling& tell) {
            each_order(question, [&](const CountedOrder& each) {
              auto parts = each.sale.parts;
              if (parts.empty()) parts.push_back({.category = {}, .amount = each.order.amount});
              std::int64_t line = 0;
              for (const auto& part : parts)
                tell({each.number, each.sale.shop, each.member, each.order.day(), ++line, part.sku, part.category,
                      part.quantity, part.amount, std::int64_t{part.on_sale ? 1 : 0}});
            });
          }};
}

std::optional<Day> unless_never(Day day) { return day == never ? std::nullopt : std::optional(day); }

QueryView entries_view() {
  return {"entries",
          {{"member_id", Kind::key},
           {"entry", Kind::number},
           {"day", Kind::day},
           {"kind", Kind::word},
           {"points", Kind::number},
           {"lot", Kind::number},
           {"available_on", Kind::day},
           {"last_day", Kind::day},
           {"order_id"},
           {"base", Kind::money},
           {"reverses", Kind::number}},
          [](Question& question, const Telling& tell) {
            auto& ledger = question.ledger();
            const shop::MemberNames names(ledger);
            const OrderNumbers numbers(ledger);
            store::AccountReader reader(ledger, MemberId(1), store::last_member(ledger));
            while (const auto* account = reader.next())
              for (const auto& [number, entry] : account->entries) {
                if (entry.day > question.as_of()) continue;
                const auto order = order_of(entry.cause);
                const bool lot = opens_lot(entry);
                tell({names.key(account->member), number, entry.day, to_string(entry.kind), entry.points,
                      entry.lot == 0 ? Cell() : Cell(entry.lot), lot ? Cell(entry.available_on) : Cell(),
                      unless_never(entry.last_day), order ? Cell(numbers.of(*order)) : Cell(), entry.base,
                      entry.reverses == 0 ? Cell() : Cell(entry.reverses)});
              }
          }};
}

QueryView batches_view() {
  return {"batches",
          {{"batch", Kind::number},
           {"command"},
           {"as_of", Kind::day},
           {"recorded_at"},
           {"operator"},
           {"input"},
           {"counts"},
           {"undone_by", Kind::number},
           {"hash"}},
          [](Question& question, const Telling& tell) {
            for (const auto& row : store::batches(question.ledger()))
              tell({row.id, to_string(row.start.kind), row.start.as_of, row.start.recorded_at, row.start.operator_name,
                    row.end.input_name, row.end.counts, row.undone_by, row.hash});
          }};
}

} // namespace

const std::vector<QueryView>& query_views() {
  static const std::vector<QueryView> views = {
      as_reported("members", "members"),
      orders_view(),
      order_lines_view(),
      entries_view(),
      as_reported("tier_changes", "tier-changes"),
      as_reported("vouchers", "vouchers"),
      as_reported("wallets", "wallets"),
      as_reported("cards", "cards"),
      batches_view(),
  };
  return views;
}

} // namespace loyalty::reports
