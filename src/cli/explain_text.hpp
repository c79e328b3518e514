// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/session.hpp"
#include "reports/explain.hpp"

namespace loyalty::cli {

/// "1 point per 10.00"; empty for terms that do not rate money.
std::string rate_text(Session& session, const Terms& terms);

/// Why a line of an account is there, as one readable sentence with its rule, program version and batch.
std::string because(Session& session, const reports::ExplainedLine& line);

/// The points of a line with the sign in which they move the account; of debt, forgiven points and growth as they are.
Points signed_points(const Entry& entry);

std::string because(const Session& session, const TierChange& change);

} // namespace loyalty::cli
