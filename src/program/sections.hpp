// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/order_profile.hpp"
#include "loyalty/program.hpp"
#include "program/known_names.hpp"
#include "program/knows_zone.hpp"
#include "program/problem.hpp"
#include "program/toml_fields.hpp"
#include "program/toml_reader.hpp"

namespace loyalty::program {

// The parts of a program file. What is wrong becomes a problem and leaves the default in its place, so that one
// reading finds everything.

void read_program(const Field& field, Program& program, const KnowsZone& knows_zone);
PointsRules read_points(const Field& field, const Known& known);
GrowthRules read_growth(const Field& field, Currency currency);
std::vector<Activity> read_activities(const Field& field);
ReferralRules read_referral(const Field& field, const Known& known);
std::vector<Tier> read_tiers(const Field& field, const Known& known);
std::vector<Campaign> read_campaigns(const Field& field, const Known& known);
/// `campaigns` are those whose first day may bring a voucher.
std::vector<Coupon> read_coupons(const Field& field, const Known& known, const std::vector<Campaign>& campaigns);
/// `coupons` are those that the reward for a term may be made of.
std::vector<Plan> read_plans(const Field& field, const Known& known, const std::vector<Coupon>& coupons);
/// `campaigns` are those on whose first day a reward may come.
std::vector<RewardRule> read_reward_rules(const Field& field, const Known& known,
                                          const std::vector<Campaign>& campaigns);
/// Where there are no wallets.
void refuse_cash_back(const Field& rewards);
std::vector<Gift> read_gifts(const Field& field, const Known& known);
WalletRules read_wallet(const Field& field, Currency currency);
/// [cards]: gift cards.
CardRules read_cards(const Field& field, Currency currency);
ShippingRules read_shipping(const Field& field, Currency currency);
/// [closed]: what becomes of what somebody has who is shut out.
ClosedRules read_closed(const Field& field);
/// [prices]: below what no discount goes.
Prices read_prices(const Field& field, Currency currency);
/// [costs]: what goods and the scheme cost.
Costs read_costs(const Field& field, Currency currency);
/// [profit] since.
std::optional<Day> read_profit(const Field& field);
std::vector<Segment> read_segments(const Field& field, const Known& known);
std::vector<Group> read_groups(const Field& field, const Known& known);
RfmRules read_rfm(const Field& field, Currency currency);
std::vector<Draw> read_draws(const Field& field, const Known& known);
/// [import.profile.NAME]: how files of a till or platform are to be read.
std::vector<OrderProfile> read_import(const Field& field);
/// [contact] most.
std::optional<Limit> read_contact(const Field& field);
/// [texts]: what is sent to members, by kind of work.
std::map<std::string, std::string> read_texts(const Field& field);

// What several sections hold.

inline constexpr std::int64_t most_points = 1'000'000'000;
inline constexpr std::int64_t most_rate = 1'000'000; ///< points for so much money, or a piece
inline constexpr std::int64_t most_times = 1'000'000'000;
inline constexpr std::int64_t longest_streak = 366; ///< days

/// Reads a whole number between the two.
inline auto whole(std::int64_t least, std::int64_t most) {
  return [=](const Field& field) { return read_whole(field, least, most); };
}

/// { points = 1, per = "10.00" } or { points = 5, per = "piece" }
std::optional<EarnRule> read_earn(const Field& field, Currency currency);
/// What every order earns: the same, with the lines that it earns on and whether shipping earns.
std::optional<EarnRule> read_points_earn(const Field& field, Currency currency, EarnBase& base);
/// Growth comes of money alone.
std::optional<EarnRule> read_growth_earn(const Field& field, Currency currency, EarnBase& base);
/// { category = "beauty", except = { sku = "A1" }, min_spend = "100.00" }
std::optional<LineScope> read_line_scope(const Field& field, Currency currency);
/// `lines`, or `category` alone, which says the same as `lines` with it.
void read_scope_lines(Section& section, Currency currency, LineScope& lines);
/// The orders that a rule is for, whatever their lines: days of the week and month, every n-th, host and channel.
void read_scope_orders(Section& section, Scope& scope);
/// What `lines` asks for as `min_spend`, taken out of it: it may not be said beside it once more.
Money take_min_spend(Section& section, LineScope& lines);
/// "20%" or "10.00"
std::optional<Reduction> read_reduction(const Field& field, Currency currency);
/// [{ from = "200.00", off = "20%" }]
std::optional<LadderOff> read_ladder(const Field& field, Currency currency);
/// { buy = 2, get = 1, off = "100%" }
std::optional<PiecesOff> read_pieces_off(const Field& field, Currency currency);
/// "9.90"
std::optional<LinePrice> read_line_price(const Field& field, Currency currency);
/// "50%" or "3.00"
std::optional<ShippingOff> read_shipping_off(const Field& field, Currency currency);
/// What campaigns and coupons both give, as one of what the two can be.
template <class Any, auto read>
std::optional<Any> read_as(const Field& field, Currency currency) {
  auto one = read(field, currency);
  return one ? std::optional<Any>(std::move(*one)) : std::nullopt;
}
/// { points = 100, growth = 10, coupon = "welcome" }
Reward read_reward(const Field& field, const Known& known);
/// The keys of a reward, in a table that may hold others.
void read_reward_keys(Section& section, const Known& known, Reward& reward);
/// Whose occasion it is. What a tier brings when it is reached is told by the tier, and by no reward.
enum class OccasionOf : std::uint8_t { voucher, reward };
/// The keys of an occasion, in a table that may hold others.
std::optional<IssueRule> read_occasion(Section& section, const Known& known, const std::vector<Campaign>& campaigns,
                                       OccasionOf of);
/// What makes vouchers come by themselves: one table or a list of them.
std::vector<IssueRule> read_issue(const Field& field, const Known& known, const std::vector<Campaign>& campaigns);
/// Limits count in shorter parts of the calendar too than those at whose end points expire.
std::optional<Calendar> read_limit_part(const Field& field);
/// What a thing handed out costs the shop, in a table that says which under `gift`.
std::optional<Money> read_gift_cost(const Field& field, const Section& section, Currency currency);
/// { times = 1, per = "month" }
std::optional<Limit> read_limit(const Field& field);

/// What the tables around a condition hand down to it.
struct Around {
  const Known& known;
  Window window = {};   ///< for tables without one of their own
  bool of_tier = false; ///< the condition decides about a tier
  bool keeps = false;   ///< and keeps it: a window may begin when it was reached
};

/// { spend = "1000.00", orders = 3, window = "365 days" }: all metrics of a table must hold; `any`, `all` and `none`
/// hold further tables.
std::optional<Condition> read_condition(const Field& field, const Around& around);
/// The condition at `key`, if there is one.
void read_who(Section& section, std::string_view key, const Known& known, Condition& to);
std::optional<Window> read_window(const Field& field);
/// The same of what keeps a tier, which "since reached" is for.
std::optional<Window> read_kept_window(const Field& field);

/// A comparison of a condition and where it stands.
struct Part {
  const TomlValue* at;
  Condition condition;
};

/// All metrics of a condition's table; `around.window` is that of the table.
std::vector<Part> read_metrics(Section& section, const Around& around);

/// The tables of a [[list]], each with an `id` of its own and a `name`; `read(section, item)` does the rest.
template <class Item, class Read>
std::vector<Item> read_items(const Field& field, const Message& several, std::string_view example_id,
                             const Read& read) {
  std::vector<Item> items;
  const auto kind = field.path;
  for (const auto& table : read_tables(field, "write [[{kind}]] with two brackets, once for each {kind}"_en(kind))) {
    Item item;
    Section named(table);
    named.need("id", "id = \"" + std::string(example_id) + '"', read_id, item.id);
    Section section({table.value, item.id.empty() ? kind : kind + '.' + item.id, table.problems});
    section.find("id");
    section.need("name", "name = \"…\"", read_line, item.name);
    read(section, item);
    section.finish();
    const auto same = [&](const Item& other) { return other.id == item.id; };
    if (!item.id.empty() && std::any_of(items.begin(), items.end(), same))
      Field{table.value.find("id")->value, kind, table.problems}.error(
          "two {kinds} have the id \"{id}\""_en(several, item.id), {}, "give each {kind} an id of its own"_en(kind));
    items.push_back(std::move(item));
  }
  return items;
}

/// Adds warnings on what a sound program says but its owner can hardly mean. `root` is the text it was read from.
void warn_about(const Program& program, const TomlValue& root, Problems& problems);

} // namespace loyalty::program
