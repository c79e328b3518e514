// SPDX-License-Identifier: MIT
#include "app/members/merge_members.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// Both as they are before.
void show(Session& session, const app::MembersMerged& merged) {
  using Kind = output::Column::Kind;
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"joined_on", {}, Kind::day},
                              {"orders", {}, Kind::number},
                              {"net", {}, Kind::money},
                              {"points_balance", {}, Kind::number},
                              {"points_held", {}, Kind::number},
                              {"tier"},
                              {"vouchers_open", {}, Kind::number},
                              {"wallet", {}, Kind::money}});
  for (const auto* side : {&merged.kept, &merged.other}) {
    table->text(side->member.key);
    table->text(side->member.name);
    table->day(side->since);
    table->number(side->orders.orders);
    table->money(side->orders.net());
    table->number(side->points.balance);
    table->number(side->points.held);
    table->text(side->tier);
    table->number(side->vouchers);
    table->money(side->wallet);
    table->end_row();
  }
  table->finish();
}

void note(Session& session, const app::MembersMerged& merged) {
  name_codes(session, merged.codes);
  if (merged.issued_twice > 0)
    session.warn(fmt::format(
        fmt::runtime(session.either("{} vouchers came to both for the same reason: they stay; cancel what is too much",
                                    "{} 张券因同一原因发给了双方：予以保留，多余的可手工作废")),
        merged.issued_twice));
}

app::MembersMerged merge(Session& session, bool only_look) {
  auto context = session.context();
  context.dry_run = context.dry_run || only_look;
  return app::merge_members(context, session.text("KEPT"), session.text("OTHER"));
}

bool confirmed(Session& session) {
  const auto kept = session.text("KEPT");
  const auto other = session.text("OTHER");
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, fmt::format("nobody is there to confirm that {} and {} are one", kept, other), {},
                fmt::format("look first with --dry-run, then type: loyalty merge-members {} {} --yes", kept, other));
  const auto merged = merge(session, true);
  show(session, merged);
  note(session, merged);
  session.warn(fmt::format(fmt::runtime(session.either("all that is {1}'s becomes {0}'s: go on? type yes to go on",
                                                       "{1} 的一切将并入 {0}，确定吗？输入 yes 继续")),
                           merged.kept.member.key, merged.other.member.key));
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "yes" || answer == "y" || answer == "是";
}

int run_merge_members(Session& session) {
  const bool asks = !session.globals().dry_run && !session.globals().yes;
  if (asks && !confirmed(session)) {
    session.warn(session.either("nothing was changed", "账本没有变化"));
    return 1;
  }
  const auto merged = merge(session, false);
  if (!asks) show(session, merged);
  if (!asks) note(session, merged);
  session.close(fmt::format(fmt::runtime(session.either("{1} is {0} now; the next run-nightly settles it",
                                                        "{1} 已并入 {0}；由下一次 run-nightly 重新结算")),
                            merged.kept.member.key, merged.other.member.key) +
                    codes_counted(session, merged.codes),
                merged.receipt);
  return 0;
}

} // namespace

Command merge_members() {
  return {.examples =
              "  loyalty merge-members M0001 taobao:小芳 --dry-run\n"
              "  loyalty merge-members M0001 M0002",
          .options = {{"KEPT", Option::Kind::required, "the member who stays: key, phone or other identity"},
                      {"OTHER", Option::Kind::required, "the member who turned out to be the same customer"}},
          .run = run_merge_members,
          .changes = true,
          .again = "loyalty list-batches --last 1"};
}

} // namespace loyalty::cli
