// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/history.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

struct DrawRequest {
  std::string draw;                         ///< id in the program
  std::optional<std::int64_t> winners = {}; ///< instead of the program's number
  std::optional<std::uint64_t> seed = {};   ///< absent: `chance`
  Condition who = {};                       ///< what candidates must meet as well
  bool again = false;                       ///< another draw although one was held that day
};

/// Somebody who won, in the order of the draw.
struct Winner {
  std::int64_t rank = 0; ///< from 1
  MemberId member = {};
  std::string key;
  std::string name;
  std::string tier; ///< held on the day; empty: none
  std::int64_t weight = 1;
};

struct DrawResult {
  std::vector<Winner> winners;
  std::uint64_t seed = 0;
  std::int64_t candidates = 0;
  bool repeated = false; ///< the draw was held before on that day; nothing changed
  std::optional<BatchId> earlier_batch = {};
  shop::Receipt receipt;
};

/// Draws winners among the members who meet the condition of the draw on the day of the command, as `draw_winners`
/// says, by their keys and with the weights that the draw gives them. Each winner is recorded with the seed. A draw
/// that was held that day is shown, not held again. Refused by `Error`: a draw that the program does not have, another
/// seed or number of winners than that of the draw held that day.
DrawResult draw_prize(const shop::Context& context, const shop::ProgramText& program, const DrawRequest& request,
                      std::uint64_t chance);

} // namespace loyalty::app
