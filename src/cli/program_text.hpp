// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace loyalty::cli {

/// The bytes of a program file, which may be a pipe. Of what has no end, enough is read to be refused. Refused by
/// `Error` (usage) with the system's reason: a file that cannot be read.
std::string read_program_text(const std::string& path);

} // namespace loyalty::cli
