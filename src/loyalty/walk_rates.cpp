// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include "walk.hpp"

namespace loyalty {
namespace {

Ratio product(Ratio left, Ratio right) {
  return Ratio{scale(left.millionths, right.millionths, Ratio::one, Rounding::floor)};
}

}  // namespace

/// Who meets a campaign's condition is seen in the morning, before anything of the day counts.
void Engine::Walk::judge_campaigns(Day day) {
  windows_.advance(day);
  campaign_fits_.clear();
  for (const auto* campaign : rules().campaigns) campaign_fits_.push_back(holds(campaign->scope.who, metric_of_));
}

Money Engine::Walk::base_in(std::size_t index, const Account& account, const std::vector<std::string>& categories) const {
  if (categories.empty()) return account.base;
  if (history_->sales.empty()) return {};
  Money all;
  Money covered;
  for (const auto& part : history_->sales[index].parts) {
    all += part.amount;
    if (covers(categories, part.category)) covered += part.amount;
  }
  if (all <= Money{} || covered <= Money{}) return {};
  // What the lines cost can differ from what was paid for the order.
  return all == account.base ? covered : Money{scale(account.base.minor, covered.minor, all.minor, Rounding::floor)};
}

RatedPart Engine::Walk::rated_part_of(std::size_t index, const Account& account, const EarnRule& rule,
                                      const std::string& sum, const std::string& name, Ratio multiplier,
                                      const std::vector<std::string>& categories) {
  return {.terms = intern({.program = timeline[reign_].id,
                           .rule = name,
                           .earn = rule,
                           .multiplier = multiplier,
                           .cap = program().points.caps.order}),
          .rule = rule,
          .base = base_in(index, account, categories),
          .carries = rule.rounding == EarnRounding::carry ? sum : std::string()};
}

/// Fits the campaigns to the order and counts what it earns.
Points Engine::Walk::rate(std::size_t index, Account& account) {
  const Day day = history_->orders[index].day();
  Rating rating;
  if (shown_.tier >= 0) rating.multiplier = program().tiers[static_cast<std::size_t>(shown_.tier)].multiplier;
  std::vector<const Campaign*> more;
  std::string multiplied;
  for (const auto* campaign : fitting_campaigns(day, account)) {
    if (const auto* multiply = std::get_if<Multiply>(&campaign->effect)) {
      rating.multiplier = product(rating.multiplier, multiply->factor);
      multiplied += ", campaign " + campaign->id;
    } else if (std::holds_alternative<EarnMore>(campaign->effect)) {
      more.push_back(campaign);
    } else {
      rating.bonus += std::get<BonusPoints>(campaign->effect).points;
      rating.bonus_terms = intern({.program = timeline[reign_].id, .rule = "campaign " + campaign->id});
    }
  }
  if (const auto& earn = program().points.earn) {
    std::string name = "points.earn";
    if (shown_.tier >= 0) name += ", tier " + program().tiers[static_cast<std::size_t>(shown_.tier)].id;
    rating.parts.push_back(rated_part_of(index, account, *earn, "points.earn", name + multiplied, rating.multiplier, {}));
  }
  for (const auto* campaign : more)
    rating.parts.push_back(rated_part_of(index, account, std::get<EarnMore>(campaign->effect).earn, campaign->id,
                                         "campaign " + campaign->id + multiplied, rating.multiplier,
                                         campaign->scope.categories));
  rating.room = room(day);
  rating.beyond = program().points.caps.beyond;
  account.rating = static_cast<std::int32_t>(ratings_.size());
  account.earn = rating.parts.empty() ? rating.bonus_terms : rating.parts.front().terms;

  rating.given = capped(rating, rated(rating, account.base, account.base));
  Points so_far = rated(rating, account.base, account.base);
  for (const auto& part : rating.parts)
    if (!part.carries.empty())
      rating.given += carried_[part.carries].add(part.rule, rating.multiplier, part.base, rating, so_far);
  fill_caps(rating.room ? std::min(rating.given, *rating.room) : rating.given);
  rating.given += rating.bonus;
  ratings_.push_back(std::move(rating));
  return ratings_.back().given;
}

std::vector<const Campaign*> Engine::Walk::fitting_campaigns(Day day, const Account& account) const {
  std::vector<const Campaign*> fitting;
  if (account.void_ || account.base <= Money{}) return fitting;
  const auto& campaigns = rules().campaigns;
  const Meets as_judged = [](const Condition&) { return true; };
  const ScopeFacts facts{.day = day, .order = orders_, .birthday = birthday(), .meets = &as_judged};
  for (std::size_t at = 0; at < campaigns.size(); ++at)
    if (campaign_fits_[at] && in_scope(campaigns[at]->scope, facts)) fitting.push_back(campaigns[at]);
  return fitting;
}

/// What the caps leave today; nothing where there are none.
std::optional<Points> Engine::Walk::room(Day day) {
  const Caps& caps = program().points.caps;
  std::optional<Points> room = caps.order;
  const auto look = [&](const std::optional<Points>& cap, CapSum& sum, Day from) {
    if (sum.from != from) sum = {from, 0};
    if (cap) room = std::min(room.value_or(*cap), std::max<Points>(0, *cap - sum.points));
  };
  look(caps.day, day_cap_, day);
  look(caps.month, month_cap_, start_of(Calendar::month, day));
  look(caps.term, term_cap_, first_day({Window::Kind::membership_year, {}}, day, history_->joined_on));
  return room;
}

void Engine::Walk::fill_caps(Points points) {
  for (auto* sum : {&day_cap_, &month_cap_, &term_cap_}) sum->points += points;
}

/// One line for each rule, so that every point names the rule it came by; the last takes what rounding and caps leave.
void Engine::Walk::emit_rated(std::size_t index, const Account& account, Points points) {
  const OrderFact& order = history_->orders[index];
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  const auto open = [&](Points of_rule, Money base, std::int32_t of_terms) {
    if (of_rule <= 0) return;
    open_lot({.day = order.day(), .points = of_rule, .order = order.id, .base = base, .terms = of_terms},
             order.day() + program().points.hold_days);
  };
  Points left = points - rating.bonus;
  for (std::size_t at = 0; at < rating.parts.size(); ++at) {
    const auto& part = rating.parts[at];
    const bool last = at + 1 == rating.parts.size();
    const Points share = last || !part.carries.empty() ? left : std::min(left, rated_part(rating, part));
    open(share, part.base, part.terms);
    left -= share;
  }
  open(rating.bonus, account.base, rating.bonus_terms);
}

Points Engine::Walk::due_back(Account& account, Money amount) {
  if (account.earn < 0) return 0;
  if (account.rating < 0) {
    const auto& pinned = terms[static_cast<std::size_t>(account.earn)];
    const Points due = earned(pinned, account.base) - earned(pinned, account.remaining) - account.taken;
    account.taken += due;
    return due;
  }
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  const auto kept = [&](Money remaining, bool stays) {
    return capped(rating, rated(rating, account.base, remaining)) + (stays ? rating.bonus : 0);
  };
  Points due = kept(account.base, true) - kept(account.remaining, !account.void_ && account.remaining > Money{}) -
               account.taken;
  account.taken += due;
  for (const auto& part : rating.parts) {
    if (part.carries.empty()) continue;
    due += carried_[part.carries].take(part_of(part, account.base, account.remaining + amount) -
                                       part_of(part, account.base, account.remaining));
  }
  return due;
}

Points Engine::Walk::growth_of(Account& account) {
  account.growth = rules().growth;
  if (account.growth < 0) return 0;
  const auto& pinned = terms[static_cast<std::size_t>(account.growth)];
  if (pinned.earn.rounding != EarnRounding::carry) return earned(pinned, account.base);
  Points before = 0;
  return carried_growth_.add(pinned.earn, pinned.multiplier, account.base, {}, before);
}

Points Engine::Walk::growth_due_back(Account& account, Money amount) {
  if (account.growth < 0) return 0;
  const auto& pinned = terms[static_cast<std::size_t>(account.growth)];
  if (pinned.earn.rounding == EarnRounding::carry) return carried_growth_.take(amount);
  const Points due = earned(pinned, account.base) - earned(pinned, account.remaining) - account.growth_taken;
  account.growth_taken += due;
  return due;
}

}  // namespace loyalty
