// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "loyalty/coupon.hpp"
#include "program/discount_words.hpp"
#include "program/sections.hpp"
#include "program/warnings.hpp"

namespace loyalty::program {
namespace {

/// A name that promises one share where the number says another: 8折 is 20 % off, not 80 %.
template <class Item>
void warn_about_promise(const Message& kind, const Item& item, std::optional<Ratio> share, const TomlValue& at,
                        std::string_view key, Problems& problems) {
  const auto promised = shares_promised(item.name);
  if (promised.empty() || std::find(promised.begin(), promised.end(), share) != promised.end()) return;
  const auto meant = to_percent(promised.front());
  auto what = share && share->millionths > 0
                  ? "{kind} \"{id}\" is called \"{name}\" and takes {off}"_en(kind, item.id, item.name, Off{*share})
                  : "{kind} \"{id}\" is called \"{name}\" and takes no share off"_en(kind, item.id, item.name);
  warn(problems, at, std::move(what), "its name says {off}"_en(Off{promised.front()}),
       "write {example}, or change the name"_en(std::string(key).append(" = ").append(in_quotes(meant))));
}

/// The share of the step that the name speaks of, else of the lowest step that takes a share.
std::optional<Ratio> share_meant(std::string_view name, const LadderOff& ladder) {
  const auto promised = shares_promised(name);
  std::optional<Ratio> first;
  for (const auto& step : ladder.steps) {
    const auto* share = std::get_if<Ratio>(&step.off);
    if (share == nullptr) continue;
    if (std::find(promised.begin(), promised.end(), *share) != promised.end()) return *share;
    if (!first) first = *share;
  }
  return first;
}

void warn_about_promises(const Program& program, const TomlValue& root, Problems& problems) {
  const auto place = [&](std::string_view list, std::size_t index) -> const TomlValue& {
    return value_at(root, {list}).items.at(index);
  };
  for (std::size_t i = 0; i < program.tiers.size(); ++i) {
    const auto& tier = program.tiers[i];
    if (tier.discount.millionths > 0)
      warn_about_promise("kind|tier"_en, tier, tier.discount, value_at(place("tier", i), {"discount"}), "discount",
                         problems);
  }
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    if (const auto* ladder = std::get_if<LadderOff>(&coupon.kind))
      warn_about_promise("kind|coupon"_en, coupon, share_meant(coupon.name, *ladder),
                         value_at(place("coupon", i), {"ladder"}), "off", problems);
    const auto* percent = std::get_if<PercentOff>(&coupon.kind);
    if (percent != nullptr || std::holds_alternative<AmountOff>(coupon.kind))
      warn_about_promise("kind|coupon"_en, coupon, percent == nullptr ? std::nullopt : std::optional(percent->share),
                         value_at(place("coupon", i), {"off"}), "off", problems);
  }
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    if (const auto* ladder = std::get_if<LadderOff>(&campaign.effect))
      warn_about_promise("kind|campaign"_en, campaign, share_meant(campaign.name, *ladder),
                         value_at(place("campaign", i), {"ladder"}), "off", problems);
    const auto* lines = std::get_if<LinesOff>(&campaign.effect);
    if (lines != nullptr || std::holds_alternative<ThresholdOff>(campaign.effect))
      warn_about_promise("kind|campaign"_en, campaign, lines == nullptr ? std::nullopt : std::optional(lines->share),
                         value_at(place("campaign", i), {lines == nullptr ? "off" : "discount"}), "discount", problems);
  }
}

void warn_about_coupons(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto& place = value_at(root, {"coupon"}).items.at(i);
    if (coupon.on_return == OnReturn::demand && least_spend(coupon) == Money{})
      warn(problems, value_at(place, {"on_return"}), "coupon \"{coupon}\" never demands anything back"_en(coupon.id),
           "no return leaves less than a minimum of nothing"_en, "add min_spend, or delete on_return"_en);
    const auto* off = std::get_if<AmountOff>(&coupon.kind);
    if (off == nullptr || coupon.min_spend.minor == 0 || off->amount < coupon.min_spend) continue;
    warn(problems, value_at(place, {"off"}), "{kind} \"{id}\" can give an order away"_en("kind|coupon"_en(), coupon.id),
         "{off} off an order of {spend}"_en(Amount{off->amount, program.currency, true},
                                            Amount{coupon.min_spend, program.currency, true}),
         "make min_spend larger than off"_en);
  }
}

/// Codes on orders are told apart by their plain spelling.
void warn_about_codes(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto end = program.coupons.begin() + static_cast<std::ptrdiff_t>(i);
    const auto same = std::find_if(program.coupons.begin(), end, [&](const Coupon& other) {
      return coupon.code && other.code && plain_code(*coupon.code) == plain_code(*other.code);
    });
    if (same == end) continue;
    warn(problems, value_at(value_at(root, {"coupon"}).items.at(i), {"code"}),
         "the codes \"{code}\" and \"{other}\" are one code"_en(*same->code, *coupon.code),
         "small letters, blanks and hyphens make no difference"_en, "give each coupon a code of its own"_en);
  }
}

/// Whether everything that the scope names is left out again.
bool is_for_no_line(const LineScope& lines) {
  const auto all_in = [](const std::vector<std::string>& names, const std::vector<std::string>& left_out) {
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      return std::find(left_out.begin(), left_out.end(), name) != left_out.end();
    });
  };
  return !lines.of.empty() && all_in(lines.of.categories, lines.except.categories) &&
         all_in(lines.of.skus, lines.except.skus);
}

void warn_about_scopes(const Program& program, const TomlValue& root, Problems& problems) {
  const auto check = [&](const Message& kind, const std::string& id, const LineScope& lines, std::string_view list,
                         std::size_t index) {
    if (!is_for_no_line(lines)) return;
    warn(problems, value_at(value_at(root, {list}).items.at(index), {"lines", "except"}),
         "{kind} \"{id}\" is for no line"_en(kind, id), "except leaves out all that its lines name"_en,
         "delete except, or what is named beside it"_en);
  };
  for (std::size_t i = 0; i < program.campaigns.size(); ++i)
    check("kind|campaign"_en, program.campaigns[i].id, program.campaigns[i].scope.lines, "campaign", i);
  for (std::size_t i = 0; i < program.coupons.size(); ++i)
    check("kind|coupon"_en, program.coupons[i].id, program.coupons[i].lines, "coupon", i);
  for (std::size_t i = 0; i < program.rewards.size(); ++i)
    check("kind|reward"_en, program.rewards[i].id, program.rewards[i].orders.lines, "reward", i);
}

Money most_taken(const LadderStep& step) { return taken_off(step.off, step.spend); }

/// A campaign or coupon, and what of the file it was read from.
struct OfferAt {
  const Message& kind;
  const std::string& id;
  const TomlValue& at;
};

/// Steps ask for money here: what pieces come to nobody knows.
void warn_about_ladder(const OfferAt& offer, const LadderOff& ladder, Currency currency, Problems& problems) {
  for (std::size_t i = 0; i < ladder.steps.size(); ++i) {
    const auto& step = ladder.steps[i];
    const auto& place = value_at(value_at(offer.at, {"ladder"}).items.at(i), {"off"});
    if (step.spend > Money{} && most_taken(step) >= step.spend)
      warn(problems, place, "{kind} \"{id}\" can give an order away"_en(offer.kind, offer.id),
           "{off} off an order of {spend}"_en(Amount{most_taken(step), currency, true},
                                              Amount{step.spend, currency, true}),
           "make from larger than off"_en);
    if (i == 0 || step.spend == Money{}) continue;
    const auto before = taken_off(ladder.steps[i - 1].off, step.spend);
    if (most_taken(step) > before) continue;
    warn(problems, place, "a step of {kind} \"{id}\" takes no more than the one below it"_en(offer.kind, offer.id),
         "at {spend} it takes {off}, the one below {other}"_en(Amount{step.spend, currency, true},
                                                               Amount{most_taken(step), currency, true},
                                                               Amount{before, currency, true}),
         "make off larger, or delete the step"_en);
  }
}

/// Nothing has to be bought for what is free.
void warn_about_pieces(const OfferAt& offer, const PiecesOff& pieces, Problems& problems) {
  const auto* share = std::get_if<Ratio>(&pieces.value);
  if (pieces.buy > 0 || share == nullptr || *share != Ratio{Ratio::one}) return;
  warn(problems, value_at(offer.at, {"pieces", "off"}),
       "{kind} \"{id}\" gives its pieces away"_en(offer.kind, offer.id), "nothing has to be bought for them"_en,
       "add {example}"_en("buy = 1"));
}

/// What campaigns and coupons both can do.
void warn_about_effects(const Program& program, const TomlValue& root, Problems& problems) {
  const auto look = [&](const OfferAt& offer, const auto& effect) {
    if (const auto* ladder = std::get_if<LadderOff>(&effect))
      warn_about_ladder(offer, *ladder, program.currency, problems);
    if (const auto* pieces = std::get_if<PiecesOff>(&effect)) warn_about_pieces(offer, *pieces, problems);
  };
  const auto campaign_kind = "kind|campaign"_en();
  const auto coupon_kind = "kind|coupon"_en();
  for (std::size_t i = 0; i < program.campaigns.size(); ++i)
    look({campaign_kind, program.campaigns[i].id, value_at(root, {"campaign"}).items.at(i)},
         program.campaigns[i].effect);
  for (std::size_t i = 0; i < program.coupons.size(); ++i)
    look({coupon_kind, program.coupons[i].id, value_at(root, {"coupon"}).items.at(i)}, program.coupons[i].kind);
}

void warn_about_campaigns(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* threshold = std::get_if<ThresholdOff>(&campaign.effect);
    if (threshold == nullptr || threshold->min_spend.minor == 0 || threshold->off < threshold->min_spend) continue;
    warn(problems, value_at(value_at(root, {"campaign"}).items.at(i), {"off"}),
         "{kind} \"{id}\" can give an order away"_en("kind|campaign"_en(), campaign.id),
         "{off} off an order of {spend}"_en(Amount{threshold->off, program.currency, true},
                                            Amount{threshold->min_spend, program.currency, true}),
         "make min_spend larger than off"_en);
  }
}

void warn_about_wallet(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.wallet.bonuses.size(); ++i) {
    const auto& [pay, bonus] = program.wallet.bonuses[i];
    if (pay + bonus <= program.wallet.limit) continue;
    warn(problems, value_at(root, {"wallet", "bonus"}).items.at(i),
         "nobody can top up {amount} with its bonus"_en(Amount{pay, program.currency}),
         "with a bonus of {bonus} it is more than the limit of {limit}"_en(
             Amount{bonus, program.currency}, Amount{program.wallet.limit, program.currency}),
         "make pay or bonus smaller"_en);
  }
}

/// The found share of its price that a line costs in any case; nullptr: of some lines only, or none.
const Ratio* floor_of_every_line(const Prices& prices) {
  const Ratio* found = nullptr;
  for (const auto& floor : prices.floors) {
    const auto* share = std::get_if<Ratio>(&floor.least);
    if (share != nullptr && floor.lines.every_line() && (found == nullptr || *found < *share)) found = share;
  }
  return found;
}

/// Nothing where all steps take amounts.
Ratio largest_share(const LadderOff& ladder) {
  Ratio largest;
  for (const auto& step : ladder.steps)
    if (const auto* share = std::get_if<Ratio>(&step.off)) largest = std::max(largest, *share);
  return largest;
}

/// A discount that no line has room for.
void warn_about_floors(const Program& program, const TomlValue& root, Problems& problems) {
  const auto* least = floor_of_every_line(program.prices);
  if (least == nullptr) return;
  const auto check = [&](const Message& kind, const std::string& id, Ratio share, std::string_view list,
                         std::size_t index, std::string_view key) {
    if (share.millionths <= Ratio::one - least->millionths) return;
    warn(problems, value_at(value_at(root, {list}).items.at(index), {key}),
         "{kind} \"{id}\" can never take {off}"_en(kind, id, Off{share}),
         "prices.floors lets no line cost less than {share} of its price"_en(to_percent(*least)),
         "lower the floor, or the discount"_en);
  };
  for (std::size_t i = 0; i < program.tiers.size(); ++i)
    check("kind|tier"_en, program.tiers[i].id, program.tiers[i].discount, "tier", i, "discount");
  for (std::size_t i = 0; i < program.coupons.size(); ++i)
    if (const auto* percent = std::get_if<PercentOff>(&program.coupons[i].kind); percent && !percent->max_discount)
      check("kind|coupon"_en, program.coupons[i].id, percent->share, "coupon", i, "off");
  for (std::size_t i = 0; i < program.coupons.size(); ++i)
    if (const auto* ladder = std::get_if<LadderOff>(&program.coupons[i].kind))
      check("kind|coupon"_en, program.coupons[i].id, largest_share(*ladder), "coupon", i, "ladder");
  for (std::size_t i = 0; i < program.campaigns.size(); ++i)
    if (const auto* lines = std::get_if<LinesOff>(&program.campaigns[i].effect))
      check("kind|campaign"_en, program.campaigns[i].id, lines->share, "campaign", i, "discount");
  for (std::size_t i = 0; i < program.campaigns.size(); ++i)
    if (const auto* ladder = std::get_if<LadderOff>(&program.campaigns[i].effect))
      check("kind|campaign"_en, program.campaigns[i].id, largest_share(*ladder), "campaign", i, "ladder");
}

} // namespace

void warn_about_offers(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_coupons(program, root, problems);
  warn_about_codes(program, root, problems);
  warn_about_campaigns(program, root, problems);
  warn_about_effects(program, root, problems);
  warn_about_scopes(program, root, problems);
  warn_about_promises(program, root, problems);
  warn_about_wallet(program, root, problems);
  warn_about_floors(program, root, problems);
}

} // namespace loyalty::program
