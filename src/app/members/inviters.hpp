// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "loyalty/message.hpp"
#include "loyalty/referral.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// One sentence for people, without a full stop.
Message sentence(InviteRefusal refusal, std::string_view member, std::string_view inviter);

/// Who brought whom, looked up as it is needed.
class Inviters {
 public:
  explicit Inviters(store::Ledger& ledger) : ledger_(ledger) {}

  /// Who brought the member, if somebody did.
  std::optional<MemberId> of(MemberId member);
  /// The first reason against it, as `check_invite` says.
  std::optional<InviteRefusal> check(MemberId member, MemberId inviter, const InviteFacts& facts);
  /// Notes what is being written.
  void add(MemberId member, MemberId inviter) { known_[member] = inviter; }

 private:
  store::Ledger& ledger_;
  std::unordered_map<MemberId, std::optional<MemberId>> known_;
};

} // namespace loyalty::app
