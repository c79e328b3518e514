// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/members/member_words.hpp"
#include "app/orders/forgotten_buyers.hpp"
#include "app/orders/imported.hpp"
#include "app/orders/order_buyers.hpp"
#include "app/orders/order_codes.hpp"
#include "app/orders/referrers.hpp"
#include "app/orders/told_twice.hpp"
#include "files/order_file.hpp"
#include "loyalty/order.hpp"
#include "loyalty/order_statement.hpp"
#include "store/accounts.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

namespace loyalty::app {

/// Thrown where every row was taken for an order and one order turns out to have several.
struct SeveralRows {};

/// Takes batches of orders into the ledger and keeps count of what became of them.
class OrderIntake {
 public:
  /// With `first_import` the ledger holds no orders: nothing is looked up, and duplicates show when the index is built.
  struct Manner {
    bool first_import = false;
    bool many_rows = false;
    bool allow_older = false;
    bool remember = false; ///< who was forgotten is taken in again
  };
  OrderIntake(shop::Work& work, const Manner& manner, Imported& result);

  /// Takes one batch of `file`.
  void take(const files::FileBatch& batch, const files::OrderFile& file);
  /// Judges the refunds that name orders and writes what is still in memory, when all batches of the file are taken.
  void finish(const files::OrderFile& file);

 private:
  /// A refund that waits until all orders are in.
  struct Waiting {
    OrderRow row;
    std::vector<files::KeptOrigin> rows; ///< it was read from
  };

  struct Judged {
    const OrderRow* row;
    const OrderDetails* details;
    std::size_t index; ///< in the batch of the file
  };

  void write_first(const OrderRow& row, const OrderDetails* details);
  static std::vector<store::OrderName> names_of(const std::vector<Judged>& rows);
  std::vector<Judged> take_repeated(std::vector<Judged>& rows) const;
  void judge(std::vector<Judged> rows, const files::FileBatch& batch, const files::OrderFile& file);
  void judge_known(const Judged& judged, const store::KnownOrder& known, const files::FileBatch& batch,
                   const files::OrderFile& file);
  void take_later(const Judged& judged, std::optional<MemberId> member, const store::KnownOrder& known);
  void take_new(const Judged& judged, std::optional<MemberId> member, const store::KnownOrder& known, OrderId first);
  std::optional<Objection> objection_to(const Judged& judged, const store::KnownOrder& known,
                                        const StatementCheck& checked);
  std::optional<Objection> objection_to_older(const OrderRow& row, const store::KnownOrder& known, Money before);
  std::vector<store::StoredLine> known_lines(const Judged& judged);
  bool has_other_lines(const Judged& judged);
  Follows details_follow(const Judged& judged, const store::KnownOrder& known);
  void judge_refund(const Waiting& waiting, const files::OrderFile& file);
  void refuse_second_row(const store::KnownOrder& known) const;
  void refuse_second_rows(const files::OrderFile& file);
  void add_notes();
  void note_unknown_plans();
  void note_plan(const OrderRow& row, const OrderDetails* details);
  void note_codes(OrderId first, const OrderRow& row);
  void wait(OrderRow row, std::vector<files::KeptOrigin> rows);
  void touch(std::optional<MemberId> member, Day day);
  void note_late_buyer(const OrderRow& row, const OrderDetails* details);
  void note_buyer(std::optional<MemberId> member, OrderStatus status);

  shop::Work& work_;
  bool first_import_;
  bool allow_older_;
  bool gathers_lines_ = false; ///< otherwise every row is an order
  Imported& result_;
  store::MemberDirectory members_;
  OrderBuyers buyers_;
  struct Late {
    std::string order;
    std::string shop;
    MemberId member;
  };
  std::vector<Late> late_; // orders that were nobody's, and whose they are
  ForgottenBuyers forgotten_;
  store::OrderWriter writer_;
  Referrers referrers_;
  std::vector<Waiting> waiting_;
  std::deque<std::string> kept_texts_; ///< that waiting rows point into
  std::optional<store::StoredLines> lines_;
  ToldTwice told_twice_;
  std::vector<store::OrderPlace> coded_;     ///< orders whose codes are to be judged
  std::map<std::string, std::string> plans_; ///< that orders are fees of, each with the first such order
  std::vector<bool> new_buyers_;             ///< by member: counted among the new members
  std::vector<Day> first_days_;              ///< by member: the earliest day of a new fact; `never` if there is none
};

} // namespace loyalty::app
