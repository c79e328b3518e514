// SPDX-License-Identifier: MIT
#include "app/orders/import_orders.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/night.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

/// Codes that orders name and did not use, and orders whose file states another discount than the program explains.
void name_codes(Session& session, const app::CodesJudged& codes) {
  constexpr std::size_t most = 20;
  const auto name = [&](const auto& all, std::string_view english, std::string_view chinese, const auto& line) {
    for (std::size_t index = 0; index < std::min(most, all.size()); ++index) line(all[index]);
    if (all.size() > most) session.say(fmt::format(fmt::runtime(session.either(english, chinese)), all.size() - most));
  };
  // The exit code tells of them, so they are named even where little is said.
  name(codes.unused, "… and {} more codes that were not used", "……另有 {} 个券码未使用",
       [&](const app::UnusedCode& each) {
         session.warn(session.chinese() ? fmt::format("订单 {}：券码 {} 未使用：{}：{}", each.order, each.code,
                                                      each.reason, messages::title(each.reason, true))
                                        : fmt::format("order {}: code {} was not used: {}: {}", each.order, each.code,
                                                      each.reason, each.sentence));
       });
  name(codes.other_discounts, "… and {} more orders with another discount than the program explains",
       "……另有 {} 个订单的优惠金额与方案不符", [&](const app::OtherDiscount& each) {
         session.say(fmt::format(
             fmt::runtime(session.either("order {}: the file says {} off, the program {}: points go by what was paid",
                                         "订单 {}：文件写优惠 {}，按方案应为 {}；积分以实付金额为准")),
             each.order, session.written(each.stated), session.written(each.explained)));
       });
}

int run(Session& session) {
  const app::ImportOptions options{.path = session.text("FILE"),
                                   .to_shop_time = session.to_shop_time(),
                                   .default_shop = session.text("--shop"),
                                   .allow_older = session.flag("--allow-older"),
                                   .remember = session.flag("--remember"),
                                   .program = session.maybe_program_text()};
  const auto imported =
      app::import_orders(session.context(), options, session.progress(session.either("orders", "订单")));
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
  if (imported.unassigned > 0)
    what +=
        told("; {} without a member, as their keys are masked", "；{} 笔会员号已脱敏，未归入会员", imported.unassigned);
  if (imported.older > 0)
    what += told("; {} older than what is known: left as they are", "；{} 行比已知的旧，保持原样", imported.older);
  if (imported.codes.used > 0 || !imported.codes.unused.empty())
    what += told("; codes: {} used, {} not used", "；券码：使用 {}，未使用 {}", imported.codes.used,
                 imported.codes.unused.size());
  if (imported.earlier_batch)
    what += told("; the same file as in batch {}", "；与批次 {} 的文件相同", imported.earlier_batch->value);
  session.close(what, imported.receipt);
  return imported.rejected.empty() && imported.codes.unused.empty() ? 0 : some_rows_rejected;
}

} // namespace

Command import_orders() {
  return {.examples =
              "  loyalty import-orders orders.csv\n"
              "  loyalty import-orders orders.csv --dry-run\n"
              "  loyalty import-orders orders.csv --rejects rejects.csv\n"
              "  zcat orders.csv.gz | loyalty import-orders -",
          .options = {{"FILE", Option::Kind::required, "order file (CSV, UTF-8); - reads standard input"},
                      {"--rejects", Option::Kind::value, "write the rows set aside to this file, to mend and import",
                       "FILE"},
                      {"--shop", Option::Kind::value, "name of the shop for rows that name none", "NAME"},
                      {"--allow-older", Option::Kind::flag, "let an older state of an order replace a newer one"},
                      {"--remember", Option::Kind::flag, "take in again, as new members, who were forgotten"}},
          .run = run,
          .changes = true,
          .again = "the same command, which enters nothing twice"};
}

} // namespace loyalty::cli
