// SPDX-License-Identifier: MIT
#include "files/activity_file.hpp"

#include <array>
#include <utility>

#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 6> activity_columns = {"member_id", "activity",    "happened_at",
                                                              "count",     "activity_id", "host"};
constexpr RecordShape activity_shape{.columns = activity_columns, .required = 3};

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

bool ActivityFile::fail(std::string_view column, messages::Reason why) {
  file_.set_aside(column, std::move(why.reason), std::move(why.hint));
  return false;
}

bool ActivityFile::read(ActivityRow& row) {
  row.origin = file_.origin();
  if (!read_id("member_id", row.member_id, true) || !read_id("activity", row.activity, true) ||
      !read_id("activity_id", row.activity_id, false) || !read_moment(row.happened_at))
    return false;
  row.host = plain_key(file_.value("host"));
  const auto count = file_.value("count");
  if (count.empty()) return true;
  const auto number = parse_whole(count);
  if (!number || *number < 1) return fail("count", messages::whole_reason(count, 1));
  if (*number > most_times_at_once)
    return fail("count", {"{count} is more than {most} times"_en(count, most_times_at_once)});
  row.count = *number;
  return true;
}

bool ActivityFile::read_id(std::string_view column, std::string& id, bool required) {
  id = plain_key(file_.value(column));
  if (id.empty() && required) return fail(column, {"{column} is empty"_en(column)});
  auto why = messages::id_reason(id);
  return why.reason.empty() || fail(column, std::move(why));
}

bool ActivityFile::read_moment(Moment& moment) {
  const auto text = file_.value("happened_at");
  const auto written = WrittenMoment::parse(text);
  if (!written) return fail("happened_at", messages::moment_reason(text));
  if (written->offset && !to_shop_time_) return fail("happened_at", messages::offset_reason(text));
  moment = written->offset ? to_shop_time_(written->moment, *written->offset) : written->moment;
  return true;
}

} // namespace loyalty::files
