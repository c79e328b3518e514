// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "loyalty/wallet.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// Money that a customer brings for their wallet.
struct TopUpRequest {
  std::string member; ///< key or identity
  Money amount = {};
  std::string key = {};    ///< the same key again is the same top-up; made of the request where it is empty
  bool again = false;      ///< the same request on the same day is meant as another one
  std::string reason = {}; ///< a note for the books
};

struct WalletDone {
  store::Member member;
  Money amount = {};               ///< paid in, or paid out
  std::optional<Money> bonus = {}; ///< given on top, or lapsed; absent: nothing was done
  WalletSums before;
  WalletSums after;
  bool repeated = false; ///< the act was recorded before; nothing changed
  std::optional<BatchId> earlier_batch = {};
  shop::Receipt receipt;
};

/// Puts money into a member's wallet, with the bonus that the program gives on top. Refused by `Error` (refused): an
/// unknown member, a program without wallets, an amount that is not above zero, more than the limit of a wallet leaves
/// room for, a key used for something else.
WalletDone top_up(const shop::Context& context, const shop::ProgramText& program, const TopUpRequest& request);

} // namespace loyalty::app
