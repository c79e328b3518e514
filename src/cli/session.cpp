// SPDX-License-Identifier: MIT
#include "cli/session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/catalogue.hpp"
#include "cli/clock.hpp"
#include "formats/program_file.hpp"
#include "formats/text_width.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

bool prefers_chinese(const std::string& option) {
  std::string language = option;
  for (const char* name : {"LOYALTY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); language.empty() && value != nullptr) language = value;
  return language.rfind("zh", 0) == 0;
}

formats::Format chosen_format(const Globals& globals) {
  if (!globals.format.empty()) {
    if (const auto format = formats::parse_format(globals.format)) return *format;
    throw Error(Failure::usage, fmt::format("--format {} is not known", globals.format), {},
                "one of: table, csv, tsv, json, jsonl, md, html");
  }
  if (const auto format = formats::format_for_suffix(globals.output)) return *format;
  return globals.excel ? formats::Format::csv : formats::Format::table;
}

[[noreturn]] void refuse_value(std::string_view name, std::string_view value, std::string_view wanted) {
  throw Error(Failure::usage, fmt::format("{} {} is not {}", name, value, wanted), {},
              fmt::format("see: loyalty help, or the command with --help"));
}

std::string read_program(const std::string& path) {
  constexpr std::size_t enough = 2 << 20;  // more than a program may have; some files never end
  std::ifstream file(path, std::ios::binary);
  std::string text;
  for (char block[16'384]; text.size() < enough && file;) {
    file.read(block, sizeof block);
    text.append(block, static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad())
    throw Error(Failure::usage, fmt::format("the program file {} cannot be read", path), std::strerror(errno),
                "make one with: loyalty init, or name yours with --program FILE");
  return text;
}

}  // namespace

/// Standard output, a file that appears under its name only when it is whole, or a pipe or device.
class Session::Output {
 public:
  explicit Output(const std::string& path) : path_(path) {
    if (path_ == "-") return;
    struct stat info {};
    const bool stays = stat(path_.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
    if (!stays) temporary_ = path_ + ".tmp";
    file_ = stays ? open(path_.c_str(), O_WRONLY | O_CLOEXEC)
                  : open(temporary_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file_ < 0)
      throw Error(Failure::refused, fmt::format("{} cannot be written", path_), std::strerror(errno),
                  "name another file with -o FILE");
  }
  ~Output() {
    if (file_ > STDERR_FILENO) ::close(file_);
    if (!whole_ && !temporary_.empty()) unlink(temporary_.c_str());
  }

  void write(std::string_view bytes) {
    written_ = true;
    while (!bytes.empty()) {
      const auto count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0)
        throw Error(Failure::refused, "the output could not be written whole", std::strerror(errno),
                    "make room on the disk, or name another file with -o FILE");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void finish() {
    if (temporary_.empty() || !written_ || whole_) return;
    if (fsync(file_) != 0 || rename(temporary_.c_str(), path_.c_str()) != 0)
      throw Error(Failure::refused, fmt::format("{} could not be written whole", path_), std::strerror(errno));
    whole_ = true;
  }

 private:
  std::string path_;
  std::string temporary_;
  int file_ = STDOUT_FILENO;
  bool written_ = false;
  bool whole_ = false;
};

Session::Session(std::string command, Globals globals, std::map<std::string, std::vector<std::string>> values)
    : command_(std::move(command)),
      globals_(std::move(globals)),
      values_(std::move(values)),
      chinese_(prefers_chinese(globals_.lang)),
      format_(chosen_format(globals_)) {
  if (!globals_.lang.empty() && globals_.lang != "zh" && globals_.lang != "en")
    refuse_value("--lang", globals_.lang, "zh or en");
  if (globals_.color != "auto" && globals_.color != "always" && globals_.color != "never")
    refuse_value("--color", globals_.color, "auto, always or never");
  if (!globals_.as_of.empty()) static_cast<void>(typed_as_of());
  static_cast<void>(wait_seconds());
  if (globals_.output != "-") spare("--output", globals_.output);
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

std::optional<Money> Session::maybe_money(std::string_view name) const {
  const auto value = maybe(name);
  if (!value) return std::nullopt;
  const auto money = Money::parse(*value);
  if (!money) refuse_value(name, *value, "an amount such as 128.00");
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

app::Ledger& Session::ledger() {
  if (ledger_ == nullptr) ledger_ = app::open_ledger(globals_.ledger, false, wait_seconds());
  return *ledger_;
}

app::ProgramText Session::program_text() const { return {globals_.program, read_program(globals_.program)}; }

std::optional<app::ProgramText> Session::maybe_program_text() const {
  std::error_code unknown;
  const bool named = globals_.program != Globals{}.program;
  if (!named && !std::filesystem::exists(std::filesystem::symlink_status(globals_.program, unknown))) return std::nullopt;
  return program_text();
}

std::shared_ptr<const Program> Session::program() const {
  const auto file = program_text();
  return std::make_shared<const Program>(formats::load_program(file.text, file.file_name));
}

/// Of the program file; empty where none lies there.
std::string Session::program_timezone() const {
  const auto text = maybe_program_text();
  return text ? formats::load_program(text->text, text->file_name).timezone : std::string{};
}

Day Session::typed_as_of() const {
  const auto day = Day::parse(globals_.as_of);
  if (!day) refuse_value("--as-of", globals_.as_of, "a day such as 2026-06-30");
  return *day;
}

Day Session::as_of() {
  if (!globals_.as_of.empty()) return typed_as_of();
  const auto kept = app::shop_settings(ledger());
  const auto timezone = kept ? kept->timezone : program_timezone();
  return local_moment(now_utc(), timezone.empty() ? Program{}.timezone : timezone).day();
}

const app::Context& Session::context() {
  if (!context_) {
    ledger_ = app::open_ledger(globals_.ledger, true, wait_seconds());
    context_.emplace(app::Context{*ledger_, as_of(), recorded(now_utc()), operator_name(), globals_.dry_run, random_bytes});
  }
  return *context_;
}

std::string Session::currency() {
  const auto kept = app::shop_settings(ledger());
  return kept ? kept->currency : program()->currency;
}

std::function<Moment(Moment, std::int32_t)> Session::to_shop_time() {
  auto timezone = program_timezone();
  if (const auto kept = app::shop_settings(ledger()); timezone.empty() && kept) timezone = kept->timezone;
  if (timezone.empty()) return {};
  return [timezone](Moment written, std::int32_t offset) { return local_moment(written.seconds - offset, timezone); };
}

std::unique_ptr<formats::TableWriter> Session::table(std::vector<formats::Column> columns, std::string_view no_rows) {
  for (auto& column : columns)
    if (column.title.empty()) column.title = title(column.key, chinese_);
  formats::TableOptions options{.format = format_, .excel = globals_.excel};
  options.no_rows = no_rows;
  if (format_ == formats::Format::json && command_ != "check-program") options.currency = currency();
  return formats::TableWriter::make(std::move(columns), std::move(options), [this](std::string_view text) { print(text); });
}

void Session::print(std::string_view text) {
  if (output_ == nullptr) output_ = std::make_unique<Output>(globals_.output);
  output_->write(text);
}

void Session::say(std::string_view line) const {
  if (!globals_.quiet) warn(line);
}

void Session::warn(std::string_view line) const {
  const std::string text = fmt::format("{}\n", formats::escape_lines(line));
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

void Session::close(std::string_view what, const app::Receipt& receipt) const {
  if (!receipt.batch) return say(fmt::format("{}; {}", what, either("nothing changed", "账本没有变化")));
  if (receipt.dry_run) return say(fmt::format("{}; {}", what, either("dry run: nothing was written", "试运行：什么也没有写入")));
  say(fmt::format("{}; {} {} ({}), {}: loyalty undo-batch {}", what, either("batch", "批次"), *receipt.batch,
                  receipt.head.substr(0, 12), either("undo with", "撤销命令"), *receipt.batch));
}

std::function<void(std::int64_t, std::int64_t)> Session::progress(std::string_view what) {
  if (globals_.quiet || isatty(STDERR_FILENO) == 0) return {};
  const auto begun = steady_milliseconds();
  return [begun, shown = begun, label = std::string(what)](std::int64_t done, std::int64_t of) mutable {
    const auto now = steady_milliseconds();
    const bool last = of > 0 && done >= of;
    if (now - begun < 500 || (!last && now - shown < 100)) return;
    shown = now;
    const std::string line = last ? "\r\033[K" : of > 0 ? fmt::format("\r{} {} / {}\033[K", label, done, of)
                                                        : fmt::format("\r{} {}\033[K", label, done);
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
  };
}

void Session::flush() {
  if (output_ != nullptr) output_->finish();
}

void Session::spare(std::string_view option, const std::string& path) const {
  namespace fs = std::filesystem;
  std::error_code unknown;
  for (const auto& own : {globals_.ledger, globals_.program, text("FILE")})
    if (fs::is_regular_file(path, unknown) && fs::equivalent(path, own, unknown))
      throw Error(Failure::usage, fmt::format("{} {}: {} would be overwritten", option, path, own), {}, "name another file");
}

std::string Session::personal(std::string_view value) const {
  if (globals_.show_personal || value.size() < 5) return std::string(value);
  const bool digits = value.find_first_not_of("0123456789+-") == std::string_view::npos;
  if (!digits) return std::string(value);
  return fmt::format("{}****{}", value.substr(0, 3), value.substr(value.size() - std::min<std::size_t>(4, value.size() - 3)));
}

}  // namespace loyalty::cli
