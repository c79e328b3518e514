// SPDX-License-Identifier: MIT
#include "app/night/cash_backs.hpp"

#include "shop/group_reader.hpp"
#include "store/acts.hpp"
#include "store/cash_backs.hpp"
#include "store/forgotten.hpp"

namespace loyalty::app {

CashBacks::CashBacks(shop::Work& work, bool only_take)
    : work_(work),
      only_take_(only_take),
      any_written_(store::any_cash_back(work.ledger())),
      forgotten_(store::forgotten_members(work.ledger())) {}

void CashBacks::note(MemberId member, std::span<const CashMove> walked, Day through) {
  through_[member] = through;
  for (const auto& move : walked) {
    auto& sum = group_[{move.day, member, move.order, move.reward}];
    sum.amount += move.amount;
    sum.limit = move.limit;
  }
}

void CashBacks::look(std::span<const store::Settlement> members) {
  if (any_written_)
    shop::for_runs(members, [&](MemberId first, MemberId last) {
      store::read_cash_back(work_.ledger(), first, last, [&](MemberId member, const CashMove& written) {
        const auto seen = through_.find(member);
        if (seen != through_.end() && written.day <= seen->second)
          group_[{written.day, member, written.order, written.reward}].amount -= written.amount;
      });
    });
  for (auto& [place, sum] : group_) {
    const bool comes = sum.amount > Money{};
    if (sum.amount == Money{} || (comes && (only_take_ || forgotten_.contains(std::get<MemberId>(place))))) continue;
    due_.emplace(place, sum);
  }
  group_.clear();
  through_.clear();
}

void CashBacks::finish(FollowedUp& result) {
  if (due_.empty()) return;
  store::ActWriter acts(work_.ledger(), work_.batch());
  for (const auto& [place, sum] : due_) {
    const auto& [day, member, order, reward] = place;
    Act act{.day = day, .kind = ActKind::cash_back, .order = order, .subject = reward, .money = sum.amount};
    if (sum.limit > Money{} && sum.limit < Money{Money::limit}) act.text = std::to_string(sum.limit.minor);
    acts.write({.member = member, .act = std::move(act)});
    ++(sum.amount > Money{} ? result.cash_back : result.cash_taken);
  }
  work_.batch().flush();
}

} // namespace loyalty::app
