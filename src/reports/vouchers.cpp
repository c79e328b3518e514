// SPDX-License-Identifier: MIT
#include "reports/vouchers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "shop/work.hpp"
#include "store/ledger/batch.hpp"
#include "store/members.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

/// What the versions of the program called their coupons, the last one first.
std::map<std::string, std::string, std::less<>> coupon_names(store::Ledger& ledger) {
  std::map<std::string, std::string, std::less<>> names;
  for (const auto& reign : shop::kept_timeline(ledger))
    for (const auto& coupon : reign.program->coupons) names.insert_or_assign(coupon.id, coupon.name);
  return names;
}

bool in_state(VoucherState state, std::string_view asked) {
  return asked == "open" ? is_open(state) : asked == to_string(state);
}

[[noreturn]] void refuse(Failure failure, std::string what, std::string why, std::string hint) {
  throw Error(failure, std::move(what), std::move(why), std::move(hint));
}

void require_state(const std::string& asked) {
  for (const auto state : {VoucherState::issued, VoucherState::redeemed, VoucherState::released, VoucherState::void_,
                           VoucherState::expired})
    if (in_state(state, asked)) return;
  refuse(Failure::usage, fmt::format("--state {} is not known", asked), {},
         fmt::format("one of: {}", voucher_states()));
}

void require_batch(store::Ledger& ledger, std::int64_t batch) {
  const auto all = store::batches(ledger);
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.id == batch; });
  if (found == all.end())
    refuse(Failure::refused, fmt::format("there is no batch {}", batch), {}, "list them with: loyalty list-batches");
  if (found->undone_by)
    refuse(Failure::refused, fmt::format("batch {} was undone by batch {}", batch, *found->undone_by),
           "its vouchers do not count any more", {});
}

void require_coupon(const std::map<std::string, std::string, std::less<>>& names, const std::string& coupon) {
  if (names.contains(coupon)) return;
  std::vector<std::string_view> known;
  for (const auto& [id, name] : names) known.push_back(id);
  const auto meant = messages::suggest(coupon, known);
  refuse(Failure::refused, fmt::format("no program had a coupon {}", coupon), {},
         meant.empty() ? "see: loyalty report coupons" : fmt::format("did you mean {}?", meant));
}

std::string require_code(store::Ledger& ledger, const std::string& typed) {
  const auto code = check_code(typed);
  if (!code || !store::find_voucher(ledger, *code))
    refuse(Failure::refused, fmt::format("there is no voucher {}", typed), {},
           "list them with: loyalty report vouchers");
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
  std::unordered_set<std::int64_t> moved;
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
         stored.issue_key, redemption(stored.events, day)});
  });
}

} // namespace loyalty::reports
