// SPDX-License-Identifier: MIT
#include "output/page/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "output/html.hpp"
#include "output/page/page_parts.hpp"

namespace loyalty::output {
namespace {

/// An element with a text in it; nothing where there is no text.
std::string element(std::string_view tag, std::string_view style, std::string_view text) {
  if (text.empty()) return {};
  const auto attribute = style.empty() ? std::string() : fmt::format(" class=\"{}\"", style);
  return fmt::format("<{}{}>{}</{}>\n", tag, attribute, for_html(text), tag);
}

/// A paragraph for each line.
std::string paragraphs(std::string_view style, std::string_view text) {
  std::string all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    all += element("p", style, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string change_of(const Figure& figure) {
  switch (figure.trend) {
    case Figure::Trend::up: return element("p", "change up", "▲ " + figure.change);
    case Figure::Trend::down: return element("p", "change down", "▼ " + figure.change);
    case Figure::Trend::none:
    case Figure::Trend::same: return element("p", "change", figure.change);
  }
  return {};
}

std::string figures_of(const std::vector<Figure>& figures) {
  if (figures.empty()) return {};
  std::string text = "<div class=\"figures\">\n";
  for (const auto& figure : figures)
    text += fmt::format("<div>{}<b>{}</b>\n{}{}</div>\n", element("p", "label", figure.label), for_html(figure.value),
                        change_of(figure), element("p", "meaning", figure.meaning));
  return text + "</div>\n";
}

std::string row_of(std::string_view tag, const std::vector<std::string>& cells, const FigureTable& table) {
  std::string text = "<tr>";
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const bool number = column < table.columns.size() && table.columns[column].number;
    text += fmt::format("<{}{}>{}</{}>", tag, number ? " class=\"n\"" : "", for_html(cells[column]), tag);
  }
  return text + "</tr>\n";
}

std::string table_of(const FigureTable& table) {
  std::vector<std::string> titles;
  for (const auto& column : table.columns) titles.push_back(column.title);
  auto text = fmt::format("<div class=\"scroll\"><table>\n<thead>{}</thead>\n<tbody>\n", row_of("th", titles, table));
  for (const auto& row : table.rows) text += row_of("td", row, table);
  return text + "</tbody></table></div>\n";
}

std::string keys_of(const std::vector<Key>& keys) {
  if (keys.empty()) return {};
  std::string text = "<ul class=\"keys\">\n";
  for (const auto& key : keys)
    text += fmt::format("<li><i class=\"{}\"></i>{}{}</li>\n", style_class(key.ink), for_html(key.label),
                        key.value.empty() ? "" : fmt::format(" <span>{}</span>", for_html(key.value)));
  return text + "</ul>\n";
}

std::string chart_of(const Chart& chart, std::string_view figures_label) {
  auto text = fmt::format("<figure>{}{}{}{}", element("h3", "", chart.heading), chart.drawn, keys_of(chart.keys),
                          element("p", "meaning", chart.meaning));
  if (!chart.figures.rows.empty())
    text += fmt::format("<details>{}{}</details>", element("summary", "", figures_label), table_of(chart.figures));
  return text + "</figure>\n";
}

std::string items_of(const std::vector<Item>& items) {
  if (items.empty()) return {};
  // Sentences need more room than counts.
  const bool any_count = std::ranges::any_of(items, [](const Item& item) { return !item.count.empty(); });
  auto text = fmt::format("<ul class=\"items{}\">\n", any_count ? "" : " said");
  for (const auto& item : items)
    text += fmt::format("<li>{}<span>{}</span>{}</li>\n", element("b", "", item.count), for_html(item.what),
                        element("code", "", item.command));
  return text + "</ul>\n";
}

std::string command_of(const Section& section, std::string_view label) {
  if (section.command.empty()) return {};
  const auto command = fmt::format("<code>{}</code>", for_html(section.command));
  const auto linked =
      section.link.empty() ? command : fmt::format("<a href=\"{}\">{}</a>", for_html(section.link), command);
  return fmt::format("<p class=\"command\">{} {}</p>\n", for_html(label), linked);
}

/// Narrow sections stand in two columns; one that has none beside it takes both.
bool is_wide(const std::vector<Section>& sections, std::size_t place) {
  const auto narrow = [&](std::size_t other) { return other < sections.size() && !sections[other].wide; };
  return !narrow(place) || (!narrow(place + 1) && (place == 0 || !narrow(place - 1)));
}

std::string section_of(const Page& page, std::size_t place) {
  const auto& section = page.sections[place];
  auto text = fmt::format("<section id=\"{}\"{}>\n{}{}{}", for_html(section.id),
                          is_wide(page.sections, place) ? " class=\"wide\"" : "", element("h2", "", section.heading),
                          paragraphs("lead", section.lead), figures_of(section.figures));
  if (!section.charts.empty()) {
    text += "<div class=\"charts\">\n";
    for (const auto& chart : section.charts) text += chart_of(chart, page.figures_label);
    text += "</div>\n";
  }
  if (!section.markup.empty()) text += fmt::format("<div class=\"scroll\">\n{}</div>\n", section.markup);
  text += items_of(section.items);
  for (const auto& note : section.notes) text += element("p", "note", note);
  return text + command_of(section, page.command_label) + "</section>\n";
}

std::string header_of(const Page& page) {
  const auto& headline = page.headline;
  const auto back = page.back_link.empty() ? std::string()
                                           : fmt::format("<p>← <a class=\"link\" href=\"{}\">{}</a></p>\n",
                                                         for_html(page.back_link), for_html(page.back_label));
  return fmt::format("{}<p class=\"shop\"><strong>{}</strong><span>{}</span></p>\n<h1>{}{}</h1>\n{}{}", back,
                     for_html(page.shop), for_html(page.subtitle), for_html(headline.label),
                     headline.value.empty() ? "" : fmt::format(" <b>{}</b>", for_html(headline.value)),
                     change_of(headline), element("p", "meaning", headline.meaning));
}

std::string footer_of(const Page& page) {
  std::string text;
  for (const auto& link : page.links)
    text += fmt::format("<li><a class=\"link\" href=\"{}\">{}</a></li>\n", for_html(link.value), for_html(link.label));
  if (!text.empty()) text = fmt::format("<ul>\n{}</ul>\n", text);
  return text + element("p", "", page.footer);
}

/// The frame with its parts in their places.
std::string filled(std::string_view frame, const std::map<std::string_view, std::string>& parts) {
  std::string text;
  for (auto open = frame.find("{{"); open != std::string_view::npos; open = frame.find("{{")) {
    const auto close = frame.find("}}", open);
    text.append(frame.substr(0, open)).append(parts.at(frame.substr(open + 2, close - open - 2)));
    frame.remove_prefix(close + 2);
  }
  return text.append(frame);
}

} // namespace

std::string to_html(const Page& page) {
  std::string sections;
  for (std::size_t place = 0; place < page.sections.size(); ++place) sections += section_of(page, place);
  return filled(page_html(), {{"language", for_html(page.language)},
                              {"title", for_html(page.title)},
                              {"style", std::string(page_css())},
                              {"header", header_of(page)},
                              {"sections", std::move(sections)},
                              {"footer", footer_of(page)}});
}

} // namespace loyalty::output
