// SPDX-License-Identifier: MIT
//
// Writes a generic order file to standard output, the same one for the same arguments on every machine.
//
//   bench_orders ROWS MEMBERS [--seed N] [--shuffle]
//
// Three years of orders from 2023-01-01 on, in the order of time: 18-digit order ids that lead with the second,
// a few members who order much and many who order little, amounts around 80 with a long tail, 5 % refunded.
// --shuffle writes the rows in random order.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// splitmix64: the standard library's distributions differ between implementations, this does not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    auto z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

/// Cents around 80.00: the product of a few uniform factors is near enough to log-normal.
std::uint64_t amount(Chance& chance) {
  double sum = 0;
  for (int i = 0; i < 12; ++i) sum += chance.share();
  return static_cast<std::uint64_t>(std::exp(std::log(8000.0) + 0.9 * (sum - 6)));
}

std::string order(std::uint64_t row, std::uint64_t rows, std::uint64_t members, Chance& chance) {
  using namespace std::chrono;
  constexpr auto first_day = sys_days{2023y / January / 1};
  constexpr std::uint64_t span = 1096ull * 86400;
  const auto second = (row * span + chance.below(span)) / rows;
  const auto moment = first_day + seconds(second);
  const year_month_day day{floor<days>(moment)};
  const hh_mm_ss clock{moment - floor<days>(moment)};

  const double skewed = chance.share() * chance.share();
  const auto member = static_cast<std::uint64_t>(skewed * static_cast<double>(members));
  const auto cents = amount(chance);
  const char* status = chance.below(100) < 5 ? "refunded" : "paid";
  static constexpr const char* categories[] = {"tea", "snacks", "fruit", "care", "home", "clothes"};

  char line[128];
  const int length = std::snprintf(
      line, sizeof line, "%010llu%08llu,m%06llu,%04d-%02u-%02u %02d:%02d:%02d,%llu.%02llu,%s,%s\n",
      static_cast<unsigned long long>(moment.time_since_epoch().count()), static_cast<unsigned long long>(row),
      static_cast<unsigned long long>(member), static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
      static_cast<unsigned>(day.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      static_cast<unsigned long long>(cents / 100), static_cast<unsigned long long>(cents % 100), status,
      categories[chance.below(std::size(categories))]);
  return {line, static_cast<std::size_t>(length)};
}

} // namespace

int main(int argc, char** argv) {
  std::uint64_t rows = 0, members = 0, seed = 1;
  bool shuffle = false;
  int position = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto number = [&](const char* text) { return std::strtoull(text ? text : "0", nullptr, 10); };
    if (argument == "--shuffle")
      shuffle = true;
    else if (argument == "--seed")
      seed = number(argv[++i]);
    else
      (position++ == 0 ? rows : members) = number(argv[i]);
  }
  if (position != 2 || rows == 0 || members == 0) {
    std::fputs("usage: bench_orders ROWS MEMBERS [--seed N] [--shuffle]\n", stderr);
    return 2;
  }

  Chance chance(seed);
  std::vector<std::string> orders;
  for (std::uint64_t row = 0; row < rows; ++row) orders.push_back(order(row, rows, members, chance));
  if (shuffle)
    for (auto i = orders.size(); i > 1; --i) std::swap(orders[i - 1], orders[chance.below(i)]);

  std::fputs("order_id,member_id,placed_at,amount,status,category\n", stdout);
  for (const auto& line : orders) std::fwrite(line.data(), 1, line.size(), stdout);
  return std::fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
