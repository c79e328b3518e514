// SPDX-License-Identifier: MIT
#include "app/trust/seal.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/trust/audit.hpp"
#include "app/trust/key_file.hpp"
#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"

namespace loyalty::trust_shop::seal_test {
namespace {

namespace fs = std::filesystem;

/// A name that nothing has yet, in a folder of its own.
class KeyPlace {
 public:
  KeyPlace() {
    auto name = (fs::temp_directory_path() / "loyalty-key-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  ~KeyPlace() {
    std::error_code none;
    fs::remove_all(folder_, none);
  }
  KeyPlace(const KeyPlace&) = delete;
  KeyPlace& operator=(const KeyPlace&) = delete;

  std::string path() const { return (folder_ / "shop.key").string(); }
  std::string read() const {
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& text) const { std::ofstream(path(), std::ios::binary) << text; }

 private:
  fs::path folder_;
};

void count_up(std::span<unsigned char> bytes) {
  unsigned char next = 7;
  for (auto& byte : bytes) byte = next++;
}

SealAsked asked(const KeyPlace& place) {
  return {.key_file = place.path(), .comment = "# kept elsewhere\n", .entropy = count_up};
}

Check seal_check(Shop& shop, const KeyFile& key) {
  for (auto& each : audit(shop.ledger(), {}, {}, &key).checks)
    if (each.name == "seal") return each;
  return {};
}

/// "place: what" of the refusal of a file that says this, without its folder.
std::string refused(const std::string& text) {
  const KeyPlace place;
  place.write(text);
  try {
    read_key_file(place.path());
  } catch (const Error& error) {
    CHECK(error.failure == Failure::refused);
    CHECK(!error.hint.empty());
    return error.place.substr(error.place.find_last_of('/') + 1) + ": " + error.what();
  }
  return "read";
}

const std::string digits(64, 'a');

} // namespace

TEST_CASE("a key file is what was sealed, for its owner only, and says so in comments") {
  const KeyPlace place;
  Shop shop;
  shop.import("o1,ann,2026-01-05 10:00,60.00,paid,,\n", "2026-01-31");
  const auto sealed = seal(shop.ledger(), asked(place));
  CHECK(sealed.first == BatchId(2));
  struct stat info {};
  REQUIRE(stat(place.path().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK(place.read().starts_with("# kept elsewhere\nkey: 0708090a"));
  const auto key = read_key_file(place.path());
  CHECK(key.place == place.path() + ":2:6");
  CHECK(key.key.from->batch == BatchId(1));
  CHECK_FALSE(key.key.seen);
  CHECK(seal_check(shop, key).result.english() == "ok: from batch 2 on");
  shop.night("2026-01-31");
  CHECK(seal_check(shop, key).result.english() == "ok: batches 2 to 2");
  CHECK(audit(shop.ledger()).checks.size() == 6);
}

TEST_CASE("a ledger is sealed once, and again only when asked; a file that is there stays") {
  const KeyPlace place, other;
  Shop shop;
  seal(shop.ledger(), asked(place));
  const auto written = place.read();
  CHECK_THROWS_AS(seal(shop.ledger(), asked(place)), Error);
  CHECK_THROWS_AS(seal(shop.ledger(), asked(other)), Error);
  CHECK_FALSE(fs::exists(other.path()));
  auto again = asked(other);
  again.again = true;
  again.entropy = [](std::span<unsigned char> bytes) { std::ranges::fill(bytes, std::uint8_t{3}); };
  again.dry_run = true;
  seal(shop.ledger(), again);
  CHECK_FALSE(fs::exists(other.path()));
  const auto first = read_key_file(place.path());
  CHECK(seal_check(shop, first).outcome == Check::Outcome::passed);
  again.dry_run = false;
  seal(shop.ledger(), again);
  CHECK(place.read() == written);
  CHECK_THROWS_AS(audit(shop.ledger(), {}, {}, &first), Error);
  const auto second = read_key_file(other.path());
  CHECK(seal_check(shop, second).outcome == Check::Outcome::passed);
}

TEST_CASE("a ledger that does not pass its own checks is not sealed, and no key is left") {
  const KeyPlace place;
  Shop shop;
  shop.import("o1,ann,2026-01-05 10:00,60.00,paid,,\n", "2026-01-31");
  shop.tamper("orders", "UPDATE orders SET amount = 70000");
  CHECK_THROWS_AS(seal(shop.ledger(), asked(place)), Error);
  CHECK_FALSE(fs::exists(place.path()));
  CHECK_FALSE(store::sealed_with(shop.ledger()));
}

TEST_CASE("a key file is refused at the place where it is none, or was altered") {
  CHECK(refused("key: " + digits + "\n") == "read");
  CHECK(refused("\xEF\xBB\xBF# x\r\n\r\nkey:   " + digits + " \r\nfrom: 3 " + digits + "\r\n") == "read");
  CHECK(refused("key: " + digits + "\nseen: 12 " + digits) == "read");
  CHECK(refused("") == "shop.key:1:1: this is no key file of loyalty");
  CHECK(refused("# only comments\n") == "shop.key:1:1: this is no key file of loyalty");
  CHECK(refused("order_id,member_id\n") == "shop.key:1:1: this is no key file of loyalty");
  CHECK(refused("key: " + digits + "\nuntil: 4\n") == "shop.key:2:1: this is no key file of loyalty");
  CHECK(refused("key: " + digits.substr(1) + "\n") == "shop.key:1:6: the key file was altered here");
  CHECK(refused("key: G" + digits.substr(1) + "\n") == "shop.key:1:6: the key file was altered here");
  CHECK(refused("key: " + digits + "\nkey: " + digits + "\n") == "shop.key:2:6: the key file was altered here");
  CHECK(refused("from: " + digits + "\n") == "shop.key:1:7: the key file was altered here");
  CHECK(refused("from: 0 " + digits + "\n") == "shop.key:1:7: the key file was altered here");
  CHECK(refused("from: -2 " + digits + "\n") == "shop.key:1:7: the key file was altered here");
  CHECK(refused("#\nseen: 3x " + digits + "\n") == "shop.key:2:7: the key file was altered here");
  CHECK(refused("seen: 99999999999999999999 " + digits + "\n") == "shop.key:1:7: the key file was altered here");
  CHECK(refused(std::string(70'000, '#')) == "shop.key:1:1: this is no key file of loyalty");
}

TEST_CASE("a key file remembers, leaves its other lines alone, and says when it cannot") {
  const KeyPlace place;
  store::Hash hash{};
  hash[0] = 0xab;
  const store::BatchMark seen{BatchId(41), hash}, later{BatchId(42), hash};
  place.write("# mine\nkey: " + digits + "\n# note");
  CHECK(remember_seen(read_key_file(place.path()), seen).empty());
  const auto first = read_key_file(place.path());
  CHECK(first.key.seen == seen);
  CHECK(first.text.starts_with("# mine\nkey: " + digits + "\n# note\nseen: 41 ab0000"));
  CHECK(remember_seen(first, later).empty());
  CHECK(read_key_file(place.path()).key.seen == later);
  CHECK(place.read().size() == first.text.size());

  place.write("seen: 3 " + digits + "\r\nkey: " + digits + "\r\n");
  CHECK(remember_seen(read_key_file(place.path()), seen).empty());
  const auto text = place.read();
  CHECK(text.starts_with("seen: 41 ab"));
  CHECK(text.ends_with("\r\nkey: " + digits + "\r\n"));

  REQUIRE(chmod(place.path().c_str(), 0400) == 0);
  CHECK(remember_seen(read_key_file(place.path()), later).english() == "Permission denied");
  CHECK(place.read() == text);
}

} // namespace loyalty::trust_shop::seal_test
