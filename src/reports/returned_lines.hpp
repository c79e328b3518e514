// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/currency.hpp"
#include "reports/quote_return.hpp"

namespace loyalty::reports {

/// What the request asks of the order; `lines` are those that it names. Refused by `Error`.
ComingBack back_asked(const PaidOrder& order, const ReturnRequest& request, Currency currency,
                      std::vector<ReturnedLine>& lines);

} // namespace loyalty::reports
