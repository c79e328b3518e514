// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/chosen_table.hpp"
#include "cli/screen.hpp"
#include "cli/session.hpp"
#include "cli/shown_table.hpp"
#include "messages/titles.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {

std::unique_ptr<output::TableWriter> Session::table(std::vector<output::Column> columns, const Message& no_rows) {
  std::vector<Mask> masks;
  for (const auto& column : columns) masks.push_back(mask_for(column.key));
  return table(std::move(columns), std::move(masks), no_rows);
}

std::unique_ptr<output::TableWriter> Session::table(std::vector<output::Column> columns, std::vector<Mask> masks,
                                                    const Message& no_rows) {
  for (auto& column : columns)
    if (column.title.empty()) column.title = said(messages::title(column.key));
  if (globals_.show_personal) std::ranges::fill(masks, Mask::none);
  std::vector<std::size_t> chosen;
  if (!globals_.columns.empty()) chosen = chosen_columns(globals_.columns, columns);
  const auto all = columns.size();
  if (!chosen.empty()) {
    auto some = std::vector<output::Column>();
    for (const auto place : chosen) some.push_back(columns[place]);
    columns = std::move(some);
  }
  auto table = output::TableWriter::make(std::move(columns), table_options(no_rows),
                                         [this](std::string_view text) { print(text); });
  if (!chosen.empty()) table = std::make_unique<ChosenTable>(std::move(table), std::move(chosen), all);
  return std::make_unique<ShownTable>(std::move(table), std::move(masks), rows_);
}

output::TableOptions Session::table_options(const Message& no_rows) {
  // These show no amounts, and speak whatever the ledger holds.
  const bool without_amounts = command_ == "audit" || command_ == "restore" || command_ == "repair";
  output::TableOptions options{.format = format_,
                               .currency = without_amounts ? cny : currency(),
                               .excel = globals_.excel,
                               .header = !globals_.no_header};
  options.no_rows = said(no_rows);
  options.alone = !part_;
  if (format_ == output::Format::html) {
    options.title = page_title();
    options.subtitle = said("as of {day}"_en(as_of()));
    options.language = messages::language_tag(language_);
  }
  if (globals_.output != "-" || globals_.wide) return options;
  options.width = screen_width();
  options.drop_first = columns_left_out_first();
  options.dropped = [this](std::size_t count) {
    note(counted(count, "{columns} column does not fit: --wide shows all, --columns chooses"_en,
                 "{columns} columns do not fit: --wide shows all, --columns chooses"_en, count));
  };
  return options;
}

/// "report members · 茶铺": what was asked of whom.
std::string Session::page_title() {
  auto title = command_;
  if (const auto name = text("NAME"); !name.empty()) title += ' ' + name;
  const auto shop = shop_name();
  return shop.empty() ? title : shop + " · " + title;
}

std::string Session::shop_name() {
  const auto program = maybe_program_text();
  return program ? program::parse_program(program->text).program.name : std::string();
}

} // namespace loyalty::cli
