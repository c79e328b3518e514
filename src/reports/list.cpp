// SPDX-License-Identifier: MIT
#include "reports/list.hpp"

namespace loyalty::reports {

Report members();
Report summary();
Report tiers();
Report tier_changes();
Report points();
Report expiring();
Report coupons();
Report vouchers();
Report segments();
Report groups();
Report birthdays();
Report dormant();
Report rfm();
Report wallets();
Report referrals();
Report memberships();
Report campaigns();
Report unassigned();
Report today();

const std::vector<Report>& list() {
  static const std::vector<Report> all = {
      members(),   summary(),     tiers(),     tier_changes(), points(),  expiring(), coupons(),
      vouchers(),  segments(),    groups(),    birthdays(),    dormant(), rfm(),      wallets(),
      referrals(), memberships(), campaigns(), unassigned(),   today(),
  };
  return all;
}

} // namespace loyalty::reports
