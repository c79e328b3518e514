// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/command.hpp"
#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "reports/settled.hpp"

namespace loyalty::cli {
namespace {

/// Everything `report` can show.
const std::vector<ReportPage>& pages() {
  static const std::vector<ReportPage> all = {
      {"members", {"--tier", "--top"}, true, show_members},
      {"summary", {}, true, show_summary},
      {"tiers", {}, true, show_tiers},
      {"tier-changes", {"--from", "--to"}, true, show_tier_changes},
      {"points", {}, true, show_points},
      {"expiring", {"--days"}, true, show_expiring},
      {"coupons", {}, false, show_coupons},
      {"vouchers", {"--coupon", "--member", "--batch", "--state", "--code"}, false, show_vouchers},
      {"segments", {"--segment", "--contact"}, false, show_segments},
      {"groups", {"--from", "--to", "--roster", "--contact"}, true, show_groups},
      {"birthdays", {"--days", "--contact"}, false, show_birthdays},
      {"dormant", {"--days", "--contact"}, false, show_dormant},
      {"rfm", {}, false, show_rfm},
      {"wallets", {}, false, show_wallets},
      {"referrals", {}, false, show_referrals},
      {"memberships", {"--plan"}, false, show_memberships},
      {"campaigns", {}, true, show_campaigns},
      {"today", {}, true, show_today},
  };
  return all;
}

const ReportPage& find_page(const std::string& name) {
  std::vector<std::string_view> names;
  std::string list;
  for (const auto& page : pages()) {
    if (page.name == name) return page;
    names.push_back(page.name);
    list += fmt::format("{}{}", list.empty() ? "" : ", ", page.name);
  }
  const auto meant = messages::suggest(name, names);
  throw Error(Failure::usage, fmt::format("there is no report {}", name), fmt::format("reports are: {}", list),
              meant.empty() ? "see: loyalty report --help" : fmt::format("did you mean loyalty report {}?", meant));
}

void refuse_strange_options(const Session& session, const ReportPage& page) {
  for (const std::string_view option : {"--tier", "--top", "--from", "--to", "--days", "--segment", "--roster",
                                        "--contact", "--plan", "--coupon", "--member", "--batch", "--state", "--code"})
    if (session.flag(option) && std::find(page.options.begin(), page.options.end(), option) == page.options.end())
      throw Error(Failure::usage, fmt::format("report {} takes no {}", page.name, option), {},
                  "see: loyalty report --help");
}

int run(Session& session) {
  const auto name = session.text("NAME");
  const auto& page = find_page(name);
  refuse_strange_options(session, page);
  if (page.settled) say_settled(session);
  page.show(session);
  return 0;
}

} // namespace

void say_settled(Session& session) {
  const auto settled = reports::settled_through(session.ledger());
  if (!settled)
    session.say(session.either("points and tiers are not settled yet; run: loyalty run-nightly",
                               "积分和等级尚未结算；请运行：loyalty run-nightly"));
  else if (*settled < session.as_of())
    session.say(
        fmt::format(fmt::runtime(session.either("points and tiers are settled through {}; run: loyalty run-nightly",
                                                "积分和等级已结算至 {}；请运行：loyalty run-nightly")),
                    to_string(*settled)));
}

bool for_people(const Session& session) {
  using output::Format;
  return session.format() == Format::table || session.format() == Format::md || session.format() == Format::html;
}

void write_rate(const Session& session, output::TableWriter& table, const std::optional<Ratio>& rate) {
  constexpr std::int64_t per_mille = Ratio::one / 1'000;
  if (!rate) return table.empty();
  const auto sign = rate->millionths < 0 ? "-" : "";
  const auto size = rate->millionths < 0 ? -rate->millionths : rate->millionths;
  if (!for_people(session)) return table.decimal(fmt::format("{}{}.{:06}", sign, size / Ratio::one, size % Ratio::one));
  const auto tenths = scale(size, 1, per_mille, Rounding::nearest);
  table.decimal(fmt::format("{}{}.{}%", sign, tenths / 10, tenths % 10));
}

Command report() {
  return {.examples =
              "  loyalty report members -o members.csv\n"
              "  loyalty report members --tier gold --top 20\n"
              "  loyalty report summary --as-of 2026-06-30\n"
              "  loyalty report tiers\n"
              "  loyalty report tier-changes --from 2026-06-01 --to 2026-06-30\n"
              "  loyalty report points\n"
              "  loyalty report expiring --days 14\n"
              "  loyalty report coupons\n"
              "  loyalty report vouchers --batch 7 -o codes.csv\n"
              "  loyalty report segments --segment regulars --contact spring-launch\n"
              "  loyalty report groups\n"
              "  loyalty report memberships --plan plus\n"
              "  loyalty report today",
          .options = {{"NAME", Option::Kind::required,
                       "members, summary, tiers, tier-changes, points, expiring, coupons, vouchers, segments, groups, "
                       "birthdays, dormant, rfm, "
                       "wallets, referrals, memberships, campaigns or today"},
                      {"--tier", Option::Kind::value, "members: only those who hold this tier", "ID"},
                      {"--top", Option::Kind::value, "members: only so many with the largest net spend", "N"},
                      {"--from", Option::Kind::value, "tier-changes, groups: first day (30 days through --to)", "DAY"},
                      {"--to", Option::Kind::value, "tier-changes, groups: last day (the as-of day)", "DAY"},
                      {"--days", Option::Kind::value,
                       "expiring, birthdays: so many days ahead (30); dormant: silent so long (90)", "N"},
                      {"--segment", Option::Kind::value, "segments: the members of this one", "ID"},
                      {"--plan", Option::Kind::value, "memberships: who has this one", "ID"},
                      {"--coupon", Option::Kind::value, "vouchers: of this coupon", "ID"},
                      {"--member", Option::Kind::value, "vouchers: of this member", "MEMBER"},
                      {"--batch", Option::Kind::value, "vouchers: that this batch issued, used or cancelled", "N"},
                      {"--state", Option::Kind::value, "vouchers: issued, redeemed, released, void, expired or open",
                       "STATE"},
                      {"--code", Option::Kind::value, "vouchers: the one with this code", "CODE"},
                      {"--roster", Option::Kind::flag, "groups: whole rosters instead of changes"},
                      {"--contact", Option::Kind::value,
                       "segments, groups, birthdays, dormant: put them on this contact list", "NAME"}},
          .run = run,
          .again = "the same command with --as-of {day}"};
}

} // namespace loyalty::cli
