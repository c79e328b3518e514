// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/points_by_hand.hpp"

namespace loyalty::cli {

Command redeem_points() {
  return {.examples =
              "  loyalty redeem-points m017 200 --order 20260612-5\n"
              "  loyalty redeem-points m017 --gift sample --times 2\n"
              "  loyalty redeem-points 13800000000 200 --order 20260612-6 --amount 128.00",
          .options = {{"MEMBER", Option::Kind::required, "key, phone or other identity"},
                      {"POINTS", Option::Kind::optional, "how many; a gift has its price"},
                      {"--order", Option::Kind::value, "order that the points pay for", "ID"},
                      {"--shop", Option::Kind::value, "shop of that order", "NAME"},
                      {"--amount", Option::Kind::value,
                       "amount of an order that is not imported yet, with its --order if it is known", "MONEY"},
                      {"--gift", Option::Kind::value, "gift of the program that the points buy", "ID"},
                      {"--times", Option::Kind::value, "so many of the gift (1)", "N"},
                      {"--reason", Option::Kind::value, "note for the books"},
                      {"--key", Option::Kind::value, "your own number of this redemption: never done twice"},
                      {"--again", Option::Kind::flag, "the same redemption on the same day is meant twice"}},
          .run = [](Session& session) { return move_points(session, ActKind::redeem); },
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
