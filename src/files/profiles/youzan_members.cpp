// SPDX-License-Identifier: MIT
#include "files/profiles/member_profile.hpp"
#include "files/profiles/written_value.hpp"

namespace loyalty::files {

const MemberProfile& youzan_members() {
  using enum MemberColumn;
  static const MemberProfile profile{.name = "youzan-members",
                                     .required = {"客户手机号", "成为客户时间"},
                                     .columns = {{.column = phone, .names = {"客户手机号"}},
                                                 {.column = joined_on, .names = {"成为会员时间", "成为客户时间"}},
                                                 {.column = name, .names = {"客户姓名", "客户昵称"}},
                                                 {.column = birthday, .names = {"客户生日"}},
                                                 {.column = tier, .names = {"免费等级"}},
                                                 {.column = points, .names = {"客户积分"}},
                                                 {.column = growth, .names = {"成长值"}},
                                                 {.column = tags, .names = {"标签"}},
                                                 {.column = wallet, .names = {"客户储值余额"}}},
                                     .forms = {.day = exported_day,
                                               .birthday = exported_birthday,
                                               .whole = parse_written_whole,
                                               .money = exported_money},
                                     .tag_marks = {",", "，", ";", "；"},
                                     .nothing = {"-", "--", "—", "——", "/"},
                                     .known_by_phone = true,
                                     .foreign = true};
  return profile;
}

} // namespace loyalty::files
