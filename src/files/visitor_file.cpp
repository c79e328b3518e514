// SPDX-License-Identifier: MIT
#include "files/visitor_file.hpp"

#include <array>
#include <utility>

#include "files/profiles/written_value.hpp"
#include "loyalty/money.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 3> visitor_columns = {"day", "visitors", "shop"};
constexpr RecordShape visitor_shape{.columns = visitor_columns, .required = 2};

/// The first day of "2026-04".
std::optional<Day> month_written(std::string_view text) {
  constexpr std::size_t year_and_month = 7;
  return text.size() == year_and_month ? Day::parse(std::string(text) + "-01") : std::nullopt;
}

messages::Reason day_reason(std::string_view text) {
  constexpr auto hint = "write 2026-04-30, or 2026-04 for the whole month"_en;
  if (text.empty()) return {"{column} is empty"_en("day"), hint};
  return {"{value} is neither a day nor a month"_en(messages::shown_value(text)), hint};
}

} // namespace

VisitorFile::VisitorFile(const std::string& path, RawObserver observer)
    : file_(path, visitor_shape, std::move(observer)) {}

bool VisitorFile::next(VisitorRow& row) {
  while (file_.next()) {
    row = {};
    if (read(row)) return true;
  }
  return false;
}

bool VisitorFile::fail(std::string_view column, messages::Reason why) {
  file_.set_aside(column, std::move(why.reason), std::move(why.hint));
  return false;
}

bool VisitorFile::read(VisitorRow& row) {
  row.origin = file_.origin();
  if (!read_days(row)) return false;
  const auto visitors = written_text(file_.value("visitors"));
  const auto number = parse_whole(visitors);
  if (!number || *number < 0) return fail("visitors", messages::whole_reason(visitors, 0));
  row.visitors = *number;
  row.shop = plain_key(file_.value("shop"));
  auto why = messages::id_reason(row.shop);
  return why.reason.empty() || fail("shop", std::move(why));
}

bool VisitorFile::read_days(VisitorRow& row) {
  const auto text = written_text(file_.value("day"));
  if (const auto month = month_written(text)) {
    row.first = *month;
    row.last = end_of(Calendar::month, *month);
    return true;
  }
  // A spreadsheet tells a day with its midnight.
  const auto written = WrittenMoment::parse(text);
  if (!written || written->offset || !written->moment.is_day_only()) return fail("day", day_reason(text));
  row.first = row.last = written->moment.day();
  return true;
}

} // namespace loyalty::files
