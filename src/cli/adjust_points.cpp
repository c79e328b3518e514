// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/points_by_hand.hpp"

namespace loyalty::cli {

Command adjust_points() {
  return {.examples =
              "  loyalty adjust-points m017 -30 --reason \"scanned twice\"\n"
              "  loyalty adjust-points m017 100 --reason \"paper card\"",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
                      {"POINTS", Option::Kind::required, "add this many points; a negative number deducts"_en},
                      {"--reason", Option::Kind::value, "say why (required)"_en},
                      {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
          .run = [](Session& session) { return move_points(session, ActKind::adjust); },
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
