// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/card.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What became of a gift card, as the books have it.
struct StoredCardMove {
  CardId card = {};
  BatchId batch = {};
  CardMove move;
  std::string reason = {};
  std::string key = {}; ///< the same key again is the same move
};

struct StoredCard {
  CardId id = {};
  BatchId batch = {};
  std::string code = {};
  Card card;
  std::string key = {};             ///< the same key again is the same issue
  std::vector<CardMove> moves = {}; ///< in the order in which they were recorded
};

// What undone batches wrote is not seen.

/// The card of this code, spelt as stored; nullopt if there is none.
std::optional<StoredCard> find_card(Ledger& ledger, std::string_view code);
/// The card that was issued under a key.
std::optional<StoredCard> find_issued_card(Ledger& ledger, std::string_view key);
/// All cards, or those in the name of one member, in the order of their issue.
std::vector<StoredCard> cards(Ledger& ledger, std::optional<MemberId> member = {});
/// What became of any card under a key.
std::optional<StoredCardMove> find_card_move(Ledger& ledger, std::string_view key);
/// Also true for codes of undone batches, and of vouchers: what is printed never comes back as something else.
bool is_code_taken(Ledger& ledger, std::string_view code);

/// Writes all but the moves. The id is given here.
CardId add_card(Ledger& ledger, Batch& batch, const StoredCard& card);
void add_card_move(Ledger& ledger, Batch& batch, const StoredCardMove& move);

} // namespace loyalty::store
