// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "loyalty/message.hpp"

namespace loyalty::store {

/// What the system says most, as sentences that a language may have.
Message system_reason(int error);

[[noreturn]] void not_a_ledger(const std::string& path, Message why);

/// The path from the root on. SQLite takes names such as "file:x?vfs=unix-none" for settings; an absolute path cannot
/// be one. Refused by `Error` (no_ledger) where there is no such folder.
std::string absolute(const std::string& path);

/// Refuses by `Error` (damaged) what is no database, or another program's; `shown` is how it was named. Looks before
/// SQLite does: opening another program's database may already change it.
void check_marks(const std::string& path, const std::string& shown);
/// The same, and what is not there (no_ledger), is no ordinary file, empty or cut off (damaged), or has a second name
/// (refused).
void check_file(const std::string& path, const std::string& shown);

} // namespace loyalty::store
