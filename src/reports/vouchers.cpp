// SPDX-License-Identifier: MIT
#include "reports/vouchers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "loyalty/error.hpp"
#include "messages/offers.hpp"
#include "messages/suggest.hpp"
#include "reports/common.hpp"
#include "shop/work.hpp"
#include "store/ledger/batch.hpp"
#include "store/members.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

/// What the versions of the program called their coupons, the last one first.
std::map<std::string, std::string, std::less<>> coupon_names(store::Ledger& ledger) {
  std::map<std::string, std::string, std::less<>> names;
  for (const auto& version : shop::kept_timeline(ledger))
    for (const auto& coupon : version.program->coupons) names.insert_or_assign(coupon.id, coupon.name);
  return names;
}

bool in_state(VoucherState state, std::string_view asked) {
  return asked == "open" ? is_open(state) : asked == to_string(state);
}

void require_state(const std::string& asked) {
  for (const auto state : {VoucherState::issued, VoucherState::redeemed, VoucherState::released, VoucherState::void_,
                           VoucherState::expired})
    if (in_state(state, asked)) return;
  throw Error(Failure::usage, "--state {state} is not known"_en(asked), {},
              "use one of: {states}"_en(voucher_states()));
}

void require_batch(store::Ledger& ledger, BatchId batch) {
  const auto all = store::batches(ledger);
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.id == batch; });
  if (found == all.end())
    throw Error(Failure::refused, "there is no batch {batch}"_en(batch), {}, "list them with: loyalty list-batches"_en);
  if (found->undone_by)
    throw Error(Failure::refused, "batch {batch} was undone by batch {undoing}"_en(batch, *found->undone_by),
                "its vouchers do not count any more"_en);
}

void require_coupon(const std::map<std::string, std::string, std::less<>>& names, const std::string& coupon) {
  if (names.contains(coupon)) return;
  std::vector<std::string_view> known;
  for (const auto& [id, name] : names) known.push_back(id);
  const auto meant = messages::suggest(coupon, known);
  throw Error(Failure::refused, "no version of loyalty.toml has a coupon {coupon}"_en(coupon), {},
              meant.empty() ? "see: loyalty report coupons"_en() : "did you mean {word}?"_en(meant));
}

std::string require_code(store::Ledger& ledger, const std::string& typed) {
  const auto code = check_code(typed);
  if (!code || !store::find_voucher(ledger, *code))
    throw Error(Failure::refused, "there is no voucher {code}"_en(typed), {},
                "list them with: loyalty report vouchers"_en);
  return *code;
}

} // namespace

std::string_view voucher_states() { return "issued, redeemed, released, void, expired, open"; }

void report_vouchers(store::Ledger& ledger, Day day, const VoucherQuery& query,
                     const std::function<void(const VoucherRow&)>& use) {
  const auto names = coupon_names(ledger);
  if (query.state) require_state(*query.state);
  if (query.coupon) require_coupon(names, *query.coupon);
  if (query.batch) require_batch(ledger, *query.batch);
  std::optional<MemberId> member;
  if (query.member) member = store::require_member(ledger, *query.member).id;
  std::optional<std::string> code;
  if (query.code) code = require_code(ledger, *query.code);
  std::unordered_set<VoucherId> moved;
  if (query.batch) moved = store::vouchers_moved_in(ledger, *query.batch);
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    const auto& voucher = stored.voucher;
    const auto state = state_on(voucher, stored.events, day);
    const bool asked = voucher.issued_on <= day && (!query.coupon || voucher.coupon == *query.coupon) &&
                       (!member || voucher.member == *member) && (!code || voucher.code == *code) &&
                       (!query.batch || stored.batch == *query.batch || moved.contains(stored.id)) &&
                       (!query.state || in_state(state, *query.state));
    if (!asked) return;
    const auto name = names.find(voucher.coupon);
    use({voucher, name == names.end() ? std::string_view() : name->second, stored.member_key, state, stored.batch,
         to_string(stored.issue), redemption(stored.events, day), query.currency});
  });
}

namespace {

/// The vouchers asked for, read while they are told.
struct AskedVouchers {
  using Row = VoucherRow;
  store::Ledger* ledger;
  Day day;
  VoucherQuery query;

  void each(const std::function<void(const Row&)>& use) const { report_vouchers(*ledger, day, query, use); }
};

AskedVouchers asked(Question& question) {
  const auto batch = question.number("--batch");
  return {.ledger = &question.ledger(),
          .day = question.as_of(),
          .query = {.coupon = question.text("--coupon"),
                    .member = question.text("--member"),
                    .batch = batch ? std::optional(BatchId(*batch)) : std::nullopt,
                    .state = question.text("--state"),
                    .code = question.text("--code"),
                    .currency = question.currency()}};
}

/// What the voucher gives.
struct ValueOf {
  Currency currency;

  Cell operator()(const AmountOff& kind) const { return kind.amount; }
  Cell operator()(const PercentOff& kind) const { return Off{kind.share}; }
  Cell operator()(const FreeShipping&) const { return "free shipping"_en; }
  Cell operator()(const GiftItem& kind) const { return kind.what; }
  Cell operator()(const BonusPoints& kind) const {
    return counted(kind.points, "{points} point"_en, "{points} points"_en, kind.points);
  }
  template <class Effect>
  Cell operator()(const Effect& effect) const {
    return messages::Offers(currency).of(effect);
  }
};

Cell max_discount(const VoucherRow& row) {
  const auto* percent = std::get_if<PercentOff>(&row.voucher.kind);
  return percent == nullptr ? Cell() : Cell(percent->max_discount);
}

/// What it is good for, where more is said of it than categories.
std::string lines_beyond_categories(const VoucherRow& row) {
  const auto& lines = row.voucher.lines;
  return lines == LineScope{.of = {.categories = lines.of.categories}} ? std::string() : to_text(lines);
}

std::vector<Column<AskedVouchers>> voucher_columns() {
  const Manner data{.shown = Shown::as_data};
  const auto voucher = [](auto which) { return [which](const VoucherRow& row) -> Cell { return row.voucher.*which; }; };
  const auto used = [](auto which) {
    return [which](const VoucherRow& row) { return row.used == nullptr ? Cell() : Cell(row.used->*which); };
  };
  return {
      {"code", Kind::text, voucher(&Voucher::code)},
      {"coupon", Kind::coupon, voucher(&Voucher::coupon)},
      {"name", Kind::text, &VoucherRow::coupon_name, data},
      {"member_id", Kind::key, &VoucherRow::member},
      {"state", Kind::word, [](const VoucherRow& row) { return to_string(row.state); }},
      {"issued_on", Kind::day, voucher(&Voucher::issued_on)},
      {"first_day", Kind::day, voucher(&Voucher::first_day), data},
      {"last_day", Kind::day, voucher(&Voucher::last_day)},
      {"value",
       Kind::number,
       [](const VoucherRow& row) { return std::visit(ValueOf{row.currency}, row.voucher.kind); },
       {.title = "voucher|value"_en}},
      {"order_id", Kind::text, used(&VoucherEvent::order)},
      {"batch", Kind::number, &VoucherRow::batch},
      {"min_spend", Kind::money, voucher(&Voucher::min_spend), data},
      {"max_discount", Kind::money, max_discount, data},
      {"categories", Kind::text,
       [](const VoucherRow& row) { return fmt::format("{}", fmt::join(row.voucher.lines.of.categories, ";")); }, data},
      {"used_on", Kind::day, used(&VoucherEvent::day), data},
      {"discount", Kind::money, used(&VoucherEvent::discount), data},
      {"key", Kind::text, &VoucherRow::key, data},
      {"lines", Kind::text, lines_beyond_categories, data},
  };
}

} // namespace

Report vouchers() {
  return {.name = "vouchers",
          .summary = "vouchers with codes and terms"_en,
          .examples = {"--batch 7 -o codes.csv"},
          .options = {{"--coupon", "of this coupon"_en, "ID"},
                      {"--member", "of this member"_en, "MEMBER"},
                      {"--batch", "that this batch issued, used or voided"_en, "N"},
                      {"--state", "one of: {states}"_en(voucher_states()), "STATE"},
                      {"--code", "the one with this code"_en, "CODE"}},
          .tables = {table<AskedVouchers>("no vouchers"_en, voucher_columns(), asked)}};
}

} // namespace loyalty::reports
