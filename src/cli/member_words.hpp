// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/members/member_words.hpp"
#include "cli/command.hpp"
#include "reports/names.hpp"

namespace loyalty::cli {

class Session;

/// The options of add-member and set-member by which something is said of a member.
std::vector<Option> member_options();
/// What was typed behind them.
app::MemberWords typed_words(const Session& session);
/// "name, tag vip": what changed, for the closing line. People read the names of tiers and plans.
Message words_told(const std::vector<app::Said>& said, reports::ProgramNames names);

} // namespace loyalty::cli
