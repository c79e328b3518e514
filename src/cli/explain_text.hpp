// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "cli/session.hpp"
#include "loyalty/timeline.hpp"
#include "reports/explain.hpp"

namespace loyalty::cli {

/// The points of a line with the sign in which they move the account; of debt, forgiven points and growth as they are.
Points signed_points(const Entry& entry);

/// Says what lines of accounts and changes of tiers come from, with the names that the program had for its rules.
class Explainer {
 public:
  /// `file`: the program that is asked where the ledger keeps no such version yet.
  explicit Explainer(Session& session, std::shared_ptr<const Program> file = {});

  /// "1 point per 10.00" of a line of that kind; empty for terms that do not rate money.
  Message rate(const Terms& terms, EntryKind of) const;
  /// "points.earn, tier Gold".
  Message rule(const Terms& terms) const;
  /// Why a line of an account is there, as one readable sentence with its rule, program version and batch.
  Message because(const reports::ExplainedLine& line) const;
  Message because(const TierChange& change) const;
  /// What the program of the change calls its tier; empty: none.
  std::string tier(const TierChange& change) const;

 private:
  const Program* program(ProgramId id) const;
  std::string tier_name(ProgramId program, const std::string& id) const;
  std::string campaign_name(ProgramId program, const std::string& id) const;
  std::string reward_name(ProgramId program, const std::string& id) const;
  std::string activity_name(ProgramId program, const std::string& id) const;
  Message rule_name(const Terms& terms) const;
  std::optional<Message> multiplied(const Terms& terms) const;
  Message paid(const reports::ExplainedLine& line) const;
  Message sum(const reports::ExplainedLine& line) const;
  Message reward(const reports::ExplainedLine& line) const;
  Message refunded(const reports::ExplainedLine& line) const;
  Message gained(const reports::ExplainedLine& line) const;
  Message reason(const reports::ExplainedLine& line) const;
  Amount amount(Money money) const { return {money, currency_}; }

  const Session& session_;
  Currency currency_;
  Timeline programs_;
  std::shared_ptr<const Program> file_;
};

} // namespace loyalty::cli
