// SPDX-License-Identifier: MIT
#include "cli/export_page.hpp"

#include <fmt/format.h>

#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "output/html.hpp"

namespace loyalty::cli {
namespace {

constexpr std::string_view style =
    "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em}table{border-collapse:collapse}"
    "th,td{border-bottom:1px solid #ccc;padding:.2em .8em .2em "
    "0;text-align:left;vertical-align:top}.n{text-align:right}";

bool holds_rows(std::string_view written, output::Format format) {
  return format != output::Format::html ? !written.empty() : written.find("<td") != std::string_view::npos;
}

} // namespace

ExportPage::ExportPage(Session& session, const Message& title) : session_(session), title_(session.said(title)) {
  const auto format = session.format();
  if (format == output::Format::csv || format == output::Format::tsv || format == output::Format::jsonl ||
      format == output::Format::xlsx)
    throw Error(Failure::usage, "that format holds one table, and this answer has several"_en, {},
                "name a file that ends in .html, .json or .md"_en);
  if (format == output::Format::json) text_ = "{";
  if (format == output::Format::md) text_ = fmt::format("# {}\n", messages::escape_lines(title_));
  if (format == output::Format::html)
    text_ = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
        "<style>{}</style>\n<h1>{}</h1>\n",
        messages::language_tag(session.language()), output::for_html(title_), style, output::for_html(title_));
}

void ExportPage::add(std::string_view key, const Message& heading, std::vector<output::Column> columns,
                     const Fill& fill) {
  const auto format = session_.format();
  for (auto& column : columns)
    if (column.title.empty()) column.title = session_.said(messages::title(column.key));
  const auto title = session_.said(heading);
  std::string written;
  bool rows = false;
  auto table =
      output::TableWriter::make(std::move(columns), {.format = format, .currency = session_.currency(), .alone = false},
                                [&](std::string_view bytes) { written += bytes; });
  fill(*table);
  table->finish();
  while (written.ends_with('\n')) written.pop_back();
  rows = holds_rows(written, format);
  if (format == output::Format::json) {
    text_ += fmt::format("{}{}:{}", any_ ? ",\n" : "", output::json_text(key), written);
  } else if (format == output::Format::html) {
    if (rows) text_ += fmt::format("<h2>{}</h2>\n{}\n", output::for_html(title), written);
  } else if (written.find('\n') != written.rfind('\n')) {
    // A header and its rule are two lines; more are rows.
    text_ += format == output::Format::md ? fmt::format("\n## {}\n\n{}\n", title, written)
                                          : fmt::format("{}{}\n{}\n", any_ ? "\n" : "", title, written);
  } else {
    return;
  }
  any_ = true;
}

void ExportPage::finish() {
  if (session_.format() == output::Format::json) text_ += "}\n";
  if (session_.format() == output::Format::html) text_ += "</html>\n";
  session_.print(text_);
}

} // namespace loyalty::cli
