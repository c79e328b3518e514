// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace loyalty::reports {

/// So much of what is measured.
struct MissingOf {
  Metric metric = Metric::spend;
  std::int64_t number = 0; ///< minor units of money
};

/// What a text to a member speaks of, by ids; empty where it speaks of nothing of that kind.
struct WorkFacts {
  std::optional<MemberId> member = {};
  std::optional<Points> points = {}; ///< absent: all that the member can spend
  std::optional<Money> amount = {};
  std::optional<Day> last_day = {};
  std::string tier = {}; ///< empty: the one held on the day of the question
  std::string coupon = {};
  std::string code = {};
  std::string group = {};
  std::string plan = {};
  std::string order = {};
  std::optional<MissingOf> missing = {}; ///< of what a tier asks for
};

/// Names and texts of the program file, where there is none of the version kept last. Lives as long as the question.
class WorkTexts {
 public:
  WorkTexts() = default;
  explicit WorkTexts(Question& question);

  // As customers read it; empty where it is not known.
  std::string tier_name(std::string_view tier) const;
  std::string tier_name(std::optional<MemberId> member) const; ///< of the tier held on the day of the question
  std::string coupon_name(std::string_view coupon) const;
  std::string group_name(std::string_view group) const;
  std::string plan_name(std::string_view plan) const;

  /// Whether people read the answer.
  bool for_people() const { return question_ != nullptr && question_->for_people(); }

  /// The text for a kind of work, ready to be sent: the program's, or a usual one. `name` is the member's.
  std::string message(std::string_view kind, std::string_view name, const WorkFacts& facts) const;

 private:
  using Tiers = std::map<MemberId, std::string>;

  std::string value(std::string_view place, std::string_view name, const WorkFacts& facts) const;
  std::string points(const WorkFacts& facts) const;

  Question* question_ = nullptr; ///< nullptr: nobody asked, and nothing is said
  std::shared_ptr<const Program> program_ = {};
  std::shared_ptr<const Tiers> tiers_ = {}; ///< held on the day of the question
};

/// The name of the tier that the member of a row holds, as `Data::texts` knows it.
template <class Data>
Column<Data> tier_name_of_member() {
  return {"tier_name", Kind::text, [](const Data& all, const auto& row) {
            const std::optional<MemberId> member = row.member;
            return all.texts.tier_name(member);
          }};
}

/// What to send to the member of a row: `read(row)` gives the kind of work and what it is about.
template <class Data, class Read>
Column<Data> message_to_member(Read read) {
  return {"message", Kind::text, [read](const Data& all, const auto& row) {
            const std::optional<MemberId> member = row.member;
            auto [kind, facts] = read(row);
            facts.member = member;
            return all.texts.message(kind, member ? all.names.name(*member) : std::string_view(), facts);
          }};
}

} // namespace loyalty::reports
