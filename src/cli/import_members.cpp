// SPDX-License-Identifier: MIT
#include "app/members/import_members.hpp"

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run_import_members(Session& session) {
  return close_import(session, app::import_members(session.context(), session.program_text(), session.text("FILE"),
                                                   session.flag("--opening-on-top"),
                                                   session.progress(session.either("members", "会员"))));
}

} // namespace

Command import_members() {
  return {.examples =
              "  loyalty import-members members.csv\n"
              "  loyalty import-members members.csv --dry-run\n"
              "  loyalty import-members members.csv --rejects rejects.csv",
          .options = {{"FILE", Option::Kind::required, "member file (CSV or XLSX); - reads standard input"},
                      {"--rejects", Option::Kind::value, "write the rows set aside to this file", "FILE"},
                      {"--opening-on-top", Option::Kind::flag,
                       "opening points and growth come on top of what orders before their day bring"}},
          .run = run_import_members,
          .changes = true,
          .again = "the same command, which enters nothing twice"};
}

} // namespace loyalty::cli
