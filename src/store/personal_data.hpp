// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::store {

// Personal data. It lies beside the books, so that it can be corrected and forgotten; the batch commits to it.

/// By what else a member is known: (namespace, value).
struct Identity {
  std::string name_space;
  std::string value;
};
/// An identity written as "namespace:value", made plain; nullopt where it is none.
std::optional<Identity> written_identity(std::string_view text);
std::vector<Identity> identities(Ledger& ledger, MemberId member);
/// Reads the identities of all members; the texts live until the next one is read.
void read_identities(Ledger& ledger,
                     const std::function<void(MemberId, std::string_view name_space, std::string_view value)>& use);
/// Whoever is known by it.
std::optional<MemberId> holder(Ledger& ledger, const Identity& identity);
/// Nothing happens where it is another member's.
void add_identity(Ledger& ledger, Batch& batch, MemberId member, const Identity& identity);
void drop_identities(Ledger& ledger, Batch& batch, MemberId member, std::string_view name_space);

/// An empty name is none.
void set_name(Ledger& ledger, Batch& batch, MemberId member, std::string_view name);

/// Birthdays as they were known, by the day from which they were; those of undone batches are not seen.
std::vector<BirthdayNote> birthdays(Ledger& ledger, MemberId member);
void add_birthday(Ledger& ledger, Batch& batch, MemberId member, const BirthdayNote& note);

} // namespace loyalty::store
