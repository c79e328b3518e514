// SPDX-License-Identifier: MIT
#pragma once

#include "app/orders/order_codes.hpp"
#include "loyalty/message.hpp"

namespace loyalty::cli {

class Session;

/// Names codes that orders name and did not use, and orders whose file states another discount than the program
/// explains.
void name_codes(Session& session, const app::CodesJudged& codes);
/// "codes: 2 used, 1 not used" for a summary; empty where there were none.
Message codes_counted(const app::CodesJudged& codes);

} // namespace loyalty::cli
