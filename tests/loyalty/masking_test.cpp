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

TEST_CASE("what a member is known by on a platform is masked, and a key of the shop's own is not") {
  for (const Row& row : {Row{"phone:13800000001", "phone:138****0001"},
                         {"phone:8888777", "phone:8****7"},
                         {"email:ada@example.com", "email:a****@example.com"},
                         {"taobao:小熊", "taobao:****"},
                         {"taobao:爱喝茶的小熊", "taobao:爱****熊"},
                         {"kuaishou:1234567890", "kuaishou:123****7890"},
                         {"wechat:wxid_8f3k2j1h", "wechat:wxid_****1h"},
                         {"some-shop:laotie888", "some-shop:la****88"},
                         {"13800000001", "138****0001"},
                         {"ada@localhost", "****@localhost"},
                         {"M001", "M001"},
                         {"0005", "0005"},
                         {"forgotten-12", "forgotten-12"},
                         {"vip:", "vip:"},
                         {":7", ":7"},
                         {"", ""}}) {
    CAPTURE(row.text);
    CHECK(mask_key(row.text) == row.shown);
    CHECK(mask_key(row.shown) == row.shown);
  }
  CHECK(mask_text("there is no member taobao:laotie888, says kuaishou:laotie999: 5 → 7") ==
        "there is no member taobao:la****88, says kuaishou:la****99: 5 → 7");
  CHECK(mask_text("orders.csv:2:4: error: hint: 12:30 https://example.org") ==
        "orders.csv:2:4: error: hint: 12:30 https://example.org");
}

TEST_CASE("of a name only the first letter is shown") {
  for (const Row& row : {Row{"测试甲", "测*"},
                         {"Ada Lovelace", "A***"},
                         {"A", "A***"},
                         {"小芳13900000001", "小*"},
                         {"138****0001", "138****0001"},
                         {"张*", "张*"},
                         {"", ""}}) {
    CAPTURE(row.text);
    CHECK(mask_name(row.text) == row.shown);
    CHECK(mask_name(row.shown) == row.shown);
  }
}

TEST_CASE("no random address or platform id is ever shown whole, as a key or in a sentence") {
  std::mt19937 chance(13);
  const auto word = [&](std::size_t shortest) {
    static constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz0123456789_";
    std::string made;
    for (auto left = shortest + chance() % 12; left > 0; --left) made += letters[chance() % letters.size()];
    return made;
  };
  const std::array<std::string, 5> platforms = {"kuaishou", "wechat", "taobao", "douyin", "card"};
  const std::array<std::string, 5> before = {"", "there is no member ", "(", "\"", "1,"};
  const std::array<std::string, 6> after = {"", ": 12 → 17 points", ", tier gold", ")", "\"", "; 3 rows"};
  for (int round = 0; round < 10'000; ++round) {
    const bool address = chance() % 2 == 0;
    const auto value = address ? "x" + word(3) + "@" + word(2) + "a.com" : word(5);
    const auto key = address ? value : platforms[chance() % platforms.size()] + ":" + value;
    CAPTURE(key);
    CHECK(mask_key(key).find(value) == std::string::npos);
    const auto text = before[chance() % before.size()] + key + after[chance() % after.size()];
    CAPTURE(text, mask_text(text));
    CHECK(mask_text(text).find(value) == std::string::npos);
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
