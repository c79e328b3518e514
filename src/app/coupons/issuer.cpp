// SPDX-License-Identifier: MIT
#include "app/coupons/issuer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace loyalty::app {

Issuer::Issuer(shop::Work& work, store::VoucherWriter& writer, const Coupon& coupon, std::optional<MemberId> only)
    : work_(work), writer_(writer) {
  read_given(coupon.id, coupon.budget_vouchers ? std::nullopt : only);
  if (coupon.budget_amount) discount_given_ = store::discount_given(work.ledger(), coupon.id);
}

void Issuer::read_given(const std::string& coupon, std::optional<MemberId> only) {
  store::read_issues(work_.ledger(), coupon, only, [&](const store::IssueNote& note) {
    ++in_all_;
    auto& known = known_[note.member];
    known.issued_on.push_back(note.issued_on);
    known.by_key[to_string(note.issue)].push_back({std::string(note.code), note.last_day});
  });
}

std::span<const Issuer::Given> Issuer::given(std::optional<MemberId> member, const std::string& key) const {
  const auto known = known_.find(member);
  if (known == known_.end()) return {};
  const auto found = known->second.by_key.find(key);
  if (found == known->second.by_key.end()) return {};
  return found->second;
}

std::vector<MemberId> Issuer::given_under(const std::string& key) const {
  std::vector<MemberId> members;
  for (const auto& [member, known] : known_)
    if (member && known.by_key.contains(key)) members.push_back(*member);
  std::sort(members.begin(), members.end());
  return members;
}

std::optional<Refusal> Issuer::refusal(const Coupon& terms, std::optional<MemberId> member, Day day,
                                       bool in_audience) const {
  IssueFacts facts{.day = day,
                   .in_audience = in_audience,
                   .held_out = member && held_out_.contains(*member),
                   .closed = member && closed_.contains(*member),
                   .in_all = in_all_,
                   .discount_given = discount_given_};
  const auto known = known_.find(member);
  if (terms.per_member && known != known_.end())
    facts.to_member = std::count_if(known->second.issued_on.begin(), known->second.issued_on.end(),
                                    [&](Day issued_on) { return counts_towards(*terms.per_member, issued_on, day); });
  return check_issue(terms, facts);
}

Voucher Issuer::issue(const Coupon& terms, ProgramId program, std::optional<MemberId> member,
                      const store::IssueKey& key, Day day, std::optional<Money> amount) {
  auto voucher = voucher_of(terms, new_code(), member, day, amount);
  writer_.add({.voucher = voucher, .program = program, .issue = key, .member_key = {}});
  auto& known = known_[member];
  known.by_key[to_string(key)].push_back({voucher.code, voucher.last_day});
  known.issued_on.push_back(day);
  ++in_all_;
  return voucher;
}

std::string Issuer::new_code() {
  std::array<unsigned char, 16> random{};
  for (;;) {
    work_.context().entropy(random);
    auto code = make_code(random);
    if (!code.empty() && !writer_.taken(code)) return code;
  }
}

std::string daily_key(Day day) { return "on " + to_string(day); }

} // namespace loyalty::app
