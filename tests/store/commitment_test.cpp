// SPDX-License-Identifier: MIT
//
// What the books commit to has the bytes that docs/design.md says, so that anybody can work the hashes out again.

#include "store/ledger/commitment.hpp"

#include "catch.hpp"
#include "store/ledger/bytes.hpp"
#include "store/ledger/digest.hpp"

namespace commitment_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

/// The bytes 0, 1 … 15.
std::string salt() {
  std::string bytes;
  for (char byte = 0; byte < 16; ++byte) bytes += byte;
  return bytes;
}

PersonalRecord known_by_key() {
  PersonalRecord record;
  record.begin(MemberId(3));
  record.set_key("M0003");
  return record;
}

void add_identity(PersonalRecord& record, std::string_view name_space, std::string_view value) {
  std::string bytes;
  put_text(bytes, name_space);
  put_text(bytes, value);
  record.add(PersonalPart::identities, bytes, 1);
}

void add_birthday(PersonalRecord& record, std::int64_t known_on, std::int64_t batch, std::int64_t birthday) {
  std::string bytes;
  for (const auto number : {known_on, batch, birthday}) put_integer(bytes, number);
  record.add(PersonalPart::birthdays, bytes, 1);
}

PersonalRecord known_well() {
  auto record = known_by_key();
  record.set_name("Ann");
  add_identity(record, "email", "ann@example.com");
  add_identity(record, "phone", "13800000031");
  add_birthday(record, 20'000, 1, 7'079);
  return record;
}

} // namespace

TEST_CASE("what the books commit to has the bytes that are written down") {
  CHECK(to_hex(known_by_key().commitment(salt())) == "c891180b58aecb46e6ec95878a02f871");
  CHECK(to_hex(known_well().commitment(salt())) ==
        "00c8241192f5559a03879050e521cb9f"
        "628224c575b74bb22abc20c287106a0ec729bc91");
  CHECK(to_hex(bytes_of(commitment_of_text(12, "said so", salt()))) == "d4a7710f3f5da6bda26719da93d58049");
  CHECK(to_hex(bytes_of(commitment_of(BuyerRecord{OrderId(7), "A*", "138****0001", ""}, salt()))) ==
        "882489d8d68520784aaef0c74eff11a4");
}

TEST_CASE("nothing is committed to where nothing is known") {
  PersonalRecord record;
  record.begin(MemberId(3));
  CHECK(record.empty());
  CHECK_FALSE(known_by_key().empty());
}

TEST_CASE("the part that differs is named, whichever it is") {
  const std::string committed(known_well().commitment(salt()));
  const auto part = [&](const auto& change) {
    auto record = known_well();
    change(record);
    return record.differs(committed, salt());
  };
  CHECK_FALSE(part([](PersonalRecord&) {}));
  CHECK(part([](PersonalRecord& record) { record.set_name("x"); }) == PersonalPart::name);
  CHECK(part([](PersonalRecord& record) { add_identity(record, "wechat", "x"); }) == PersonalPart::identities);
  CHECK(part([](PersonalRecord& record) { add_birthday(record, 20'001, 2, 7'080); }) == PersonalPart::birthdays);
  CHECK(part([](PersonalRecord& record) {
          std::string digest;
          put_text(digest, "x");
          record.add(PersonalPart::digests, digest, 1);
        }) == PersonalPart::digests);
  CHECK(part([](PersonalRecord& record) { record = known_by_key(); }) == PersonalPart::name);
  CHECK(part([](PersonalRecord& record) {
          record.begin(MemberId(3));
          record.set_key("M0004");
        }) == PersonalPart::key);
  // The same of another member.
  CHECK(part([](PersonalRecord& record) {
          record.begin(MemberId(4));
          record.set_key("M0003");
          record.set_name("Ann");
          add_identity(record, "email", "ann@example.com");
          add_identity(record, "phone", "13800000031");
          add_birthday(record, 20'000, 1, 7'079);
        }) == PersonalPart::key);
  CHECK(known_well().differs(committed, "another salt ...") == PersonalPart::key);
}

TEST_CASE("what is known besides a key that alone was committed to is too much") {
  const std::string committed(known_by_key().commitment(salt()));
  CHECK(committed.size() == 16);
  CHECK_FALSE(known_by_key().differs(committed, salt()));
  auto named = known_by_key();
  named.set_name("Ann");
  CHECK(named.differs(committed, salt()) == PersonalPart::name);
  auto another = known_by_key();
  add_identity(another, "phone", "13800000031");
  CHECK(another.differs(committed, salt()) == PersonalPart::identities);
  PersonalRecord other;
  other.begin(MemberId(3));
  other.set_key("M0004");
  other.set_name("Ann");
  CHECK(other.differs(committed, salt()) == PersonalPart::key);
}

} // namespace commitment_test
