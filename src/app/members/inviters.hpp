// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// Why somebody is not taken for the one who brought a member; the first that applies is the answer.
enum class InviteRefusal : std::uint8_t {
  self,        ///< nobody invites themselves
  has_inviter, ///< somebody else brought them
  ring,        ///< they were brought by the member, straight or through others
  has_ordered, ///< who has bought before was not brought by anybody
  known_phone, ///< their phone is another member's, so that they may be nobody new
};

std::string_view to_string(InviteRefusal refusal);
/// One English sentence for people, without a full stop.
std::string sentence(InviteRefusal refusal, std::string_view member, std::string_view inviter);

/// Who brought whom, looked up as it is needed.
class Inviters {
 public:
  explicit Inviters(store::Ledger& ledger) : ledger_(ledger) {}

  /// Who brought the member, if somebody did.
  std::optional<MemberId> of(MemberId member);
  /// The first reason against it; nullopt if the inviter may be noted, or is noted already. `ordered` says whether the
  /// member has ordered before.
  std::optional<InviteRefusal> check(MemberId member, MemberId inviter, bool ordered);
  /// Notes what is being written.
  void add(MemberId member, MemberId inviter) { known_[member] = inviter; }

 private:
  store::Ledger& ledger_;
  std::unordered_map<MemberId, std::optional<MemberId>> known_;
};

} // namespace loyalty::app
