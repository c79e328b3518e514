// SPDX-License-Identifier: MIT
#include "reports/status.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/shop_files.hpp"
#include "messages/counts.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t old_backup = 7; // days

Message told(ShopFile::By by) {
  switch (by) {
    case ShopFile::By::option: return "named by an option"_en;
    case ShopFile::By::environment: return "named by the environment"_en;
    case ShopFile::By::here: return "in this folder"_en;
    case ShopFile::By::home: return "in the folder of settings"_en;
  }
  return {};
}

/// How many days ago the newest file in the folder backup beside the ledger was written.
std::optional<std::int64_t> days_since_backup(const std::string& ledger) {
  std::error_code unknown;
  std::optional<fs::file_time_type> newest;
  for (const auto& file : fs::directory_iterator(fs::absolute(ledger, unknown).parent_path() / "backup", unknown))
    if (file.is_regular_file(unknown))
      newest = std::max(newest.value_or(file.last_write_time(unknown)), file.last_write_time(unknown));
  if (!newest) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::hours>(fs::file_time_type::clock::now() - *newest).count() / 24;
}

class StatusTable {
 public:
  explicit StatusTable(Session& session)
      : session_(session), table_(session.table({{"measure"}, {"value"}, {"note"}})) {}

  void line(std::string_view key, const Message& value, const Message& note = {}) {
    table_->text(session_.for_people() ? session_.said(messages::measure(key)) : std::string(key));
    for (const auto* message : {&value, &note})
      table_->text(session_.for_people() ? session_.said(*message) : message->english());
    table_->end_row();
  }
  void finish() { table_->finish(); }

 private:
  Session& session_;
  std::unique_ptr<output::TableWriter> table_;
};

void show_files(Session& session, StatusTable& shown) {
  const auto ledger = find_shop_file(session.globals().ledger, "LOYALTY_LEDGER", Globals{}.ledger);
  const auto program = find_shop_file(session.globals().program, "LOYALTY_PROGRAM", Globals{}.program);
  shown.line("ledger", Message::name(ledger.path), told(ledger.by));
  shown.line("program", Message::name(program.path),
             fs::exists(program.path) ? told(program.by) : "is not there; make one with: loyalty init"_en);
}

Message night_note(const reports::Status& status, Day as_of) {
  if (!status.settled) return "run: loyalty run-nightly"_en;
  const auto missed = as_of - *status.settled;
  if (missed <= 1) return {};
  return counted(missed, "{days} day waits; run: loyalty run-nightly"_en,
                 "{days} days wait; run: loyalty run-nightly"_en, missed);
}

Message batch_told(Session& session, const store::BatchRow& row) {
  return "batch {batch}: {command}, {when}"_en(row.id, std::string(to_string(row.start.kind)),
                                               session.shown_moment(row.start.recorded_at));
}

int run_status(Session& session) {
  const auto status = reports::report_status(session.ledger(), session.as_of());
  StatusTable shown(session);
  show_files(session, shown);
  shown.line("members", Message::name(std::to_string(status.members)));
  shown.line("settled_through", status.settled ? Message::name(to_string(*status.settled)) : "nothing so far"_en,
             night_note(status, session.as_of()));
  if (status.imported)
    shown.line("orders_imported", Message::name(status.imported->end.input_name),
               batch_told(session, *status.imported));
  if (status.latest)
    shown.line("latest_batch", batch_told(session, *status.latest),
               messages::counts_message(status.latest->end.counts));
  shown.line("unassigned_orders", Message::name(std::to_string(status.unassigned)),
             status.unassigned == 0 ? Message() : "see: loyalty report unassigned"_en);
  const auto backup = days_since_backup(session.globals().ledger);
  if (!backup)
    shown.line("backup", "none in the folder backup"_en, "copy the ledger there, as examples/cron/nightly.sh does"_en);
  else
    shown.line("backup", counted(*backup, "{days} day ago"_en, "{days} days ago"_en, *backup),
               *backup < old_backup ? Message() : "make a new one"_en);
  shown.finish();
  return 0;
}

} // namespace

Command status() {
  return {.examples = "  loyalty status\n  loyalty status --format json", .options = {}, .run = run_status};
}

} // namespace loyalty::cli
