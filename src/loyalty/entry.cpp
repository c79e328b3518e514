// SPDX-License-Identifier: MIT
#include "loyalty/entry.hpp"

#include <algorithm>
#include <array>

#include "loyalty/wide.hpp"

namespace loyalty {

std::string_view to_string(EntryKind kind) {
  switch (kind) {
    case EntryKind::earn: return "earn";
    case EntryKind::adjust: return "adjust";
    case EntryKind::redeem: return "redeem";
    case EntryKind::expire: return "expire";
    case EntryKind::claw_back: return "claw_back";
    case EntryKind::give_back: return "give_back";
    case EntryKind::debt: return "debt";
    case EntryKind::repay: return "repay";
    case EntryKind::forgive: return "forgive";
    case EntryKind::redate: return "redate";
    case EntryKind::growth: return "growth";
  }
  return "";
}

Cause cause_of(std::optional<OrderId> order, std::optional<ActId> act) {
  if (order && act) return PaidByHand{*act, *order};
  if (order) return *order;
  if (act) return *act;
  return {};
}

std::optional<OrderId> order_of(const Cause& cause) {
  if (const auto* order = std::get_if<OrderId>(&cause)) return *order;
  if (const auto* paid = std::get_if<PaidByHand>(&cause)) return paid->order;
  return std::nullopt;
}

std::optional<ActId> act_of(const Cause& cause) {
  if (const auto* act = std::get_if<ActId>(&cause)) return *act;
  if (const auto* paid = std::get_if<PaidByHand>(&cause)) return paid->act;
  return std::nullopt;
}

Points earned(const Terms& terms, Money base) {
  if (base <= Money{} || terms.earn.per <= Money{}) return 0;
  Wide numerator = Wide{terms.earn.points} * terms.multiplier.millionths;
  Wide denominator = Ratio::one;
  if (terms.earn.rounding == EarnRounding::full || terms.earn.rounding == EarnRounding::carry) {
    numerator = product(numerator, base.minor / terms.earn.per.minor);
  } else {
    numerator = product(numerator, base.minor);
    denominator *= terms.earn.per.minor;
  }
  if (terms.earn.rounding == EarnRounding::nearest) numerator += denominator / 2;
  const auto points = points_of(numerator / denominator);
  return terms.cap ? std::min(points, *terms.cap) : points;
}

Balance& Balance::operator+=(const Balance& other) {
  constexpr std::array sums = {&Balance::earned,      &Balance::adjusted, &Balance::redeemed, &Balance::expired,
                               &Balance::clawed_back, &Balance::balance,  &Balance::held,     &Balance::debt,
                               &Balance::overspent,   &Balance::forgiven, &Balance::growth};
  static_assert(sizeof(Balance) == sums.size() * sizeof(Points));
  for (const auto sum : sums) add(this->*sum, other.*sum);
  return *this;
}

void Tally::add(std::int32_t number, const Entry& entry) {
  if (entry.day > as_of_) return;
  const auto holds = [this](std::int32_t lot) {
    return std::find(held_lots_.begin(), held_lots_.end(), lot) != held_lots_.end();
  };
  auto lot = entry.lot;
  if (opens_lot(entry)) {
    lot = number;
    if (entry.available_on > as_of_) held_lots_.push_back(number);
  } else if (entry.reverses != 0 && lot == 0) {
    lot = entry.reverses;
  }
  Points& counter = holds(lot) ? balance_.held : balance_.balance;
  const Points points = entry.points;
  const auto overspend = [this](Points more) {
    for (auto* sum : {&balance_.redeemed, &balance_.debt, &balance_.overspent}) loyalty::add(*sum, more);
  };
  if (entry.lot == 0 && entry.kind == EntryKind::redeem) return overspend(points);
  if (entry.lot == 0 && entry.kind == EntryKind::give_back) return overspend(-points);
  const auto come_in = [&](Points& sum) {
    loyalty::add(sum, points);
    loyalty::add(counter, points);
  };
  const auto go_out = [&](Points& sum) {
    loyalty::add(sum, points);
    take(counter, points);
  };
  switch (entry.kind) {
    case EntryKind::earn: return come_in(balance_.earned);
    case EntryKind::adjust: return come_in(balance_.adjusted);
    case EntryKind::redeem: return go_out(balance_.redeemed);
    case EntryKind::expire: return go_out(balance_.expired);
    case EntryKind::claw_back: return go_out(balance_.clawed_back);
    case EntryKind::repay: take(balance_.debt, points); return go_out(balance_.clawed_back);
    case EntryKind::give_back:
      take(balance_.redeemed, points);
      loyalty::add(counter, points);
      return;
    case EntryKind::debt: return loyalty::add(balance_.debt, points);
    case EntryKind::forgive: return loyalty::add(balance_.forgiven, points);
    case EntryKind::growth: return loyalty::add(balance_.growth, points);
    case EntryKind::redate: return;
  }
}

void Tally::clear() {
  balance_ = {};
  held_lots_.clear();
}

} // namespace loyalty
