// SPDX-License-Identifier: MIT
#include "app/issuer.hpp"

#include <array>
#include <utility>

#include "store/tiers_held.hpp"

namespace loyalty::app {

Issuer::Issuer(Work& work, const ProgramInForce& in_force, const Coupon& coupon, Entropy entropy,
               std::optional<MemberId> only)
    : work_(work),
      coupon_(coupon),
      program_(in_force.id),
      entropy_(std::move(entropy)),
      day_(work.context().as_of),
      writer_(work.ledger(), work.batch()) {
  read_given(coupon.budget_vouchers ? std::nullopt : only);
  if (coupon.budget_amount) discount_given_ = store::discount_given(work.ledger(), coupon.id);
  if (coupon.tiers.empty()) return;
  store::read_tiers_held(work.ledger(), day_, only,
                         [&](MemberId member, const std::string& tier) { tiers_.emplace(member, tier); });
}

void Issuer::read_given(std::optional<MemberId> only) {
  store::read_issues(work_.ledger(), coupon_.id, only, [&](const store::IssueNote& note) {
    ++in_all_;
    auto& known = known_[note.member];
    if (coupon_.per_member && counts_towards(*coupon_.per_member, note.issued_on, day_)) ++known.counted;
    known.by_key.insert_or_assign(std::string(note.key), Given{std::string(note.code), note.last_day});
  });
}

const Issuer::Given* Issuer::given(MemberId member, const std::string& key) const {
  const auto known = known_.find(member);
  if (known == known_.end()) return nullptr;
  const auto found = known->second.by_key.find(key);
  return found == known->second.by_key.end() ? nullptr : &found->second;
}

std::optional<Refusal> Issuer::refusal(MemberId member) const {
  IssueFacts facts{.day = day_, .in_all = in_all_, .discount_given = discount_given_};
  if (const auto tier = tiers_.find(member); tier != tiers_.end()) facts.tier = tier->second;
  if (const auto known = known_.find(member); known != known_.end()) facts.to_member = known->second.counted;
  return check_issue(coupon_, facts);
}

Voucher Issuer::issue(MemberId member, const std::string& key) {
  const auto days = validity(coupon_.valid, day_);
  Voucher voucher{.code = new_code(),
                  .coupon = coupon_.id,
                  .member = member,
                  .issued_on = day_,
                  .first_day = days.first,
                  .last_day = days.last,
                  .kind = coupon_.kind,
                  .min_spend = coupon_.min_spend};
  writer_.add({.voucher = voucher, .program = program_, .issue_key = key, .member_key = {}});
  auto& known = known_[member];
  known.by_key.insert_or_assign(key, Given{voucher.code, voucher.last_day});
  ++known.counted;
  ++in_all_;
  return voucher;
}

std::string Issuer::new_code() {
  std::array<unsigned char, 16> random{};
  for (;;) {
    entropy_(random);
    auto code = make_code(random);
    if (!code.empty() && !writer_.taken(code)) return code;
  }
}

std::string daily_key(Day day) { return "on " + to_string(day); }

}  // namespace loyalty::app
