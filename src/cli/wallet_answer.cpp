// SPDX-License-Identifier: MIT
#include "cli/wallet_answer.hpp"

#include <fmt/format.h>

#include "cli/session.hpp"

namespace loyalty::cli {

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
    session.say(fmt::format("{} {}; {}", session.either("already recorded in batch", "此前已记录于批次"),
                            done.earlier_batch->value,
                            session.either("add --again if it is meant as another one", "若确为另一笔，请加 --again")));
  else
    session.close(
        fmt::format(fmt::runtime(session.either("{}: {} → {} in the wallet", "{}：钱包余额 {} → {}")), done.member.key,
                    session.written(done.before.balance()), session.written(done.after.balance())),
        done.receipt);
  return 0;
}

} // namespace loyalty::cli
