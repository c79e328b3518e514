// SPDX-License-Identifier: MIT
#include "app/trust/undo_batch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void show_undone(Session& session, const app::Undone& undone) {
  auto table = session.table({{"measure"}, {"value", "", output::Column::Kind::number}});
  const auto row = [&](std::string_view measure, std::int64_t value) {
    table->cell(measure);
    table->cell(value);
    table->end_row();
  };
  row("batch", undone.batch.id.value);
  row("orders", undone.contents.orders);
  row("acts", undone.contents.acts);
  row("entries", undone.contents.entries);
  row("tier_changes", undone.contents.tier_changes);
  row("vouchers", undone.contents.vouchers);
  row("vouchers_used", undone.contents.vouchers_used);
  row("members", undone.settled.members);
  row("lines_cancelled", undone.settled.corrected);
  row("points_spent", undone.spending.spent);
  row("spenders", undone.spending.spenders);
  row("points_debt", undone.spending.debt);
  row("debtors", undone.spending.debtors);
  row("vouchers_called_off", undone.settled.followed.called_off);
  row("vouchers_to_collect", undone.settled.followed.to_collect);
  table->finish();
}

std::string summary(const Session& session, const app::Undone& undone) {
  const auto& contents = undone.contents;
  return session.chinese()
             ? fmt::format("批次 {}（{} {}）：{} 行订单，{} 笔手工，{} 行积分，{} 张券；冲销 {} 行",
                           undone.batch.id.value, to_string(undone.batch.start.kind), undone.batch.end.input_name,
                           contents.orders, contents.acts, contents.entries, contents.vouchers,
                           undone.settled.corrected)
             : fmt::format(
                   "batch {} ({}{}{}): {} order rows, {} acts by hand, {} entries, {} vouchers; {} lines "
                   "cancelled",
                   undone.batch.id.value, to_string(undone.batch.start.kind),
                   undone.batch.end.input_name.empty() ? "" : " ", undone.batch.end.input_name, contents.orders,
                   contents.acts, contents.entries, contents.vouchers, undone.settled.corrected);
}

/// What must not be overlooked: points and vouchers already used, debts, days that are open again.
void note(const Session& session, const app::Undone& undone) {
  const auto& [spent, spenders, debt, debtors] = undone.spending;
  const auto warn = [&](std::string_view text, std::int64_t number, std::int64_t of) {
    session.warn(fmt::format(fmt::runtime(text), number, of));
  };
  if (spent > 0)
    warn(session.either("of its points, {} have been spent since by {} members", "其中 {} 积分已被 {} 位会员使用"),
         spent, spenders);
  if (debt > 0)
    warn(session.either("{} points become debt of {} members", "将产生 {} 积分欠额，涉及 {} 位会员"), debt, debtors);
  if (undone.contents.vouchers_used > 0)
    warn(session.either("of its {1} vouchers, {0} have been used since", "{1} 张券中 {0} 张已被使用"),
         undone.contents.vouchers_used, undone.contents.vouchers);
  if (const auto called_off = undone.settled.followed.called_off; called_off > 0)
    session.say(fmt::format(
        fmt::runtime(session.either("{} vouchers that followed from it are called off", "由此发出的 {} 张券将收回")),
        called_off));
  if (const auto used = undone.settled.followed.to_collect; used > 0)
    session.warn(fmt::format(
        fmt::runtime(session.either("{} vouchers that followed from it have been used: report today names them",
                                    "由此发出的 {} 张券已被使用：见 report today")),
        used));
  if (undone.settled_after == undone.settled_before) return;
  if (!undone.settled_after)
    return session.say(session.either("no day is settled any more; the next run-nightly walks all of them",
                                      "所有日子均未结算，由下一次 run-nightly 重新结算"));
  session.say(
      fmt::format(fmt::runtime(session.either("settled through {} only; the next run-nightly walks the days after "
                                              "it again",
                                              "结算日退回至 {}，之后的日子由下一次 run-nightly 重新结算")),
                  to_string(*undone.settled_after)));
}

app::Undone preview(Session& session, BatchId batch) {
  auto context = session.context();
  context.dry_run = true;
  return app::undo_batch(context, batch, session.progress(session.either("members", "会员")));
}

bool confirmed(Session& session, BatchId batch) {
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, fmt::format("nobody is there to confirm that batch {} is undone", batch.value), {},
                fmt::format("look first with --dry-run, then type: loyalty undo-batch {} --yes", batch.value));
  const auto undone = preview(session, batch);
  session.warn(summary(session, undone));
  note(session, undone);
  session.warn(session.either("undo this batch? type yes to go on", "确定撤销该批次吗？输入 yes 继续"));
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "yes" || answer == "y" || answer == "是";
}

int run_undo_batch(Session& session) {
  const auto number = session.maybe_number("BATCH");
  if (!number) throw Error(Failure::usage, "BATCH is missing", {}, "list them with: loyalty list-batches");
  const BatchId batch(*number);
  if (!session.globals().dry_run && !session.globals().yes && !confirmed(session, batch)) {
    session.warn(session.either("nothing was changed", "账本没有变化"));
    return 1;
  }
  const auto undone = app::undo_batch(session.context(), batch, session.progress(session.either("members", "会员")));
  note(session, undone);
  if (undone.receipt.dry_run) {
    show_undone(session, undone);
    session.say(fmt::format("{}; {}", summary(session, undone),
                            session.either("dry run: nothing was written", "试运行：什么也没有写入")));
    return 0;
  }
  session.say(fmt::format("{}; {} {} ({})", summary(session, undone), session.either("undone by batch", "撤销批次"),
                          undone.receipt.batch->value, undone.receipt.head.substr(0, 12)));
  return 0;
}

} // namespace

Command undo_batch() {
  return {.examples =
              "  loyalty list-batches --last 5\n"
              "  loyalty undo-batch 12 --dry-run\n"
              "  loyalty undo-batch 12",
          .options = {{"BATCH", Option::Kind::required, "number of the batch, as list-batches shows it"}},
          .run = run_undo_batch,
          .changes = true};
}

} // namespace loyalty::cli
