// SPDX-License-Identifier: MIT
//
// The same without the command line, in a process for each ledger, so that many more can be tried.
// LOYALTY_EDITED_BOOKS says how many, LOYALTY_EDITS_FROM with which seed to begin.

#include <cstdlib>
#include <map>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/ledger_uses.hpp"

namespace edited_books_test {

using namespace faults;

namespace {

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

} // namespace

TEST_CASE("books edited in any way are read whole or refused") {
  const RichShop shop;
  LedgerEdits edits(shop.ledger());
  const auto all = uses();
  // What every process would have to read for itself is known to it then: the versions of the program.
  REQUIRE(look_through(shop.ledger(), all) == nothing);
  const auto count = number("LOYALTY_EDITED_BOOKS", 200);
  const auto first = number("LOYALTY_EDITS_FROM", 1);
  std::map<int, int> ends;
  for (auto seed = first; seed < first + count; ++seed) {
    const auto done = edits.apply(shop.ledger(), seed);
    const auto end = in_a_process(shop.ledger(), all);
    ++ends[end];
    CAPTURE(seed, done, end);
    CHECK((end == nothing || end == damage));
  }
  WARN(count << " ledgers: damage was met in " << ends[damage]);
  CHECK(ends[damage] > 0);
}

} // namespace edited_books_test
