// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "loyalty/day.hpp"

namespace loyalty::cli {

/// The clock of the machine, or the moment that LOYALTY_NOW fixes (for tests), in seconds since 1970 UTC.
std::int64_t now_utc();
/// "2026-01-01T00:00:00Z".
std::string recorded(std::int64_t utc);
/// The wall clock in a time zone such as "Asia/Shanghai" at that moment. Refuses an unknown zone by `Error` (usage).
Moment local_moment(std::int64_t utc, const std::string& timezone);
/// The moment, in seconds since 1970 UTC, at which a wall clock in a time zone shows this. Of an hour that comes twice
/// the first is meant, and an hour that is left out is that much later. Refuses an unknown zone by `Error` (usage).
std::int64_t utc_of(Moment local, const std::string& timezone);
/// Milliseconds of a clock that only goes forward, for progress.
std::int64_t steady_milliseconds();
/// Who runs the command, as the machine claims; with sudo, who called it.
std::string operator_name();
/// Bytes that nobody can guess, from the system.
void random_bytes(std::span<unsigned char> bytes);

} // namespace loyalty::cli
