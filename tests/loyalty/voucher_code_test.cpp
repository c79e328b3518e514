// SPDX-License-Identifier: MIT
#include <array>
#include <fstream>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/coupon.hpp"

namespace voucher_code_test {

using namespace loyalty;

namespace {

std::vector<unsigned char> bytes_from(unsigned seed, std::size_t count) {
  std::vector<unsigned char> bytes;
  for (; bytes.size() < count; seed = seed * 1'103'515'245U + 12'345U)
    bytes.push_back(static_cast<unsigned char>(seed >> 16U));
  return bytes;
}

} // namespace

TEST_CASE("codes: shape, alphabet and spelling") {
  const auto code = make_code(bytes_from(1, 32));
  REQUIRE(code.size() == 12);
  CHECK(code[5] == '-');
  CHECK(code_letters.size() == 31);
  CHECK(std::set(code_letters.begin(), code_letters.end()).size() == 31);
  CHECK(code_letters.find_first_of("01OILabcdefghijklmnopqrstuvwxyz") == std::string_view::npos);
  CHECK(check_code(code) == code);
  std::string typed = " ";
  for (const char letter : code)
    if (letter != '-') typed += std::string(1, static_cast<char>(letter >= 'A' ? letter - 'A' + 'a' : letter)) + "- ";
  CHECK(check_code(typed) == code);
  CHECK_FALSE(check_code(""));
  CHECK_FALSE(check_code(code.substr(1)));
  CHECK_FALSE(check_code(code + "2"));
  CHECK_FALSE(check_code("老铁666"));
}

TEST_CASE("codes: one code however it is spelt") {
  for (const char* written :
       {"WELCOME-26", "welcome-26", " Welcome 26 ", "ＷＥＬＣＯＭＥ－２６", "ｗｅｌｃｏｍｅ　２６", "=\"WELCOME26\"",
        "'welcome26", "WEL–COME—26", "\u00a0WELCOME\u200b26\ufeff"})
    CHECK(plain_code(written) == "WELCOME26");
  CHECK(plain_code("老铁 666") == "老铁666");
  CHECK(plain_code(" - ").empty());
}

TEST_CASE("codes: what a text names, once each, with whatever stands between") {
  using Codes = std::vector<std::string>;
  const auto code = make_code(bytes_from(1, 32));
  const auto divided = code.substr(0, 5) + ' ' + code.substr(6);
  CHECK(codes_in("").empty());
  CHECK(codes_in(" ;；,， ").empty());
  CHECK(codes_in("A") == Codes{"A"});
  CHECK(codes_in(" A ; B；C,D，E、F G\tH ") == Codes{"A", "B", "C", "D", "E", "F", "G", "H"});
  CHECK(codes_in("A;a; Ａ ;B") == Codes{"A", "B"});
  CHECK(codes_in(divided) == Codes{divided});
  CHECK(codes_in("X " + divided + " Y") == Codes{"X", divided, "Y"});
  CHECK(codes_in(code + ' ' + code) == Codes{code});
  const auto known = [](std::string_view text) { return plain_code(text) == "HALFOFF"; };
  CHECK(codes_in("half off", known) == Codes{"half off"});
  CHECK(codes_in("new half － off FIVE", known) == Codes{"new", "half － off", "FIVE"});
  CHECK(codes_in("half off") == Codes{"half", "off"});
}

TEST_CASE("codes: bytes that would favour some letters are passed over") {
  std::vector<unsigned char> bytes(20, 255);
  CHECK(make_code(bytes).empty());
  bytes.insert(bytes.end(), 10, 247);
  CHECK(make_code(bytes).starts_with("ZZZZZ-ZZZZZ"));
  bytes.pop_back();
  CHECK(make_code(bytes).empty());
}

TEST_CASE("codes: among a million no two are the same, and no letter comes more often than another") {
  constexpr int codes = 1'000'000;
  std::ifstream chance("/dev/urandom", std::ios::binary);
  std::unordered_set<std::string> seen;
  seen.reserve(codes);
  std::array<double, code_letters.size()> counts{};
  std::vector<unsigned char> bytes(64);
  while (seen.size() < codes) {
    if (!chance.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
      FAIL("no chance");
    const auto code = make_code(bytes);
    if (code.size() != 12 || !seen.insert(code).second) FAIL(code);
    for (const char letter : code.substr(0, 5) + code.substr(6, 5)) ++counts[code_letters.find(letter)];
  }
  // Of 30 degrees of freedom; a fair source comes above 90 less than once in ten million runs.
  double chi_square = 0;
  constexpr double expected = codes * 10.0 / static_cast<double>(code_letters.size());
  for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
  WARN("chi-square of 30 degrees of freedom: " << chi_square);
  CHECK(chi_square < 90);
}

TEST_CASE("codes: every wrong letter and every swap of letters is caught") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const auto code = make_code(bytes_from(seed, 32));
    REQUIRE(check_code(code) == code);
    std::size_t missed = 0;
    for (std::size_t place = 0; place < code.size(); ++place) {
      if (code[place] == '-') continue;
      for (const char wrong : code_letters) {
        auto typed = code;
        typed[place] = wrong;
        missed += wrong != code[place] && check_code(typed) ? 1U : 0U;
      }
      for (std::size_t other = place + 1; other < code.size(); ++other) {
        auto typed = code;
        std::swap(typed[place], typed[other]);
        missed += code[other] != '-' && code[other] != code[place] && check_code(typed) ? 1U : 0U;
      }
    }
    CHECK(missed == 0);
  }
}

TEST_CASE("codes: the check letter catches by its arithmetic, whatever the other letters are") {
  // A change of one letter and a swap of two neighbours depend on the two letters concerned alone: all pairs are tried.
  const auto with_check = [](std::string ten) {
    std::vector<unsigned char> bytes;
    for (const char letter : ten) bytes.push_back(static_cast<unsigned char>(code_letters.find(letter)));
    return make_code(bytes);
  };
  std::size_t missed = 0;
  for (std::size_t place = 0; place < 9; ++place)
    for (const char first : code_letters)
      for (const char second : code_letters) {
        if (first == second) continue;
        std::string ten(10, '2');
        ten[place] = first;
        ten[place + 1] = second;
        const auto check = with_check(ten).substr(11);
        std::swap(ten[place], ten[place + 1]);
        missed += check_code(ten + check) ? 1U : 0U;
        ten[place] = first;
        missed += check_code(ten + check) ? 1U : 0U;
      }
  CHECK(missed == 0);
}

} // namespace voucher_code_test
