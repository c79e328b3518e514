// SPDX-License-Identifier: MIT
#include "reports/query.hpp"

#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "cli/shown_table.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

using QueryRow = store::QueryTables::Row;

constexpr std::int64_t usual_seconds = 10;
constexpr std::size_t most_rows = 1'000'000;

/// A cell of an answer, which may be far larger than the ledger.
struct QueryCell {
  enum class Kind : std::uint8_t { empty, text, whole, decimal };
  Kind kind = Kind::empty;
  std::string text = {};
};

/// The rows of an answer. They are read to their end before the first is shown, for only then it is known which columns
/// are numbers, and that nothing failed.
struct QueryAnswer {
  std::vector<std::string> names;
  std::vector<QueryCell> cells;

  void add(const QueryRow& row) {
    if (cells.size() >= most_rows * names.size())
      throw Error(Failure::refused, "the answer has more than {rows} rows"_en(most_rows), {},
                  "ask for less, or add LIMIT 1000 to the query"_en);
    for (int column = 0; column < static_cast<int>(names.size()); ++column) {
      auto& cell = cells.emplace_back();
      if (row.null(column)) continue;
      cell.text = row.text(column);
      const bool endless = row.is_number(column) && cell.text.ends_with("Inf");
      cell.kind = row.is_whole(column)                ? QueryCell::Kind::whole
                  : row.is_number(column) && !endless ? QueryCell::Kind::decimal
                                                      : QueryCell::Kind::text;
    }
  }

  output::Column::Kind side(std::size_t column) const {
    bool any = false;
    for (std::size_t at = column; at < cells.size(); at += names.size()) {
      if (cells[at].kind == QueryCell::Kind::text) return output::Column::Kind::text;
      any = any || cells[at].kind != QueryCell::Kind::empty;
    }
    return any ? output::Column::Kind::number : output::Column::Kind::text;
  }
};

/// At least as many decimals as amounts have, at most four: what SQL adds up may be off in the last of fifteen digits.
std::string rounded(const std::string& number, int least) {
  constexpr int most = 4;
  double value = 0;
  std::array<char, 64> digits;
  const bool plain = number.find_first_not_of("-0123456789.") == std::string::npos;
  if (!plain || std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc()) return number;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, most);
  std::string text(digits.data(), end.ptr);
  const auto shortest = text.find('.') + 1 + static_cast<std::size_t>(least);
  while (text.size() > shortest && text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

void show_answer(Session& session, const QueryAnswer& answer) {
  std::vector<output::Column> columns;
  for (std::size_t column = 0; column < answer.names.size(); ++column)
    columns.push_back({answer.names[column], answer.names[column], answer.side(column)});
  // What the tables hold is masked already, by what it is.
  const std::vector<Mask> masks(columns.size(), Mask::none);
  const auto table = session.table(columns, masks, "no rows"_en);
  const auto decimals = session.currency().decimals;
  std::size_t column = 0;
  for (const auto& cell : answer.cells) {
    switch (cell.kind) {
      case QueryCell::Kind::empty: table->empty(); break;
      case QueryCell::Kind::text: table->text(cell.text); break;
      case QueryCell::Kind::whole: table->decimal(cell.text); break;
      case QueryCell::Kind::decimal: table->decimal(rounded(cell.text, decimals)); break;
    }
    if (++column < columns.size()) continue;
    table->end_row();
    column = 0;
  }
  table->finish();
}

std::string_view type_told(reports::Kind kind) {
  switch (kind) {
    case reports::Kind::number: return "number";
    case reports::Kind::money: return "money";
    case reports::Kind::share: return "share";
    case reports::Kind::day: return "day";
    default: return "text";
  }
}

int show_views(Session& session) {
  const auto table = session.table({{"table"}, {"column"}, {"type"}});
  for (const auto& view : reports::query_views())
    for (const auto& heading : view.columns) {
      table->text(view.name);
      table->text(heading.key);
      table->text(type_told(heading.kind));
      table->end_row();
    }
  table->finish();
  return 0;
}

std::int64_t seconds_allowed(const Session& session) {
  const auto seconds = session.maybe_number("--timeout").value_or(usual_seconds);
  if (seconds < 1 || seconds > 86'400) throw Error(Failure::usage, "--timeout must be 1 to 86400 seconds"_en);
  return seconds;
}

int run_query(Session& session) {
  if (session.flag("--views") || !session.maybe("SQL")) return show_views(session);
  const auto ends = steady_milliseconds() + seconds_allowed(session) * 1000;
  QueryAnswer answer;
  const auto question = typed_question(session);
  reports::run_query(*question, session.text("SQL"),
                     {.shown = [&](const reports::Heading& heading,
                                   std::string_view text) { return shown_cell(session, heading, text); },
                      .is_late = [ends] { return steady_milliseconds() > ends; },
                      .columns = [&](const std::vector<std::string>& names) { answer.names = names; },
                      .row = [&](const QueryRow& row) { answer.add(row); }});
  show_answer(session, answer);
  return 0;
}

} // namespace

Command query() {
  return {.examples =
              "  loyalty query --views\n"
              "  loyalty query \"SELECT tier, count(*), sum(net) FROM members GROUP BY 1\"\n"
              "  loyalty query \"SELECT day, sum(net) AS net FROM orders GROUP BY 1\" -o days.csv",
          .options = {{"SQL", Option::Kind::optional, "ask this, one SELECT of SQLite; without it: as --views"_en},
                      {"--views", Option::Kind::flag, "list the tables and their columns"_en},
                      {"--timeout", Option::Kind::value, "end a query after N seconds, 10 if not said"_en, "N"}},
          .run = run_query};
}

} // namespace loyalty::cli
