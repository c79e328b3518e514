// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/orders/orders_view.hpp"
#include "loyalty/message.hpp"
#include "loyalty/price.hpp"
#include "shop/buyers.hpp"
#include "shop/voucher_finder.hpp"
#include "store/coded_orders.hpp"
#include "store/voucher_reader.hpp"

namespace loyalty::app {

/// A code that an order names and that was not used for it.
struct UnusedCode {
  std::string order;
  std::string code;        ///< as its file writes it
  std::string_view reason; ///< "below_minimum_spend": the name of a refusal or of what a quote says
  Message sentence = {};
};

/// A voucher that a code was.
struct CodeUse {
  shop::FoundVoucher found;
  Money discount = {};
};

/// What one version of the program makes of an order's codes.
struct CodeOutcome {
  std::vector<CodeUse> uses = {};
  std::vector<UnusedCode> unused = {};
  Money before = {};    ///< price before vouchers
  Money explained = {}; ///< taken off by all that the program knows of
  ProgramId program = {};
};

/// What the codes on one order after the other come to, as each order saw the vouchers. Writes nothing.
class CodeOutcomes {
 public:
  CodeOutcomes(store::Ledger& ledger, const Timeline& timeline, OrdersView& view)
      : timeline_(timeline), view_(view), buyers_(ledger, timeline), vouchers_(ledger) {}

  /// The codes of an order, with public words kept whole.
  std::vector<std::string> codes(const store::CodedOrder& order) const;
  /// Looks at what is in use for the order: by its codes, which is judged again, or by hand, which is a fact.
  void turn_to(const store::CodedOrder& order);
  const std::vector<store::StoredVoucher>& in_use_by_code() const { return by_code_; }
  /// Every code is in use, and nothing else by a code that the order names no longer.
  bool all_used(const std::vector<std::string>& codes) const;
  /// What one version of the program makes of the codes.
  CodeOutcome by(const ProgramVersion& version, const store::CodedOrder& order, const std::vector<std::string>& codes);

 private:
  bool is_word(std::string_view code) const;
  bool means(const std::string& code, const Voucher& voucher) const;
  shop::FoundVoucher find(shop::VoucherFinder& finder, const Program& program, const std::string& code);
  Quote price(const Program& program, const store::CodedOrder& order, const Buyer& by_conditions,
              const std::vector<shop::FoundVoucher>& found);

  const Timeline& timeline_;
  OrdersView& view_;
  shop::OrderBuyers buyers_;
  store::VoucherReader vouchers_;
  std::vector<store::StoredVoucher> by_code_;
  std::vector<store::StoredVoucher> by_hand_;
};

} // namespace loyalty::app
