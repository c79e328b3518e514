// SPDX-License-Identifier: MIT
#include "app/visitors/import_visitors.hpp"

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run_import_visitors(Session& session) {
  return close_import(session, app::import_visitors(session.context(), session.text("FILE")));
}

} // namespace

Command import_visitors() {
  return {.examples =
              "  loyalty import-visitors visitors.csv\n"
              "  loyalty import-visitors visitors.xlsx --rejects rejects.csv",
          .options = {{"FILE", Option::Kind::required, "read visitors from CSV or XLSX; - is standard input"_en},
                      {"--rejects", Option::Kind::value, "write rejected rows to this file"_en, "FILE"}},
          .run = run_import_visitors,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
