// SPDX-License-Identifier: MIT
#include "app/night/settled.hpp"

#include "messages/counts.hpp"

namespace loyalty::app {

void Added::count(const Entry& entry) {
  ++entries;
  if (entry.reverses != 0) ++corrected;
  if (entry.kind == EntryKind::earn) add(earned, entry.points);
  if (entry.kind == EntryKind::expire) add(expired, entry.points);
  if (entry.kind == EntryKind::claw_back || entry.kind == EntryKind::repay) add(clawed_back, entry.points);
}

void Added::count(const TierChange& change) {
  if (change.reversal) {
    ++corrected;
    return;
  }
  if (change.reason == TierReason::promoted || change.reason == TierReason::granted) ++promoted;
  if (change.reason == TierReason::renewed) ++renewed;
  if (change.reason == TierReason::demoted || change.reason == TierReason::ended ||
      change.reason == TierReason::program)
    ++demoted;
}

Added& Added::operator+=(const Added& other) {
  entries += other.entries;
  add(earned, other.earned);
  add(expired, other.expired);
  add(clawed_back, other.clawed_back);
  promoted += other.promoted;
  renewed += other.renewed;
  demoted += other.demoted;
  corrected += other.corrected;
  redated += other.redated;
  return *this;
}

std::string counts_of(const Settled& settled) {
  const auto& followed = settled.followed;
  return messages::counts_text({{"members", settled.members},
                                {"entries", settled.entries},
                                {"earned", settled.earned},
                                {"expired", settled.expired},
                                {"clawed_back", settled.clawed_back},
                                {"promoted", settled.promoted},
                                {"renewed", settled.renewed},
                                {"demoted", settled.demoted},
                                {"corrected", settled.corrected},
                                {"new_rules", settled.new_rules ? 1 : 0},
                                {"redated_points", settled.redated.points},
                                {"redated_lots", settled.redated.lots},
                                {"vouchers_issued", followed.vouchers},
                                {"vouchers_over", followed.over},
                                {"vouchers_left_out", followed.left_out},
                                {"vouchers_called_off", followed.called_off},
                                {"to_collect", followed.to_collect},
                                {"vouchers_released", followed.released},
                                {"keep_back", followed.demanded},
                                {"pay_back", followed.given_back},
                                {"cash_back", followed.cash_back},
                                {"cash_taken", followed.cash_taken},
                                {"groups_in", followed.entered},
                                {"groups_out", followed.left},
                                {"drawn", settled.drawn}});
}

} // namespace loyalty::app
