// SPDX-License-Identifier: MIT
#include "app/points/top_up.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/wallet_answer.hpp"

namespace loyalty::cli {
namespace {

int run_top_up(Session& session) {
  const app::TopUpRequest request{.member = session.text("MEMBER"),
                                  .amount = session.maybe_money("AMOUNT").value_or(Money{}),
                                  .key = session.text("--key"),
                                  .again = session.flag("--again"),
                                  .reason = session.text("--reason")};
  return tell_wallet(session, app::top_up(session.context(), session.program_text(), request), "bonus_given");
}

} // namespace

Command top_up() {
  return {.examples =
              "  loyalty top-up m017 500.00\n"
              "  loyalty top-up 13800000000 500.00 --key receipt-88121",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
                      {"AMOUNT", Option::Kind::required, "put in what was paid, without the bonus"_en},
                      {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en},
                      {"--reason", Option::Kind::value, "add a note for the books"_en}},
          .run = run_top_up,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
