// SPDX-License-Identifier: MIT
#include "store/programs.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "store/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view columns = "SELECT id, from_day, digest, currency, timezone, text, batch_id FROM programs ";

/// What a text does not say is as it is by itself.
bool says(std::string_view text, std::string_view value, std::string_view by_itself) {
  return value == by_itself || text.find(value) != std::string_view::npos;
}

/// A text that is not the one that was kept would rate the past anew.
ProgramVersion read_version(const Cursor& row) {
  ProgramVersion version{row.id(0), row.limit_day(1), row.string(2), row.string(3), row.string(4), row.string(5)};
  static const Program nothing_said;
  const auto& text = version.text;
  if (program_digest(text) != version.digest || !says(text, version.currency, nothing_said.currency) ||
      !says(text, version.timezone, nothing_said.timezone))
    damaged(fmt::format("version {} of the program is not the one that was kept", version.id));
  return version;
}

/// The versions that batches which count were run with, whoever kept them first.
std::unordered_set<std::int64_t> versions_used(Ledger& ledger) {
  std::unordered_set<std::int64_t> used;
  Cursor rows(ledger.database(), "SELECT id, program_id FROM batches WHERE program_id IS NOT NULL");
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(0))) used.insert(rows.id(1));
  return used;
}

}  // namespace

std::optional<ShopSettings> shop_settings(Ledger& ledger) {
  Cursor row(ledger.database(), std::string(columns) + "ORDER BY id DESC LIMIT 1");
  if (!row.next()) return std::nullopt;
  auto version = read_version(row);
  return ShopSettings{std::move(version.currency), std::move(version.timezone)};
}

std::vector<ProgramVersion> program_versions(Ledger& ledger) {
  const auto used = ledger.undone().empty() ? std::unordered_set<std::int64_t>{} : versions_used(ledger);
  std::vector<ProgramVersion> versions;
  Cursor rows(ledger.database(), std::string(columns) + "ORDER BY id");
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(6)) || used.contains(rows.integer(0)))
      versions.push_back(read_version(rows));
  return versions;
}

std::optional<ProgramVersion> program_version(Ledger& ledger, ProgramId id) {
  Cursor row(ledger.database(), std::string(columns) + "WHERE id = ?");
  if (!row.bind(id).next()) return std::nullopt;
  return read_version(row);
}

std::string program_digest(std::string_view text) {
  Digest digest;
  digest.add(text);
  const Hash hash = digest.finish();
  return to_hex(bytes_of(hash));
}

ProgramId add_program(Ledger& ledger, Batch& batch, Day from, const Program& program,
                      const std::string& text) {
  const ProgramId id = next_id(ledger, "programs");
  batch.append(BookId::programs, id, from.number, program_digest(text), program.currency, program.timezone, text, batch.id());
  batch.flush();
  return id;
}

}  // namespace loyalty::store
