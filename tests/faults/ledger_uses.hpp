// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <span>

#include "app/night/run_nightly.hpp"
#include "app/trust/audit.hpp"
#include "app/trust/undo_batch.hpp"
#include "faults/rich_shop.hpp"
#include "loyalty/error.hpp"
#include "reports/campaigns.hpp"
#include "reports/coupons.hpp"
#include "reports/dormant.hpp"
#include "reports/expiring.hpp"
#include "reports/explain.hpp"
#include "reports/groups.hpp"
#include "reports/members.hpp"
#include "reports/memberships.hpp"
#include "reports/points.hpp"
#include "reports/referrals.hpp"
#include "reports/rfm.hpp"
#include "reports/show_member.hpp"
#include "reports/summary.hpp"
#include "reports/tier_changes.hpp"
#include "reports/tiers.hpp"
#include "reports/today.hpp"
#include "reports/wallets.hpp"
#include "store/members.hpp"

namespace faults {

using namespace loyalty;

inline const Day today = Day::from_civil(2026, 1, 1);

inline std::shared_ptr<const Program> kept_or_empty(store::Ledger& ledger) {
  auto kept = shop::kept_program(ledger);
  return kept == nullptr ? std::make_shared<const Program>() : kept;
}

using Use = std::function<void(store::Ledger&)>;

inline void by_chance(std::span<unsigned char> bytes) {
  static std::mt19937_64 random;
  for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
}

/// Everything that reads much of a ledger, and what writes, as a dry run.
inline std::vector<Use> uses() {
  const shop::ProgramText program{"loyalty.toml", std::string(rich_program)};
  std::vector<Use> all = {
      [](store::Ledger& ledger) { app::audit(ledger); },
      [](store::Ledger& ledger) { reports::report_members(ledger, today, {}); },
      [](store::Ledger& ledger) { reports::report_summary(ledger, today); },
      [](store::Ledger& ledger) { reports::report_tiers(ledger, today); },
      [](store::Ledger& ledger) { reports::report_tier_changes(ledger, Day::from_civil(2025, 1, 1), today); },
      [](store::Ledger& ledger) { reports::report_points(ledger, today); },
      [](store::Ledger& ledger) { reports::report_expiring(ledger, today, 90); },
      [](store::Ledger& ledger) { reports::report_today(ledger, today, cny); },
      [](store::Ledger& ledger) { reports::report_wallets(ledger, today); },
      [](store::Ledger& ledger) { reports::report_campaigns(ledger, today); },
      [](store::Ledger& ledger) { reports::report_referrals(ledger, kept_or_empty(ledger), today); },
      [](store::Ledger& ledger) { reports::report_memberships(ledger, kept_or_empty(ledger), today); },
      [](store::Ledger& ledger) { reports::report_dormant(ledger, today, 30); },
      [](store::Ledger& ledger) { reports::report_rosters(ledger, today); },
      [](store::Ledger& ledger) { reports::coupon_figures(ledger, today); },
  };
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
      app::undo_batch({.ledger = ledger, .as_of = today, .currency = cny, .dry_run = true}, batch);
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
