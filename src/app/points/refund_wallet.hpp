// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "app/points/top_up.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

/// A customer wants their money back.
struct WalletRefundRequest {
  std::string member;               ///< key or identity
  std::optional<Money> amount = {}; ///< absent: all principal
  std::string reason = {};
  std::string key = {}; ///< the same key again is the same refund; made of the request where it is empty
  bool again = false;   ///< the same request on the same day is meant as another one
};

/// Pays principal out of a member's wallet; the bonus that belongs to it lapses (`WalletDone::bonus`). Refused by
/// `Error` (refused): an unknown member, a missing reason, an amount that is not above zero, an empty wallet, more than
/// the principal on the day or on a later one, a key used for something else. Paying out needs no wallet in the
/// program: old ones can always be emptied.
WalletDone refund_wallet(const shop::Context& context, const WalletRefundRequest& request);

} // namespace loyalty::app
