// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace loyalty::cli {

/// What a shell offers for the last of these words, which is still being typed, one on a line with a tab and what it
/// is; "<file>" where the shell is to offer files. Looks at the program file and the ledger that the words or the
/// environment name, changes nothing, and is silent about whatever fails. Keys that would be masked are never offered.
std::string completed(const std::vector<std::string>& words);

/// The script that makes a shell ask `completed`; "bash", "zsh" or "fish". Refused by `Error` (usage): other shells.
std::string_view completion_script(std::string_view shell);

} // namespace loyalty::cli
