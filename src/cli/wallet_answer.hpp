// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "app/points/top_up.hpp"

namespace loyalty::cli {

class Session;

/// Tells what a top-up or a refund did to a wallet: a row and the closing line. `bonus_key` is the key of what was
/// given on top, or lapsed.
int tell_wallet(Session& session, const app::WalletDone& done, std::string_view bonus_key);

} // namespace loyalty::cli
