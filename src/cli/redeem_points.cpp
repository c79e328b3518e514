// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/points_by_hand.hpp"

namespace loyalty::cli {

Command redeem_points() {
  return {
      .examples =
          "  loyalty redeem-points m017 200 --order 20260612-5\n"
          "  loyalty redeem-points m017 --gift sample --times 2\n"
          "  loyalty redeem-points 13800000000 200 --order 20260612-6 --amount 128.00",
      .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
                  {"POINTS", Option::Kind::optional, "spend this many points; a gift has its price"_en},
                  {"--order", Option::Kind::value, "name the order that the points pay for"_en, "ID"},
                  {"--shop", Option::Kind::value, "name the shop of that order"_en, "NAME"},
                  {"--amount", Option::Kind::value,
                   "give the amount of an order that is not imported yet, with its --order if it is known"_en, "MONEY"},
                  {"--gift", Option::Kind::value, "buy this gift of the program file"_en, "ID"},
                  {"--times", Option::Kind::value, "buy the gift N times (1 if not given)"_en, "N"},
                  {"--reason", Option::Kind::value, "add a note for the books"_en},
                  {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                  {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
      .run = [](Session& session) { return move_points(session, ActKind::redeem); },
      .changes = true,
      .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
