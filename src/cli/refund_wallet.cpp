// SPDX-License-Identifier: MIT
#include "app/points/refund_wallet.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/wallet_answer.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int run_refund_wallet(Session& session) {
  const app::WalletRefundRequest request{.member = session.text("MEMBER"),
                                         .amount = session.maybe_money("AMOUNT"),
                                         .reason = session.text("--reason"),
                                         .key = session.text("--key"),
                                         .again = session.flag("--again")};
  if (request.amount.has_value() == session.flag("--all"))
    throw Error(Failure::usage, "say how much: an amount, or --all"_en);
  return tell_wallet(session, app::refund_wallet(session.context(), request), "lapsed");
}

} // namespace

Command refund_wallet() {
  return {.examples =
              "  loyalty refund-wallet m017 200.00 --reason \"complaint\"\n"
              "  loyalty refund-wallet m017 --all --reason \"moved away\" --dry-run",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
                      {"AMOUNT", Option::Kind::optional, "pay out this much principal"_en},
                      {"--all", Option::Kind::flag, "pay out all principal"_en},
                      {"--reason", Option::Kind::value, "say why (required)"_en},
                      {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
          .run = run_refund_wallet,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
