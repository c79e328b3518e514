// SPDX-License-Identifier: MIT
#include "files/profiles/member_profile.hpp"
#include "loyalty/birthday.hpp"

namespace loyalty::files {

const MemberProfile& generic_members() {
  using enum MemberColumn;
  static const MemberProfile profile{
      .name = "generic",
      .required = {"member_id"},
      .columns = {{.column = member_id, .names = {"member_id"}},
                  {.column = name, .names = {"name"}},
                  {.column = phone, .names = {"phone"}},
                  {.column = joined_on, .names = {"joined_on"}},
                  {.column = birthday, .names = {"birthday"}},
                  {.column = tier, .names = {"tier"}},
                  {.column = tier_until, .names = {"tier_until"}},
                  {.column = points, .names = {"points"}},
                  {.column = growth, .names = {"growth"}},
                  {.column = opened_on, .names = {"opened_on"}},
                  {.column = tags, .names = {"tags"}},
                  {.column = inviter, .names = {"inviter"}},
                  {.column = opted_out, .names = {"opted_out"}},
                  {.column = wallet, .names = {"wallet"}}},
      .forms = {.day = Day::parse, .birthday = parse_birthday, .whole = parse_whole, .money = Money::parse},
      .prefix = "field."};
  return profile;
}

} // namespace loyalty::files
