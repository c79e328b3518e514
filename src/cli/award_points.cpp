// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <string_view>

#include "cli/command.hpp"
#include "cli/night.hpp"
#include "cli/points_by_hand.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int run_award_points(Session& session) {
  for (const std::string_view option : {"--reason", "--key", "--again"})
    if (!session.maybe("MEMBER") && session.flag(option))
      throw Error(Failure::usage, fmt::format("{} goes with a member and points", option), {},
                  "type: loyalty award-points MEMBER POINTS --reason \"why\"");
  if (!session.maybe("MEMBER")) return settle(session, {.points = true, .tiers = false});
  if (!session.maybe("POINTS"))
    throw Error(Failure::usage, "how many points?", {}, "type: loyalty award-points MEMBER POINTS --reason \"why\"");
  return move_points(session, ActKind::award);
}

} // namespace

Command award_points() {
  return {.examples =
              "  loyalty award-points\n"
              "  loyalty award-points m017 50 --reason \"helped at the fair\" --key fair-2026-m017",
          .options = {{"MEMBER", Option::Kind::optional, "key, phone or other identity; without one: all that is due"},
                      {"POINTS", Option::Kind::optional, "how many"},
                      {"--reason", Option::Kind::value, "why; needed with a member"},
                      {"--key", Option::Kind::value, "your own number of this award: never done twice"},
                      {"--again", Option::Kind::flag, "the same award on the same day is meant twice"}},
          .run = run_award_points,
          .changes = true};
}

} // namespace loyalty::cli
