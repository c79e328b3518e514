// SPDX-License-Identifier: MIT
#include "loyalty/entry.hpp"

#include <algorithm>

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

Points earned(const Terms& terms, Money base) {
  __extension__ using Wide = __int128;
  if (base <= Money{} || terms.earn.per <= Money{}) return 0;
  Wide numerator = Wide{terms.earn.points} * terms.multiplier.millionths;
  Wide denominator = Ratio::one;
  if (terms.earn.rounding == EarnRounding::full || terms.earn.rounding == EarnRounding::carry) {
    numerator *= base.minor / terms.earn.per.minor;
  } else {
    numerator *= base.minor;
    denominator *= terms.earn.per.minor;
  }
  if (terms.earn.rounding == EarnRounding::nearest) numerator += denominator / 2;
  const auto points = static_cast<Points>(numerator / denominator);
  return terms.cap ? std::min(points, *terms.cap) : points;
}

Balance& Balance::operator+=(const Balance& other) {
  earned += other.earned;
  adjusted += other.adjusted;
  redeemed += other.redeemed;
  expired += other.expired;
  clawed_back += other.clawed_back;
  balance += other.balance;
  held += other.held;
  debt += other.debt;
  overspent += other.overspent;
  forgiven += other.forgiven;
  growth += other.growth;
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
  const auto overspend = [this](Points points) {
    balance_.redeemed += points;
    balance_.debt += points;
    balance_.overspent += points;
  };
  if (entry.lot == 0 && entry.kind == EntryKind::redeem) return overspend(entry.points);
  if (entry.lot == 0 && entry.kind == EntryKind::give_back) return overspend(-entry.points);
  switch (entry.kind) {
    case EntryKind::earn: balance_.earned += entry.points; counter += entry.points; break;
    case EntryKind::adjust: balance_.adjusted += entry.points; counter += entry.points; break;
    case EntryKind::redeem: balance_.redeemed += entry.points; counter -= entry.points; break;
    case EntryKind::give_back: balance_.redeemed -= entry.points; counter += entry.points; break;
    case EntryKind::expire: balance_.expired += entry.points; counter -= entry.points; break;
    case EntryKind::claw_back: balance_.clawed_back += entry.points; counter -= entry.points; break;
    case EntryKind::repay:
      balance_.clawed_back += entry.points;
      balance_.debt -= entry.points;
      counter -= entry.points;
      break;
    case EntryKind::debt: balance_.debt += entry.points; break;
    case EntryKind::forgive: balance_.forgiven += entry.points; break;
    case EntryKind::growth: balance_.growth += entry.points; break;
    case EntryKind::redate: break;
  }
}

void Tally::clear() {
  balance_ = {};
  held_lots_.clear();
}

}  // namespace loyalty
