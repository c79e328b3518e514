// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/line_scope.hpp"

namespace loyalty {

/// The days, orders, lines and members that a rule is for; every part that is set must fit.
struct Scope {
  std::optional<Day> from = {};
  std::optional<Day> until = {};         ///< last day
  std::vector<unsigned> weekdays = {};   ///< 1 Monday … 7 Sunday
  std::vector<unsigned> month_days = {}; ///< 1 … 31
  enum class Birthday : std::uint8_t { any, day, month };
  Birthday birthday = Birthday::any;
  std::optional<std::int64_t> order = {}; ///< the member's n-th order that counts, 1: the first
  std::optional<std::int64_t> every = {}; ///< every n-th
  LineScope lines = {};
  std::vector<std::string> hosts = {};    ///< orders that one of these sold; none: whoever sold them
  std::vector<std::string> channels = {}; ///< orders through one of these
  Condition who = {};                     ///< as it stood in the morning

  bool operator==(const Scope&) const = default;
};

/// Whether it is for orders that are the so-many-th of a member.
inline bool is_numbered(const Scope& scope) { return scope.order || scope.every; }

} // namespace loyalty
