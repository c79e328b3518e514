// SPDX-License-Identifier: MIT
// What a language makes of amounts, of shares off and of what stands beside them.
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "messages/catalogue.hpp"
#include "messages/counts.hpp"

namespace loyalty::messages::wording_test {
namespace {

Ratio percent(const char* text) { return Ratio::parse_percent(text).value(); }

std::string in_chinese(const Message& message) { return said(message, Language::chinese); }

} // namespace

TEST_CASE("a share off is said by what goes in English, and by what is left in Chinese") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"5%", "9.5 折"}, {"10%", "9 折"}, {"12.5%", "8.75 折"}, {"50%", "5 折"}, {"95%", "0.5 折"}, {"100%", "免单"}};
  for (const auto& [share, chinese] : cases) {
    CAPTURE(share);
    const auto off = "{off}"_en(Off{percent(share)});
    CHECK(off.english() == std::string(share) + " off");
    CHECK(in_chinese(off) == chinese);
  }
}

TEST_CASE("an offer drops the decimals of a whole amount, and nothing else does") {
  const auto told = [](const char* amount, Currency currency, bool of_offer) {
    return "{amount}"_en(Amount{Money::parse(amount, currency).value(), currency, of_offer});
  };
  const auto kwd = Currency::find("KWD").value();
  const auto jpy = Currency::find("JPY").value();
  CHECK(told("299.00", cny, true).english() == "299");
  CHECK(told("299.00", cny, false).english() == "299.00");
  CHECK(told("99.50", cny, true).english() == "99.50");
  CHECK(told("0.00", cny, true).english() == "0");
  CHECK(told("12.000", kwd, true).english() == "12");
  CHECK(told("1200", jpy, true).english() == "1200");
  CHECK(in_chinese(told("299.00", cny, true)) == "299 元");
  CHECK(in_chinese(told("12.500", kwd, true)) == "12.500 KWD");
}

TEST_CASE("a code of a currency never touches the Chinese behind it") {
  const auto rate = [](Currency currency) {
    return in_chinese(counted(10, "{points} point per {amount}"_en, "{points} points per {amount}"_en, 10,
                              Amount{Money::whole(100, currency), currency, true}));
  };
  CHECK(rate(cny) == "每满 100 元得 10 积分");
  CHECK(rate(Currency::find("USD").value()) == "每满 100 USD 得 10 积分");
}

TEST_CASE("notes and warnings bear a label in Chinese, and stand as they are in English") {
  const auto note = "note|{what}"_en(Message::name("loyalty.db"));
  CHECK(note.english() == "loyalty.db");
  CHECK(in_chinese(note) == "说明：loyalty.db");
  CHECK(in_chinese("warning|{what}"_en(Message::name("loyalty.db"))) == "警告：loyalty.db");
}

TEST_CASE("people are not told that less than nothing was earned: corrected entries say so") {
  CHECK(counts_message("members=2 entries=1 earned=-10 corrected=3").english() ==
        "members 2, entries 1, entries corrected 3");
  CHECK(counts_message("points=-50 balance=0").english() == "points -50, balance 0");
}

} // namespace loyalty::messages::wording_test
