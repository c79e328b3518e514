// SPDX-License-Identifier: MIT
#include "app/members/merge_members.hpp"

#include <unistd.h>

#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// Both as they are before.
void show(Session& session, const app::MembersMerged& merged) {
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
  auto& names = session.names();
  for (const auto* side : {&merged.kept, &merged.other}) {
    table->text(side->member.key);
    table->text(side->member.name);
    table->day(side->since);
    table->number(side->orders.orders);
    table->money(side->orders.net());
    table->number(side->points.balance);
    table->number(side->points.held);
    table->text(names.tier(side->tier));
    table->number(side->vouchers);
    table->money(side->wallet);
    table->end_row();
  }
  table->finish();
}

void note(Session& session, const app::MembersMerged& merged) {
  name_codes(session, merged.codes);
  if (merged.issued_twice > 0)
    session.warn(
        as_note(counted(merged.issued_twice,
                        "{vouchers} voucher came to both for the same reason and stays; void it if it is too much"_en,
                        "{vouchers} vouchers came to both for the same reason and stay; void what is too much"_en,
                        merged.issued_twice)));
}

app::MembersMerged merge(Session& session, bool only_look) {
  auto context = session.context();
  context.dry_run = context.dry_run || only_look;
  return app::merge_members(context, session.text("KEPT"), session.text("OTHER"));
}

bool confirmed(Session& session) {
  const auto merged = merge(session, true);
  const auto& kept = merged.kept.member.key;
  const auto& other = merged.other.member.key;
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, "confirmation needed before {other} is merged into {kept}"_en(other, kept), {},
                "look first with --dry-run, then type: loyalty merge-members {kept} {other} --yes"_en(
                    session.text("KEPT"), session.text("OTHER")));
  show(session, merged);
  note(session, merged);
  return session.agreed(
      "everything of {other} becomes {kept}'s; type yes to go on, or just Enter to stop"_en(other, kept));
}

int run_merge_members(Session& session) {
  const bool asks = !session.globals().dry_run && !session.globals().yes;
  if (asks && !confirmed(session)) {
    session.warn("nothing was changed"_en);
    return 1;
  }
  const auto merged = merge(session, false);
  if (!asks) show(session, merged);
  if (!asks) note(session, merged);
  const auto what = "{other} was merged into {kept}; the next run-nightly processes them"_en(merged.other.member.key,
                                                                                             merged.kept.member.key);
  const auto codes = codes_counted(merged.codes);
  session.close(codes.empty() ? what : "{what}; {codes}"_en(what, codes), merged.receipt);
  return 0;
}

} // namespace

Command merge_members() {
  return {.examples =
              "  loyalty merge-members M0001 taobao:xiaofang --dry-run\n"
              "  loyalty merge-members M0001 M0002",
          .options = {{"KEPT", Option::Kind::required, "name the member who stays by key, phone or other identity"_en},
                      {"OTHER", Option::Kind::required, "name the member who turned out to be the same customer"_en}},
          .run = run_merge_members,
          .changes = true,
          .again = "loyalty list-batches --last 1"};
}

} // namespace loyalty::cli
