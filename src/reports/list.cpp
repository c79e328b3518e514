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
Report cards();
Report referrals();
Report memberships();
Report campaigns();
Report hosts();
Report profit();
Report cohorts();
Report value();
Report liability();
Report near_tier_report();
Report thresholds();
Report conversion();
Report uplift();
Report holdout();
Report unassigned();
Report watch();
Report today();
Report advice();
Report dashboard();

const std::vector<Report>& list() {
  static const std::vector<Report> all = {
      members(),    summary(),    tiers(),     tier_changes(), points(),      expiring(),
      coupons(),    vouchers(),   segments(),  groups(),       birthdays(),   dormant(),
      rfm(),        wallets(),    cards(),     referrals(),    memberships(), campaigns(),
      hosts(),      profit(),     cohorts(),   value(),        liability(),   near_tier_report(),
      thresholds(), conversion(), uplift(),    holdout(),      unassigned(),  watch(),
      today(),      advice(),     dashboard(),
  };
  return all;
}

} // namespace loyalty::reports
