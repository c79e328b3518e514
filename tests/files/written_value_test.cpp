// SPDX-License-Identifier: MIT
#include "files/profiles/written_value.hpp"

#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"

namespace loyalty::files::written_value_test {
namespace {

std::string money(std::string_view text, char decimal_mark = '.', Currency currency = cny) {
  const auto parsed = parse_written_money(text, currency, decimal_mark);
  return parsed ? to_string(*parsed, currency) : "none";
}

std::string moment(std::string_view text, DateOrder order = DateOrder::year_first) {
  const auto parsed = parse_written_moment(text, order);
  if (!parsed) return "none";
  return to_string(parsed->moment) + (parsed->offset ? " " + std::to_string(*parsed->offset) : "");
}

std::string moment_by(std::string_view format, std::string_view text) {
  const auto parsed = parse_moment_by(format, text);
  return parsed ? to_string(parsed->moment) : "none";
}

using Table = std::vector<std::pair<std::string_view, std::string_view>>;

} // namespace

TEST_CASE("amounts are read as people write them, and never rounded") {
  const Table cases = {{"12", "12.00"},
                       {"¥1,299.90", "1299.90"},
                       {"￥0", "0.00"},
                       {"￥１，２９９．９０", "1299.90"},
                       {"12.00元", "12.00"},
                       {"人民币 5", "5.00"},
                       {"CNY 5.5", "5.50"},
                       {"-$0.95", "-0.95"},
                       {"$-0.95", "-0.95"},
                       {"+3", "3.00"},
                       {"US$1,243.50", "1243.50"},
                       {"499.00（系统计算中，该值仅供参考）", "499.00"},
                       {"1.2000", "1.20"},
                       {".5", "0.50"},
                       {"007.10", "7.10"},
                       {"1.234", "none"},
                       {"1,23.00", "none"},
                       {"12,99", "none"},
                       {"1,2999", "none"},
                       {",123", "none"},
                       {"12.", "none"},
                       {"--5", "none"},
                       {"5x", "none"},
                       {"1e3", "none"},
                       {"(12.50)", "none"}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(money(text) == expected);
  }
  CHECK(money("1.299,00", ',') == "1299.00");
  CHECK(money("116,99 €", ',') == "116.99");
  CHECK(money("-12,50", ',') == "-12.50");
  CHECK(money("1.29,00", ',') == "none");
  CHECK(money("¥1,200", '.', *Currency::find("JPY")) == "1200");
  CHECK(money("1200.50", '.', *Currency::find("JPY")) == "none");
}

TEST_CASE("numbers of pieces are read as people write them") {
  const Table cases = {{"3", "3"}, {"1,200", "1200"}, {"2.0", "2"}, {"+5", "5"}, {"１２", "12"}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    REQUIRE(parse_written_whole(text));
    CHECK(std::to_string(*parse_written_whole(text)) == expected);
  }
  for (const std::string_view text : {"2.5", "x", "", "1,2"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_written_whole(text));
  }
}

TEST_CASE("times are read in every form that exports have") {
  const Table cases = {{"2026-05-10 14:41:34", "2026-05-10 14:41:34"},
                       {"2026/9/10 8:00", "2026-09-10 08:00:00"},
                       {"2026年5月10日 14:41", "2026-05-10 14:41:00"},
                       {"2026年5月10日14时41分", "2026-05-10 14:41:00"},
                       {"2026.5.10", "2026-05-10 00:00:00"},
                       {"20260510", "2026-05-10 00:00:00"},
                       {"20260510144134", "2026-05-10 14:41:34"},
                       {"2026-05-10T14:41:34.120Z", "2026-05-10 14:41:34 0"},
                       {"2012-01-01 11:13:25 -0500", "2012-01-01 11:13:25 -18000"},
                       {"2026-09-04T08:05:07+00:00", "2026-09-04 08:05:07 0"},
                       {"2026-05-10 下午2:41", "2026-05-10 14:41:00"},
                       {"10-Dez-25", "2025-12-10 00:00:00"},
                       {"10 Dec 2025 09:30", "2025-12-10 09:30:00"},
                       {"Dec 10, 2025", "2025-12-10 00:00:00"},
                       {"45000.501", "2023-03-15 12:01:26"},
                       {"45000", "2023-03-15 00:00:00"},
                       {"2026-02-30", "none"},
                       {"2026-13-01", "none"},
                       {"09/25/26", "none"},
                       {"2026-05-10 24:00", "none"},
                       {"2026-05-10 12:60", "none"},
                       {"12", "none"},
                       {"", "none"},
                       {"tomorrow", "none"}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(moment(text) == expected);
  }
  CHECK(moment("09/25/26", DateOrder::month_first) == "2026-09-25 00:00:00");
  CHECK(moment("8/22/2026 2:30:00 PM", DateOrder::month_first) == "2026-08-22 14:30:00");
  CHECK(moment("12/1/2026 12:05 AM", DateOrder::month_first) == "2026-12-01 00:05:00");
  CHECK(moment("25.09.2026 14:30", DateOrder::day_first) == "2026-09-25 14:30:00");
  CHECK(moment("13/13/26", DateOrder::month_first) == "none");
}

TEST_CASE("times are read by the form that a profile states") {
  CHECK(moment_by("%Y.%m.%d %H:%M", "2026.5.10 8:05") == "2026-05-10 08:05:00");
  CHECK(moment_by("%d/%m/%y %I:%M %p", "9/5/26 8:05 PM") == "2026-05-09 20:05:00");
  CHECK(moment_by("%d-%b-%Y", "1-Mar-2026") == "2026-03-01 00:00:00");
  CHECK(moment_by("%Y-%m-%d", "2026-05-10 8:05") == "none");
  CHECK(moment_by("%Y-%m-%d", "10.5.2026") == "none");
}

TEST_CASE("words for nothing say nothing") {
  for (const std::string_view nothing : {"", " ", "-", "--", "—", "/", "nan", "\t", "=\"\""})
    CHECK(written_text(nothing).empty());
  CHECK(written_text("\t6900000000000000401") == "6900000000000000401");
  CHECK(written_text("=\"00123\"") == "00123");
  CHECK(written_text("'13800000021") == "13800000021");
}

} // namespace loyalty::files::written_value_test
