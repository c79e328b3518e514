// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "loyalty/day.hpp"

namespace loyalty::cli {

/// The clock of the machine, or the moment that LOYALTY_NOW fixes (for tests), in seconds since 1970 UTC.
std::int64_t now_utc();
/// "2026-01-01T00:00:00Z".
std::string recorded(std::int64_t utc);
/// Whether this machine has a time zone of that name.
bool knows_timezone(const std::string& timezone);
/// The wall clock in a time zone such as "Asia/Shanghai" at that moment. Refuses an unknown zone by `Error` (usage).
Moment local_moment(std::int64_t utc, const std::string& timezone);
/// The moment, in seconds since 1970 UTC, at which a wall clock in a time zone shows this. Of an hour that comes twice
/// the first is meant, and an hour that is left out is that much later. Refuses an unknown zone by `Error` (usage).
std::int64_t utc_of(Moment local, const std::string& timezone);
/// Turns a moment of the wall clock in another time zone into that of `here`; nullopt for a zone that is not known.
std::function<std::optional<Moment>(Moment, std::string_view)> from_zone_to(const std::string& here);
/// Turns a moment written at a UTC offset into the wall clock of `here`.
std::function<Moment(Moment, std::int32_t)> from_offset_to(const std::string& here);
/// Milliseconds of a clock that only goes forward, for progress.
std::int64_t steady_milliseconds();
/// Who runs the command, as the machine claims; with sudo, who called it.
std::string operator_name();
/// Bytes that nobody can guess, from the system.
void random_bytes(std::span<unsigned char> bytes);

} // namespace loyalty::cli
