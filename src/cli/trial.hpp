// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/orders/import_orders.hpp"
#include "cli/command.hpp"
#include "loyalty/proposal.hpp"
#include "reports/trial.hpp"
#include "shop/work.hpp"

namespace loyalty::cli {

class Session;

/// What --currency and --timezone say of a shop that has no program yet.
std::vector<Option> shop_options();

/// The orders of some files in a ledger of their own, in memory, which nobody keeps; and the scheme that they suggest.
class Trial {
 public:
  /// Reads the files. Refused by `Error`: files that cannot be read; files in which no member buys anything.
  Trial(Session& session, const std::vector<std::string>& paths);

  /// Lets the scheme rule from the first order on through the day, as nights would have done, and tells what came of
  /// it.
  reports::TrialFigures replay();

  const app::ImportedFiles& files() const { return files_; }
  const ShopFigures& figures() const { return figures_; }
  const Proposal& proposal() const { return proposal_; }
  /// As `init --from` writes it.
  const std::string& program_text() const { return program_text_; }
  /// The last day of which the files say anything of members, unless a day was typed.
  Day as_of() const { return as_of_; }
  Amount amount(Money money) const { return {money, figures_.currency}; }
  /// The same of what the scheme offers or asks for.
  Amount offered(Money money) const { return {money, figures_.currency, true}; }

 private:
  shop::Context context(Day as_of) const;
  void read(const std::vector<std::string>& paths, Day as_of);

  Session& session_;
  std::string timezone_;
  std::unique_ptr<store::Ledger> ledger_;
  app::ImportedFiles files_;
  ShopFigures figures_;
  Proposal proposal_;
  std::string program_text_;
  Day as_of_ = {};
};

} // namespace loyalty::cli
