// SPDX-License-Identifier: MIT
#include "files/activity_file.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 5> activity_columns = {"member_id", "activity", "happened_at", "count",
                                                              "activity_id"};
constexpr RecordShape activity_shape{.kind = "an activity file", .columns = activity_columns, .required = 3};

} // namespace

ActivityFile::ActivityFile(const std::string& path, ToShopTime to_shop_time, RawObserver observer)
    : file_(path, activity_shape, std::move(observer)), to_shop_time_(std::move(to_shop_time)) {}

bool ActivityFile::next(ActivityRow& row) {
  while (file_.next()) {
    row = {};
    if (read(row)) return true;
  }
  return false;
}

bool ActivityFile::fail(std::string_view column, std::string reason, std::string hint) {
  file_.set_aside(column, std::move(reason), std::move(hint));
  return false;
}

bool ActivityFile::read(ActivityRow& row) {
  row.origin = file_.origin();
  if (!read_id("member_id", row.member_id, true) || !read_id("activity", row.activity, true) ||
      !read_id("activity_id", row.activity_id, false) || !read_moment(row.happened_at))
    return false;
  const auto count = file_.value("count");
  if (count.empty()) return true;
  const auto number = parse_whole(count);
  if (!number || *number < 1)
    return fail("count", messages::shown_value(count) + " is not a whole number from 1 on", "write 1, 2, 3 …");
  if (*number > most_times_at_once)
    return fail("count", fmt::format("{} is more than {} times", count, most_times_at_once));
  row.count = *number;
  return true;
}

bool ActivityFile::read_id(std::string_view column, std::string& id, bool required) {
  id = plain_key(file_.value(column));
  if (id.empty() && required) return fail(column, fmt::format("{} is empty", column));
  auto [reason, hint] = messages::id_reason(id);
  return reason.empty() || fail(column, std::move(reason), std::move(hint));
}

bool ActivityFile::read_moment(Moment& moment) {
  const auto text = file_.value("happened_at");
  const auto written = WrittenMoment::parse(text);
  if (!written) {
    auto [reason, hint] = messages::moment_reason(text);
    return fail("happened_at", std::move(reason), std::move(hint));
  }
  if (written->offset && !to_shop_time_)
    return fail("happened_at",
                messages::shown_value(text) + " names a UTC offset, but the shop's time zone is not known",
                "write the shop's own time, without an offset");
  moment = written->offset ? to_shop_time_(written->moment, *written->offset) : written->moment;
  return true;
}

} // namespace loyalty::files
