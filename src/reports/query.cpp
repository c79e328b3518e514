// SPDX-License-Identifier: MIT
#include "reports/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

#include "loyalty/error.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

using Type = store::QueryTables::Type;

Type type_of(Kind kind) {
  switch (kind) {
    case Kind::number: return Type::whole;
    case Kind::money:
    case Kind::share: return Type::decimal;
    default: return Type::text;
  }
}

std::string decimal(Ratio share) {
  const auto size = share.millionths < 0 ? -share.millionths : share.millionths;
  return fmt::format("{}{}.{:06}", share.millionths < 0 ? "-" : "", size / Ratio::one, size % Ratio::one);
}

/// Writes the rows of a view into its table.
class Filler {
 public:
  Filler(store::QueryTables& tables, const QueryView& view, Currency currency, const QueryRun& run)
      : tables_(tables), view_(view), currency_(currency), run_(run) {
    tables_.fill(view_.name);
  }

  void add(const std::vector<Cell>& cells) {
    if (run_.is_late()) store::refuse_late_query();
    for (std::size_t column = 0; column < cells.size(); ++column)
      std::visit([&](const auto& value) { put(view_.columns[column], value); }, cells[column].value());
    tables_.end_row();
  }

 private:
  template <class Value>
  void put(const Heading& heading, const Value& value) {
    if constexpr (std::is_same_v<Value, std::monostate>)
      tables_.empty();
    else if constexpr (std::is_same_v<Value, std::int64_t>)
      tables_.number(value);
    else if constexpr (std::is_same_v<Value, Money>)
      tables_.text(to_string(value, currency_));
    else if constexpr (std::is_same_v<Value, Day>)
      tables_.text(value == never ? std::string() : to_string(value));
    else if constexpr (std::is_same_v<Value, Ratio>)
      tables_.text(decimal(value));
    else if constexpr (std::is_same_v<Value, Off>)
      tables_.text(to_percent(value.share));
    else if constexpr (std::is_same_v<Value, Message>)
      tables_.text(value.english());
    else
      tables_.text(run_.shown(heading, value));
  }

  store::QueryTables& tables_;
  const QueryView& view_;
  Currency currency_;
  const QueryRun& run_;
};

void make_tables(store::QueryTables& tables) {
  std::vector<store::QueryTables::Column> columns;
  for (const auto& view : query_views()) {
    columns.clear();
    for (const auto& heading : view.columns) columns.push_back({heading.key, type_of(heading.kind)});
    tables.make(view.name, columns);
  }
}

} // namespace

void run_query(Question& question, std::string_view sql, const QueryRun& run) {
  store::QueryTables tables;
  make_tables(tables);
  const auto wanted = tables.read_by(sql);
  const auto currency = question.currency();
  {
    const store::Snapshot snapshot(question.ledger());
    for (const auto& view : query_views()) {
      if (!wanted.contains(std::string(view.name))) continue;
      Filler filler(tables, view, currency, run);
      view.tell(question, [&](const std::vector<Cell>& cells) { filler.add(cells); });
      tables.end();
    }
  }
  tables.run(sql, run.is_late, run.columns, run.row);
}

} // namespace loyalty::reports
