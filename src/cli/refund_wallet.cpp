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
    throw Error(Failure::usage, "say how much: an amount, or --all", {}, "loyalty refund-wallet --help");
  return tell_wallet(session, app::refund_wallet(session.context(), request), "lapsed");
}

} // namespace

Command refund_wallet() {
  return {.examples =
              "  loyalty refund-wallet m017 200.00 --reason \"asked at the till\"\n"
              "  loyalty refund-wallet m017 --all --reason \"moved away\" --dry-run",
          .options = {{"MEMBER", Option::Kind::required, "key, phone or other identity"},
                      {"AMOUNT", Option::Kind::optional, "principal to pay out"},
                      {"--all", Option::Kind::flag, "all principal"},
                      {"--reason", Option::Kind::value, "why, for the books"},
                      {"--key", Option::Kind::value, "your own number of this refund: never done twice"},
                      {"--again", Option::Kind::flag, "the same refund on the same day is meant twice"}},
          .run = run_refund_wallet,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
