// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "reports/column.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What a report can be told beside its name.
struct Option {
  std::string_view name; ///< "--days", or "HOLDOUT" for a word behind the name of the report
  Message help;
  std::string_view value = {}; ///< what stands behind it in the help; empty: nothing, it is given or not
};

/// What somebody asks a report: about which ledger and day, and with which options. A value that is no number or day
/// where one is wanted is refused by `Error` (usage).
class Question {
 public:
  virtual ~Question() = default;

  virtual store::Ledger& ledger() = 0;
  virtual Day as_of() = 0;
  virtual Currency currency() = 0;
  /// The program file as it is. Slow beside a look into the ledger: only where rules are needed.
  virtual std::shared_ptr<const Program> program() = 0;
  /// The same; nullptr where none lies there.
  virtual std::shared_ptr<const Program> maybe_program() = 0;
  /// Whether people read the answer.
  virtual bool for_people() const = 0;
  /// In the language of the run.
  virtual std::string said(const Message& message) const = 0;
  /// The name of a person as it may be shown.
  virtual std::string shown_name(std::string_view name) const = 0;

  virtual bool given(std::string_view option) const = 0;
  virtual std::optional<std::string> text(std::string_view option) const = 0;
  virtual std::optional<std::int64_t> number(std::string_view option) const = 0;
  virtual std::optional<Day> day(std::string_view option) const = 0;
};

/// The rows of a table, whatever they are made of.
class Answer {
 public:
  virtual ~Answer() = default;

  /// The members whom the rows are about, row by row; none where the rows are about something else.
  virtual std::vector<MemberId> members() const = 0;
  /// Leaves out the rows of all other members.
  virtual void keep(const std::unordered_set<MemberId>& members) = 0;
  /// Leaves out the rows of these.
  virtual void leave_out(const std::unordered_set<MemberId>& members) = 0;
  /// Whom each row is about, nobody included; as `members` where every row is about one.
  virtual std::vector<std::optional<MemberId>> whom() const = 0;
  /// Tells what the columns in these places show, row by row.
  virtual void tell(const std::vector<std::size_t>& columns, const Telling& use) const = 0;
  /// What is to be said below the rows; empty: nothing.
  virtual Message note() const = 0;
};

/// A table of a report: what its columns are, and how to fill them.
struct Table {
  std::string_view when = {}; ///< the option that asks for it; empty: what the report shows without such an option
  Message no_rows = {};       ///< what people read where there are no rows
  std::vector<Heading> columns = {};
  std::function<std::unique_ptr<Answer>(Question&)> ask = {};
  /// Refuses by `Error` (usage) options that do not go together, before the ledger is touched; nullptr: all do.
  void (*refuse)(const Question&) = nullptr;
  /// What people read instead of `no_rows`, where that depends on the question.
  std::function<Message(const Question&)> nothing_found = {};

  Message said_of_none(const Question& question) const { return nothing_found ? nothing_found(question) : no_rows; }
};

/// Everything that is known of a report: what is shown, written, asked for and documented follows from it.
struct Report {
  std::string_view name;
  Message summary;
  std::vector<std::string_view> examples = {}; ///< what one could type behind its name
  std::vector<Option> options = {};
  bool settled = false; ///< shows points or tiers, which are only known as far as they are settled
  /// Names whom to write to: nobody who was forgotten or is shut out, and with --show-personal how each of the others
  /// is reached.
  bool to_write_to = false;
  bool tells_owed = false; ///< who is shut out stands in it where the shop still has something to do
  bool as_page = false;    ///< people are shown a page with charts, and the table only where they ask for its format
  std::vector<Table> tables;

  /// Whether it takes an option.
  bool takes(std::string_view option) const;
  /// The table that is asked for.
  const Table& table_for(const Question& question) const;
};

/// An answer made of `Data`: rows in a container, rows beside what they have in common (`rows`), or rows that are read
/// one by one while they are told (`each`).
template <class Data>
class Rows final : public Answer {
 public:
  Rows(Data data, std::shared_ptr<const std::vector<Column<Data>>> columns)
      : data_(std::move(data)), columns_(std::move(columns)) {}

  std::vector<MemberId> members() const override {
    std::vector<MemberId> members;
    if constexpr (about_members)
      for (const auto& row : data_.rows) members.push_back(row.member);
    return members;
  }

  void keep(const std::unordered_set<MemberId>& members) override {
    if constexpr (about_members) leave_out_if([&](const auto& row) { return !members.contains(row.member); });
  }

  void leave_out(const std::unordered_set<MemberId>& members) override {
    if constexpr (names_members)
      leave_out_if([&](const auto& row) {
        const std::optional<MemberId> member = row.member;
        return member && members.contains(*member);
      });
  }

  std::vector<std::optional<MemberId>> whom() const override {
    std::vector<std::optional<MemberId>> whom;
    if constexpr (names_members)
      for (const auto& row : data_.rows) whom.push_back(row.member);
    return whom;
  }

  void tell(const std::vector<std::size_t>& columns, const Telling& use) const override {
    std::vector<Cell> cells;
    const auto tell_row = [&](const RowOf<Data>& row) {
      cells.clear();
      for (const auto column : columns) cells.push_back((*columns_)[column].read(data_, row));
      use(cells);
    };
    if constexpr (requires { data_.each(tell_row); })
      data_.each(tell_row);
    else
      for (const auto& row : rows_in(data_)) tell_row(row);
  }

  Message note() const override {
    if constexpr (requires { data_.note(); })
      return data_.note();
    else
      return {};
  }

 private:
  static constexpr bool about_members = requires(Data data) {
    { data.rows.front().member } -> std::convertible_to<MemberId>;
  };
  static constexpr bool names_members = requires(Data data) {
    { data.rows.front().member } -> std::convertible_to<std::optional<MemberId>>;
  };

  void leave_out_if(const auto& leave) {
    using std::erase_if;
    erase_if(data_.rows, leave);
  }

  Data data_;
  std::shared_ptr<const std::vector<Column<Data>>> columns_;
};

/// A table of typed rows, for the list of all reports.
template <class Data>
Table table(Message no_rows, std::vector<Column<Data>> columns, std::function<Data(Question&)> ask) {
  auto kept = std::make_shared<const std::vector<Column<Data>>>(std::move(columns));
  return {.no_rows = std::move(no_rows),
          .columns = {kept->begin(), kept->end()},
          .ask = [kept, ask = std::move(ask)](Question& question) -> std::unique_ptr<Answer> {
            return std::make_unique<Rows<Data>>(ask(question), kept);
          }};
}

} // namespace loyalty::reports
