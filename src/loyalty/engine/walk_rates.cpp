// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include "walk.hpp"

namespace loyalty {
namespace {

Ratio product(Ratio left, Ratio right) {
  return Ratio{scale(left.millionths, right.millionths, Ratio::one, Rounding::floor)};
}

} // namespace

/// Who meets a campaign's condition is seen in the morning, before anything of the day counts.
void Engine::Walk::judge_campaigns(Day day) {
  windows_.advance(day);
  campaign_fits_.clear();
  for (const auto* campaign : rules().campaigns) campaign_fits_.push_back(meets(campaign->scope.who));
}

Money Engine::Walk::base_in(std::size_t index, const Account& account,
                            const std::vector<std::string>& categories) const {
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

/// How the order earns with these campaigns, at the tier held in the morning.
Rating Engine::Walk::rating_of(std::size_t index, const Account& account, const std::vector<const Campaign*>& fitting) {
  Rating rating;
  if (shown_.tier >= 0) rating.multiplier = program().tiers[static_cast<std::size_t>(shown_.tier)].multiplier;
  std::vector<const Campaign*> more;
  std::string multiplied;
  for (const auto* campaign : fitting) {
    if (const auto* multiply = std::get_if<Multiply>(&campaign->effect)) {
      rating.multiplier = product(rating.multiplier, multiply->factor);
      multiplied += ", campaign " + campaign->id;
    } else if (std::holds_alternative<EarnMore>(campaign->effect)) {
      more.push_back(campaign);
    } else {
      add(rating.bonus, std::get<BonusPoints>(campaign->effect).points);
      rating.bonus_terms = intern({.program = timeline[reign_].id, .rule = "campaign " + campaign->id});
    }
  }
  if (const auto& earn = program().points.earn) {
    std::string name = "points.earn";
    if (shown_.tier >= 0) name += ", tier " + program().tiers[static_cast<std::size_t>(shown_.tier)].id;
    rating.parts.push_back(
        rated_part_of(index, account, *earn, "points.earn", name + multiplied, rating.multiplier, {}));
  }
  for (const auto* campaign : more)
    rating.parts.push_back(rated_part_of(index, account, std::get<EarnMore>(campaign->effect).earn, campaign->id,
                                         "campaign " + campaign->id + multiplied, rating.multiplier,
                                         campaign->scope.categories));
  rating.room = room(index);
  rating.beyond = program().points.caps.beyond;
  return rating;
}

/// Fits the campaigns to the order and counts what it earns.
Points Engine::Walk::rate(std::size_t index, Account& account) {
  const auto fitting = fitting_campaigns(history_->orders[index].day(), account);
  Rating rating = rating_of(index, account, fitting);
  account.rating = static_cast<std::int32_t>(ratings_.size());
  account.earn = rating.parts.empty() ? rating.bonus_terms : rating.parts.front().terms;
  Points so_far = rated(rating, account.base, account.base);
  for (auto& part : rating.parts) {
    if (part.carries.empty()) continue;
    auto& sum = carried_[part.carries];
    account.carried += sum.add(part.rule, rating.multiplier, part.base, rating, so_far);
    part.place = sum.last();
  }
  const auto parts = rating.parts;
  ratings_.push_back(std::move(rating));

  auto any_time = fitting;
  std::erase_if(any_time, [](const Campaign* campaign) { return campaign->scope.order || campaign->scope.every; });
  if (any_time.size() < fitting.size()) {
    account.unnumbered = static_cast<std::int32_t>(ratings_.size());
    ratings_.push_back(rating_of(index, account, any_time));
    for (auto& part : ratings_.back().parts)
      for (const auto& met : parts)
        if (met.carries == part.carries) part.place = met.place;
  }
  account.given = worth(account);
  fill_caps(account);
  return account.given + account.carried;
}

Points Engine::Walk::worth(const Account& account) const {
  if (account.earn < 0) return 0;
  if (account.rating < 0) return earned(terms[static_cast<std::size_t>(account.earn)], account.remaining);
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  const bool stays = !account.void_ && account.remaining > Money{};
  return capped(rating, rated(rating, account.base, account.remaining)) + (stays ? rating.bonus : 0);
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

std::optional<Points> Engine::Walk::room(std::size_t index) const {
  const Day day = history_->orders[index].day();
  const Caps& caps = program_on(day).points.caps;
  std::optional<Points> room = caps.order;
  const auto look = [&](const std::optional<Points>& cap, Day from) {
    if (!cap) return;
    Points left = *cap;
    for (auto before = index; before-- > 0 && history_->orders[before].day() >= from;)
      take(left, accounts_[before].filled);
    room = std::min(room.value_or(*cap), std::max<Points>(0, left));
  };
  look(caps.day, day);
  look(caps.month, start_of(Calendar::month, day));
  look(caps.term, first_day({Window::Kind::membership_year, {}}, day, history_->joined_on));
  return room;
}

void Engine::Walk::fill_caps(Account& account) {
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  account.filled = rated(rating, account.base, account.remaining) + account.carried;
  if (rating.room) account.filled = std::min(account.filled, *rating.room);
}

/// One line for each rule, so that every point names the rule it came by; the last takes what rounding and caps leave.
void Engine::Walk::emit_rated(std::size_t index, const Account& account, Points points) {
  const OrderFact& order = history_->orders[index];
  const Rating& rating = ratings_[static_cast<std::size_t>(account.rating)];
  const auto open = [&](Points of_rule, Money base, std::int32_t of_terms) {
    if (of_rule <= 0) return;
    open_lot({.day = order.day(), .points = of_rule, .order = order.id, .base = base, .terms = of_terms},
             order.day() + program().points.hold_days, static_cast<Source>(index));
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

Points Engine::Walk::growth_of(Account& account) {
  account.growth = rules().growth;
  if (account.growth < 0) return 0;
  const auto& pinned = terms[static_cast<std::size_t>(account.growth)];
  if (pinned.earn.rounding != EarnRounding::carry) return earned(pinned, account.base);
  Points before = 0;
  const Points growth = carried_growth_.add(pinned.earn, pinned.multiplier, account.base, {}, before);
  account.growth_place = carried_growth_.last();
  return growth;
}

Points Engine::Walk::growth_due_back(Account& account, Money amount) {
  if (account.growth < 0) return 0;
  const auto& pinned = terms[static_cast<std::size_t>(account.growth)];
  if (pinned.earn.rounding == EarnRounding::carry)
    return carried_growth_.take(account.growth_place, amount, account.void_);
  const Points due = earned(pinned, account.base) - earned(pinned, account.remaining) - account.growth_taken;
  account.growth_taken += due;
  return due;
}

} // namespace loyalty
