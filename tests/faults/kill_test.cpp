// SPDX-License-Identifier: MIT
//
// A command that is killed leaves the ledger as it was before or as it is after, and typed again it brings it to
// where it would have come unharmed.

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "faults/shop.hpp"

namespace kill_test {

using namespace faults;

namespace {

constexpr int points = 40;
constexpr int audited = 8; // one point in so many

/// Where the ledger came to after a command that was killed.
struct Tally {
  int killed = 0, before = 0, after = 0;
};

/// How long a command takes that starts from a copy of a ledger: the second longest of five.
Seconds duration(const Shop& shop, const std::string& before, const Words& words) {
  std::vector<Seconds> took;
  for (int round = 0; round < 5; ++round) {
    write_file(shop.ledger(), before);
    took.push_back(shop.must(words).took);
  }
  std::sort(took.begin(), took.end());
  return took[3];
}

/// What is listed but for the hashes: those of new members are salted, and another run has other salts.
std::string without_hashes(std::string_view listed) {
  std::string text;
  for (std::size_t at = 0; at < listed.size();) {
    const auto end = std::min(listed.find('\n', at), listed.size());
    const auto line = listed.substr(at, end - at);
    text += line.substr(0, line.rfind(','));
    text += '\n';
    at = end + 1;
  }
  return text;
}

/// Kills a command at points spread over its duration. Leaves the ledger of the unharmed run.
void sweep(const Shop& shop, const Words& words) {
  const auto ledger_before = shop.ledger_bytes();
  const auto before = shop.batches();
  auto whole = duration(shop, ledger_before, words);
  const auto after = without_hashes(shop.batches());
  REQUIRE((without_hashes(before) != after));

  Tally tally;
  for (int point = 0; point < points; ++point) {
    write_file(shop.ledger(), ledger_before);
    fs::remove(shop.file("loyalty.db-journal"));
    auto how = shop.start();
    how.kill_after = whole * (point + 0.5) / points;
    const auto killed = shop.loyalty(words, how);
    CAPTURE(words.front(), point, killed.err);
    tally.killed += killed.signal == SIGKILL;
    REQUIRE((killed.signal == SIGKILL || killed.done()));

    const auto found = shop.loyalty({"list-batches", "--format", "csv"});
    CAPTURE(found.err);
    REQUIRE(found.done());
    REQUIRE((found.out == before || without_hashes(found.out) == after));
    ++(found.out == before ? tally.before : tally.after);
    if (killed.done()) REQUIRE((without_hashes(found.out) == after));
    const auto check = [&] {
      if (point % audited != 0) return;
      const auto audit = shop.loyalty({"audit"});
      CAPTURE(audit.out, audit.err);
      REQUIRE(audit.done());
    };
    check();
    const auto again = shop.loyalty(words);
    CAPTURE(again.err);
    REQUIRE(again.done());
    REQUIRE((without_hashes(shop.batches()) == after));
    check();
    REQUIRE(!fs::exists(shop.file("loyalty.db-journal")));
    // The machine may have become busier or calmer.
    if (found.out == before) whole = (whole + again.took) / 2;
    if (killed.done()) whole = (whole + killed.took) / 2;
  }
  WARN(words.front() << ": " << tally.killed << " of " << points << " were killed; the ledger was as before "
                     << tally.before << " times, as after " << tally.after << " times");
  CHECK(tally.before >= points / 4);
}

} // namespace

TEST_CASE("an import of 100,000 orders, killed at any point, is all or nothing") {
  const Shop shop;
  write_file(shop.file("orders.csv"), orders(100'000, 10'000));
  sweep(shop, {"import-orders", "orders.csv"});
}

TEST_CASE("a second import, killed at any point, is all or nothing") {
  const Shop shop(30'000, 3'000);
  auto more = orders(60'000, 5'000);
  write_file(shop.file("more.csv"), more.substr(0, more.find('\n') + 1) + more.substr(more.find("\n9000030000,") + 1));
  sweep(shop, {"import-orders", "more.csv"});
}

TEST_CASE("a night over 100,000 orders, killed at any point, is all or nothing") {
  const Shop shop;
  write_file(shop.file("orders.csv"), orders(100'000, 10'000));
  shop.must({"import-orders", "orders.csv"});
  sweep(shop, {"run-nightly"});
}

TEST_CASE("init, killed at any point, is finished by another init, and its remains are no ledger") {
  const Shop shop;
  fs::remove(shop.file("loyalty.toml"));
  Seconds whole{};
  for (int round = 0; round < 3; ++round) {
    fs::remove(shop.ledger());
    whole = std::max(whole, shop.must({"init"}).took);
    fs::remove(shop.file("loyalty.toml"));
  }
  int remains = 0;
  for (int point = 0; point < points; ++point) {
    fs::remove(shop.ledger());
    fs::remove(shop.file("loyalty.db-journal"));
    fs::remove(shop.file("loyalty.toml"));
    auto how = shop.start();
    how.kill_after = whole * (point + 0.5) / points;
    const auto killed = shop.loyalty({"init"}, how);
    remains += killed.signal == SIGKILL && fs::exists(shop.ledger());

    const auto read = shop.loyalty({"list-batches"});
    CAPTURE(point, read.err);
    REQUIRE((read.code == 0 || read.code == 10 || read.code == 12));
    const auto again = shop.loyalty({"init"});
    CAPTURE(again.err);
    REQUIRE((again.done() || again.says("already exist")));
    REQUIRE(shop.batches().find('\n') == shop.batches().size() - 1);
    REQUIRE(shop.loyalty({"check-program"}).done());
  }
  WARN(remains << " of " << points << " left a file behind");
  CHECK(remains > 0);
}

TEST_CASE("what a killed init can leave behind is finished by another init") {
  const Shop shop;
  const auto ledger = shop.ledger_bytes();
  const std::string nothing;
  for (const auto* left : {&nothing, &ledger})
    for (const auto* program : {&nothing, static_cast<const std::string*>(nullptr)}) {
      write_file(shop.ledger(), *left);
      fs::remove(shop.file("loyalty.toml"));
      if (program != nullptr) write_file(shop.file("loyalty.toml"), *program);
      if (left->empty()) {
        // Without its program file some commands do not come as far as the ledger.
        for (const Words& words :
             {Words{"list-batches"}, {"report", "members"}, {"audit"}, adjust("1"), {"run-nightly"}}) {
          const auto refused = shop.loyalty(words);
          CAPTURE(words.front(), refused.err);
          CHECK((refused.code == 12 || (refused.code == 2 && program == nullptr)));
          CHECK(refused.signal == 0);
        }
        CHECK(fs::file_size(shop.ledger()) == 0);
      }
      const auto again = shop.loyalty({"init"});
      CAPTURE(again.err);
      CHECK(again.done());
      CHECK(shop.loyalty({"check-program"}).done());
      CHECK(shop.loyalty({"list-batches"}).done());
    }
}

} // namespace kill_test
