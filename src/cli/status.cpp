// SPDX-License-Identifier: MIT
#include "reports/status.hpp"

#include <chrono>
#include <filesystem>

#include "app/trust/backup.hpp"
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

std::int64_t days_since(const fs::path& file) {
  std::error_code unknown;
  const auto age = fs::file_time_type::clock::now() - fs::last_write_time(file, unknown);
  return unknown ? 0 : std::chrono::duration_cast<std::chrono::hours>(age).count() / 24;
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

/// The newest backup of this ledger, as old as its file is, and what it does not hold yet.
void show_backup(Session& session, StatusTable& shown, const reports::Status& status) {
  const auto own = app::own_backups(session.ledger(), session.backup_folder());
  if (own.empty()) return shown.line("backup", "none in the folder backup"_en, "make one with: loyalty backup"_en);
  const auto days = days_since(own.back().path);
  const auto since = status.latest ? status.latest->id.value - own.back().holds.last->value : 0;
  Message note;
  if (days >= old_backup && since > 0)
    note = counted(since, "{changes} change since; make a new one with: loyalty backup"_en,
                   "{changes} changes since; make a new one with: loyalty backup"_en, since);
  shown.line("backup", counted(days, "{days} day ago"_en, "{days} days ago"_en, days), note);
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
  show_backup(session, shown, status);
  shown.finish();
  return 0;
}

} // namespace

Command status() {
  return {.examples = "  loyalty status\n  loyalty status --format json", .options = {}, .run = run_status};
}

} // namespace loyalty::cli
