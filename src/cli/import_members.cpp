// SPDX-License-Identifier: MIT
#include "app/members/import_members.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "files/member_file.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"

namespace loyalty::cli {
namespace {

constexpr std::string_view word_for_all = "list";

const files::MemberProfile* profile_typed(const Session& session) {
  const auto typed = session.maybe("--profile");
  if (!typed) return nullptr;
  std::vector<std::string_view> names;
  for (const auto* profile : files::all_member_profiles()) {
    if (profile->name == *typed) return profile;
    names.push_back(profile->name);
  }
  const auto meant = messages::suggest(*typed, names);
  throw Error(Failure::usage, "there is no profile {profile}"_en(*typed), {},
              meant.empty() ? "see them all with: loyalty import-members --profile list"_en()
                            : "did you mean {word}?"_en(meant));
}

/// Without a ledger too, so there is no table of amounts.
int show_member_profiles(Session& session) {
  for (const auto* profile : files::all_member_profiles())
    session.print(fmt::format("{}: {}\n", profile->name, fmt::join(profile->all_names(), ", ")));
  return 0;
}

int run_import_members(Session& session) {
  if (session.text("--profile") == word_for_all) return show_member_profiles(session);
  const auto* profile = profile_typed(session);
  if (session.text("FILE").empty()) throw Error(Failure::usage, "no file was named"_en);
  return close_import(session, app::import_members(session.context(), session.program_text(), session.text("FILE"),
                                                   {.profile = profile,
                                                    .on_top = session.flag("--opening-on-top"),
                                                    .remember = session.flag("--remember")},
                                                   session.progress("progress|members"_en)));
}

} // namespace

Command import_members() {
  return {
      .examples =
          "  loyalty import-members members.csv\n"
          "  loyalty import-members members.csv --dry-run\n"
          "  loyalty import-members customers.csv --profile youzan-members\n"
          "  loyalty import-members members.csv --rejects rejects.csv",
      .options = {{"FILE", Option::Kind::optional, "read members from CSV or XLSX; - is standard input"_en},
                  {"--profile", Option::Kind::value, "name the system that wrote the file; list shows all"_en, "NAME"},
                  {"--rejects", Option::Kind::value, "write rejected rows to this file"_en, "FILE"},
                  {"--opening-on-top", Option::Kind::flag,
                   "add opening points and growth to those of earlier orders"_en},
                  {"--remember", Option::Kind::flag, "take forgotten members in again, as new ones"_en}},
      .run = run_import_members,
      .changes = true,
      .again = ""};
}

} // namespace loyalty::cli
