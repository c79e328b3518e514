// SPDX-License-Identifier: MIT
#include "cli/clock.hpp"

#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "loyalty/error.hpp"

namespace loyalty::cli {

std::int64_t now_utc() {
  const char* fixed = std::getenv("LOYALTY_NOW");
  if (fixed == nullptr || *fixed == '\0')
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  const auto written = WrittenMoment::parse(fixed);
  if (!written)
    throw Error(Failure::usage, "LOYALTY_NOW is not a moment: {value}"_en(fixed), {},
                "write it as 2026-01-01T00:00:00Z"_en);
  return written->moment.seconds - written->offset.value_or(0);
}

std::string recorded(std::int64_t utc) {
  auto text = to_string(Moment{utc});
  text[10] = 'T';
  return text + "Z";
}

bool knows_timezone(const std::string& timezone) {
  const auto file = std::filesystem::path("/usr/share/zoneinfo") / timezone;
  std::error_code ignored;
  return timezone == "UTC" ||
         (timezone.find("..") == std::string::npos && std::filesystem::is_regular_file(file, ignored));
}

Moment local_moment(std::int64_t utc, const std::string& timezone) {
  // An unknown name would silently mean UTC.
  if (!knows_timezone(timezone))
    throw Error(Failure::usage, "this machine does not know the time zone {zone}"_en(timezone), {},
                "set [program] timezone to a name such as Asia/Shanghai, or install the package tzdata"_en);
  setenv("TZ", timezone.c_str(), 1);
  tzset();
  const auto seconds = static_cast<std::time_t>(utc);
  std::tm local{};
  localtime_r(&seconds, &local);
  return Moment{utc + local.tm_gmtoff};
}

std::int64_t utc_of(Moment local, const std::string& timezone) {
  const auto offset_at = [&](std::int64_t utc) { return local_moment(utc, timezone).seconds - utc; };
  const auto utc = local.seconds - offset_at(local.seconds);
  return local.seconds - offset_at(utc);
}

std::function<std::optional<Moment>(Moment, std::string_view)> from_zone_to(const std::string& here) {
  return [here](Moment written, std::string_view zone) -> std::optional<Moment> {
    if (zone == here) return written;
    try {
      return local_moment(utc_of(written, std::string(zone)), here);
    } catch (const Error&) { return std::nullopt; }
  };
}

std::function<Moment(Moment, std::int32_t)> from_offset_to(const std::string& here) {
  return [here](Moment written, std::int32_t offset) { return local_moment(written.seconds - offset, here); };
}

std::int64_t steady_milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string operator_name() {
  for (const char* name : {"SUDO_USER", "LOGNAME", "USER"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return fmt::format("uid {}", getuid());
}

void random_bytes(std::span<unsigned char> bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const auto got = getrandom(bytes.data() + done, bytes.size() - done, 0);
    if (got < 0) throw Error(Failure::refused, "the system gives no random bytes"_en);
    done += static_cast<std::size_t>(got);
  }
}

} // namespace loyalty::cli
