// SPDX-License-Identifier: MIT
#include "loyalty/plain_key.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace plain_key_test {

using namespace loyalty;

TEST_CASE("whatever a spreadsheet or a hand puts around a number is taken off") {
  const std::vector<std::string> forms = {
      "2049000000000001",
      "=\"2049000000000001\"",
      "=\"2049000000000001\" ",
      " =\"2049000000000001\"\t",
      "=\"\t2049000000000001\"",
      "=\"'2049000000000001\"",
      "'=\"2049000000000001\"",
      "\"2049000000000001\"",
      "'2049000000000001",
      "'2049000000000001'",
      "`2049000000000001",
      "`2049000000000001`",
      "‘2049000000000001",
      "’2049000000000001",
      "\t2049000000000001",
      "2049000000000001\t",
      "  2049000000000001  ",
      "\xC2\xA0"
      "2049000000000001\xC2\xA0",
      "　2049000000000001　",
      "\xE2\x80\x8B"
      "2049000000000001\xE2\x80\x8B",
      "\xEF\xBB\xBF"
      "2049000000000001",
      "\xE2\x80\xAD"
      "2049000000000001\xE2\x80\xAC",
      "2049000000000001\r\n",
      "2049000000000001.0",
      "'2049000000000001.0\t",
  };
  for (const auto& form : forms) {
    CAPTURE(form);
    CHECK(plain_key(form) == "2049000000000001");
    CHECK(plain_key(plain_key(form)) == "2049000000000001");
  }
  for (const auto* nothing : {"", " ", "=\"\"", "\"\"", "'", "=\"\t\"", "　"}) CHECK(plain_key(nothing).empty());
}

TEST_CASE("what stands within a key is never touched") {
  for (const std::string key : {"0001", "M-1", "会 员", "O'Neil", "a=\"b\"c", "#1001", "x.0", "1.10", "v1.0", "20.49",
                                "=1+1", "24111222333444555.0", "2.049E+15", "(1)", "-1-"}) {
    CAPTURE(key);
    CHECK(plain_key(key) == key);
  }
}

TEST_CASE("what is hidden names nobody") {
  for (const std::string value : {"138****0001", "1*******8", "***", "**", "*", "张*", "a**b", "138＊＊＊＊0001",
                                  "138••••0001", "●●●1234", "138xxxx0001", "138XXXX0001", "138####0001", "##a8f3",
                                  "~AgAAAAB2~1~", "匿名", "匿名用户", "匿名买家", "anonymous"}) {
    CAPTURE(value);
    CHECK(is_masked(value));
  }
  for (const std::string value : {"", "13800000001", "m1", "#1001", "C#", "max", "xxl", "XXX", "x1", "1x2x3x",
                                  "匿名小猫", "小~", "O'Neil", "a·b", "阿里·买买提"}) {
    CAPTURE(value);
    CHECK_FALSE(is_masked(value));
  }
}

TEST_CASE("a phone number is the same however it is written") {
  for (const std::string form : {"13800000001", "138 0000 0001", "138-0000-0001", "+8613800000001", "+86 138 0000 0001",
                                 "86-13800000001", "0086 138-0000-0001", "=\"13800000001\"", "'13800000001",
                                 "13800000001.0", "\t13800000001", "（138）00000001"}) {
    CAPTURE(form);
    CHECK(plain_phone(form) == "13800000001");
  }
  CHECK(plain_phone("(010) 8888 7777") == "01088887777");
  CHECK(plain_phone("+44 20 7946 0000") == "+442079460000");
  CHECK(plain_phone("13800000001-1234") == "13800000001-1234");
  CHECK(plain_phone("138****0001") == "138****0001");
  CHECK(plain_phone(" ask mum ") == "ask mum");
  CHECK(plain_phone("").empty());
}

} // namespace plain_key_test
