// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "loyalty/estimate.hpp"
#include "loyalty/goods.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What a member bought in one calendar month, named by `month_number`.
struct MonthBought {
  std::int32_t month = 0;
  bool counting = false; ///< some order of it is a purchase
  Money net = {};
};

/// What a member bought, month by month; months with nothing in them are passed over. `rows` come by day.
std::vector<MonthBought> bought_by_month(std::span<const GoodsRow> rows);

/// One member as those who joined are compared.
struct UpliftMember {
  std::vector<MonthBought> months = {};
  std::optional<std::int32_t> joined = {}; ///< the month in which they joined; absent: they never did
};

/// Whom those who joined are compared with.
enum class ComparedWith : std::uint8_t {
  themselves, ///< before they joined
  outsiders,  ///< members who never joined
  fellows,    ///< members who bought in the same month and had not joined by its end
};

enum class UpliftVerdict : std::uint8_t {
  too_few,
  no_evidence,
  cannot_tell,
  suggests_more,
  suggests_less,
};
std::string_view to_string(UpliftVerdict verdict);

/// How much more those who joined bought in the months after than in as many before, and than others did.
struct UpliftFigures {
  std::int64_t joiners = 0;
  std::int64_t controls = 0;   ///< members, each once
  std::int64_t mean_after = 0; ///< bought by each joiner in the months after, in thousandths
  Estimate effect = {};        ///< on each in all these months
  UpliftVerdict verdict = UpliftVerdict::too_few;

  /// The effect by what joiners would have bought without it; nothing where that is not above zero.
  std::optional<Ratio> uplift() const { return uplift_of(effect.mean); }
  std::optional<Ratio> uplift_low() const { return uplift_of(effect.mean - effect.half); }
  std::optional<Ratio> uplift_high() const { return uplift_of(effect.mean + effect.half); }

 private:
  std::optional<Ratio> uplift_of(std::int64_t effect_of_each) const;
};

/// Those who joined, and why some of them cannot be compared.
struct Joiners {
  std::int64_t joined = 0;
  std::int64_t compared = 0;
  std::int64_t is_new = 0;            ///< bought for the first time less than the months before
  std::int64_t too_recent = 0;        ///< the months after are not over
  std::int64_t no_order_in_month = 0; ///< of joining
};

/// Compares those who joined. The month of joining itself is left out.
class Uplift {
 public:
  /// `members` outlive it. `months` before and after joining are looked at, none later than `last`.
  Uplift(std::span<const UpliftMember> members, std::int32_t months, std::int32_t last);

  const Joiners& joiners() const { return joiners_; }
  UpliftFigures compare(ComparedWith whom) const;
  /// Whether some member who bought something never joined.
  bool any_outside() const { return any_outside_; }

 private:
  using Places = std::vector<std::size_t>;

  void sort_in(std::size_t place);
  Places controls_of(ComparedWith whom, std::int32_t month) const;
  std::int64_t change_of(std::size_t place, std::int32_t month) const;

  std::span<const UpliftMember> members_;
  std::int32_t months_;
  std::int32_t last_;
  Joiners joiners_;
  bool any_outside_ = false;
  std::map<std::int32_t, Places> by_month_; ///< those compared, by the month in which they joined
};

/// The control sum: the same of members who are said to have joined a scheme that did not exist yet. Asked at the till,
/// one order in four says yes; the number of the order decides.
bool says_yes(std::string_view order_number);
/// CRC-32 as zip files have it.
std::uint32_t crc32(std::string_view text);

} // namespace loyalty
