// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// What one fact adds to each summed metric, in the order of `Metric`.
using Contribution = std::array<std::int64_t, summed_metrics>;

/// The windows through which the conditions of a program look day by day, without doubles.
std::vector<Window> windows_of(const Program& program);

/// Whether something of a day can ever be out of the window by time alone.
constexpr bool has_exits(const Window& window) {
  return window.kind != Window::Kind::lifetime && window.kind != Window::Kind::since_reached;
}
/// The first day on which something of `day` is out of the window.
Day exit_day(const Window& window, Day day, Day joined_on);

/// The sums of one member's metrics through several windows, kept up to date as the days go by.
class Windows {
 public:
  Windows(Day joined_on, const std::vector<Window>& windows);
  void reserve(std::size_t contributions) { facts_.reserve(contributions); }
  /// Another program looks through other windows at the same facts.
  void look_through(const std::vector<Window>& windows);

  /// Days come in order. Returns the place of the contribution, for `adjust`.
  std::size_t add(Day day, const Contribution& contribution);
  void adjust(std::size_t place, const Contribution& change);

  void advance(Day day);
  /// Through any window, that ends on the day advanced to; those looked through take no time.
  std::int64_t sum(Metric metric, const Window& window) const;
  /// What the facts of these days come to, of the first `count` that were added.
  std::int64_t sum(Metric metric, Day first, Day last, std::size_t count) const;
  std::int64_t sum(Metric metric, Day first, Day last) const { return sum(metric, first, last, count()); }
  /// So many contributions were added so far.
  std::size_t count() const { return facts_.size(); }
  /// The first day on which something seen today is out of some window; `never` if nothing will be.
  Day next_exit() const;
  /// Whether something counts below zero, so that a sum can rise when it leaves a window.
  bool any_negative() const { return any_negative_; }

 private:
  struct View {
    Window window;
    std::size_t first = 0; ///< first contribution inside
    Contribution sums = {};
  };
  struct Dated {
    Day day;
    Contribution contribution;
  };

  Day joined_on_;
  Day day_ = {};
  std::vector<View> views_;
  std::vector<Dated> facts_;
  bool any_negative_ = false;
};

} // namespace loyalty
