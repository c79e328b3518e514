// SPDX-License-Identifier: MIT
#include "app/cards/issue_card.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

void show_issued_card(Session& session, const app::CardIssued& done) {
  const auto& card = done.card.card;
  const auto table = session.table({{"code"},
                                    {"amount", {}, Kind::money},
                                    {"paid", {}, Kind::money},
                                    {"member_id"},
                                    {"issued_on", {}, Kind::day},
                                    {"last_day", {}, Kind::day}});
  table->text(done.card.code);
  table->money(card.amount);
  table->money(card.paid);
  table->text(done.member_key);
  table->day(card.issued_on);
  table->day(card.last_day);
  table->end_row();
  table->finish();
  if (session.globals().dry_run && !done.repeated) session.only_a_try();
}

int run_issue_card(Session& session) {
  const auto done = app::issue_card(session.context(), session.program_text(),
                                    {.amount = session.maybe_money("AMOUNT").value_or(Money{}),
                                     .paid = session.maybe_money("--paid"),
                                     .member = session.text("--for"),
                                     .key = session.text("--key"),
                                     .again = session.flag("--again")});
  show_issued_card(session, done);
  if (done.repeated) {
    session.say("issued before in batch {batch}; --again issues another one"_en(done.card.batch));
    return 0;
  }
  const auto amount = session.amount(done.card.card.amount);
  session.close(done.member_key.empty()
                    ? "gift card of {amount} issued"_en(amount)
                    : "gift card of {amount} issued to {member}"_en(amount, session.key(done.member_key)),
                done.receipt);
  return 0;
}

} // namespace

Command issue_card() {
  return {.examples =
              "  loyalty issue-card 200.00\n"
              "  loyalty issue-card 500.00 --paid 475.00 --for m017 --key receipt-88121",
          .options = {{"AMOUNT", Option::Kind::required, "make it good for this much"_en},
                      {"--paid", Option::Kind::value, "say what was paid for it, if less"_en, "MONEY"},
                      {"--for", Option::Kind::value, "put it in the name of a member; it never ends then"_en, "MEMBER"},
                      {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
          .run = run_issue_card,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
