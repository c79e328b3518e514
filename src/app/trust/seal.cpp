// SPDX-License-Identifier: MIT
#include "app/trust/seal.hpp"

#include <algorithm>
#include <filesystem>

#include "app/trust/key_file.hpp"
#include "loyalty/error.hpp"
#include "output/whole_file.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/sealing.hpp"

namespace loyalty::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_taken(const std::string& path) {
  throw Error(Failure::refused, nothing_changed("{file} already exists"_en(path)), {},
              "name another file with --key FILE"_en);
}

/// The key in the folder of the ledger, or in one below it.
bool is_beside(const std::string& ledger_path, const std::string& key_path) {
  std::error_code none;
  const auto folder = fs::weakly_canonical(fs::absolute(output::real_file(ledger_path), none), none).parent_path();
  const auto key = fs::weakly_canonical(fs::absolute(key_path, none), none);
  return std::mismatch(folder.begin(), folder.end(), key.begin(), key.end()).first == folder.end();
}

void require_sealable(store::Ledger& ledger, bool again) {
  if (!again && store::sealed_with(ledger))
    throw Error(Failure::refused, nothing_changed("{ledger} is sealed already"_en(ledger.path())), {},
                "check it with: loyalty audit --key FILE; if the key is lost: loyalty seal --again --key FILE"_en);
  if (auto fault = store::check_chain(ledger); !fault.empty())
    throw Error(Failure::damaged, "the ledger is damaged; it was not sealed"_en, std::move(fault), put_backup_back());
}

/// The key is on the disk before the ledger is sealed with it.
store::SealKey seal_with_file(store::Ledger& ledger, const SealAsked& asked, bool& made) {
  store::Transaction transaction(ledger);
  require_sealable(ledger, asked.again);
  store::Hash first{};
  asked.entropy(first);
  auto key = store::begin_sealing(ledger, first);
  if (asked.dry_run) {
    transaction.roll_back();
    return key;
  }
  output::WholeFile file(asked.key_file);
  file.write(key_file_text(key, asked.comment));
  made = file.finish_new();
  if (!made) refuse_taken(asked.key_file);
  transaction.commit();
  return key;
}

/// Nobody needs a key that seals nothing; where it cannot be told whether it does, it stays.
void remove_unused(store::Ledger& ledger, const std::string& path) {
  try {
    if (store::sealed_with(ledger) == read_key_file(path).key.name()) return;
    std::error_code none;
    fs::remove(path, none);
  } catch (const std::exception&) {}
}

} // namespace

void require_place_for_key(const std::string& path) {
  std::error_code none;
  if (fs::exists(path, none)) refuse_taken(path);
  output::WholeFile place(path);
}

Sealed seal(store::Ledger& ledger, const SealAsked& asked) {
  require_place_for_key(asked.key_file);
  bool made = false;
  try {
    const auto key = seal_with_file(ledger, asked, made);
    return {.first = key.from ? key.from->batch.next() : BatchId(1),
            .beside = is_beside(ledger.path(), asked.key_file)};
  } catch (...) {
    if (made) remove_unused(ledger, asked.key_file);
    throw;
  }
}

} // namespace loyalty::app
