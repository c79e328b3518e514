// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "program/discount_words.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

std::optional<CouponKind> read_coupon_off(const Field& field, Currency currency) {
  const auto off = read_reduction(field, currency);
  if (!off) return std::nullopt;
  if (const auto* share = std::get_if<Ratio>(&*off)) return PercentOff{*share, {}};
  return AmountOff{std::get<Money>(*off)};
}

/// `free_shipping = true`.
std::optional<CouponKind> read_free_shipping(const Field& field, Currency /*currency*/) {
  const auto free = read_truth(field);
  if (!free) return std::nullopt;
  if (!*free) return field.expected("true, or to be left out"_en, "true");
  return FreeShipping{};
}

std::optional<CouponKind> read_gift(const Field& field, Currency /*currency*/) {
  auto what = read_line(field);
  return what ? std::optional<CouponKind>(GiftItem{std::move(*what)}) : std::nullopt;
}

std::optional<CouponKind> read_bonus_points(const Field& field, Currency /*currency*/) {
  const auto points = read_whole(field, 1, most_points);
  return points ? std::optional<CouponKind>(BonusPoints{*points}) : std::nullopt;
}

struct KindKey {
  std::string_view key;
  std::optional<CouponKind> (*read)(const Field&, Currency);
};
constexpr std::array<KindKey, 8> kinds{{{"off", read_coupon_off},
                                        {"free_shipping", read_free_shipping},
                                        {"gift", read_gift},
                                        {"bonus_points", read_bonus_points},
                                        {"ladder", read_as<CouponKind, read_ladder>},
                                        {"pieces", read_as<CouponKind, read_pieces_off>},
                                        {"price", read_as<CouponKind, read_line_price>},
                                        {"shipping_off", read_as<CouponKind, read_shipping_off>}}};

/// What the coupon gives and what belongs to it.
void read_kind(Section& section, Currency currency, Coupon& coupon) {
  std::size_t found = 0;
  for (const auto& kind : kinds) {
    const auto field = section.find(kind.key);
    if (!field) continue;
    ++found;
    if (auto read = kind.read(*field, currency)) coupon.kind = std::move(*read);
  }
  section.exactly_one(found, "off, ladder, pieces, price, shipping_off, free_shipping, gift and bonus_points"_en,
                      "write for example {example} or {other}"_en("off = \"10.00\"", "off = \"20%\""));
  const auto cap = section.find("max_discount");
  if (!cap) return;
  const auto* off = section.field().value.find("off");
  const bool percent = off != nullptr && says_share(off->value.text);
  if (auto* share = std::get_if<PercentOff>(&coupon.kind))
    share->max_discount = read_positive_money(*cap, currency);
  else if (!percent)
    cap->error("{key} goes with a percentage only"_en(cap->path), "everything else is its own limit"_en,
               "delete {key}, or write for example {example}"_en("max_discount", "off = \"20%\""));
}

std::optional<Validity> read_validity(const Field& field) {
  Validity valid;
  if (field.value.kind != TomlValue::Kind::table) {
    const auto length = read_period(field);
    if (!length) return std::nullopt;
    valid.length = *length;
    return valid;
  }
  Section section(field);
  section.read("days", read_period, valid.length);
  section.read("from", read_day, valid.from);
  section.read("until", read_day, valid.until);
  section.finish();
  if (valid.from && valid.until && *valid.until < *valid.from)
    field.error("{key} holds no day"_en(field.path),
                "until {until} is before from {from}"_en(*valid.until, *valid.from), "exchange the two"_en);
  if (field.value.members.empty()) return field.expected("days, from or until"_en, "\"30 days\"");
  return valid;
}

/// A word that a customer types or says: no blanks.
std::optional<std::string> read_code(const Field& field) {
  auto code = read_line(field);
  constexpr std::size_t longest = 64;
  if (code && (code->size() > longest || code->find_first_of(" \t") != std::string::npos))
    return field.expected("one word of at most 64 bytes"_en, "\"WELCOME\"");
  return code;
}

std::optional<std::int64_t> read_times(const Field& field) { return read_whole(field, 1, most_times); }

void read_budget(const Field& field, Currency currency, Coupon& coupon) {
  constexpr std::string_view example = "{ vouchers = 100, amount = \"1000.00\" }";
  if (!read_table(field, example)) return;
  Section section(field);
  section.read("vouchers", read_times, coupon.budget_vouchers);
  section.read("amount", positive_money(currency), coupon.budget_amount);
  section.finish();
  if (field.value.members.empty()) field.expected("vouchers, amount or both"_en, example);
}

std::optional<OnReturn> read_on_return(const Field& field) {
  return read_word<OnReturn>(field, {{"keep", OnReturn::keep}, {"demand", OnReturn::demand}});
}

void read_coupon(Section& section, const Known& known, const std::vector<Campaign>& campaigns, Coupon& coupon) {
  const auto issue = [&](const Field& field) { return std::optional(read_issue(field, known, campaigns)); };
  read_kind(section, known.currency, coupon);
  read_scope_lines(section, known.currency, coupon.lines);
  coupon.min_spend = take_min_spend(section, coupon.lines);
  section.read("min_spend", money(known.currency), coupon.min_spend);
  section.read("valid", read_validity, coupon.valid);
  read_who(section, "audience", known, coupon.audience);
  section.read("code", read_code, coupon.code);
  section.read("per_member", read_limit, coupon.per_member);
  if (const auto budget = section.find("budget")) read_budget(*budget, known.currency, coupon);
  section.read("stacking", read_id, coupon.stacking);
  read_who(section, "stacks_for", known, coupon.stacks_for);
  section.read("release", read_truth, coupon.release);
  section.read("on_return", read_on_return, coupon.on_return);
  section.read("issue", issue, coupon.issue);
  if (const auto cost = section.find("cost")) coupon.cost = read_gift_cost(*cost, section, known.currency);
}

void refuse_repeated_codes(const std::vector<Coupon>& coupons, const Field& field) {
  for (std::size_t i = 0; i < coupons.size(); ++i) {
    const auto& code = coupons[i].code;
    const auto same = [&](const Coupon& other) { return other.code == code; };
    const auto end = coupons.begin() + static_cast<std::ptrdiff_t>(i);
    if (!code || std::none_of(coupons.begin(), end, same)) continue;
    Field{field.value.items.at(i).find("code")->value, field.path, field.problems}.error(
        "two coupons have the code \"{code}\""_en(*code), {}, "give each coupon a code of its own"_en);
  }
}

} // namespace

std::optional<Calendar> read_limit_part(const Field& field) {
  return read_word<Calendar>(field, {{"day", Calendar::day},
                                     {"week", Calendar::week},
                                     {"month", Calendar::month},
                                     {"quarter", Calendar::quarter},
                                     {"year", Calendar::year}});
}

/// What a discount, a parcel or points cost is known without it.
std::optional<Money> read_gift_cost(const Field& field, const Section& section, Currency currency) {
  if (section.field().value.find("gift") != nullptr) return read_money(field, currency);
  field.error("{key} goes with {other} only"_en(field.path, "gift"), {}, "delete {key}"_en("cost"));
  return std::nullopt;
}

std::optional<Limit> read_limit(const Field& field) {
  if (!read_table(field, "{ times = 1, per = \"month\" }")) return std::nullopt;
  Section section(field);
  Limit limit;
  section.need("times", "times = 1", read_times, limit.times);
  section.read("per", read_limit_part, limit.per);
  section.finish();
  return limit;
}

std::vector<Coupon> read_coupons(const Field& field, const Known& known, const std::vector<Campaign>& campaigns) {
  auto coupons = read_items<Coupon>(field, "kind|coupons"_en, "birthday", [&](Section& section, Coupon& coupon) {
    read_coupon(section, known, campaigns, coupon);
  });
  refuse_repeated_codes(coupons, field);
  return coupons;
}

} // namespace loyalty::program
