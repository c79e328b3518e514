// SPDX-License-Identifier: MIT
#include "app/orders/import_orders.hpp"

#include <algorithm>

#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/describe_orders.hpp"
#include "cli/night.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// "orders.csv: 14 rows: 4 new, 10 rejected".
Message rows_counted(const app::Imported& imported) {
  std::vector<Message> parts{"{count} new"_en(imported.added)};
  if (imported.revised > 0) parts.push_back("{count} changed"_en(imported.revised));
  if (imported.unchanged > 0) parts.push_back("{count} unchanged"_en(imported.unchanged));
  if (imported.older > 0) parts.push_back("{count} in an older state, not applied"_en(imported.older));
  if (!imported.rejected.empty()) parts.push_back("{count} rejected"_en(imported.rejected.size()));
  return counted(imported.rows, "{file}: {rows} row: {parts}"_en, "{file}: {rows} rows: {parts}"_en, imported.file_name,
                 imported.rows, parts);
}

/// The line that closes a file.
Message summary(const app::Imported& imported) {
  std::vector<Message> parts{rows_counted(imported)};
  if (imported.new_members > 0)
    parts.push_back(
        counted(imported.new_members, "{members} new member"_en, "{members} new members"_en, imported.new_members));
  if (imported.profile != "generic") parts.push_back("read as {profile}"_en(imported.profile));
  if (imported.unassigned > 0)
    parts.push_back("{orders} unassigned (see loyalty report unassigned)"_en(imported.unassigned));
  if (auto codes = codes_counted(imported.codes); !codes.empty()) parts.push_back(std::move(codes));
  if (imported.earlier_batch) parts.push_back("the same file as in batch {batch}"_en(*imported.earlier_batch));
  return "{parts}"_en(MessageList{std::move(parts), Between::semicolons});
}

/// What became of one file.
int answer(Session& session, const app::Imported& imported) {
  for (const auto& note : imported.notes) session.note(note);
  if (imported.new_program) say_new_program(session);
  if (!imported.has_program)
    session.note("there is no program file {file} yet: codes, memberships (fee_for) and categories wait for one"_en(
        session.globals().program));
  name_codes(session, imported.codes);
  name_rejected(session, imported.file_name, imported.rejected);
  write_rejects(session, imported.header, imported.rejected);
  session.close(summary(imported), imported.receipt);
  if (imported.linked) {
    const auto orders = imported.linked->rows.added;
    session.close(counted(orders, "{orders} unassigned order now belongs to the buyer whom the file names"_en,
                          "{orders} unassigned orders now belong to the buyers whom the file names"_en, orders),
                  imported.linked->rows.receipt);
  }
  return imported.rejected.empty() && imported.codes.unused.empty() ? 0 : some_rows_rejected;
}

/// All files together.
void close_files(const Session& session, std::size_t files, const app::ImportedFiles& imported) {
  std::int64_t added = 0;
  std::int64_t revised = 0;
  std::size_t rejected = 0;
  for (const auto& file : imported.files) {
    added += file.added;
    revised += file.revised;
    rejected += file.rejected.size();
  }
  const auto refused = imported.refused.size();
  std::vector<Message> parts{counted(added, "{orders} new order"_en, "{orders} new orders"_en, added)};
  if (revised > 0) parts.push_back("{count} changed"_en(revised));
  if (rejected > 0) parts.push_back(counted(rejected, "{rows} row rejected"_en, "{rows} rows rejected"_en, rejected));
  if (refused > 0) parts.push_back(counted(refused, "{files} file refused"_en, "{files} files refused"_en, refused));
  session.say("{files} files: {parts}"_en(files, parts));
}

/// A file that was refused as a whole.
void tell_refused(const Session& session, const Error& error) {
  session.warn(error.place.empty() ? "error: {what}"_en(error.told)
                                   : "{place}: error: {what}"_en(error.place, error.told));
  if (!error.why.empty()) session.warn("  {why}"_en(error.why));
  if (!error.hint.empty()) session.warn("  hint: {hint}"_en(error.hint));
}

int run_import_orders(Session& session) {
  const auto named = session.text("--profile");
  if (named == "list") return list_profiles(session);
  const auto& paths = session.many("FILE");
  if (paths.empty())
    throw Error(Failure::usage, "no file was named"_en, {},
                "type: loyalty import-orders orders.csv, or - to read standard input"_en);
  if (session.flag("--describe")) return describe_files(session, paths);
  if (paths.size() > 1 && session.maybe("--rejects"))
    throw Error(Failure::usage, "--rejects goes with one file"_en, {}, "import the files one by one"_en);
  const app::ImportOptions options{.path = {},
                                   .to_shop_time = session.to_shop_time(),
                                   .from_zone = session.from_zone(),
                                   .default_shop = session.text("--shop"),
                                   .profile = named,
                                   .allow_older = session.flag("--allow-older"),
                                   .remember = session.flag("--remember"),
                                   .program = session.maybe_program_text()};
  const auto imported =
      app::import_order_files(session.context(), options, paths, session.progress("progress|orders"_en));
  int code = 0;
  for (const auto& file : imported.files) code = std::max(code, answer(session, file));
  for (const auto& error : imported.refused) {
    tell_refused(session, error);
    code = imported.files.empty() ? 1 : some_rows_rejected;
  }
  if (paths.size() > 1) close_files(session, paths.size(), imported);
  return code;
}

} // namespace

Command import_orders() {
  return {.examples =
              "  loyalty import-orders orders.csv\n"
              "  loyalty import-orders orders.csv --dry-run\n"
              "  loyalty import-orders 订单导出.xlsx --describe\n"
              "  loyalty import-orders *.xlsx\n"
              "  loyalty import-orders orders.csv --rejects rejects.csv\n"
              "  loyalty import-orders till.csv --profile till",
          .options = {{"FILE", Option::Kind::many, "read orders from CSV, TSV, XLSX, zip; - is standard input"_en},
                      {"--profile", Option::Kind::value, "read the file in this format; list shows all"_en, "NAME"},
                      {"--describe", Option::Kind::flag, "show how the file is understood, write nothing"_en},
                      {"--rejects", Option::Kind::value, "write rejected rows to this file"_en, "FILE"},
                      {"--shop", Option::Kind::value, "name the shop of rows that name none"_en, "NAME"},
                      {"--allow-older", Option::Kind::flag, "let an older state of an order replace a newer one"_en},
                      {"--remember", Option::Kind::flag, "take forgotten members in again, as new ones"_en}},
          .run = run_import_orders,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
