// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "messages/catalogue.hpp"
#include "output/table.hpp"
#include "reports/names.hpp"
#include "shop/open.hpp"
#include "shop/work.hpp"

namespace loyalty::cli {

class Output;
/// What a column of an answer holds.
using Kind = output::Column::Kind;
enum class Mask : std::uint8_t;

/// Options that every subcommand takes.
struct Globals {
  std::string ledger = "loyalty.db";
  std::string program = "loyalty.toml";
  std::string as_of;
  std::string wait = "5";
  std::string lang;
  std::string color = "auto";
  std::string format;
  std::string output = "-";
  std::string columns; ///< keys of the columns of a table, with commas between them; empty: all
  std::string log_file;
  messages::Language language = messages::Language::english; ///< that was chosen, whether typed or not
  bool dry_run = false;
  bool quiet = false;
  bool yes = false;
  bool excel = false;
  bool show_personal = false;
  bool wide = false;
  bool no_header = false;
  bool typed_as_of = false; ///< --as-of was typed, not taken from the environment
};

/// A note or a warning as people are told it: in Chinese such lines bear a label, as errors and hints do.
Message as_note(const Message& what);
Message as_warning(const Message& what);

/// One run of one subcommand: what was typed, and the only way to the clock, the ledger, the screen and the answers.
class Session {
 public:
  /// `command` as it is called; `made` is what the list of commands says of it.
  Session(std::string command, Globals globals, std::map<std::string, std::vector<std::string>> values,
          const Command& made);
  ~Session();

  const std::string& command() const { return command_; }
  /// The way to the help of the command, or of what its first word has chosen: "see: loyalty report members --help".
  Message way_to_help() const;
  const Globals& globals() const { return globals_; }

  // What was typed. Names are those of `Option`, long form. Refusals are errors of usage that name the option.
  bool flag(std::string_view name) const;
  std::optional<std::string> maybe(std::string_view name) const;
  std::string text(std::string_view name) const; ///< empty where nothing was typed
  const std::vector<std::string>& many(std::string_view name) const;
  Points points(std::string_view name) const;
  std::optional<std::int64_t> maybe_number(std::string_view name) const;
  std::optional<Money> maybe_money(std::string_view name);
  std::optional<Day> maybe_day(std::string_view name) const;

  // The shop.
  /// The ledger, opened on first use to be read; `context` opens it to be changed.
  shop::Ledger& ledger();
  int wait_seconds() const;
  /// Where backups of the ledger lie, or go.
  std::string backup_folder() const;
  /// The newest backup of a ledger that can no longer be read; empty: there is none.
  std::string newest_backup() const;
  /// The program file as it is on disk.
  const shop::ProgramText& program_text();
  /// The same; nullopt where nobody named one and none lies there.
  std::optional<shop::ProgramText> maybe_program_text();
  /// The parsed program file. Slow beside a look into the ledger: only where rules are needed.
  std::shared_ptr<const Program> program();
  /// The day by the shop's clock.
  Day today();
  Day as_of();
  /// For a changing command: opens the ledger for writing.
  const shop::Context& context();
  /// That of the amounts in the ledger; while it holds none, that of the program file.
  Currency currency();
  /// As one types it: "128.00".
  std::string written(Money money) { return to_string(money, currency()); }
  /// As a sentence says it.
  Amount amount(Money money) { return {money, currency()}; }
  /// The same of what the program offers or asks for: "128" rather than "128.00".
  Amount offered(Money money) { return {money, currency(), true}; }
  /// What the program calls its things. Not to be kept until the ledger is opened to be changed.
  reports::ProgramNames& names();
  /// The shop's time zone; empty where no program says where the shop is.
  std::string timezone();
  /// As the program file calls it; empty where none lies there or it says nothing.
  std::string shop_name();
  /// Turns a moment of the wall clock in another time zone into the shop's; nullopt for a zone that is not known.
  std::function<std::optional<Moment>(Moment, std::string_view)> from_zone();
  /// Turns a moment written at a UTC offset into the shop's wall clock; empty where no program says where the shop is.
  std::function<Moment(Moment, std::int32_t)> to_shop_time();
  /// A moment that the ledger has recorded, "2026-01-01T00:00:00Z": for people by the wall clock of the shop.
  std::string shown_moment(const std::string& recorded);

  // The answers.
  messages::Language language() const { return language_; }
  /// In the language of the run.
  std::string said(const Message& message) const { return messages::said(message, language_); }
  bool quiet() const { return globals_.quiet; }
  output::Format format() const { return format_; }
  bool for_people() const { return output::for_people(format_); }
  /// A writer of rows to standard output or the file of `-o`. Titles come from the catalogue by key.
  std::unique_ptr<output::TableWriter> table(std::vector<output::Column> columns, const Message& no_rows = {});
  /// The same where somebody knows better than the keys of the columns what is masked.
  std::unique_ptr<output::TableWriter> table(std::vector<output::Column> columns, std::vector<Mask> masks,
                                             const Message& no_rows = {});
  /// Bytes to standard output or the file of `-o`.
  void print(std::string_view text);
  /// What `write` prints, as a part of a page that somebody else writes.
  std::string told(const std::function<void()>& write);
  /// A line to standard error, unless --quiet.
  void say(const Message& line) const;
  /// A line to standard error in any case, such as what must not be missed.
  void warn(const Message& line) const;
  /// What is worth knowing beside the answer, unless --quiet.
  void note(const Message& what) const;
  /// The closing line of a changing command: what happened, the batch and how to undo it.
  void close(const Message& what, const shop::Receipt& receipt) const;
  /// Progress on a terminal's standard error, only for work over half a second. Ends with the session.
  std::function<void(std::int64_t, std::int64_t)> progress(const Message& what);
  /// Asks whoever sits at the terminal and waits for the answer: yes, or anything else.
  bool agreed(const Message& question) const;
  /// The file of --rejects, made before anything is changed; nullptr: none was asked for.
  Output* rejects() const { return rejects_.get(); }
  /// Refuses to write an answer, or a key, over the ledger, its journal, the program or a file that is read.
  void spare(std::string_view option, const std::string& path) const;
  /// The answer holds no codes yet, as a dry run draws none: it never replaces a file.
  void only_a_try() { only_a_try_ = true; }
  /// Makes sure that everything printed has arrived; an error if the disk is full or nobody reads. A file of an answer
  /// that has fewer lines than the one in its place replaces it not without a word, and one without rows, of a command
  /// that changes the ledger, not at all.
  void flush();

  /// What is known when a run ends early: whether the ledger was changed, as the ledger itself says.
  enum class Books { unchanged, changed, unknown };
  Books books();
  /// The batch that was, or may have been, written.
  const shop::Receipt& receipt() const { return receipt_; }
  /// How to see what the command has answered: a command that prints it again.
  Message how_to_see_again();
  /// What somebody is known by, as it may be shown: masked unless --show-personal.
  std::string personal(std::string_view value) const;
  /// The same for a member's key, and for a name.
  std::string key(std::string_view key) const;
  std::string person(std::string_view name) const;
  /// A text as it may be shown: phone numbers and addresses in it are masked unless --show-personal.
  std::string shown(std::string_view text) const;

 private:
  Day typed_as_of() const;
  /// Refuses what was typed, with the way to the help of the command.
  [[noreturn]] void refuse_typed(Message what) const;
  /// Where links lead to: what the database puts beside a ledger lies there.
  std::string real_ledger() const;
  output::TableOptions table_options(const Message& no_rows);
  std::string page_title();
  void open_output();
  void deliver(Output& output, bool empty) const;
  void watch(const shop::Receipt& receipt, bool done);
  std::string program_timezone();
  /// Where today is looked up: that of the ledger, else of the program file, else the usual one.
  std::string clock_timezone();

  std::string command_;
  Globals globals_;
  std::map<std::string, std::vector<std::string>> values_;
  messages::Language language_;
  output::Format format_;
  std::unique_ptr<Output> output_;
  std::optional<std::string> part_; ///< of a page, while it is told
  std::unique_ptr<Output> rejects_;
  std::size_t rows_ = 0;
  bool only_a_try_ = false;
  bool changes_ = false;
  std::string_view again_;
  std::vector<ChoiceGroup> (*choices_)() = nullptr;
  shop::Receipt receipt_;
  bool final_ = false;
  std::unique_ptr<shop::Ledger> ledger_;
  std::optional<shop::Context> context_;
  std::optional<reports::ProgramNames> names_;
  std::optional<shop::ProgramText> program_;
  std::optional<Currency> currency_;
};

} // namespace loyalty::cli
