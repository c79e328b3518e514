// SPDX-License-Identifier: MIT
#include "app/members/close_member.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run_close_member(Session& session) {
  const auto done =
      app::close_member(session.context(), session.program_text(), session.text("MEMBER"), session.text("--reason"));
  const auto key = session.key(done.member.key);
  const auto closed = done.voided == 0 ? "{member}: shut out"_en(key)
                                       : counted(done.voided, "{member}: shut out, {vouchers} voucher voided"_en,
                                                 "{member}: shut out, {vouchers} vouchers voided"_en, key, done.voided);
  session.close(done.repeated ? "{member}: shut out before"_en(key) : closed, done.receipt);
  return 0;
}

int run_reopen_member(Session& session) {
  const auto done = app::reopen_member(session.context(), session.text("MEMBER"), session.text("--reason"));
  const auto key = session.key(done.member.key);
  session.close(done.repeated ? "{member}: is not shut out"_en(key) : "{member}: let in again"_en(key), done.receipt);
  return 0;
}

std::vector<Option> options_of_turn() {
  return {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
          {"--reason", Option::Kind::value, "say why (required)"_en}};
}

} // namespace

Command close_member() {
  return {.examples = "  loyalty close-member M0001 --reason \"orders only to return them\"",
          .options = options_of_turn(),
          .run = run_close_member,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

Command reopen_member() {
  return {.examples = "  loyalty reopen-member M0001 --reason \"cleared up\"",
          .options = options_of_turn(),
          .run = run_reopen_member,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
