// SPDX-License-Identifier: MIT
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
      throw Error(Failure::usage, "{option} goes with a member and points"_en(option), {},
                  "type: loyalty award-points MEMBER POINTS --reason \"why\""_en);
  if (!session.maybe("MEMBER")) return settle(session, {.points = true, .tiers = false});
  if (!session.maybe("POINTS"))
    throw Error(Failure::usage, "the number of points is missing"_en, {},
                "type: loyalty award-points MEMBER POINTS --reason \"why\""_en);
  return move_points(session, ActKind::award);
}

} // namespace

Command award_points() {
  return {.examples =
              "  loyalty award-points\n"
              "  loyalty award-points m017 50 --reason \"fair helper\" --key fair-2026-m017",
          .options = {{"MEMBER", Option::Kind::optional, "name the member; without one, award all that is due"_en},
                      {"POINTS", Option::Kind::optional, "award this many points"_en},
                      {"--reason", Option::Kind::value, "say why (required with a member)"_en},
                      {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
          .run = run_award_points,
          .changes = true};
}

} // namespace loyalty::cli
