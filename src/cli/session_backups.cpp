// SPDX-License-Identifier: MIT
// Where backups of the ledger are.
#include "app/trust/backup.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

std::string Session::backup_folder() const {
  const auto named = command_ == "backup" ? maybe("--to") : std::nullopt;
  return named ? *named : app::backup_folder(globals_.ledger);
}

std::string Session::newest_backup() const {
  // Whoever asks has an error to tell already.
  try {
    const auto found = app::newest_backup(globals_.ledger);
    return found ? found->path : std::string();
  } catch (const std::exception&) { return {}; }
}

} // namespace loyalty::cli
