// SPDX-License-Identifier: MIT
#include "app/trust/seal.hpp"

#include <fmt/format.h>

#include <vector>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/sealing.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/text_width.hpp"

namespace loyalty::cli {
namespace {

std::string comment_on_key(const Session& session) {
  const std::vector<Message> lines = {
      "the key to the seal of the ledger {ledger}; with it, loyalty audit --key FILE finds what others rewrote"_en(
          session.globals().ledger),
      "keep it where nobody else who works with the ledger can read it: on a stick, on your phone; with a copy"_en,
      "who has it can seal what they have altered; without it the ledger works, but is not checked for that"_en,
      "seen: the last batch that was sound; after putting back an older backup yourself, delete that line"_en};
  std::string comment;
  for (const auto& line : lines) comment += fmt::format("# {}\n", messages::escape_lines(session.said(line)));
  return comment;
}

int run_seal(Session& session) {
  if (!session.maybe("--key"))
    throw Error(Failure::usage, "it is not said where the key goes"_en, {},
                "name a new file, best on a stick: loyalty seal --key FILE"_en);
  auto asked = seal_asked(session, "--key", session.text("--key"));
  asked.again = session.flag("--again");
  asked.dry_run = session.globals().dry_run;
  const auto sealed = app::seal(session.context().ledger, asked);
  if (asked.dry_run) {
    session.say("dry run: nothing was written"_en);
    return 0;
  }
  tell_sealed(session, sealed, asked.key_file);
  return 0;
}

} // namespace

app::SealAsked seal_asked(const Session& session, std::string_view option, const std::string& key_file) {
  session.spare(option, key_file);
  return {.key_file = key_file, .comment = comment_on_key(session), .entropy = random_bytes};
}

void tell_sealed(const Session& session, const app::Sealed& sealed, const std::string& key_file) {
  session.say("{ledger} is sealed from batch {batch} on; the key is in {file}"_en(session.globals().ledger,
                                                                                  sealed.first, key_file));
  if (sealed.beside)
    session.warn(as_warning(
        "the key lies with the ledger, where it protects from nobody: move it to a stick or to your phone"_en));
  session.say("there is no other copy; check with it from time to time: loyalty audit --key {file}"_en(key_file));
}

Command seal() {
  return {
      .examples =
          "  loyalty seal --key /media/stick/shop.key\n"
          "  loyalty seal --key /media/stick/shop-2.key --again",
      .options = {{"--key", Option::Kind::value, "put the key into this new file, away from the ledger"_en, "FILE"},
                  {"--again", Option::Kind::flag, "seal a sealed ledger with another key, if the first is lost"_en}},
      .run = run_seal,
      .changes = true,
      .again = ""};
}

} // namespace loyalty::cli
