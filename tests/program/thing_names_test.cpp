// SPDX-License-Identifier: MIT
#include "program/thing_names.hpp"

#include <string>

#include "catch.hpp"
#include "loyalty/program.hpp"
#include "program/program_file.hpp"
#include "program/templates.hpp"
#include "whole_program.hpp"

namespace loyalty::program::thing_names_test {
namespace {

template <class Thing>
void add(ThingNames& names, const std::string& list, const std::vector<Thing>& things) {
  for (const auto& thing : things) names.emplace(list + '.' + thing.id, thing.name);
}

/// As reading all of the program finds them.
ThingNames names_read(std::string_view text) {
  const auto program = load_program(text, "loyalty.toml");
  ThingNames names;
  add(names, "tier", program.tiers);
  add(names, "coupon", program.coupons);
  add(names, "campaign", program.campaigns);
  add(names, "activity", program.activities);
  add(names, "reward", program.rewards);
  add(names, "membership", program.plans);
  add(names, "gift", program.gifts);
  add(names, "segment", program.segments);
  add(names, "group", program.groups);
  add(names, "draw", program.draws);
  return names;
}

const ThingNames silver{{"tier.silver", "Silver \"925\""}};

} // namespace

TEST_CASE("things are called what reading all of the program finds") {
  CHECK(thing_names(whole_program::text) == names_read(whole_program::text));
  for (const auto& each : program_templates())
    for (const auto text : {each.chinese, each.english}) {
      CAPTURE(each.name);
      CHECK(thing_names(text) == names_read(text));
    }
}

TEST_CASE("names are found however they are written") {
  CHECK(thing_names("[[tier]]\nid = 'silver'\nname = 'Silver \"925\"' # so it is\n[tier.when]\nname = \"no\"") ==
        silver);
  CHECK(thing_names("[[ \"tier\" ]]\r\n\"name\" = \"Silver \\\"925\\u0022\"\r\n'id'=\"silver\"\r\n") == silver);
  CHECK(thing_names("[[tier]]\nid = \"\"\"\nsilver\"\"\"\nname = '''Silver \"925\"'''") == silver);
  CHECK(thing_names("tier = [{ id = \"silver\", name = 'Silver \"925\"' }]\n[program]\nname = \"shop\"") == silver);
  CHECK(thing_names("\xEF\xBB\xBF[[tier]]\nid = \"silver\"\nname = 'Silver \"925\"'") == silver);
  CHECK(thing_names("[program]\ntext = \"\"\"\n[[tier]]\nid = 'gold'\nname = 'Gold'\n\"\"\"\n").empty());
}

TEST_CASE("the vouchers by which the gift of a reward is handed out are called as the reward is") {
  const ThingNames toy{{"reward.child-day", "Toys"}, {"coupon.child-day", "Toys"}};
  CHECK(thing_names("[[reward]]\nid = 'child-day'\nname = 'Toys'\ngift = 'A car'\n") == toy);
  CHECK(thing_names("reward = [{ id = 'child-day', name = 'Toys', gift = 'A car' }]") == toy);
  CHECK(thing_names("[[reward]]\nid = 'child-day'\nname = 'Toys'\npoints = 5\n") ==
        ThingNames{{"reward.child-day", "Toys"}});
}

TEST_CASE("where nothing has a name there is none") {
  CHECK(thing_names("").empty());
  CHECK(thing_names("[program]\nname = \"shop\"\nid = \"x\"").empty());
  CHECK(thing_names("[[tier]]\nid = \"silver\"").empty());
  CHECK(thing_names("[[tier]\nid = \"silver\"\nname = \"Silver\"").empty());
}

} // namespace loyalty::program::thing_names_test
