// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "shop/work.hpp"
#include "store/acts.hpp"

namespace loyalty::app {

/// An act that a command is asked for, and what is needed to do it only once.
struct AskedAct {
  store::StoredAct act;      ///< with the caller's own key or an empty one
  std::string made_key = {}; ///< of the request itself; used where the caller gave none
  bool reason_tells = false; ///< another reason is another request; no key holds one, for it may have to be forgotten
  bool again = false;        ///< the same request is meant as another act
};

/// The key under which the act is or will be recorded.
std::string key_for(store::Ledger& ledger, const AskedAct& asked);
/// Gives the act its key. The same act as recorded before under that key, or nullopt; refused by `Error` where the key
/// stands for something else. An act whose text says how much is the same whatever that came to.
std::optional<store::StoredAct> recorded_before(store::Ledger& ledger, AskedAct& asked);

/// What is done at the counter comes after everything known of its day: refused by `Error` where the member's points
/// are processed through a later one. `name` is the member as typed.
void refuse_processed_day(const shop::Context& context, MemberId member, const std::string& name);

} // namespace loyalty::app
