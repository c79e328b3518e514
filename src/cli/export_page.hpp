// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"
#include "output/table.hpp"

namespace loyalty::cli {

class Session;

/// Several tables in one file: a page for people, an object with a table under each key for programs, or one below the
/// other for the screen.
class ExportPage {
 public:
  /// Refused by `Error` (usage): formats that hold one table only.
  ExportPage(Session& session, const Message& title);

  using Fill = std::function<void(output::TableWriter&)>;
  /// A table with its heading; left out of pages for people where it has no rows.
  void add(std::string_view key, const Message& heading, std::vector<output::Column> columns, const Fill& fill);
  void finish();

 private:
  Session& session_;
  std::string title_;
  std::string text_;
  bool any_ = false;
};

} // namespace loyalty::cli
