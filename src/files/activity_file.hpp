// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "files/record_file.hpp"
#include "loyalty/day.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

/// Something a member did besides buying.
struct ActivityRow {
  KeptOrigin origin;
  std::string member_id;
  std::string activity;
  Moment happened_at = {};
  std::int64_t count = 1;
  std::string activity_id = {}; ///< the file's own number of it; empty: none
  std::string host = {};        ///< with whom it was done, such as the host of a live room; empty: not said
};

/// Turns a moment written at a UTC offset (seconds) into the shop's wall clock.
using ToShopTime = std::function<Moment(Moment written, std::int32_t offset)>;

/// Reads the generic activity file: member_id, activity, happened_at, and optionally count, activity_id and host. A row
/// is set aside where a required value is empty or an id is none as in an order file, where happened_at is no time, or
/// count is not a whole number from 1 on.
class ActivityFile {
 public:
  explicit ActivityFile(const std::string& path, ToShopTime to_shop_time = {}, RawObserver observer = {});

  bool next(ActivityRow& row);
  const RecordFile& file() const { return file_; }

 private:
  bool read(ActivityRow& row);
  bool read_id(std::string_view column, std::string& id, bool required);
  bool read_moment(Moment& moment);
  bool fail(std::string_view column, messages::Reason why);

  RecordFile file_;
  ToShopTime to_shop_time_;
};

} // namespace loyalty::files
