// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "loyalty/message.hpp"
#include "reports/quote_order.hpp"

namespace loyalty::cli {

class Session;

/// What a step of a price is about: for programs the id of a tier or campaign, for people its name; the code of a
/// voucher.
std::string item_of(const Session& session, const reports::Quoted& quoted, const QuotedStep& step);
/// Why a step of a price is as it is: "Gold: 10% off", "20.00 off from 100.00".
Message why(Session& session, const reports::Quoted& quoted, const QuotedStep& step);
/// Why a voucher is left out.
Message why_left_out(Session& session, const LeftOut& left_out);
/// Why fewer points are spent than asked.
Message fewer_points(const reports::Quoted& quoted);

} // namespace loyalty::cli
