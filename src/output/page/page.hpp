// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "output/charts/svg.hpp"

namespace loyalty::output {

/// One number that is looked at, and what is meant by it.
struct Figure {
  /// Which way it went, where more is better. Shown by a sign as well as by a colour.
  enum class Trend : std::uint8_t { none, up, down, same };

  std::string label;
  std::string value;
  std::string change = {}; ///< against what was before; empty: not compared
  Trend trend = Trend::none;
  std::string meaning = {};
};

/// Figures in rows, for whoever reads rather than looks.
struct FigureTable {
  struct Column {
    std::string title;
    bool number = false; ///< stands on the right
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// What a colour of a chart stands for, and what belongs to it in words.
struct Key {
  Ink ink = Ink::blue;
  std::string label;
  std::string value = {};
};

/// A chart with everything it is made of.
struct Chart {
  std::string heading;
  std::string drawn; ///< markup, of the functions that draw
  std::vector<Key> keys = {};
  FigureTable figures = {}; ///< below it, folded away; none where the chart is a table itself
  std::string meaning = {};
};

/// Something to do or to look at: how much of it, what, and what one types to see it.
struct Item {
  std::string count; ///< empty: none is told
  std::string what;
  std::string command = {};
};

/// A part of the page. What it does not have is left out.
struct Section {
  std::string id; ///< by which a link finds it
  std::string heading;
  std::string lead = {}; ///< the one sentence to be read, or a few on lines of their own
  std::vector<Figure> figures = {};
  std::vector<Chart> charts = {};
  std::vector<Item> items = {};
  std::vector<std::string> notes = {};
  std::string markup = {};  ///< a table that is written already
  std::string command = {}; ///< what one types to see the rows behind all this
  std::string link = {};    ///< the page where they stand
  bool wide = false;        ///< takes the whole width
};

/// One file that needs no other.
struct Page {
  std::string_view language = "en";
  std::string title = {}; ///< of the window
  std::string shop = {};
  std::string subtitle = {}; ///< the day
  Figure headline = {};
  std::vector<Section> sections = {};
  std::vector<Key> links = {};    ///< in the foot: label and file
  std::string footer = {};        ///< version and day
  std::string figures_label = {}; ///< of the fold with the figures of a chart
  std::string command_label = {}; ///< what stands before a command
  std::string back_link = {};     ///< the page to go back to; empty: none
  std::string back_label = {};
};

/// The page as its file has it.
std::string to_html(const Page& page);

} // namespace loyalty::output
