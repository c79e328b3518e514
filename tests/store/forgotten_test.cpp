// SPDX-License-Identifier: MIT
#include "store/forgotten.hpp"

#include <SQLiteCpp/Statement.h>

#include <set>
#include <string>

#include "catch.hpp"

namespace loyalty::store::forgotten_test {
namespace {

const Member ada{.id = MemberId(7), .key = "phone:13800000031", .name = "Ada"};

Hash key_of_byte(unsigned char byte) {
  Hash key{};
  key.fill(byte);
  return key;
}

TEST_CASE("who was forgotten is known by whatever spelling of what they were known by, and nobody else is") {
  const auto ledger = Ledger::in_memory();
  Forgotten forgotten(*ledger);
  CHECK(forgotten.none());
  CHECK(!forgotten.find("phone:13800000031"));
  forgotten.add(ada, {{"email", "ada@example.com"}, {"taobao", "xiaoxiong8"}}, key_of_byte(1));
  Forgotten again(*ledger);
  CHECK(!again.none());
  for (const auto* key : {"phone:13800000031", "phone:+86 138-0000-0031", "13800000031", "138 0000 0031",
                          "\t13800000031", "Ada@Example.com", "email:ada@example.com", "taobao:xiaoxiong8"}) {
    CAPTURE(key);
    CHECK(again.find(key) == ada.id);
  }
  for (const auto* key : {"", "7", "Ada", "phone:13800000032", "xiaoxiong8", "wechat:xiaoxiong8", "138****0031"}) {
    CAPTURE(key);
    CHECK(!again.find(key));
  }
  CHECK(again.find(Identity{"phone", "+86 13800000031"}) == ada.id);
  CHECK(!again.find(Identity{"phone", "138****0031"}));
  CHECK(!again.find(Identity{"card", "13800000031"}));
}

TEST_CASE("what is kept of a forgotten member tells nothing without the key, and the key is made once") {
  const auto kept = [](unsigned char byte) {
    const auto ledger = Ledger::in_memory();
    Forgotten(*ledger).add(ada, {}, key_of_byte(byte));
    Forgotten(*ledger).add({.id = MemberId(8), .key = "M8", .name = ""}, {}, key_of_byte(99));
    CHECK(Forgotten(*ledger).find(ada.key) == ada.id);
    CHECK(Forgotten(*ledger).find("M8") == MemberId(8));
    std::set<std::string> digests;
    SQLite::Statement rows(ledger->database(), "SELECT hex(digest) FROM forgotten WHERE member_id > 0");
    while (rows.executeStep()) digests.insert(rows.getColumn(0).getString());
    return digests;
  };
  const auto one = kept(1);
  CHECK(one.size() == 3); // the key, the phone in it, and the other member's key
  CHECK(kept(1) == one);
  for (const auto& digest : kept(2)) CHECK(!one.contains(digest));
}

} // namespace
} // namespace loyalty::store::forgotten_test
