// SPDX-License-Identifier: MIT
#include <algorithm>

#include "formats/program_sections.hpp"

namespace loyalty::formats {
namespace {

constexpr std::int64_t most_times = 1'000'000'000;

std::optional<CouponKind> read_off(const Field& field) {
  const bool percent = field.value.kind == TomlValue::Kind::text && field.value.text.find('%') != std::string::npos;
  if (!percent) {
    const auto amount = read_positive_money(field);
    return amount ? std::optional<CouponKind>(AmountOff{*amount}) : std::nullopt;
  }
  const auto share = read_share(field);
  if (!share) return std::nullopt;
  if (share->millionths == 0) return field.expected("more than nothing", "\"50%\"");
  return PercentOff{*share, {}};
}

/// `off` and what belongs to it.
void read_kind(Section& section, Coupon& coupon) {
  section.need("off", "off = \"10.00\" or off = \"50%\"", read_off, coupon.kind);
  const auto cap = section.find("max_discount");
  if (!cap) return;
  if (auto* percent = std::get_if<PercentOff>(&coupon.kind)) {
    percent->max_discount = read_positive_money(*cap);
  } else if (section.field().value.find("off") != nullptr) {
    cap->error(cap->path + " goes with a percentage only", "an amount off is its own limit",
               "delete max_discount, or write for example off = \"50%\"");
  }
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
    field.error(field.path + " holds no day",
                "until " + to_string(*valid.until) + " is before from " + to_string(*valid.from), "exchange the two");
  if (field.value.members.empty()) return field.expected("days, from or until", "\"30 days\"");
  return valid;
}

std::optional<std::vector<std::string>> read_audience(const Field& field, const std::vector<Tier>& tiers) {
  constexpr std::string_view example = "{ tier = [\"silver\", \"gold\"] }";
  if (!read_table(field, example)) return std::nullopt;
  Section section(field);
  const auto named = section.need("tier", "tier = [\"silver\", \"gold\"]");
  section.finish();
  if (!named) return std::nullopt;
  auto read = read_lines(*named);
  if (!read) return std::nullopt;
  std::vector<std::string_view> known;
  known.reserve(tiers.size());
  for (const auto& tier : tiers) known.push_back(tier.id);
  for (const auto& id : *read) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    named->error("there is no tier \"" + id + '"', named->path + " must name tiers of this program",
                 hint_for(id, known, "known tiers"));
  }
  return read;
}

/// A word that a customer types or says: no blanks.
std::optional<std::string> read_code(const Field& field) {
  auto code = read_line(field);
  constexpr std::size_t longest = 64;
  if (code && (code->size() > longest || code->find_first_of(" \t") != std::string::npos))
    return field.expected("one word of at most 64 bytes", "\"WELCOME\"");
  return code;
}

std::optional<std::int64_t> read_times(const Field& field) { return read_whole(field, 1, most_times); }

std::optional<Limit> read_limit(const Field& field) {
  if (!read_table(field, "{ times = 1, per = \"month\" }")) return std::nullopt;
  Section section(field);
  Limit limit;
  section.need("times", "times = 1", read_times, limit.times);
  section.read("per", read_calendar, limit.per);
  section.finish();
  return limit;
}

void read_budget(const Field& field, Coupon& coupon) {
  constexpr std::string_view example = "{ vouchers = 100, amount = \"1000.00\" }";
  if (!read_table(field, example)) return;
  Section section(field);
  section.read("vouchers", read_times, coupon.budget_vouchers);
  section.read("amount", read_positive_money, coupon.budget_amount);
  section.finish();
  if (field.value.members.empty()) field.expected("vouchers, amount or both", example);
}

Coupon read_coupon(const Field& field, const std::vector<Tier>& tiers) {
  Coupon coupon;
  Section named(field);
  named.need("id", "id = \"birthday\"", read_id, coupon.id);
  const Field with_id{field.value, coupon.id.empty() ? field.path : field.path + '.' + coupon.id, field.problems};
  Section section(with_id);
  section.find("id");
  section.need("name", "name = \"…\"", read_line, coupon.name);
  read_kind(section, coupon);
  section.read("min_spend", read_money, coupon.min_spend);
  section.read("valid", read_validity, coupon.valid);
  section.read(
      "audience", [&](const Field& audience) { return read_audience(audience, tiers); }, coupon.tiers);
  section.read("code", read_code, coupon.code);
  section.read("per_member", read_limit, coupon.per_member);
  if (const auto budget = section.find("budget")) read_budget(*budget, coupon);
  section.finish();
  return coupon;
}

void refuse_repeats(const std::vector<Coupon>& coupons, const Coupon& coupon, const Field& field) {
  const auto refuse = [&](std::string_view key, const std::string& text) {
    Field{field.value.find(key)->value, "coupon", field.problems}.error(
        "two coupons have the " + std::string(key) + " \"" + text + '"', {},
        "give each coupon " + std::string(key == "id" ? "an id" : "a code") + " of its own");
  };
  for (const auto& other : coupons) {
    if (!coupon.id.empty() && other.id == coupon.id) return refuse("id", coupon.id);
    if (coupon.code && other.code == coupon.code) return refuse("code", *coupon.code);
  }
}

}  // namespace

std::vector<Coupon> read_coupons(const Field& field, const std::vector<Tier>& tiers) {
  std::vector<Coupon> coupons;
  for (const auto& table : read_tables(field, "[[coupon]] with two brackets, once for each coupon")) {
    auto coupon = read_coupon(table, tiers);
    refuse_repeats(coupons, coupon, table);
    coupons.push_back(std::move(coupon));
  }
  return coupons;
}

}  // namespace loyalty::formats
