// SPDX-License-Identifier: MIT
#include "cli/dashboard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "cli/dashboard_sections.hpp"
#include "cli/output.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "reports/list.hpp"

namespace loyalty::cli {
namespace {

using reports::Dashboard;

/// The reports of which a folder has pages, in the order of their links.
constexpr std::array<std::string_view, 12> page_reports = {"summary",      "today",   "profit", "tiers",
                                                           "tier-changes", "coupons", "points", "expiring",
                                                           "liability",    "cohorts", "watch",  "advice"};

std::vector<const reports::Report*> parts_of_folder() {
  std::vector<const reports::Report*> parts;
  for (const auto name : page_reports) {
    const auto found = std::ranges::find(reports::list(), name, &reports::Report::name);
    if (found != reports::list().end()) parts.push_back(&*found);
  }
  return parts;
}

std::string file_of(std::string_view report) { return fmt::format("{}.html", report); }

/// What every page of a run has.
output::Page page_frame(const PageWords& words, Session& session) {
  const auto shop = session.shop_name();
  const auto day = words.said("as of {day}"_en(session.as_of()));
  return {.language = messages::language_tag(session.language()),
          .title = {},
          .shop = shop,
          .subtitle = day,
          .sections = {},
          .footer = fmt::format("loyalty {} · {}{}{}", LOYALTY_VERSION, shop, shop.empty() ? "" : " · ", day),
          .figures_label = words.said("the figures"_en),
          .command_label = words.said("the rows behind this:"_en)};
}

std::string titled(const std::string& shop, const std::string& title) {
  return shop.empty() ? title : fmt::format("{} · {}", shop, title);
}

output::Page dashboard_page(const PageWords& words, Session& session, const Dashboard& dashboard) {
  constexpr std::array<decltype(&month_section), 9> in_order = {month_section,  today_section,   advice_section,
                                                                scheme_section, tiers_section,   coupons_section,
                                                                points_section, cohorts_section, watch_section};
  auto page = page_frame(words, session);
  page.title = titled(page.shop, words.said("dashboard"_en));
  page.headline = headline(words, dashboard);
  for (const auto make : in_order)
    if (auto section = make(words, dashboard)) page.sections.push_back(std::move(*section));
  return page;
}

output::Page report_page(const PageWords& words, Session& session, const reports::Report& report) {
  auto page = page_frame(words, session);
  const auto title = words.said(report.summary);
  auto [markup, note] = table_part(session, report);
  page.title = titled(page.shop, title);
  page.headline.label = title;
  page.command_label.clear();
  page.back_link = "index.html";
  page.back_label = words.said("dashboard"_en);
  page.sections.push_back({.id = std::string(report.name),
                           .heading = {},
                           .notes = note.empty() ? std::vector<std::string>{} : std::vector{words.said(note)},
                           .markup = std::move(markup),
                           .command = fmt::format("loyalty report {}", report.name),
                           .wide = true});
  return page;
}

void put_page(const std::filesystem::path& path, const output::Page& page) {
  Output file(path.string());
  file.write(to_html(page));
  file.finish();
}

/// Every command on the page leads to the page with its rows.
void link_sections(output::Page& page, const std::vector<const reports::Report*>& parts) {
  constexpr std::string_view beginning = "loyalty report ";
  for (auto& section : page.sections)
    for (const auto* part : parts)
      if (section.command.starts_with(beginning) &&
          section.command.substr(beginning.size(), section.command.find(' ', beginning.size()) - beginning.size()) ==
              part->name)
        section.link = file_of(part->name);
}

void write_folder(Session& session, const PageWords& words, output::Page index) {
  const std::filesystem::path folder = session.globals().output;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const auto parts = parts_of_folder();
  link_sections(index, parts);
  for (const auto* part : parts) {
    put_page(folder / file_of(part->name), report_page(words, session, *part));
    index.links.push_back({.label = words.said(part->summary), .value = file_of(part->name)});
  }
  // Last, so that no link leads nowhere.
  put_page(folder / "index.html", index);
  session.note("{file}: the dashboard, and a page for each of {pages} reports"_en((folder / "index.html").string(),
                                                                                  parts.size()));
}

/// Nobody asked for a page, a file or a format.
void refuse_terminal(const Session& session) {
  const auto& globals = session.globals();
  if (!globals.format.empty() || session.format() != output::Format::table) return;
  throw Error(Failure::usage, "the dashboard is a page to look at"_en, {},
              "name a file or a folder: loyalty report dashboard -o dashboard.html"_en);
}

} // namespace

void show_dashboard(Session& session, const reports::Report& report) {
  refuse_terminal(session);
  if (session.format() != output::Format::html) return show_report(session, report);
  say_settled(session);
  const auto program = session.maybe_program_text() ? session.program() : nullptr;
  const PageWords words(session);
  const auto dashboard = reports::report_dashboard(session.ledger(), program, session.currency(), session.as_of());
  auto page = dashboard_page(words, session, dashboard);
  const auto& place = session.globals().output;
  if (names_folder(place)) return write_folder(session, words, std::move(page));
  if (place == "-") return session.print(to_html(page));
  put_page(place, page);
}

} // namespace loyalty::cli
