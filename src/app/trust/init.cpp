// SPDX-License-Identifier: MIT
#include "app/trust/init.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/trust/backup.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "output/whole_file.hpp"
#include "program/templates.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {
namespace {

/// Both files or none: neither is written before both have a place.
void require_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code none;
  if (!folder.empty() && !std::filesystem::is_directory(folder, none))
    throw Error(Failure::refused, "{path} cannot be written"_en(path),
                "there is no folder {folder}"_en(folder.string()), "make it first: mkdir {folder}"_en(folder.string()));
}

/// The program file is neither the ledger nor what the database puts beside it.
void require_apart(const std::string& ledger_path, const std::string& program_path) {
  namespace fs = std::filesystem;
  std::error_code none;
  const auto ledger = fs::weakly_canonical(fs::absolute(ledger_path, none), none).string();
  const auto program = fs::weakly_canonical(fs::absolute(program_path, none), none).string();
  for (const char* beside : {"", "-journal", "-wal", "-shm"})
    if (program == ledger + beside)
      throw Error(Failure::usage, "{file} belongs to the ledger {ledger}"_en(program_path, ledger_path), {},
                  "name another program file with --program FILE"_en);
}

const program::ProgramTemplate& require_template(const std::string& name) {
  if (const auto* found = program::program_template(name)) return *found;
  std::vector<std::string_view> known;
  for (const auto& each : program::program_templates()) known.push_back(each.name);
  const auto meant = messages::suggest(name, known);
  std::vector<Message> names;
  for (const auto template_name : known) names.push_back(Message::name(std::string(template_name)));
  throw Error(Failure::usage, "there is no template {template}"_en(name),
              "templates are: {templates}"_en(std::move(names)),
              meant.empty() ? Message() : "did you mean {word}?"_en(meant));
}

bool is_ledger(const std::string& path, int wait_seconds) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) || std::filesystem::file_size(path, error) == 0) return false;
  try {
    store::Ledger ledger(path, store::Ledger::Access::read, wait_seconds, backup_before_migration(backup_folder(path)));
  } catch (const Error&) {
    // A half-made file of an interrupted attempt is finished; anything else `create` refuses in its own words.
    return false;
  }
  return true;
}

} // namespace

std::string_view program_to_start_from(const std::string& name, bool chinese) {
  const auto& chosen = require_template(name);
  return chinese ? chosen.chinese : chosen.english;
}

Started init(const std::string& ledger_path, const std::string& program_path, std::string_view text, int wait_seconds,
             const std::optional<SealAsked>& seal_with) {
  for (const auto& path : {ledger_path, program_path}) require_folder(path);
  require_apart(ledger_path, program_path);
  output::WholeFile program(program_path);
  Started started;
  started.made_ledger = !is_ledger(ledger_path, wait_seconds);
  if (seal_with) {
    if (!started.made_ledger)
      throw Error(Failure::refused, nothing_changed("{file} already exists"_en(ledger_path)), {},
                  "seal it with: loyalty seal --key FILE"_en);
    require_place_for_key(seal_with->key_file);
  }
  if (started.made_ledger) store::Ledger::create(ledger_path, wait_seconds);
  if (seal_with) {
    store::Ledger ledger(ledger_path, store::Ledger::Access::write, wait_seconds);
    started.sealed = seal(ledger, *seal_with);
  }
  program.write(text);
  started.wrote_program = program.finish_new();
  if (!started.made_ledger && !started.wrote_program)
    throw Error(Failure::refused, "{ledger} and {program} already exist"_en(ledger_path, program_path),
                "both were left unchanged"_en, "go on with: loyalty check-program"_en);
  return started;
}

} // namespace loyalty::app
