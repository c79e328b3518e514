// SPDX-License-Identifier: MIT
#include "loyalty/uplift.hpp"

#include <algorithm>
#include <unordered_map>

#include "loyalty/holdout.hpp"

namespace loyalty {
namespace {

/// Fewer controls of a month say nothing of it.
constexpr std::size_t least_controls = 10;

Money net_of_months(std::span<const MonthBought> months, std::int32_t first, std::int32_t last) {
  Money net;
  for (auto month = std::ranges::lower_bound(months, first, {}, &MonthBought::month);
       month != months.end() && month->month <= last; ++month)
    net += month->net;
  return net;
}

bool bought_in_month(const UpliftMember& member, std::int32_t month) {
  const auto found = std::ranges::lower_bound(member.months, month, {}, &MonthBought::month);
  return found != member.months.end() && found->month == month && found->counting;
}

/// The month of the first purchase.
std::optional<std::int32_t> first_bought(const UpliftMember& member) {
  const auto found = std::ranges::find(member.months, true, &MonthBought::counting);
  return found == member.months.end() ? std::nullopt : std::optional(found->month);
}

UpliftVerdict uplift_verdict(ComparedWith whom, const UpliftFigures& figures) {
  if (whom != ComparedWith::fellows) return UpliftVerdict::no_evidence;
  if (figures.effect.above_zero()) return UpliftVerdict::suggests_more;
  if (figures.effect.below_zero()) return UpliftVerdict::suggests_less;
  return UpliftVerdict::cannot_tell;
}

/// What is compared, taken month by month.
struct Compared {
  std::vector<std::int64_t> changes;                 ///< of joiners, less that of their controls, in thousandths
  std::unordered_map<std::size_t, std::int64_t> psi; ///< of each control
  Money after = {};

  void add(std::span<const std::int64_t> joiners, std::int64_t control) {
    for (const auto change : joiners) changes.push_back(change - control);
  }
  std::vector<std::int64_t> all_psi() const {
    std::vector<std::int64_t> all;
    for (const auto& [place, of_control] : psi) all.push_back(of_control);
    return all;
  }
};

} // namespace

std::string_view to_string(UpliftVerdict verdict) {
  switch (verdict) {
    case UpliftVerdict::too_few: return "too_few";
    case UpliftVerdict::no_evidence: return "no_evidence";
    case UpliftVerdict::cannot_tell: return "cannot_tell";
    case UpliftVerdict::suggests_more: return "suggests_more";
    case UpliftVerdict::suggests_less: return "suggests_less";
  }
  return {};
}

std::vector<MonthBought> bought_by_month(std::span<const GoodsRow> rows) {
  std::vector<MonthBought> months;
  for (const auto& row : rows) {
    const auto month = month_number(row.day);
    if (months.empty() || months.back().month != month) months.push_back({.month = month});
    months.back().net += row.net;
    months.back().counting = months.back().counting || row.counting;
  }
  return months;
}

std::optional<Ratio> UpliftFigures::uplift_of(std::int64_t effect_of_each) const {
  const auto without = minus(mean_after, effect.mean);
  if (without <= 0) return std::nullopt;
  return Ratio{scale(effect_of_each, Ratio::one, without, Rounding::nearest)};
}

Uplift::Uplift(std::span<const UpliftMember> members, std::int32_t months, std::int32_t last)
    : members_(members), months_(months), last_(last) {
  for (std::size_t place = 0; place < members.size(); ++place) sort_in(place);
}

void Uplift::sort_in(std::size_t place) {
  const auto& member = members_[place];
  const auto first = first_bought(member);
  any_outside_ = any_outside_ || (!member.joined && first);
  if (!member.joined) return;
  ++joiners_.joined;
  if (!first || *first > *member.joined - months_)
    ++joiners_.is_new;
  else if (*member.joined + months_ > last_)
    ++joiners_.too_recent;
  else if (!bought_in_month(member, *member.joined))
    ++joiners_.no_order_in_month;
  else {
    ++joiners_.compared;
    by_month_[*member.joined].push_back(place);
  }
}

std::int64_t Uplift::change_of(std::size_t place, std::int32_t month) const {
  const auto& months = members_[place].months;
  return to_thousandths(net_of_months(months, month + 1, month + months_) -
                        net_of_months(months, month - months_, month - 1));
}

Uplift::Places Uplift::controls_of(ComparedWith whom, std::int32_t month) const {
  Places controls;
  for (std::size_t place = 0; place < members_.size(); ++place) {
    const auto& member = members_[place];
    const bool outside = whom == ComparedWith::outsiders ? !member.joined : !member.joined || *member.joined > month;
    if (!outside || (whom == ComparedWith::fellows && !bought_in_month(member, month))) continue;
    if (const auto first = first_bought(member); first && *first <= month - months_) controls.push_back(place);
  }
  return controls;
}

UpliftFigures Uplift::compare(ComparedWith whom) const {
  Compared all;
  for (const auto& [month, joiners] : by_month_) {
    const auto controls = whom == ComparedWith::themselves ? Places() : controls_of(whom, month);
    if (whom != ComparedWith::themselves && controls.size() < least_controls) continue;
    std::vector<std::int64_t> changes;
    for (const auto place : joiners) {
      changes.push_back(change_of(place, month));
      all.after += net_of_months(members_[place].months, month + 1, month + months_);
    }
    std::vector<std::int64_t> of_controls;
    for (const auto place : controls) of_controls.push_back(change_of(place, month));
    const auto control = mean_of(of_controls);
    all.add(changes, control);
    for (std::size_t at = 0; at < controls.size(); ++at) {
      const auto weighed = Wide{of_controls[at] - control} * std::ssize(joiners);
      auto& psi = all.psi[controls[at]];
      psi = plus(psi, static_cast<std::int64_t>(quotient(weighed, std::ssize(controls))));
    }
  }
  UpliftFigures figures{.joiners = std::ssize(all.changes), .controls = std::ssize(all.psi)};
  const bool few_controls = whom != ComparedWith::themselves && figures.controls < least_compared;
  if (figures.joiners < least_compared || few_controls) return figures;
  const auto mean = mean_of(all.changes);
  const auto variance = variance_of_mean(all.changes, mean) + variance_by_controls(all.all_psi(), figures.joiners);
  figures.effect = {figures.joiners, mean, half_width(variance)};
  figures.mean_after = scale(to_thousandths(all.after), 1, figures.joiners, Rounding::nearest);
  figures.verdict = uplift_verdict(whom, figures);
  return figures;
}

std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = ~std::uint32_t{0};
  for (const char letter : text) {
    crc ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

bool says_yes(std::string_view order_number) { return crc32(order_number) % 4 == 0; }

} // namespace loyalty
