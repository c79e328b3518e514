// SPDX-License-Identifier: MIT
//
// Whatever is changed in a ledger behind the program's back, audit finds it, says where, and whose it is: in the books
// themselves, and in what lies beside them so that it can be forgotten.

#include <sstream>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/rich_shop.hpp"

namespace tampering_test {

using namespace faults;

namespace {

struct Tampering {
  const char* done;
  const char* sql;
  const char* check; ///< the line of audit
  const char* says;  ///< a part of it
};

constexpr Tampering table[] = {
    {"two keys are exchanged",
     "UPDATE profiles SET member_key = 'x' WHERE member_key = 'm1'; UPDATE profiles SET member_key = 'm1' WHERE "
     "member_key = 'm2'; UPDATE profiles SET member_key = 'm2' WHERE member_key = 'x'",
     "identities", "the key of member 1 is not the one that the books commit to, and 1 more"},
    {"a key is another", "UPDATE profiles SET member_key = 'x' WHERE member_id = 3", "identities",
     "the key of member 3 is not the one that the books commit to"},
    {"a name is another", "UPDATE profiles SET name = 'x' WHERE member_id = 4", "identities",
     "the name of member 4 is not the one that the books commit to"},
    {"a name is gone", "UPDATE profiles SET name = NULL WHERE member_id = 4", "identities", "the name of member 4 is"},
    {"a profile is deleted", "DELETE FROM profiles WHERE member_id = 5", "identities", "the key of member 5 is not"},
    {"a member is deleted without a trace",
     "DELETE FROM profiles WHERE member_id = 5; DELETE FROM identities WHERE member_id = 5; DELETE FROM birthdays "
     "WHERE member_id = 5",
     "identities", "what was known of member 5 is gone"},
    {"a profile is put in", "INSERT INTO profiles (member_id, member_key) VALUES (99, 'x')", "identities",
     "the books do not commit to what is known of member 99"},
    {"a phone becomes another member's", "UPDATE identities SET member_id = 7 WHERE member_id = 6", "identities",
     "the identities of member 6 are not those that the books commit to, and 1 more"},
    {"two phones are exchanged",
     "UPDATE identities SET member_id = 70 WHERE member_id = 6; UPDATE identities SET member_id = 6 WHERE member_id = "
     "7; UPDATE identities SET member_id = 7 WHERE member_id = 70",
     "identities", "the identities of member 6 are not"},
    {"an identity is deleted", "DELETE FROM identities WHERE member_id = 8", "identities",
     "the identities of member 8"},
    {"an identity is put in", "INSERT INTO identities VALUES ('wechat', 'x', 9)", "identities",
     "the identities of member 9 are not"},
    {"a phone is another", "UPDATE identities SET value = '1' WHERE member_id = 10", "identities",
     "the identities of member 10 are not"},
    {"a birthday is another", "UPDATE birthdays SET birthday = birthday + 1 WHERE member_id = 2", "identities",
     "the birthday of member 2 is not the one that the books commit to"},
    {"a birthday was known on another day", "UPDATE birthdays SET known_on = known_on - 1 WHERE member_id = 2",
     "identities", "the birthday of member 2 is not"},
    {"a birthday is deleted", "DELETE FROM birthdays WHERE member_id = 2", "identities", "the birthday of member 2"},
    {"a salt is another", "UPDATE profiles SET salt = zeroblob(16) WHERE member_id = 3", "identities",
     "the key of member 3 is not"},
    {"a salt is gone", "UPDATE profiles SET salt = NULL WHERE member_id = 3", "identities", "the key of member 3 is"},
    {"a buyer's phone is another", "UPDATE order_buyers SET phone = '1'", "identities",
     "what is kept of the buyer in order row "},
    {"whoever brought a buyer is another", "UPDATE order_buyers SET referrer = 'm9' WHERE referrer = 'm2'",
     "identities", "what is kept of the buyer in order row "},
    {"a buyer is deleted", "DELETE FROM order_buyers", "identities", "what was kept of the buyer in order row "},
    {"by what somebody was known is deleted", "DELETE FROM forgotten WHERE member_id > 0", "identities",
     "by what member 13 was known is not what the books commit to"},
    {"the key of that is another", "UPDATE forgotten SET digest = zeroblob(32) WHERE member_id = 0", "identities",
     "by what member 13 was known is not what the books commit to"},
    {"who was forgotten has a key again", "UPDATE profiles SET member_key = 'x' WHERE member_id = 13", "identities",
     "the key of member 13 is not"},
    {"a text is another", "UPDATE texts SET text = 'x' WHERE id = 3", "identities",
     "text 3 is not the one that the books commit to"},
    {"two texts are exchanged",
     "UPDATE texts SET id = 900 WHERE id = 3; UPDATE texts SET id = 3 WHERE id = 4; UPDATE texts SET id = 4 WHERE id "
     "= 900",
     "identities", "text 3 is not the one that the books commit to, and 1 more"},
    {"a text is deleted", "DELETE FROM texts WHERE id = 3", "identities", "text 3 is gone"},
    {"a text is emptied", "UPDATE texts SET salt = NULL, text = NULL WHERE id = 3", "identities", "text 3 is gone"},
    {"a row names another text", "UPDATE acts SET reason = char(31) || '1' WHERE reason GLOB char(31) || '*'", "chain",
     "the rows of batch "},
    {"a batch read another file", "UPDATE batches SET input_name = 'x' WHERE id = 1", "chain", "the rows of batch 1"},
    {"what the books commit to is another", "UPDATE commitments SET hash = zeroblob(16) WHERE id = 1", "chain",
     "the rows of batch 1 are not those that were written"},
    {"nothing is committed to any more", "DELETE FROM commitments", "chain", "the rows of batch 1"},
    {"another key is committed to",
     "INSERT INTO commitments SELECT max(id) + 1, 1, 1, 3, zeroblob(16) FROM commitments", "chain",
     "the rows of batch 1 are not"},
    {"that somebody was forgotten is deleted", "DELETE FROM acts WHERE kind = 24", "chain", "the rows of batch "},
    {"points are not looked at in time", "UPDATE settlements SET points_due_on = 2900000", "conclusions",
     "the next run-nightly would skip"},
    {"tiers are not looked at in time", "UPDATE settlements SET tiers_due_on = 2900000", "conclusions",
     "the next run-nightly would skip"},
    {"vouchers are not looked for in time", "UPDATE settlements SET issues_due_on = 2900000", "conclusions",
     "the next run-nightly would skip"},
    {"nobody is looked at any more", "DELETE FROM settlements", "conclusions", "member "},
    {"a member was never looked at", "DELETE FROM settlements WHERE member_id = 1", "conclusions", "member m1: "},
    {"an entry is another", "UPDATE entries SET points = points + 1 WHERE member_id = 1 AND entry_no = 1",
     "conclusions", "member m1: "},
};

/// Takes the locks off, does it, and puts them back.
void tamper(const RichShop& shop, const std::string& sql) {
  Database database(shop.ledger());
  const auto locks = database.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  for (const auto& lock : locks) REQUIRE(database.run("DROP TRIGGER " + lock[0]));
  CAPTURE(sql);
  REQUIRE(database.run(sql));
  for (const auto& lock : locks) REQUIRE(database.run(lock[1]));
}

/// What audit says in one of its lines.
std::string said(const std::string& audit, const std::string& check) {
  std::istringstream lines(audit);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(check + ",")) return line.substr(check.size() + 1);
  return {};
}

} // namespace

TEST_CASE("whatever is changed in a ledger is found and named") {
  const RichShop shop;
  const auto whole = shop.ledger_bytes();
  const Words audit{"audit", "--format", "csv"};
  const auto untouched = shop.must(audit);
  CHECK(said(untouched.out, "identities") == "ok; members forgotten: 1");
  CHECK(said(untouched.out, "chain") == "ok");
  for (const auto& [done, sql, check, says] : table) {
    write_file(shop.ledger(), whole);
    tamper(shop, sql);
    const auto ended = shop.loyalty(audit);
    CAPTURE(done, ended.out, ended.err);
    CHECK(ended.code == 12);
    CHECK(said(ended.out, check).find(says) != std::string::npos);
  }
}

TEST_CASE("what was known of a member who was forgotten stands nowhere in the file, and the books are whole") {
  const Shop shop(60, 6);
  const std::string words[] = {"Wang Secret",      "13900001234", "secret@example.com", "1991-04-05",
                               "phoned from home", "secret-file", "key-of-theirs"};
  write_file(shop.file("secret-file 13900001234.csv"),
             "order_id,member_id,placed_at,amount,status,name,phone,referrer_id\n"
             "S1,key-of-theirs,2025-12-30,60.00,paid,Wang Secret,13900001234,\n"
             "S2,139****1234,2025-12-30,70.00,paid,Wang Secret,13900001234,\n"
             "S3,m2,2025-12-30,70.00,paid,,,key-of-theirs\n");
  shop.must({"import-orders", "secret-file 13900001234.csv", "-q"});
  shop.must(
      {"set-member", "key-of-theirs", "--identity", "email=secret@example.com", "--birthday", "1991-04-05", "-q"});
  shop.must({"adjust-points", "key-of-theirs", "5", "--reason", "phoned from home", "-q"});
  shop.must({"adjust-points", "m1", "5", "--reason", "said by Wang Secret", "-q"});
  shop.must({"close-member", "key-of-theirs", "--reason", "phoned from home again", "-q"});
  shop.must({"run-nightly", "-q"});
  shop.must({"backup", "-q"});
  for (const auto& word : words)
    if (word != "1991-04-05") CHECK(shop.ledger_bytes().find(word) != std::string::npos);
  const auto summary = shop.must({"report", "summary", "--format", "csv"}).out;

  const auto forgot = shop.must({"forget-member", "key-of-theirs", "--yes"});
  for (const auto& word : words) {
    CAPTURE(word);
    CHECK(shop.ledger_bytes().find(word) == std::string::npos);
  }
  const auto audit = shop.must({"audit", "--format", "csv"}).out;
  CHECK(said(audit, "chain") == "ok");
  CHECK(said(audit, "identities") == "ok; members forgotten: 1");
  CHECK(said(audit, "conclusions") == "ok");
  CHECK(shop.must({"report", "summary", "--format", "csv"}).out == summary);
  // The backup that was made before is named, and knows.
  std::string backup;
  for (const auto& entry : fs::directory_iterator(shop.file("backup"))) backup = entry.path().filename().string();
  CHECK(forgot.says(backup));
  CHECK(read_file(shop.file("backup") / backup).find("Wang Secret") != std::string::npos);
  CHECK(shop.must({"audit", "--ledger", ("backup/" + backup)}).done());
}

TEST_CASE("nobody can know the salts: the same commands give another head") {
  const Shop one(60, 6), other(60, 6);
  CHECK(one.batches() != other.batches());
  const auto salts = [](const Shop& shop) {
    return Database(shop.ledger()).rows("SELECT hex(salt) FROM profiles ORDER BY member_id");
  };
  CHECK(salts(one).size() > 2);
  CHECK(salts(one) != salts(other));
  CHECK(salts(one)[0] != salts(one)[1]);
}

TEST_CASE("a reason is told, found again and kept apart although no row of the books holds it") {
  const Shop shop(10, 2);
  shop.must({"adjust-points", "m1", "5", "--reason", "first", "-q"});
  const auto listed = shop.batches();
  CHECK(shop.must({"adjust-points", "m1", "5", "--reason", "first"}).done());
  CHECK(shop.batches() == listed);
  shop.must({"adjust-points", "m1", "5", "--reason", "second", "-q"});
  CHECK(shop.batches() != listed);
  const auto explained = shop.must({"explain", "m1", "--all"});
  CHECK(explained.out.find("first") != std::string::npos);
  CHECK(explained.out.find("second") != std::string::npos);
  Database database(shop.ledger());
  CHECK(database.rows("SELECT 1 FROM acts WHERE reason LIKE '%first%' OR act_key LIKE '%first%'").empty());
  CHECK(database.rows("SELECT 1 FROM texts WHERE text = 'first'").size() == 1);
}

} // namespace tampering_test
