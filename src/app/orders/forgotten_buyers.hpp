// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "loyalty/order.hpp"
#include "store/forgotten.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// Keeps members who were forgotten from coming back by an order file: their orders become nobody's, and nothing that
/// the file says of the buyer is kept. With `remember` they are taken in again, as new members.
class ForgottenBuyers {
 public:
  ForgottenBuyers(store::Ledger& ledger, store::MemberDirectory& members, bool remember)
      : ledger_(ledger), forgotten_(ledger), members_(members), remember_(remember) {}

  struct Seen {
    const OrderRow* row;
    const OrderDetails* details;
  };
  /// The row as it may be taken in; what is not the file's own lives as long as this.
  Seen see(const OrderRow& row, const OrderDetails* details);
  /// Whether the row names somebody who was forgotten since as that member.
  bool is_theirs(const OrderRow& row, const OrderDetails* details, const std::optional<MemberId>& member);
  /// How many rows that concerned.
  void tell(std::vector<Message>& notes) const;

 private:
  bool is_known(const OrderRow& row, const OrderDetails* details);
  std::optional<MemberId> forgotten_as(const OrderRow& row, const OrderDetails* details);

  store::Ledger& ledger_;
  store::Forgotten forgotten_;
  store::MemberDirectory& members_;
  bool remember_;
  std::int64_t rows_ = 0;
  std::deque<OrderRow> cleared_;
  std::deque<OrderDetails> cleared_details_;
};

/// What to say of rows of a file that name somebody who was forgotten; `what_became` of them.
Message forgotten_note(std::int64_t rows, Message what_became);

} // namespace loyalty::app
