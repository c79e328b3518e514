// SPDX-License-Identifier: MIT
#include "loyalty/masking.hpp"

#include <random>

#include "catch.hpp"

namespace masking_test {

using namespace loyalty;

namespace {

struct Row {
  std::string text;
  std::string shown;
};

} // namespace

TEST_CASE("phone numbers are masked however they are written") {
  for (const Row& row : {Row{"13800000009", "138****0009"},
                         {"138 0000 0009", "138****0009"},
                         {"138-0000-0009", "138****0009"},
                         {"138.0000.0009", "138****0009"},
                         {"1380 000 0009", "138****0009"},
                         {"138 00000009", "138****0009"},
                         {"１３８０００００００９", "138****0009"},
                         {"138\u3000"
                          "0000\u3000"
                          "0009",
                          "138****0009"},
                         {"+86 138 0000 0009", "+86 138****0009"},
                         {"+8613800000009", "+86 138****0009"},
                         {"+86-138-0000-0009", "+86 138****0009"},
                         {"(+86) 13800000009", "+86 138****0009"},
                         {"（＋86）138 0000 0009", "+86 138****0009"},
                         {"0086 13800000009", "+86 138****0009"},
                         {"8613800000009", "+86 138****0009"},
                         {"(010) 8888 7777", "010****7777"},
                         {"（010）8888 7777", "010****7777"},
                         {"010-88887777", "010****7777"},
                         {"01088887777", "010****7777"},
                         {"0755-1234567", "075****4567"},
                         {"090-1234-5678", "090****5678"},
                         {"+65 6677 8899", "+656****8899"},
                         {"+1 (415) 555-0123", "+141****0123"},
                         {"(415) 555-0123", "415****0123"},
                         {"415-555-0123", "415****0123"},
                         {"tel:13800000009", "tel:138****0009"},
                         {"M13800000009", "M138****0009"},
                         {"wx_13800000009x", "wx_138****0009x"},
                         {"小芳13800000009，老铁139 0000 0001。", "小芳138****0009，老铁139****0001。"},
                         {"orders.csv:2:4: error: 13800000009 is M1's", "orders.csv:2:4: error: 138****0009 is M1's"},
                         {"13800000009 2 orders", "138****0009 2 orders"},
                         {"5,13800000009,13900000009", "5,138****0009,139****0009"}}) {
    CAPTURE(row.text);
    CHECK(mask_text(row.text) == row.shown);
    CHECK(mask_text(row.shown) == row.shown);
  }
}

TEST_CASE("addresses and WeChat numbers are masked") {
  for (const Row& row : {Row{"lan@shop.cn", "l****@shop.cn"},
                         {"a@b.co", "****@b.co"},
                         {"write to xiao.fang+vip@mail.qq.com.", "write to x****@mail.qq.com."},
                         {"13800000009@139.com", "1****@139.com"},
                         {"lan＠shop.cn", "l****@shop.cn"},
                         {"wxid_8f3k2j1h", "wxid_****1h"},
                         {"known as wxid_8f3k2j1h, 小芳", "known as wxid_****1h, 小芳"}}) {
    CAPTURE(row.text);
    CHECK(mask_text(row.text) == row.shown);
    CHECK(mask_text(row.shown) == row.shown);
  }
}

TEST_CASE("what is no phone number stays as it is") {
  for (const std::string text : {"",
                                 "M0001",
                                 "128.00",
                                 "1,234,567.89",
                                 "2026-06-18",
                                 "2026-06-18 20:15:00",
                                 "2026-06-18 2026-07-01",
                                 "12800000009",
                                 "138000000091",
                                 "1380000000",
                                 "6901234567892",
                                 "2613500012345678",
                                 "000013800",
                                 "0000012345",
                                 "138****0009",
                                 "batch 7 (13912345678a), undo with: loyalty undo-batch 7",
                                 "b13912345678",
                                 "batch 138 (12345678ab12)",
                                 "014567891234",
                                 "points +20660000, expired 0",
                                 "7KXPM-2QW9HW",
                                 "1500 of 1600",
                                 "a@b",
                                 "@shop",
                                 "3 @ 2.50",
                                 "wxid_",
                                 "会员",
                                 "100.00 200.00 300.00",
                                 "01-05 2026-01-04",
                                 "20:15",
                                 "+86",
                                 "1970-01-01T00:00:00Z",
                                 "https://example.org/1234567"}) {
    CAPTURE(text);
    CHECK(mask_text(text) == text);
  }
}

TEST_CASE("of an identity only the ends are shown") {
  for (const Row& row : {Row{"13800000009", "138****0009"},
                         {"138 0000 0009", "138****0009"},
                         {"(010) 8888 7777", "010****7777"},
                         {"66778899", "66****99"},
                         {"6217 0012 3456 7890", "621****7890"},
                         {"lan@shop.cn", "l****@shop.cn"},
                         {"小芳@shop.cn", "****@shop.cn"},
                         {"laotie888", "la****88"},
                         {"dongge", "d****e"},
                         {"东哥爱喝茶", "东****茶"},
                         {"abc", "****"},
                         {"12345", "1****5"},
                         {"", "****"},
                         {"138****5678", "138****5678"}}) {
    CAPTURE(row.text);
    CHECK(mask_identity(row.text) == row.shown);
  }
}

TEST_CASE("no random mobile number is ever shown whole") {
  std::mt19937 chance(7);
  const auto below = [&](unsigned limit) { return chance() % limit; };
  const std::array<std::string, 6> before = {"", "+86", "+86 ", "0086-", "(+86)", "tel "};
  const std::array<std::string, 5> between = {"", " ", "-", ".", "\u3000"};
  const std::array<std::string, 6> after = {"", ", ", "。", " is known", ")", "; 3 rows"};
  for (int round = 0; round < 10'000; ++round) {
    std::string digits = "1" + std::to_string(3 + below(7));
    while (digits.size() < 11) digits += static_cast<char>('0' + below(10));
    const auto& gap = between[below(between.size())];
    const auto text = before[below(before.size())] + digits.substr(0, 3) + gap + digits.substr(3, 4) + gap +
                      digits.substr(7) + after[below(after.size())];
    const auto shown = mask_text(text);
    CAPTURE(text, shown);
    CHECK(shown.find(digits.substr(0, 3) + "****" + digits.substr(7)) != std::string::npos);
  }
}

TEST_CASE("any bytes can be masked") {
  std::mt19937 chance(11);
  for (int round = 0; round < 10'000; ++round) {
    std::string text;
    for (auto left = chance() % 40; left > 0; --left)
      text += "0123456789+-() @._ａ\xEF\xBC\x90\xF0\x9F\xFF"[chance() % 28];
    const auto once = mask_text(text);
    static_cast<void>(mask_identity(text));
    CAPTURE(text);
    CHECK(mask_text(once).size() <= once.size() + 64);
  }
}

} // namespace masking_test
