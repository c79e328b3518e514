// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/night.hpp"

namespace loyalty::cli {

Command run_nightly() {
  return {.examples =
              "  loyalty run-nightly\n"
              "  loyalty run-nightly --as-of 2026-06-30 --quiet\n"
              "  30 0 * * *  cd /srv/shop && loyalty run-nightly --quiet",
          .options = {},
          .run = [](Session& session) { return settle(session, {}); },
          .changes = true};
}

} // namespace loyalty::cli
