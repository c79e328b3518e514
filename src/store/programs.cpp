// SPDX-License-Identifier: MIT
#include "store/programs.hpp"

#include <fmt/format.h>

#include <memory>
#include <unordered_set>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

using tables::programs;
constexpr Selection of_program{tables::programs};

Currency read_currency(const std::string& code) {
  const auto currency = Currency::find(code);
  if (!currency)
    throw Error(Failure::damaged, "the ledger names a currency that does not exist"_en, Message::name(code));
  return *currency;
}

/// Whether the text gives the key that value, in one of the quotes of TOML. What it does not say is as it is by itself;
/// with a backslash it can say it in many ways.
bool says(std::string_view text, std::string_view key, std::string_view value, std::string_view unsaid) {
  constexpr std::size_t nearby = 200;
  constexpr std::string_view opens = "\"'\n";
  if (value == unsaid || text.find('\\') != std::string_view::npos) return true;
  for (auto at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const auto near = text.substr(at, key.size() + value.size() + nearby);
    for (const char close : {'"', '\''}) {
      const auto found = near.find(std::string(value) + close);
      if (found != std::string_view::npos && found > 0 && opens.find(near[found - 1]) != std::string_view::npos)
        return true;
    }
  }
  return false;
}

/// A text that is not the one that was kept would rate the past anew.
KeptProgram read_version(const Cursor& row) {
  KeptProgram version{.id = row.id<ProgramId>(of_program[programs.id]),
                      .from = row.through(of_program[programs.from_day]),
                      .digest = row.string(of_program[programs.digest]),
                      .currency = read_currency(row.string(of_program[programs.currency])),
                      .timezone = row.string(of_program[programs.timezone]),
                      .text = row.string(of_program[programs.text])};
  static const Program nothing_said;
  const auto& text = version.text;
  if (program_digest(text) != version.digest ||
      !says(text, "currency", version.currency.code, nothing_said.currency.code) ||
      !says(text, "timezone", version.timezone, nothing_said.timezone))
    damaged("version {version} of the program is not the one that was kept"_en(version.id));
  return version;
}

/// The versions that batches which count were run with, whoever kept them first.
std::unordered_set<ProgramId> versions_used(Ledger& ledger) {
  std::unordered_set<ProgramId> used;
  constexpr auto& batch = tables::batches;
  constexpr Selection run_with{batch.id, batch.program_id};
  Cursor rows(ledger.database(), run_with.from("batches WHERE program_id IS NOT NULL"));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(run_with[batch.id])))
      used.insert(rows.id<ProgramId>(run_with[batch.program_id]));
  return used;
}

} // namespace

std::optional<std::string> shop_timezone(Ledger& ledger) {
  Cursor row(ledger.database(), of_program.from("programs ORDER BY id DESC LIMIT 1"));
  if (!row.next()) return std::nullopt;
  return read_version(row).timezone;
}

bool holds_amounts(Ledger& ledger) {
  if (ledger.undone().empty() && !ledger.is_empty(tables::orders)) return true;
  for (const auto* rows : {"orders", "acts WHERE money <> 0 OR worth <> 0", "vouchers", "cards"}) {
    Cursor batch(ledger.database(), fmt::format("SELECT batch_id FROM {}", rows));
    while (batch.next())
      if (!ledger.undone().contains(batch.id<BatchId>(only))) return true;
  }
  return false;
}

namespace {

std::vector<KeptProgram> read_versions(Ledger& ledger) {
  const auto used = ledger.undone().empty() ? std::unordered_set<ProgramId>{} : versions_used(ledger);
  std::vector<KeptProgram> versions;
  Cursor rows(ledger.database(), of_program.from("programs ORDER BY id"));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(of_program[programs.batch_id])) ||
        used.contains(rows.id<ProgramId>(of_program[programs.id])))
      versions.push_back(read_version(rows));
  return versions;
}

} // namespace

std::vector<KeptProgram> program_versions(Ledger& ledger) {
  return *ledger.programs([&] { return std::make_shared<const std::vector<KeptProgram>>(read_versions(ledger)); });
}

std::optional<KeptProgram> program_version(Ledger& ledger, ProgramId id) {
  Cursor row(ledger.database(), of_program.from("programs WHERE id = ?"));
  if (!row.bind(id).next()) return std::nullopt;
  return read_version(row);
}

std::optional<BatchId> kept_by(Ledger& ledger, ProgramId id) {
  Cursor row(ledger.database(), "SELECT batch_id FROM programs WHERE id = ?");
  return row.bind(id).next() ? std::optional(row.id<BatchId>(only)) : std::nullopt;
}

std::string program_digest(std::string_view text) {
  Digest digest;
  digest.add(text);
  const Hash hash = digest.finish();
  return to_hex(bytes_of(hash));
}

ProgramId next_program(Ledger& ledger) { return ProgramId(next_number(ledger, tables::programs)); }

ProgramId add_program(Ledger& ledger, Batch& batch, Day from, const Program& program, const std::string& text) {
  const auto id = next_program(ledger);
  batch.append(programs, programs.id(id), programs.from_day(from.number), programs.digest(program_digest(text)),
               programs.currency(program.currency.code), programs.timezone(program.timezone), programs.text(text),
               programs.batch_id(batch.id()));
  batch.flush();
  return id;
}

} // namespace loyalty::store
