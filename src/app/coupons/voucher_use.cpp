// SPDX-License-Identifier: MIT
#include "app/coupons/voucher_use.hpp"

#include <fmt/format.h>

#include "app/coupons/issuer.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

void move_bonus(shop::Work& work, const store::StoredVoucher& stored, const Act& act) {
  store::add_act(work.ledger(), work.batch(),
                 {.member = *stored.voucher.member,
                  .act = act,
                  .reason = fmt::format("voucher {}", stored.voucher.code),
                  .key = fmt::format("voucher {} {}", stored.voucher.code, stored.events.size()),
                  .own_words = true});
  const store::NewFact fact{*stored.voucher.member, act.day};
  store::mark_due(work.ledger(), {&fact, 1});
}

} // namespace

void begin_use(shop::Work& work, const store::StoredVoucher& stored, const VoucherEvent& event) {
  store::add_event(work.ledger(), work.batch(), stored.id, event);
  if (!gives_points(stored.voucher)) return;
  move_bonus(work, stored,
             {.day = event.day, .kind = ActKind::award, .points = std::get<BonusPoints>(stored.voucher.kind).points});
}

void end_use(shop::Work& work, const store::StoredVoucher& stored, const VoucherEvent& event) {
  store::add_event(work.ledger(), work.batch(), stored.id, event);
  if (!gives_points(stored.voucher)) return;
  move_bonus(work, stored,
             {.day = event.day, .kind = ActKind::adjust, .points = -std::get<BonusPoints>(stored.voucher.kind).points});
}

} // namespace loyalty::app
