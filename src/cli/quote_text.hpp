// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "reports/quote_order.hpp"

namespace loyalty::cli {

class Session;

/// Why a step of a price is as it is: "Gold: 10% off", "20.00 off from 100.00".
std::string why(Session& session, const reports::Quoted& quoted, const QuotedStep& step);
/// Why a voucher is left out.
std::string why_left_out(Session& session, const LeftOut& left_out);
/// Why fewer points are spent than asked.
std::string fewer_points(Session& session, const reports::Quoted& quoted);

} // namespace loyalty::cli
