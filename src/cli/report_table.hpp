// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "loyalty/money.hpp"
#include "reports/report.hpp"

namespace loyalty::cli {

class Session;

/// What was typed, as a question to a report.
std::unique_ptr<reports::Question> typed_question(Session& session);

/// The text of a cell as it may be shown, by what its column holds: masked unless --show-personal.
std::string shown_cell(const Session& session, const reports::Heading& column, std::string_view text);

/// Says how far points and tiers are settled, if the command looks further.
void say_settled(Session& session);

/// Answers with a table of a report. With --contact its members become a contact list, and only those who may be
/// contacted stand in it. `of`: the report whose table it is, which may say who stands in it.
void show_table(Session& session, const reports::Table& table, const reports::Report* of = nullptr);

/// A share as a cell has it: 0.494782 for programs, 49.5% for people.
std::string share_told(Ratio share, bool people);

/// The table of a report as a part of a page, and what is said below it.
struct TablePart {
  std::string markup;
  Message note;
};
TablePart table_part(Session& session, const reports::Report& report);

/// The table that the options ask for.
void show_report(Session& session, const reports::Report& report);

} // namespace loyalty::cli
