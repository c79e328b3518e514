// SPDX-License-Identifier: MIT
#include "app/import_orders.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run(Session& session) {
  const app::ImportOptions options{.path = session.text("FILE"),
                                   .to_shop_time = session.to_shop_time(),
                                   .default_shop = session.text("--shop"),
                                   .allow_older = session.flag("--allow-older")};
  const auto imported =
      app::import_orders(session.context(), options, session.progress(session.either("orders", "订单")));
  for (const auto& note : imported.notes) session.say(note);
  name_rejected(session, imported.file_name, imported.rejected);
  write_rejects(session, imported.raw_header, imported.rejected);

  const auto told = [&](std::string_view english, std::string_view chinese, const auto&... values) {
    return fmt::format(fmt::runtime(session.either(english, chinese)), values...);
  };
  auto what = told("{}: {} rows; {} new, {} changed, {} unchanged, {} set aside, {} new members",
                   "{}：{} 行；新增 {}，变更 {}，未变 {}，搁置 {}，新会员 {}", imported.file_name, imported.rows,
                   imported.added, imported.revised, imported.unchanged, imported.rejected.size(),
                   imported.new_members);
  if (imported.unassigned > 0)
    what += told("; {} without a member, as their keys are masked", "；{} 笔会员号已脱敏，未归入会员", imported.unassigned);
  if (imported.older > 0)
    what += told("; {} older than what is known: left as they are", "；{} 行比已知的旧，保持原样", imported.older);
  if (imported.earlier_batch != 0)
    what += told("; the same file as in batch {}", "；与批次 {} 的文件相同", imported.earlier_batch);
  session.close(what, imported.receipt);
  return imported.rejected.empty() ? 0 : some_rows_rejected;
}

}  // namespace

Command import_orders() {
  return {.examples = "  loyalty import-orders orders.csv\n"
                      "  loyalty import-orders orders.csv --dry-run\n"
                      "  loyalty import-orders orders.csv --rejects rejects.csv\n"
                      "  zcat orders.csv.gz | loyalty import-orders -",
          .options = {{"FILE", Option::Kind::required, "order file (CSV, UTF-8); - reads standard input"},
                      {"--rejects", Option::Kind::value, "write the rows set aside to this file, to mend and import", "FILE"},
                      {"--shop", Option::Kind::value, "name of the shop for rows that name none", "NAME"},
                      {"--allow-older", Option::Kind::flag, "let an older state of an order replace a newer one"}},
          .run = run,
          .changes = true,
          .again = "the same command, which enters nothing twice"};
}

}  // namespace loyalty::cli
