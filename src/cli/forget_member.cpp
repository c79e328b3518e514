// SPDX-License-Identifier: MIT
#include "app/members/forget_member.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void show(Session& session, const app::MemberForgotten& done) {
  auto table = session.table({{"measure"}, {"value", "", output::Column::Kind::number}});
  const auto row = [&](std::string_view measure, std::int64_t value) {
    table->cell(measure);
    table->cell(value);
    table->end_row();
  };
  row("keys", 1);
  row("names", done.named ? 1 : 0);
  row("identities", done.erased.identities);
  row("birthdays", done.erased.birthdays);
  row("buyers_of_orders", done.erased.buyers);
  row("rows_with_words", done.rows_with_words);
  table->finish();
}

/// "name, 2 identities, birthday".
std::string erased(const Session& session, const app::MemberForgotten& done) {
  auto text = std::string(session.either("key", "会员号"));
  const auto add = [&](bool any, const std::string& what) {
    if (any) text += fmt::format("{}{}", session.either(", ", "、"), what);
  };
  add(done.named, std::string(session.either("name", "姓名")));
  add(done.erased.identities > 0,
      fmt::format(fmt::runtime(session.either("{} identities", "{} 个身份标识")), done.erased.identities));
  add(done.erased.birthdays > 0, std::string(session.either("birthday", "生日")));
  add(done.erased.buyers > 0,
      fmt::format(fmt::runtime(session.either("buyers of {} orders", "{} 笔订单的买家信息")), done.erased.buyers));
  return text;
}

/// What stays, and where else the member may still be known.
void note(const Session& session, const app::MemberForgotten& done) {
  if (done.keeps_day)
    session.warn(
        session.either("day and month of the birthday stay, without the year: points, tiers or vouchers were "
                       "given by it",
                       "生日的月和日保留（不含年份）：账上有据此给出的积分、等级或券"));
  if (done.rows_with_words > 0)
    session.warn(fmt::format(fmt::runtime(session.either(
                                 "{} rows of the books hold the name, a number or an address in words that somebody "
                                 "typed: those stay, for the books cannot be changed",
                                 "账目中有 {} 行人工输入的文字含有其姓名、号码或地址：账目不可改动，这些文字会保留")),
                             done.rows_with_words));
  if (!done.overwritten && !done.receipt.dry_run)
    session.warn(
        session.either("the file could not be written anew, so deleted words may still lie in it: make room on "
                       "the disk and type the same command with the new key",
                       "账本文件未能重写，已删除的内容可能仍残留其中：请腾出磁盘空间后用新会员号再执行一次"));
  session.say(session.either("backups and copies made before still know them: delete those too",
                             "此前的备份和副本里仍有这些资料，请一并删除"));
}

bool confirmed(Session& session, const std::string& typed) {
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, fmt::format("nobody is there to confirm that {} is forgotten", typed), {},
                "look first with --dry-run, then add --yes");
  auto context = session.context();
  context.dry_run = true;
  const auto preview = app::forget_member(context, typed);
  session.warn(fmt::format("{}: {}", session.key(preview.member.key), erased(session, preview)));
  note(session, preview);
  session.warn(session.either("this cannot be undone; type the key of the member to go on",
                              "删除会员资料后无法撤销；请输入该会员的会员号以继续"));
  std::string answer;
  std::getline(std::cin, answer);
  return answer == preview.member.key;
}

int run_forget_member(Session& session) {
  const auto typed = session.text("MEMBER");
  const bool asks = !session.globals().dry_run && !session.globals().yes;
  if (asks && !confirmed(session, typed)) {
    session.warn(session.either("nothing was changed", "账本没有变化"));
    return 1;
  }
  const auto done = app::forget_member(session.context(), typed);
  if (done.repeated) {
    session.say(fmt::format(fmt::runtime(session.either("{} was forgotten before; the file was written anew",
                                                        "{} 的资料此前已删除；账本文件已重写")),
                            done.key));
    return done.overwritten || done.receipt.dry_run ? 0 : 1;
  }
  if (done.receipt.dry_run) show(session, done);
  note(session, done);
  const auto what = fmt::format(fmt::runtime(session.either("{} is forgotten ({}) and is {} from now on",
                                                            "已删除 {} 的资料（{}），账目保留在 {} 名下")),
                                session.key(done.member.key), erased(session, done), done.key);
  if (done.receipt.dry_run)
    session.say(
        fmt::format("{}{}", what, session.either("; dry run: nothing was written", "；试运行：什么也没有写入")));
  else
    session.say(
        fmt::format(fmt::runtime(session.either("{}; batch {} ({}), cannot be undone", "{}；批次 {}（{}），不能撤销")),
                    what, done.receipt.batch->value, done.receipt.head.substr(0, 12)));
  return done.overwritten || done.receipt.dry_run ? 0 : 1;
}

} // namespace

Command forget_member() {
  return {.examples =
              "  loyalty forget-member M0001 --dry-run\n"
              "  loyalty forget-member M0001\n"
              "  loyalty forget-member 13800138000 --yes",
          .options = {{"MEMBER", Option::Kind::required, "key of the member, or a phone number or other identity"}},
          .run = run_forget_member,
          .changes = true};
}

} // namespace loyalty::cli
