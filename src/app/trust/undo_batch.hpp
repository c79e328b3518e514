// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "app/night/settle.hpp"
#include "shop/work.hpp"
#include "store/batch_contents.hpp"

namespace loyalty::app {

/// What becomes of the points that a batch brought.
struct UndoneSpending {
  Points spent = 0; ///< of the points it brought, those redeemed since
  std::int64_t spenders = 0;
  Points debt = 0; ///< more owed than before
  std::int64_t debtors = 0;
};

/// A batch taken back.
struct Undone {
  store::BatchRow batch;
  store::BatchContents contents;
  UndoneSpending spending;
  Settled settled;                        ///< what compensates: lines cancelled, and lines that follow instead
  std::optional<Day> settled_before = {}; ///< last day that nights had walked for all members
  std::optional<Day> settled_after = {};  ///< if earlier, the next night walks the days in between again
  shop::Receipt receipt;
};

/// Takes a whole batch back: its rows are not seen any more, and the days of every member concerned are walked again as
/// far as they were settled without it. Nothing is deleted: what no longer follows is cancelled by lines of a
/// batch of its own. Then the same file can be imported, or the same night run, again. Refused by `Error` for
/// a batch that does not exist, was undone before, or itself undoes another.
Undone undo_batch(const shop::Context& context, BatchId batch, const Progress& progress = {});

} // namespace loyalty::app
