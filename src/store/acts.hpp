// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/history.hpp"
#include "store/books.hpp"

namespace loyalty::store {

/// Something done with points by hand, as stored.
struct StoredAct {
  MemberId member = 0;
  PointAct act;
  std::optional<Money> worth = {};
  std::string reason;
  std::string key;
  std::int64_t batch = 0;
};

/// The act of that key that counts; nullopt if there is none.
std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key);
std::optional<StoredAct> act(Ledger& ledger, FactId id);
FactId add_act(Ledger& ledger, Batch& batch, const StoredAct& act);

}  // namespace loyalty::store
