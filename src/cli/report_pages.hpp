// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "output/table.hpp"
#include "reports/members.hpp"

namespace loyalty::cli {

class Session;

/// One kind of report.
struct ReportPage {
  std::string_view name;
  std::vector<std::string_view> options; ///< those of `report` that it takes
  bool settled;                          ///< shows points or tiers, which are only known as far as they are settled
  void (*show)(Session&);
};

void show_members(Session& session);
void show_summary(Session& session);
void show_tiers(Session& session);
void show_tier_changes(Session& session);
void show_points(Session& session);
void show_expiring(Session& session);
void show_coupons(Session& session);
void show_vouchers(Session& session);
void show_segments(Session& session);
void show_rfm(Session& session);
void show_wallets(Session& session);
void show_referrals(Session& session);
void show_memberships(Session& session);
void show_campaigns(Session& session);
void show_today(Session& session);
void show_groups(Session& session);
void show_birthdays(Session& session);
void show_dormant(Session& session);

/// The rows of `report members`; as a table only its main columns.
void show_member_rows(Session& session, const reports::MemberReport& report);

/// Says how far points and tiers are settled, if the command looks further.
void say_settled(Session& session);

/// The days that --from and --to name; nothing after the day of the command is seen.
std::pair<Day, Day> report_days(Session& session);

/// Whether the answer is for people: a table or a page.
bool for_people(const Session& session);

/// A share: 0.494782 for programs, 49.5% for people.
void write_rate(const Session& session, output::TableWriter& table, const std::optional<Ratio>& rate);

} // namespace loyalty::cli
