// SPDX-License-Identifier: MIT
#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/trust/backup.hpp"
#include "cli/clock.hpp"
#include "cli/ending.hpp"
#include "cli/output.hpp"
#include "cli/program_text.hpp"
#include "cli/shop_files.hpp"
#include "loyalty/error.hpp"
#include "messages/name_list.hpp"
#include "messages/text_width.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {
namespace {

/// A name that promises what no answer is written as.
void refuse_suffix(const Globals& globals) {
  const auto suffix = std::filesystem::path(globals.output).extension().string();
  if (!globals.format.empty() || suffix.size() < 2 || output::format_for_suffix(globals.output)) return;
  throw Error(Failure::usage, "no answer is written as {suffix}"_en(suffix), {},
              "name the file .csv, .xlsx, .html or .txt, or add --format FORMAT"_en);
}

output::Format chosen_format(const Globals& globals) {
  if (!globals.format.empty()) {
    if (const auto format = output::parse_format(globals.format)) return *format;
    throw Error(Failure::usage, "--format {format} is not known"_en(globals.format), {},
                "one of: {formats}"_en(messages::name_list(output::format_names)));
  }
  if (const auto format = output::format_for_suffix(globals.output)) return *format;
  if (names_folder(globals.output)) return output::Format::html;
  return globals.excel ? output::Format::csv : output::Format::table;
}

} // namespace

Message as_note(const Message& what) { return "note|{what}"_en(what); }
Message as_warning(const Message& what) { return "warning|{what}"_en(what); }

Session::Session(std::string command, Globals globals, std::map<std::string, std::vector<std::string>> values,
                 const Command& made)
    : command_(std::move(command)),
      globals_(std::move(globals)),
      values_(std::move(values)),
      language_(globals_.language),
      format_(chosen_format(globals_)),
      changes_(made.changes),
      again_(made.again),
      choices_(made.choices) {
  // A new shop begins where one stands.
  if (command_ != "init") {
    globals_.ledger = find_shop_file(globals_.ledger, "LOYALTY_LEDGER", Globals{}.ledger).path;
    globals_.program = find_shop_file(globals_.program, "LOYALTY_PROGRAM", Globals{}.program).path;
  }
  if (globals_.color != "auto" && globals_.color != "always" && globals_.color != "never")
    refuse_typed("--color {when} is not auto, always or never"_en(globals_.color));
  if (format_ == output::Format::xlsx && globals_.output == "-" && isatty(STDOUT_FILENO) != 0)
    throw Error(Failure::usage, "a workbook cannot be shown on a terminal"_en, {}, "name a file with -o FILE.xlsx"_en);
  if ((text("FILE") == "-" || text("--file") == "-") && isatty(STDIN_FILENO) != 0)
    warn(as_note("reading what you type; end with Ctrl-D"_en));
  if (!globals_.as_of.empty()) static_cast<void>(typed_as_of());
  static_cast<void>(wait_seconds());
  spare("--output", globals_.output);
  refuse_suffix(globals_);
  if (const auto path = maybe("--rejects")) {
    spare("--rejects", *path);
    if (*path != "-" && same_file(*path, globals_.output))
      throw Error(Failure::usage, "--rejects and --output both write {file}"_en(*path), {}, "name two files"_en);
  }
}

Session::~Session() = default;

Message Session::way_to_help() const {
  if (choices_ != nullptr)
    for (const auto& group : choices_())
      for (const auto& choice : group.choices)
        if (choice.name == text("NAME"))
          return "see: loyalty {command} --help"_en(fmt::format("{} {}", command_, choice.name));
  return "see: loyalty {command} --help"_en(command_);
}

void Session::refuse_typed(Message what) const { throw Error(Failure::usage, std::move(what), {}, way_to_help()); }

bool Session::flag(std::string_view name) const { return values_.contains(std::string(name)); }

std::optional<std::string> Session::maybe(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

std::string Session::text(std::string_view name) const { return maybe(name).value_or(""); }

const std::vector<std::string>& Session::many(std::string_view name) const {
  static const std::vector<std::string> nothing;
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? nothing : found->second;
}

Points Session::points(std::string_view name) const {
  const auto number = maybe_number(name);
  if (!number) refuse_typed("{word} is missing"_en(name));
  return *number;
}

std::optional<std::int64_t> Session::maybe_number(std::string_view name) const {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto number = parse_whole(*value);
  if (!number) refuse_typed("{option} {value} is not a whole number"_en(name, *value));
  return number;
}

std::optional<Money> Session::maybe_money(std::string_view name) {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto money = Money::parse(*value, currency());
  if (!money)
    refuse_typed(
        "{option} {value} is not an amount such as {example}"_en(name, *value, written(Money::whole(128, currency()))));
  return money;
}

std::optional<Day> Session::maybe_day(std::string_view name) const {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto day = Day::parse(*value);
  if (!day) refuse_typed("{option} {value} is not a day such as 2026-06-30"_en(name, *value));
  return day;
}

int Session::wait_seconds() const {
  const auto seconds = parse_whole(globals_.wait);
  if (!seconds || *seconds < 0 || *seconds > 86'400)
    refuse_typed("--wait {value} is not a number of seconds"_en(globals_.wait));
  return static_cast<int>(*seconds);
}

shop::Ledger& Session::ledger() {
  if (ledger_ == nullptr)
    ledger_ = shop::open_ledger(globals_.ledger, false, wait_seconds(), app::backup_before_migration(backup_folder()));
  return *ledger_;
}

const shop::ProgramText& Session::program_text() {
  // A pipe can be read only once.
  if (!program_) program_ = shop::ProgramText{globals_.program, read_program_text(globals_.program), knows_timezone};
  return *program_;
}

std::optional<shop::ProgramText> Session::maybe_program_text() {
  std::error_code unknown;
  const bool named = globals_.program != Globals{}.program;
  if (!named && !std::filesystem::exists(std::filesystem::symlink_status(globals_.program, unknown)))
    return std::nullopt;
  return program_text();
}

std::shared_ptr<const Program> Session::program() {
  return std::make_shared<const Program>(shop::program_of(program_text()));
}

/// Of the program file; empty where none lies there.
Day Session::typed_as_of() const {
  const auto day = Day::parse(globals_.as_of);
  if (!day) refuse_typed("{option} {value} is not a day such as 2026-06-30"_en("--as-of", globals_.as_of));
  return *day;
}

const shop::Context& Session::context() {
  if (context_) return *context_;
  // An answer that has no place is refused before anything is changed.
  open_output();
  if (const auto path = maybe("--rejects"); path && rejects_ == nullptr) rejects_ = std::make_unique<Output>(*path);
  names_.reset();
  ledger_ = shop::open_ledger(globals_.ledger, true, wait_seconds(), app::backup_before_migration(backup_folder()));
  context_.emplace(shop::Context{*ledger_, as_of(), currency(), recorded(now_utc()), operator_name(), globals_.dry_run,
                                 random_bytes,
                                 [this](const shop::Receipt& receipt, bool done) { watch(receipt, done); }});
  before_change(said(nothing_changed("interrupted"_en)) + '\n');
  return *context_;
}

reports::ProgramNames& Session::names() {
  if (!names_) names_.emplace(ledger(), for_people());
  return *names_;
}

void Session::watch(const shop::Receipt& receipt, bool done) {
  receipt_ = receipt;
  final_ = done;
  if (!done) return change_becomes_final();
  change_is_final(said("interrupted; batch {batch} is in the books: {command}"_en(*receipt.batch, how_to_see_again())) +
                  '\n');
}

Session::Books Session::books() {
  if (!receipt_.batch) return Books::unchanged;
  if (final_) return Books::changed;
  // The last step failed half way. The ledger itself is asked, anew.
  context_.reset();
  ledger_.reset();
  try {
    return shop::in_books(ledger(), receipt_) ? Books::changed : Books::unchanged;
  } catch (const std::exception&) {
    // As long as its journal lies there, a change is not in the books: whoever opens the ledger next takes it back.
    std::error_code unknown;
    const bool to_be_taken_back = std::filesystem::exists(real_ledger() + "-journal", unknown);
    return to_be_taken_back ? Books::unchanged : Books::unknown;
  }
}

std::string Session::real_ledger() const {
  std::error_code unknown;
  return std::filesystem::weakly_canonical(globals_.ledger, unknown).string();
}

Message Session::how_to_see_again() {
  const auto quoted = [](const std::string& word) {
    const bool plain = word.find_first_of(" '\"$`\\;&|<>*?()#~\n") == std::string::npos && !word.empty();
    return plain ? word : fmt::format("'{}'", word);
  };
  const auto typed =
      fmt::format(fmt::runtime(again_), fmt::arg("batch", receipt_.batch.value_or(BatchId()).value),
                  fmt::arg("member", quoted(shown(text("MEMBER")))), fmt::arg("draw", quoted(text("DRAW"))),
                  fmt::arg("day", context_ ? to_string(context_->as_of) : globals_.as_of));
  if (typed.empty()) return "the same command, which enters nothing twice"_en;
  if (typed.starts_with("--")) return "the same command with {options}"_en(typed);
  return Message::name(typed);
}

Currency Session::currency() {
  // What is wrong with the file is said where its rules are needed.
  const auto of_file = [this] {
    return std::filesystem::exists(globals_.program) ? program::parse_program(program_text().text).program.currency
                                                     : cny;
  };
  const bool without_ledger = command_ == "check-program" || !std::filesystem::exists(globals_.ledger);
  if (!currency_) currency_ = without_ledger ? of_file() : shop::currency_in(ledger(), of_file);
  return *currency_;
}

void Session::open_output() {
  if (output_ == nullptr) output_ = std::make_unique<Output>(globals_.output);
}

void Session::print(std::string_view text) {
  if (signal_waited()) throw Error(Failure::refused, "interrupted"_en);
  if (part_) {
    *part_ += text;
    return;
  }
  open_output();
  output_->write(text);
}

std::string Session::told(const std::function<void()>& write) {
  part_.emplace();
  write();
  auto part = std::move(*part_);
  part_.reset();
  return part;
}

void Session::say(const Message& line) const {
  if (!globals_.quiet) warn(line);
}

void Session::warn(const Message& line) const {
  const std::string text = fmt::format("{}\n", messages::escape_lines(shown(said(line))));
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

void Session::note(const Message& what) const { say(as_note(what)); }

void Session::close(const Message& what, const shop::Receipt& receipt) const {
  if (!receipt.batch) return say("{what}; nothing changed"_en(what));
  if (receipt.dry_run) return say("{what}; dry run: nothing was written"_en(what));
  say("{what}; batch {batch} ({hash}), undo with: loyalty undo-batch {batch}"_en(what, *receipt.batch,
                                                                                 store::shown_hash(receipt.head)));
}

std::function<void(std::int64_t, std::int64_t)> Session::progress(const Message& what) {
  if (globals_.quiet || isatty(STDERR_FILENO) == 0) return {};
  const auto begun = steady_milliseconds();
  return [begun, shown = begun, label = said(what)](std::int64_t done, std::int64_t of) mutable {
    const auto now = steady_milliseconds();
    const bool last = of > 0 && done >= of;
    if (now - begun < 500 || (!last && now - shown < 100)) return;
    shown = now;
    const std::string line = last     ? "\r\033[K"
                             : of > 0 ? fmt::format("\r{} {} / {}\033[K", label, done, of)
                                      : fmt::format("\r{} {}\033[K", label, done);
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
  };
}

bool Session::agreed(const Message& question) const {
  warn(question);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "yes" || answer == "y" || answer == "是";
}

void Session::flush() {
  if (rejects_ != nullptr) deliver(*rejects_, rejects_->lines() <= 1);
  if (output_ != nullptr) deliver(*output_, rows_ == 0);
  rejects_.reset();
  output_.reset();
}

void Session::deliver(Output& output, bool empty) const {
  const auto before = output.written() ? output.lines_there() : 0;
  const auto lines = [](std::size_t count) { return counted(count, "{lines} line"_en, "{lines} lines"_en, count); };
  if (before > 0 && only_a_try_)
    return warn(as_note("{file} stays as it is: a dry run has no codes"_en(output.path())));
  if (before > 0 && empty && changes_ && !globals_.dry_run)
    return warn(as_note("{file} stays as it is ({before}): this answer has no rows"_en(output.path(), lines(before))));
  if (output.lines() < before)
    warn(as_note("{file}: {now} now, {before} before"_en(output.path(), lines(output.lines()), lines(before))));
  output.finish();
}

void Session::spare(std::string_view option, const std::string& path) const {
  if (path == "-") return;
  std::vector<std::string> own = {globals_.ledger, globals_.program, text("FILE"), text("--file")};
  // Of other commands it is no file.
  if (command_ == "audit") own.push_back(text("--key"));
  for (const char* beside : {"-journal", "-wal", "-shm"}) own.push_back(real_ledger() + beside);
  for (const auto& each : own)
    if (!each.empty() && each != "-" && same_file(path, each))
      throw Error(Failure::usage, "{option} {file}: {other} would be overwritten"_en(option, path, each), {},
                  "name another file"_en);
  if (same_file(path, "/dev/stdin"))
    throw Error(Failure::usage, "{option} {file}: the file that is read would be overwritten"_en(option, path), {},
                "name another file"_en);
}

} // namespace loyalty::cli
