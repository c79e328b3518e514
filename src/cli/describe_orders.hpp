// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace loyalty::cli {

class Session;

/// Shows how files are understood and writes nothing: encoding, header, profile, columns, words, three orders. For a
/// file that is of no profile, a profile to complete. The exit code.
int describe_files(Session& session, const std::vector<std::string>& paths);

/// Shows the profiles there are, the shop's own first. The exit code.
int list_profiles(Session& session);

} // namespace loyalty::cli
