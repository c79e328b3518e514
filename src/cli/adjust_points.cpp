// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/points_by_hand.hpp"

namespace loyalty::cli {

Command adjust_points() {
  return {.examples =
              "  loyalty adjust-points m017 -30 --reason \"scanned twice on 12 June\"\n"
              "  loyalty adjust-points m017 100 --reason \"carried over from the paper card\"",
          .options = {{"MEMBER", Option::Kind::required, "key, phone or other identity"},
                      {"POINTS", Option::Kind::required, "how many; negative takes away"},
                      {"--reason", Option::Kind::value, "why; needed"},
                      {"--key", Option::Kind::value, "your own number of this correction: never done twice"},
                      {"--again", Option::Kind::flag, "the same correction on the same day is meant twice"}},
          .run = [](Session& session) { return move_points(session, ActKind::adjust); },
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
