// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

/// What one named card may hold by Chinese law, in yuan. Other currencies have no bound but the program's own.
constexpr Money lawful_limit{500'000};

std::vector<TopUpBonus> read_bonuses(const Field& field, Currency currency) {
  std::vector<TopUpBonus> bonuses;
  for (const auto& table :
       read_tables(field, "write {example}"_en("bonus = [ { pay = \"500.00\", bonus = \"50.00\" } ]"))) {
    Section section(table);
    TopUpBonus bonus;
    section.need("pay", "pay = \"500.00\"", positive_money(currency), bonus.pay);
    section.need("bonus", "bonus = \"50.00\"", positive_money(currency), bonus.bonus);
    section.finish();
    if (bonus.pay.minor > 0 && !bonuses.empty() && bonus.pay <= bonuses.back().pay)
      table.error("{key} must ascend"_en(field.path),
                  "{setting} comes after {earlier}"_en("pay = " + in_quotes(to_string(bonus.pay, currency)),
                                                       "pay = " + in_quotes(to_string(bonuses.back().pay, currency))),
                  "write each amount once, the smallest first"_en);
    bonuses.push_back(bonus);
  }
  return bonuses;
}

std::optional<std::string> read_gift_coupon(const Field& field, const Known& known,
                                            const std::vector<Coupon>& coupons) {
  auto id = read_known(field, known.coupons);
  if (!id) return std::nullopt;
  for (const auto& coupon : coupons)
    if (coupon.id == *id && coupon.code)
      field.error("coupon \"{coupon}\" has a public code"_en(*id), "whoever knows it needs no points"_en,
                  "name a coupon without {key}"_en("code"));
  return id;
}

/// What a voucher costs is known when it is used.
void refuse_cost_of_voucher(const Section& section) {
  const auto& gift = section.field();
  const auto* cost = gift.value.find("cost");
  if (cost == nullptr || gift.value.find("coupon") == nullptr) return;
  Field{cost->value, gift.path + ".cost", gift.problems}.error(
      "{key} does not go with {other}"_en(gift.path + ".cost", "coupon"),
      "a voucher costs what it gives when it is used"_en, "delete {key}"_en("cost"));
}

} // namespace

std::vector<Gift> read_gifts(const Field& field, const Known& known, const std::vector<Coupon>& coupons) {
  return read_items<Gift>(field, "kind|gifts"_en, "sample", [&](Section& section, Gift& gift) {
    section.read(
        "coupon", [&](const Field& coupon) { return read_gift_coupon(coupon, known, coupons); }, gift.coupon);
    refuse_cost_of_voucher(section);
    section.need("points", "points = 300", whole(1, most_points), gift.points);
    section.read("stock", whole(0, most_times), gift.stock);
    section.read("cost", money(known.currency), gift.cost);
    read_who(section, "who", known, gift.who);
    section.read("per_member", read_limit, gift.per_member);
  });
}

WalletRules read_wallet(const Field& field, Currency currency) {
  WalletRules rules;
  if (!read_table(field, "{ limit = \"5000.00\" }")) return rules;
  rules.open = true;
  if (currency == cny) rules.limit = lawful_limit;
  Section section(field);
  if (const auto limit = section.find("limit")) {
    rules.limit = read_positive_money(*limit, currency).value_or(rules.limit);
    if (currency == cny && rules.limit > lawful_limit)
      limit->error(limit->refusal(), "a named card holds at most ¥5,000 by law"_en,
                   "write {example} or less"_en("limit = \"5000.00\""));
  }
  if (const auto bonus = section.find("bonus")) rules.bonuses = read_bonuses(*bonus, currency);
  section.finish();
  return rules;
}

ShippingRules read_shipping(const Field& field, Currency currency) {
  ShippingRules rules;
  if (!read_table(field, "{ fee = \"8.00\" }")) return rules;
  Section section(field);
  section.need("fee", "fee = \"8.00\"", money(currency), rules.fee);
  section.read("free_from", money(currency), rules.free_from);
  section.finish();
  return rules;
}

ClosedRules read_closed(const Field& field) {
  ClosedRules rules;
  if (!read_table(field, "{ points = \"forfeit\" }")) return rules;
  const auto either = [](std::string_view lost) {
    return [=](const Field& word) { return read_word<bool>(word, {{"keep", false}, {lost, true}}); };
  };
  Section section(field);
  section.read("points", either("forfeit"), rules.forfeits_points);
  section.read("vouchers", either("void"), rules.voids_vouchers);
  section.finish();
  return rules;
}

std::optional<Limit> read_contact(const Field& field) {
  constexpr std::string_view example = "most = { times = 2, per = \"month\" }";
  if (!read_table(field, "{ " + std::string(example) + " }")) return std::nullopt;
  Section section(field);
  std::optional<Limit> most;
  section.need("most", example, read_limit, most);
  section.finish();
  return most;
}

} // namespace loyalty::program
