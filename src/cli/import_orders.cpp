// SPDX-License-Identifier: MIT
#include "app/orders/import_orders.hpp"

#include <fmt/format.h>

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

/// What became of one file, with the line that closes it.
int answer(Session& session, const app::Imported& imported) {
  for (const auto& note : imported.notes) session.say(note);
  if (imported.new_program) say_new_program(session);
  if (!imported.has_program)
    session.say(
        fmt::format(fmt::runtime(session.either(
                        "there is no program file {} yet: codes, memberships (fee_for) and categories wait for one",
                        "还没有方案文件 {}：券码、付费会员（fee_for）和类目要等有了方案才生效")),
                    session.globals().program));
  name_codes(session, imported.codes);
  name_rejected(session, imported.file_name, imported.rejected);
  write_rejects(session, imported.header, imported.rejected);

  const auto told = [&](std::string_view english, std::string_view chinese, const auto&... values) {
    return fmt::format(fmt::runtime(session.either(english, chinese)), values...);
  };
  auto what =
      told("{}: {} rows; {} new, {} changed, {} unchanged, {} set aside, {} new members",
           "{}：{} 行；新增 {}，变更 {}，未变 {}，搁置 {}，新会员 {}", imported.file_name, imported.rows,
           imported.added, imported.revised, imported.unchanged, imported.rejected.size(), imported.new_members);
  if (imported.profile != "generic") what += told("; read as {}", "；按 {} 格式读取", imported.profile);
  if (imported.unassigned > 0)
    what += told("; {} unassigned: the file does not say who bought, see loyalty report unassigned",
                 "；{} 笔待认领：文件没有写明买家，见 loyalty report unassigned", imported.unassigned);
  if (imported.older > 0)
    what += told("; {} older than what is known: left as they are", "；{} 行比已知的旧，保持原样", imported.older);
  what += codes_counted(session, imported.codes);
  if (imported.earlier_batch)
    what += told("; the same file as in batch {}", "；与批次 {} 的文件相同", imported.earlier_batch->value);
  session.close(what, imported.receipt);
  if (imported.linked)
    session.close(told("{} orders that were nobody's are their buyers' now, whom the file names",
                       "{} 笔待认领订单已归入文件写明的买家", imported.linked->rows.added),
                  imported.linked->rows.receipt);
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
  session.say(fmt::format(
      fmt::runtime(session.either("{} files: {} orders new, {} changed, {} rows set aside; {} files refused",
                                  "共 {} 个文件：新增订单 {}，变更 {}，搁置 {} 行；{} 个文件无法读取")),
      files, added, revised, rejected, imported.refused.size()));
}

int run_import_orders(Session& session) {
  const auto named = session.text("--profile");
  if (named == "list") return list_profiles(session);
  const auto& paths = session.many("FILE");
  if (paths.empty())
    throw Error(Failure::usage, "which file?", {},
                "type: loyalty import-orders orders.csv, or - to read standard input");
  if (session.flag("--describe")) return describe_files(session, paths);
  if (paths.size() > 1 && session.maybe("--rejects"))
    throw Error(Failure::usage, "--rejects goes with one file", {}, "import the files one by one");
  const app::ImportOptions options{.path = {},
                                   .to_shop_time = session.to_shop_time(),
                                   .from_zone = session.from_zone(),
                                   .default_shop = session.text("--shop"),
                                   .profile = named,
                                   .allow_older = session.flag("--allow-older"),
                                   .remember = session.flag("--remember"),
                                   .program = session.maybe_program_text()};
  const auto imported =
      app::import_order_files(session.context(), options, paths, session.progress(session.either("orders", "订单")));
  int code = 0;
  for (const auto& file : imported.files) code = std::max(code, answer(session, file));
  for (const auto& error : imported.refused) {
    session.warn(fmt::format("error: {}", error.what()));
    if (!error.why.empty()) session.warn(fmt::format("  {}", error.why));
    if (!error.hint.empty()) session.warn(fmt::format("  hint: {}", error.hint));
    code = imported.files.empty() ? 1 : some_rows_rejected;
  }
  if (paths.size() > 1) close_files(session, paths.size(), imported);
  return code;
}

} // namespace

Command import_orders() {
  return {
      .examples =
          "  loyalty import-orders orders.csv\n"
          "  loyalty import-orders orders.csv --dry-run\n"
          "  loyalty import-orders 订单导出.xlsx --describe\n"
          "  loyalty import-orders *.xlsx\n"
          "  loyalty import-orders orders.csv --rejects rejects.csv\n"
          "  loyalty import-orders till.csv --profile till",
      .options = {{"FILE", Option::Kind::many, "order files: CSV, TSV, XLSX, zip; - reads standard input"},
                  {"--profile", Option::Kind::value, "how the file is to be read; list shows what there is", "NAME"},
                  {"--describe", Option::Kind::flag, "show how the file is understood, write nothing"},
                  {"--rejects", Option::Kind::value, "write the rows set aside to this file, to mend and import",
                   "FILE"},
                  {"--shop", Option::Kind::value, "name of the shop for rows that name none", "NAME"},
                  {"--allow-older", Option::Kind::flag, "let an older state of an order replace a newer one"},
                  {"--remember", Option::Kind::flag, "take in again, as new members, who were forgotten"}},
      .run = run_import_orders,
      .changes = true,
      .again = "the same command, which enters nothing twice"};
}

} // namespace loyalty::cli
