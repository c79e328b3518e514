// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/number.hpp"
#include "store/ledger/commitment_kind.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Fills the bytes from the system's random source.
using Chance = std::function<void(std::span<unsigned char>)>;

/// What a batch changes beside the books, noted where it is changed and committed to when the batch is closed: once for
/// each, as it lies there then.
class Committing {
 public:
  /// Without a source of chance, as in a test, salts follow from nothing but how many there were.
  explicit Committing(Chance chance) : chance_(std::move(chance)) {}

  /// What is known of the member in person was changed.
  void note(MemberId member) { members_.push_back({member, false}); }
  /// A profile is to be written with this salt, which is good until the next one.
  std::string_view salt_of_new(MemberId member);
  /// What files say of who placed the order was changed, by the number of its first statement.
  void note(OrderId first) { buyers_.push_back(first); }
  /// A text was forgotten.
  void note_forgotten_text(std::int64_t number) { forgotten_texts_.push_back(number); }
  /// All that lies there, whoever wrote it.
  void note_all(Ledger& ledger);

  /// Takes the rows that the books get; `flush` follows a number of them. `hash` is empty: nothing is left.
  struct Books {
    std::function<void(CommitmentKind kind, std::int64_t number, std::string_view hash)> append;
    std::function<void()> flush;
  };
  /// Writes the salts and the texts that were kept, and has the commitments appended.
  void write(Ledger& ledger, const Books& books);

 private:
  struct Noted {
    MemberId member;
    bool salted; ///< with a salt that no batch before has used
  };

  std::string_view next_salt();
  void write_texts(Ledger& ledger, const Books& books);
  void write_members(Ledger& ledger, const Books& books);
  void write_buyers(Ledger& ledger, const Books& books);

  Chance chance_;
  std::vector<Noted> members_;
  std::vector<OrderId> buyers_;
  std::vector<std::int64_t> forgotten_texts_;
  std::vector<unsigned char> salts_;
  std::size_t used_ = 0;    ///< of their bytes
  std::uint64_t drawn_ = 0; ///< salts so far
};

} // namespace loyalty::store
