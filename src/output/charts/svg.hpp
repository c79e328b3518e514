// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loyalty::output {

/// A colour that stands for one thing on all charts of a page. What it looks like, in light, dark and print, is said by
/// the style of the page; told apart by people who do not see colours as others do.
enum class Ink : std::uint8_t {
  blue,
  pale_blue,
  teal,
  amber,
  grey,
  pale_grey,
  purple,
  red,
  // A ladder from pale to dark, for what has an order.
  first_step,
  second_step,
  third_step,
  fourth_step,
  fifth_step,
  sixth_step,
};

/// "ink-blue": the class of the style.
std::string_view style_class(Ink ink);
/// The rung for one of `of` things in an order, spread over the ladder.
Ink rung(std::size_t place, std::size_t of);

/// What a chart says to those who do not see it.
struct ChartText {
  std::string title;       ///< what it shows
  std::string description; ///< what it shows, in words and figures
};

/// Where something lies in a drawing.
struct Area {
  int left = 0;
  int right = 0;
  int top = 0;
  int bottom = 0;
};

/// Where a line of letters stands, and which part of it: "start", "middle" or "end".
struct Foot {
  int at = 0;
  int bottom = 0;
  std::string_view anchor = "start";
};

/// A drawing as wide as its place, whose letters never grow or shrink: across, everything is placed by shares of the
/// width in hundredths of a percent; down, by pixels.
class Drawing {
 public:
  static constexpr int whole = 10'000; ///< the width

  /// `margin`: pixels on the left for what is written beside the picture.
  Drawing(const ChartText& text, int height, int margin = 0);

  /// A group of what follows, with a word of its own for whoever points at it; empty: none.
  void begin_group(std::string_view told);
  void end_group();
  /// A rectangle; none where it has no width or height.
  void box(std::string_view style, const Area& area);
  /// From the upper left to the lower right.
  void line(std::string_view style, const Area& area);
  void text(std::string_view style, const Foot& foot, std::string_view text);
  /// Right of the left margin's inner edge, for the ticks of an axis.
  void beside(int bottom, std::string_view text);

  std::string finish() &&;

 private:
  std::string text_;
};

} // namespace loyalty::output
