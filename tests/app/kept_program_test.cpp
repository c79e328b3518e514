// SPDX-License-Identifier: MIT
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/night/run_nightly.hpp"
#include "app/trust/audit.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "shop/work.hpp"
#include "store/ledger/chain.hpp"
#include "store/programs.hpp"

namespace kept_program_test {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::shop;

namespace {

const Day may = Day::parse("2026-05-07").value();
const ProgramText good{"loyalty.toml", "[program]\nname = \"shop\"\n"};

Context context_of(store::Ledger& ledger, Day day) { return {.ledger = ledger, .as_of = day, .currency = cny}; }

/// A ledger whose second version of the program was accepted by a loyalty that knew more, or was less strict.
std::unique_ptr<store::Ledger> with_unreadable_version() {
  auto ledger = store::Ledger::in_memory();
  const auto context = context_of(*ledger, may);
  Work work(context, store::BatchKind::night);
  take_program(work, good);
  store::add_program(work.ledger(), work.batch(), may, Program{}, good.text + "colour = \"red\"\n");
  work.finish({.settled_through = may});
  return ledger;
}

} // namespace

TEST_CASE("a kept version of the program that cannot be read any more is named with its day, and nothing is written") {
  const auto ledger = with_unreadable_version();
  const auto context = context_of(*ledger, may + 1);
  const std::vector<std::function<void()>> asking = {
      [&] { kept_timeline(*ledger); },
      [&] { kept_program(*ledger); },
      [&] { timeline_with(*ledger, good, std::make_shared<const Program>()); },
      [&] { run_nightly(context, good, {}); },
  };
  const auto before = store::head(*ledger);
  for (const auto& ask : asking) {
    try {
      ask();
      FAIL_CHECK("the version was read");
    } catch (const Error& error) {
      CHECK(error.failure == Failure::damaged);
      CHECK(error.what() == std::string("version 2 of the program, in force from 2026-05-07, cannot be read"));
      CHECK(error.why.english().find("version 2:3:1: error: unknown key \"colour\" in program") != std::string::npos);
      CHECK(!error.hint.empty());
    }
  }
  CHECK(store::head(*ledger) == before);
  CHECK(!audit(*ledger).sound());
}

} // namespace kept_program_test
