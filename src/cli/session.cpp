// SPDX-License-Identifier: MIT
#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/clock.hpp"
#include "cli/ending.hpp"
#include "cli/output.hpp"
#include "cli/program_text.hpp"
#include "cli/shown_table.hpp"
#include "loyalty/error.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {
namespace {

bool prefers_chinese(const std::string& option) {
  std::string language = option;
  for (const char* name : {"LOYALTY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); language.empty() && value != nullptr) language = value;
  return language.rfind("zh", 0) == 0;
}

output::Format chosen_format(const Globals& globals) {
  if (!globals.format.empty()) {
    if (const auto format = output::parse_format(globals.format)) return *format;
    throw Error(Failure::usage, fmt::format("--format {} is not known", globals.format), {},
                "one of: table, csv, tsv, json, jsonl, md, html");
  }
  if (const auto format = output::format_for_suffix(globals.output)) return *format;
  return globals.excel ? output::Format::csv : output::Format::table;
}

[[noreturn]] void refuse_value(std::string_view name, std::string_view value, std::string_view wanted) {
  throw Error(Failure::usage, fmt::format("{} {} is not {}", name, value, wanted), {},
              fmt::format("see: loyalty help, or the command with --help"));
}

} // namespace

Session::Session(std::string command, Globals globals, std::map<std::string, std::vector<std::string>> values,
                 const Command& made)
    : command_(std::move(command)),
      globals_(std::move(globals)),
      values_(std::move(values)),
      chinese_(prefers_chinese(globals_.lang)),
      format_(chosen_format(globals_)),
      changes_(made.changes),
      again_(made.again) {
  if (!globals_.lang.empty() && globals_.lang != "zh" && globals_.lang != "en")
    refuse_value("--lang", globals_.lang, "zh or en");
  if (globals_.color != "auto" && globals_.color != "always" && globals_.color != "never")
    refuse_value("--color", globals_.color, "auto, always or never");
  if (!globals_.as_of.empty()) static_cast<void>(typed_as_of());
  static_cast<void>(wait_seconds());
  spare("--output", globals_.output);
  if (const auto path = maybe("--rejects")) {
    spare("--rejects", *path);
    if (*path != "-" && same_file(*path, globals_.output))
      throw Error(Failure::usage, fmt::format("--rejects and --output both write {}", *path), {}, "name two files");
  }
}

Session::~Session() = default;

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
  if (!number) throw Error(Failure::usage, fmt::format("{} is missing", name));
  return *number;
}

std::optional<std::int64_t> Session::maybe_number(std::string_view name) const {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto number = parse_whole(*value);
  if (!number) refuse_value(name, *value, "a whole number");
  return number;
}

std::optional<Money> Session::maybe_money(std::string_view name) {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto money = Money::parse(*value, currency());
  if (!money) refuse_value(name, *value, fmt::format("an amount such as {}", written(Money::whole(128, currency()))));
  return money;
}

std::optional<Day> Session::maybe_day(std::string_view name) const {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto day = Day::parse(*value);
  if (!day) refuse_value(name, *value, "a day such as 2026-06-30");
  return day;
}

int Session::wait_seconds() const {
  const auto seconds = parse_whole(globals_.wait);
  if (!seconds || *seconds < 0 || *seconds > 86'400) refuse_value("--wait", globals_.wait, "a number of seconds");
  return static_cast<int>(*seconds);
}

shop::Ledger& Session::ledger() {
  if (ledger_ == nullptr) ledger_ = shop::open_ledger(globals_.ledger, false, wait_seconds());
  return *ledger_;
}

const shop::ProgramText& Session::program_text() {
  // A pipe can be read only once.
  if (!program_) program_ = shop::ProgramText{globals_.program, read_program_text(globals_.program)};
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
  const auto& file = program_text();
  return std::make_shared<const Program>(program::load_program(file.text, file.file_name));
}

/// Of the program file; empty where none lies there.
Day Session::typed_as_of() const {
  const auto day = Day::parse(globals_.as_of);
  if (!day) refuse_value("--as-of", globals_.as_of, "a day such as 2026-06-30");
  return *day;
}

const shop::Context& Session::context() {
  if (context_) return *context_;
  // An answer that has no place is refused before anything is changed.
  open_output();
  if (const auto path = maybe("--rejects"); path && rejects_ == nullptr) rejects_ = std::make_unique<Output>(*path);
  ledger_ = shop::open_ledger(globals_.ledger, true, wait_seconds());
  context_.emplace(shop::Context{*ledger_, as_of(), currency(), recorded(now_utc()), operator_name(), globals_.dry_run,
                                 random_bytes,
                                 [this](const shop::Receipt& receipt, bool done) { watch(receipt, done); }});
  before_change(fmt::format("{}\n", either("interrupted; nothing was changed", "已中断；账本没有变化")));
  return *context_;
}

void Session::watch(const shop::Receipt& receipt, bool done) {
  receipt_ = receipt;
  final_ = done;
  if (!done) return change_becomes_final();
  change_is_final(
      fmt::format(fmt::runtime(either("interrupted; batch {} is in the books: {}\n", "已中断；批次 {} 已入账：{}\n")),
                  receipt.batch->value, how_to_see_again()));
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

std::string Session::how_to_see_again() {
  const auto quoted = [](const std::string& word) {
    const bool plain = word.find_first_of(" '\"$`\\;&|<>*?()#~\n") == std::string::npos && !word.empty();
    return plain ? word : fmt::format("'{}'", word);
  };
  return fmt::format(fmt::runtime(again_), fmt::arg("batch", receipt_.batch.value_or(BatchId()).value),
                     fmt::arg("member", quoted(shown(text("MEMBER")))), fmt::arg("draw", quoted(text("DRAW"))),
                     fmt::arg("day", context_ ? to_string(context_->as_of) : globals_.as_of));
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

std::unique_ptr<output::TableWriter> Session::table(std::vector<output::Column> columns, std::string_view no_rows) {
  std::vector<Mask> masks;
  for (const auto& column : columns) masks.push_back(mask_for(column.key));
  return table(std::move(columns), std::move(masks), no_rows);
}

std::unique_ptr<output::TableWriter> Session::table(std::vector<output::Column> columns, std::vector<Mask> masks,
                                                    std::string_view no_rows) {
  for (auto& column : columns)
    if (column.title.empty()) column.title = messages::title(column.key, chinese_);
  if (globals_.show_personal) std::ranges::fill(masks, Mask::none);
  // An audit shows no amounts, and speaks whatever the ledger holds.
  output::TableOptions options{
      .format = format_, .currency = command_ == "audit" ? cny : currency(), .excel = globals_.excel};
  options.no_rows = no_rows;
  auto table =
      output::TableWriter::make(std::move(columns), std::move(options), [this](std::string_view text) { print(text); });
  return std::make_unique<ShownTable>(std::move(table), std::move(masks), rows_);
}

void Session::open_output() {
  if (output_ == nullptr) output_ = std::make_unique<Output>(globals_.output);
}

void Session::print(std::string_view text) {
  if (signal_waited()) throw Error(Failure::refused, "interrupted");
  open_output();
  output_->write(text);
}

void Session::say(std::string_view line) const {
  if (!globals_.quiet) warn(line);
}

void Session::warn(std::string_view line) const {
  const std::string text = fmt::format("{}\n", messages::escape_lines(shown(line)));
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

void Session::close(std::string_view what, const shop::Receipt& receipt) const {
  if (!receipt.batch) return say(fmt::format("{}; {}", what, either("nothing changed", "账本没有变化")));
  if (receipt.dry_run)
    return say(fmt::format("{}; {}", what, either("dry run: nothing was written", "试运行：什么也没有写入")));
  say(fmt::format("{}; {} {} ({}), {}: loyalty undo-batch {}", what, either("batch", "批次"), receipt.batch->value,
                  receipt.head.substr(0, 12), either("undo with", "撤销命令"), receipt.batch->value));
}

std::function<void(std::int64_t, std::int64_t)> Session::progress(std::string_view what) {
  if (globals_.quiet || isatty(STDERR_FILENO) == 0) return {};
  const auto begun = steady_milliseconds();
  return [begun, shown = begun, label = std::string(what)](std::int64_t done, std::int64_t of) mutable {
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

void Session::flush() {
  if (rejects_ != nullptr) deliver(*rejects_, rejects_->lines() <= 1);
  if (output_ != nullptr) deliver(*output_, rows_ == 0);
}

void Session::deliver(Output& output, bool empty) const {
  const auto before = output.written() ? output.lines_there() : 0;
  const auto lines = [this](std::size_t count) {
    return fmt::format("{} {}", count, either(count == 1 ? "line" : "lines", "行"));
  };
  if (before > 0 && only_a_try_)
    return warn(fmt::format(
        fmt::runtime(either("{} stays as it is: a dry run has no codes", "{} 保持不变：试运行没有真正的券码")),
        output.path()));
  if (before > 0 && empty && changes_ && !globals_.dry_run)
    return warn(fmt::format(
        fmt::runtime(either("{} stays as it is ({}): this answer has no rows", "{} 保持不变（{}）：这次没有内容")),
        output.path(), lines(before)));
  if (output.lines() < before)
    warn(fmt::format(fmt::runtime(either("{}: {} now, {} before", "{}：现有 {}，原有 {}")), output.path(),
                     lines(output.lines()), lines(before)));
  output.finish();
}

void Session::spare(std::string_view option, const std::string& path) const {
  if (path == "-") return;
  std::vector<std::string> own = {globals_.ledger, globals_.program, text("FILE"), text("--file")};
  for (const char* beside : {"-journal", "-wal", "-shm"}) own.push_back(real_ledger() + beside);
  for (const auto& each : own)
    if (!each.empty() && each != "-" && same_file(path, each))
      throw Error(Failure::usage, fmt::format("{} {}: {} would be overwritten", option, path, each), {},
                  "name another file");
  if (same_file(path, "/dev/stdin"))
    throw Error(Failure::usage, fmt::format("{} {}: the file that is read would be overwritten", option, path), {},
                "name another file");
}

} // namespace loyalty::cli
