// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/members/rows_imported.hpp"

namespace loyalty::files {
struct MemberProfile;
}

namespace loyalty::app {

/// How a file of members is read.
struct MembersReading {
  const files::MemberProfile* profile = nullptr; ///< nullptr: the one whose columns the file has
  bool on_top = false;                           ///< openings do not stand for what was before their day
  bool remember = false;                         ///< take in again, as new members, who were forgotten
};

/// Takes over members of an earlier system: who they are, and with which points, growth, wallet and tier they begin. A
/// row is known by its member_id, or by its phone where the profile says so; read again, it changes nothing. The file
/// is read as it stands on the day of the command. A name, tag, field or tier that another file said otherwise is a
/// change from its day on; other opening points, growth or money than those taken over, another birthday or day of
/// joining set the row aside. Opening points and growth stand for what was before their day, unless they came on top.
RowsImported import_members(const shop::Context& context, const shop::ProgramText& program, const std::string& path,
                            const MembersReading& reading = {},
                            const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

} // namespace loyalty::app
