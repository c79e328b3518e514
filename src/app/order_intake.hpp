// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "app/import_orders.hpp"
#include "app/order_codes.hpp"
#include "formats/order_file.hpp"
#include "loyalty/order.hpp"
#include "store/accounts.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

namespace loyalty::app {

/// Takes batches of orders into the ledger and keeps count of what became of them.
class OrderIntake {
 public:
  /// With `first_import` the ledger holds no orders: nothing is looked up, and duplicates show when the index is built.
  OrderIntake(Work& work, bool first_import, bool many_rows, bool allow_older, Imported& result);

  /// Takes one batch of `file`.
  void take(const formats::FileBatch& batch, const formats::OrderFile& file);
  /// Judges the refunds that name orders and writes what is still in memory.
  void finish();

 private:
  /// A refund that waits until all orders are in.
  struct Waiting {
    OrderRow row;
    formats::RejectedRow as_rejected;
  };

  struct Judged {
    const OrderRow* row;
    const OrderDetails* details;
    std::size_t index; ///< in the batch of the file
  };

  void write_first(const OrderRow& row, const OrderDetails* details);
  void judge(std::vector<Judged> rows, const formats::FileBatch& batch, const formats::OrderFile& file);
  void judge_known(const Judged& judged, const store::KnownOrder& known, const formats::FileBatch& batch,
                   const formats::OrderFile& file);
  void judge_refund(Waiting& waiting);
  void note_referrer(MemberId member, const OrderRow& row, const OrderDetails* details);
  void write_invites();
  void note_unknown_plans();
  void note_codes(MemberId member, const OrderRow& row, const OrderDetails* details);
  void wait(OrderRow row, formats::RejectedRow as_rejected);
  MemberId member_of(const OrderRow& row, const OrderDetails* details);
  void touch(MemberId member, Day day);
  void note_buyer(MemberId member, OrderStatus status);

  Work& work_;
  bool first_import_;
  bool allow_older_;
  Imported& result_;
  store::MemberDirectory members_;
  store::OrderWriter writer_;
  std::vector<Waiting> waiting_;
  std::deque<std::string> kept_texts_; ///< that waiting rows point into
  /// Whom the file names as the one who brought a member.
  struct Referrer {
    Moment at = {}; ///< of the order that says so; the earliest counts
    std::string key;
  };
  std::map<MemberId, Referrer> referrers_;
  std::vector<OrderCodes> codes_;
  std::map<std::string, std::string> plans_; ///< that orders are fees of, each with the first such order
  std::vector<bool> new_buyers_; ///< by member: counted among the new members
  std::vector<Day> first_days_; ///< by member: the earliest day of a new fact; `never` if there is none
};

}  // namespace loyalty::app
