// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "formats/problem.hpp"
#include "formats/toml_fields.hpp"
#include "formats/toml_reader.hpp"
#include "loyalty/program.hpp"

namespace loyalty::formats {

// The parts of a program file. What is wrong becomes a problem and leaves the default in its place, so that one
// reading finds everything.

void read_program(const Field& field, Program& program);
PointsRules read_points(const Field& field);
GrowthRules read_growth(const Field& field);
std::vector<Tier> read_tiers(const Field& field);
/// `tiers` are those an audience may name.
std::vector<Coupon> read_coupons(const Field& field, const std::vector<Tier>& tiers);

/// { spend = "1000.00", orders = 3, window = "365 days" }: all metrics of a table must hold; `any`, `all` and `none`
/// hold further tables. A table without a window of its own takes `window`.
std::optional<Condition> read_condition(const Field& field, const Window& window);

/// Adds warnings on what a sound program says but its owner can hardly mean. `root` is the text it was read from.
void warn_about(const Program& program, const TomlValue& root, Problems& problems);

}  // namespace loyalty::formats
