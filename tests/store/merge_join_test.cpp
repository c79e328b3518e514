// SPDX-License-Identifier: MIT
#include "store/sqlite/merge_join.hpp"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace merge_join_test {

namespace {

using namespace loyalty::store;

using Name = std::pair<std::string, std::string>;

/// An index of `held`, each name with as many rows as it stands there.
class Index {
 public:
  explicit Index(const std::vector<Name>& held) : ledger_(Ledger::in_memory()) {
    ledger_->database().exec(
        "CREATE TEMP TABLE held (a TEXT, b TEXT, value INTEGER); CREATE INDEX by_name ON held (a, b, value)");
    Statement insert(ledger_->database(), "INSERT INTO held VALUES (?, ?, ?)");
    std::int64_t value = 0;
    for (const auto& [first, second] : held) {
      rows_[{first, second}].push_back(++value);
      insert.bind(first, second, value).run();
    }
  }

  /// What a join finds of each name.
  std::vector<std::vector<std::int64_t>> joined(const std::vector<Name>& names) {
    std::vector<MergeJoin::Key> keys;
    for (const auto& [first, second] : names) keys.push_back({first, second, keys.size()});
    Statement rows(ledger_->database(),
                   "SELECT value FROM held WHERE (a, b) >= (?1, ?2) AND merge_join(?3, a, b) ORDER BY a, b, value");
    std::vector<std::vector<std::int64_t>> found(names.size());
    MergeJoin join(rows, std::move(keys));
    while (join.next()) found[join.key().place].push_back(rows.integer(only));
    join.share(found);
    return found;
  }
  std::vector<std::vector<std::int64_t>> expected(const std::vector<Name>& names) const {
    std::vector<std::vector<std::int64_t>> found;
    for (const auto& name : names) {
      const auto at = rows_.find(name);
      found.push_back(at == rows_.end() ? std::vector<std::int64_t>() : at->second);
    }
    return found;
  }

 private:
  std::unique_ptr<Ledger> ledger_;
  std::map<Name, std::vector<std::int64_t>> rows_;
};

} // namespace

TEST_CASE("a merge join finds every row of the names that are asked for, and of no other") {
  Index index({{"1", ""}, {"1", "b"}, {"10", ""}, {"10", ""}, {"2", "a"}, {"2", "c"}, {"3", ""}});
  const auto check = [&](const std::vector<Name>& names) { CHECK(index.joined(names) == index.expected(names)); };
  check({});
  check({{"", ""}});
  check({{"10", ""}});
  check({{"2", "b"}});
  check({{"2", "c"}, {"1", ""}, {"2", "a"}, {"4", ""}, {"0", ""}});
  check({{"4", ""}, {"5", ""}});
}

TEST_CASE("a name that is asked for twice is answered twice") {
  Index index({{"1", ""}, {"2", ""}, {"2", ""}});
  CHECK(index.joined({{"2", ""}, {"1", ""}, {"2", ""}, {"2", ""}, {"3", ""}, {"3", ""}}) ==
        std::vector<std::vector<std::int64_t>>{{2, 3}, {1}, {2, 3}, {2, 3}, {}, {}});
}

TEST_CASE("a merge join agrees with a look-up of each name, however far they lie apart") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
  for (const std::size_t held : {0U, 1U, 40U, 3'000U})
    for (const std::size_t numbers : {20U, 500U, 4'000U})
      for (const std::size_t asked : {1U, 30U, 700U}) {
        CAPTURE(held, numbers, asked);
        const auto some = [&](std::size_t count) {
          std::vector<Name> names(count);
          for (auto& [first, second] : names) {
            first = std::to_string(below(numbers));
            second = std::string(below(3), 's');
          }
          return names;
        };
        Index index(some(held));
        const auto names = some(asked);
        REQUIRE(index.joined(names) == index.expected(names));
      }
}

TEST_CASE("an index out of order ends a merge join too") {
  const auto ledger = Ledger::in_memory();
  Statement rows(ledger->database(),
                 "SELECT column1 FROM (VALUES ('3'), ('1'), ('2'), ('1'), ('4'), ('2')) "
                 "WHERE (column1, '') >= ('', ?1) AND coalesce(?2, '') = '' AND merge_join(?3, column1, '')");
  MergeJoin join(rows, {{"1", "", 0}, {"2", "", 1}, {"3", "", 2}});
  int found = 0;
  while (join.next()) ++found;
  CHECK(found <= 6);
}

} // namespace merge_join_test
