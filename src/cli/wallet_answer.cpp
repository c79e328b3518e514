// SPDX-License-Identifier: MIT
#include "cli/wallet_answer.hpp"

#include "cli/session.hpp"

namespace loyalty::cli {

namespace {

Message change_told(Session& session, const app::WalletDone& done) {
  const auto& after = done.after;
  const auto before = session.written(done.before.balance());
  if (after.bonus == Money{})
    return "{member}: wallet {before} → {after}"_en(done.member.key, before, session.amount(after.balance()));
  return "{member}: wallet {before} → {after} (principal {principal}, bonus {bonus})"_en(
      done.member.key, before, session.amount(after.balance()), session.written(after.principal),
      session.written(after.bonus));
}

} // namespace

int tell_wallet(Session& session, const app::WalletDone& done, std::string_view bonus_key) {
  auto table = session.table({{"member_id"},
                              {"amount", {}, Kind::money},
                              {std::string(bonus_key), {}, Kind::money},
                              {"principal", {}, Kind::money},
                              {"bonus", {}, Kind::money},
                              {"balance", {}, Kind::money}});
  table->text(done.member.key);
  table->money(done.amount);
  table->cell(done.bonus);
  table->money(done.after.principal);
  table->money(done.after.bonus);
  table->money(done.after.balance());
  table->end_row();
  table->finish();
  if (done.repeated)
    session.say("recorded before in batch {batch}; --again records it once more"_en(*done.earlier_batch));
  else
    session.close(change_told(session, done), done.receipt);
  return 0;
}

} // namespace loyalty::cli
