// SPDX-License-Identifier: MIT
//
// The clock, the time zone and the language of the machine, and its mask, change nothing that counts.

#include <sys/stat.h>

#include "catch.hpp"
#include "faults/shop.hpp"

namespace same_bytes_test {

using namespace faults;

namespace {

mode_t mode_of(const fs::path& file) {
  struct stat info {};
  return stat(file.c_str(), &info) == 0 ? info.st_mode & 0777u : 0;
}

} // namespace

TEST_CASE("the same orders give the same reports whatever the machine believes") {
  std::string members, summary;
  for (const char* clock : {"1970-01-01T00:00:00Z", "2026-03-29T01:30:00Z", "2038-01-19T03:14:08Z"})
    for (const char* zone : {"", "UTC", "Asia/Shanghai", "America/New_York"})
      for (const char* locale : {"C", "de_DE.UTF-8", "zh_CN.UTF-8"})
        for (const mode_t mask : {0000u, 0022u, 0077u}) {
          const Scratch scratch;
          write_file(scratch.path() / "loyalty.toml", program_text);
          write_file(scratch.path() / "orders.csv", orders(60, 12));
          Start how{.folder = scratch.path()};
          how.environment = {{"LOYALTY_NOW", clock}, {"LC_ALL", locale}, {"LOYALTY_AS_OF", "2025-12-31"}};
          if (*zone != '\0') how.environment["TZ"] = zone;
          how.in_child = [mask] { umask(mask); };
          const auto say = [&](const Words& words) {
            const auto ended = run(beside_this("loyalty"), words, how);
            CAPTURE(clock, zone, locale, mask, words.front(), ended.err);
            REQUIRE(ended.done());
            return ended.out;
          };
          say({"init"});
          say({"import-orders", "orders.csv"});
          say({"run-nightly"});
          say(adjust("a"));
          const auto now_members = say({"report", "members", "--format", "csv"});
          const auto now_summary = say({"report", "summary", "--format", "csv"});
          say({"report", "members", "-o", "members.html"});
          if (members.empty()) members = now_members, summary = now_summary;
          CAPTURE(clock, zone, locale);
          REQUIRE(now_members == members);
          REQUIRE(now_summary == summary);
          CHECK(mode_of(scratch.path() / "loyalty.db") == 0600);
          CHECK(mode_of(scratch.path() / "members.html") == 0600);
        }
  CHECK(members.size() > 500);
}

TEST_CASE("a clock that goes back changes nothing but what is recorded of it") {
  std::string members, summary;
  for (const bool goes_back : {false, true}) {
    const Shop shop;
    write_file(shop.file("orders.csv"), orders(60, 12));
    const auto at = [&](const char* clock, const Words& words) {
      auto how = shop.start();
      how.environment = {{"LOYALTY_NOW", goes_back ? clock : "2030-01-01T00:00:00Z"}};
      const auto ended = shop.loyalty(words, how);
      CAPTURE(clock, words, ended.err);
      REQUIRE(ended.done());
      return ended;
    };
    at("2030-01-01T00:00:00Z", {"import-orders", "orders.csv"});
    at("2029-12-31T23:59:59Z", adjust("a"));
    at("1999-01-01T00:00:00Z", {"run-nightly"});
    at("1970-01-01T00:00:00Z", {"issue-coupon", "newcomer", "m1"});
    at("2038-01-20T00:00:00Z", {"undo-batch", "2", "--yes"});
    at("1970-01-01T00:00:00Z", {"run-nightly"});
    at("1970-01-01T00:00:00Z", {"backup"});
    const auto audit = at("1999-01-01T00:00:00Z", {"audit"});
    CHECK(audit.says("warning: batch 2 was recorded at ") == goes_back);
    const auto now_members = at("1999-01-01T00:00:00Z", {"report", "members", "--format", "csv"}).out;
    const auto now_summary = at("1999-01-01T00:00:00Z", {"report", "summary", "--format", "csv"}).out;
    CHECK((members.empty() || members == now_members));
    CHECK((summary.empty() || summary == now_summary));
    members = now_members, summary = now_summary;
  }
}

} // namespace same_bytes_test
