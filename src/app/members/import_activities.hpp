// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/members/rows_imported.hpp"
#include "files/activity_file.hpp"

namespace loyalty::app {

/// Reads what members did besides buying. A row is known by its activity_id, else by member, activity and moment; the
/// same again changes nothing, a contradiction sets the row aside, and so does a member or an activity that is not
/// known.
RowsImported import_activities(const shop::Context& context, const shop::ProgramText& program, const std::string& path,
                               const files::ToShopTime& to_shop_time = {},
                               const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

/// One activity by hand.
struct ActivityByHand {
  std::string member; ///< key or identity
  std::string activity;
  std::int64_t count = 1;
  std::optional<Day> on = {}; ///< absent: the day of the command
  bool again = false;         ///< the same on the same day is meant once more
};

struct ActivityNoted {
  std::string member_key;
  Day on = {};
  std::optional<BatchId> earlier_batch = {}; ///< that has noted the same
  shop::Receipt receipt;
};

ActivityNoted note_activity(const shop::Context& context, const shop::ProgramText& program,
                            const ActivityByHand& asked);

} // namespace loyalty::app
