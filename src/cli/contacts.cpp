// SPDX-License-Identifier: MIT
#include "cli/contacts.hpp"

#include <fmt/format.h>

namespace loyalty::cli {

shop::Ledger& list_ledger(Session& session) {
  return session.flag("--contact") ? session.context().ledger : session.ledger();
}

std::optional<app::ContactList> take_contacts(Session& session, const std::vector<MemberId>& members) {
  if (!session.flag("--contact")) return std::nullopt;
  return app::take_contact_list(session.context(), session.program_text(), session.text("--contact"), members);
}

void tell_contacts(Session& session, const std::optional<app::ContactList>& list) {
  if (!list) return;
  const auto told = fmt::format(
      fmt::runtime(session.either("contact list {}: {} to write to; left out: {} opted out, {} contacted often enough",
                                  "联系名单 {}：{} 人；未列入：{} 人拒收，{} 人本期已联系足够")),
      session.text("--contact"), list->members.size(), list->opted_out, list->too_often);
  session.close(told, list->receipt);
}

} // namespace loyalty::cli
