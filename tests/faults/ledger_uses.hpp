// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <numeric>
#include <random>
#include <span>

#include "app/night/run_nightly.hpp"
#include "app/trust/audit.hpp"
#include "app/trust/undo_batch.hpp"
#include "faults/rich_shop.hpp"
#include "loyalty/error.hpp"
#include "program/program_file.hpp"
#include "reports/asked.hpp"
#include "reports/explain.hpp"
#include "reports/groups.hpp"
#include "reports/list.hpp"
#include "reports/show_member.hpp"
#include "store/members.hpp"

namespace faults {

using namespace loyalty;

inline const Day today = Day::from_civil(2026, 1, 1);

using Use = std::function<void(store::Ledger&)>;

inline void by_chance(std::span<unsigned char> bytes) {
  static std::mt19937_64 random;
  for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
}

/// Reads a table of a report to its end.
inline void read_table(store::Ledger& ledger, const reports::Table& table) {
  static const auto program =
      std::make_shared<const Program>(program::load_program(std::string(rich_program), "loyalty.toml"));
  reports::Asked question(ledger, today, program);
  question.options = {
      {"--from", "2025-01-01"}, {"--days", "60"}, {"--segment", "many"}, {"--plan", "plus"}, {"HOLDOUT", "spring"}};
  std::vector<std::size_t> columns(table.columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  table.ask(question)->tell(columns, [](const std::vector<reports::Cell>&) {});
}

/// Everything that reads much of a ledger, and what writes, as a dry run.
inline std::vector<Use> uses() {
  const shop::ProgramText program{"loyalty.toml", std::string(rich_program)};
  std::vector<Use> all = {
      [](store::Ledger& ledger) { app::audit(ledger); },
      [](store::Ledger& ledger) { reports::report_groups(ledger, std::nullopt, today); },
  };
  for (const auto& report : reports::list())
    for (const auto& table : report.tables)
      all.push_back([&table](store::Ledger& ledger) { read_table(ledger, table); });
  for (int member = 1; member <= RichShop::members; ++member)
    all.push_back([key = "m" + std::to_string(member)](store::Ledger& ledger) {
      reports::explain(ledger, key, today, true);
      reports::member_card(ledger, store::require_member(ledger, key), today);
    });
  for (const int number : {1, 2, 5})
    all.push_back([number](store::Ledger& ledger) { reports::explain_entry(ledger, "m1", number, today); });
  for (const Day night : {today, Day::from_civil(2026, 7, 1)})
    all.push_back([program, night](store::Ledger& ledger) {
      app::run_nightly({.ledger = ledger, .as_of = night, .currency = cny, .dry_run = true, .entropy = by_chance},
                       program);
    });
  for (const int batch : {1, 5, 8, 12})
    all.push_back([batch](store::Ledger& ledger) {
      app::undo_batch({.ledger = ledger, .as_of = today, .currency = cny, .dry_run = true}, BatchId(batch));
    });
  return all;
}

/// Exit codes that sanitizers do not use.
enum Found { nothing = 0, damage = 40, unforeseen = 41 };

inline Found unexpected(const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return unforeseen;
}

/// Whether the ledger can be opened at all; if not, no use finds anything else.
inline bool opens(const fs::path& file) {
  try {
    store::Ledger ledger(file, store::Ledger::Access::write, 0);
  } catch (const Error& error) { return error.failure != Failure::damaged; }
  return true;
}

/// Runs in a process of its own. Refusals are answers.
inline Found look_through(const fs::path& file, const std::vector<Use>& all) {
  if (!opens(file)) return damage;
  Found found = nothing;
  for (const auto& use : all) {
    try {
      store::Ledger ledger(file, store::Ledger::Access::write, 0);
      use(ledger);
    } catch (const Error& error) {
      if (error.failure == Failure::damaged) found = damage;
      if (error.failure != Failure::damaged && error.failure != Failure::refused) return unexpected(error);
    } catch (const std::exception& error) { return unexpected(error); }
  }
  return found;
}

/// What a process may take of the processor, and of the clock where others work too.
inline void limit_time() {
  constexpr rlimit most{60, 60};
  setrlimit(RLIMIT_CPU, &most);
  alarm(600);
}

/// How the process ended: what it found, or minus the signal that ended it.
inline int in_a_process(const fs::path& file, const std::vector<Use>& all) {
  const auto child = fork();
  if (child == 0) {
    limit_time();
    _exit(look_through(file, all));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace faults
