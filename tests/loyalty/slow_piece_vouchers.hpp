// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/slow_lines.hpp"
#include "loyalty/slow_pieces.hpp"

namespace slow_pieces {

/// The lines share `off`, a cent at a time to the one that is furthest behind its share.
inline std::map<std::size_t, std::int64_t> shares(const std::vector<std::int64_t>& amounts,
                                                  const std::set<std::size_t>& lines, std::int64_t off) {
  std::map<std::size_t, std::int64_t> parts;
  std::int64_t whole = 0;
  for (const auto line : lines) whole += amounts[line];
  if (whole == 0) return parts;
  std::map<std::size_t, std::int64_t> behind;
  std::int64_t left = off;
  for (const auto line : lines) {
    behind[line] = off * amounts[line] % whole;
    parts[line] = off * amounts[line] / whole;
    left -= parts[line];
  }
  for (; left > 0; --left) {
    const auto most = std::max_element(behind.begin(), behind.end(),
                                       [](const auto& some, const auto& more) { return some.second < more.second; });
    ++parts[most->first];
    most->second = -1;
  }
  return parts;
}

inline std::int64_t share_of_base(Ratio share, std::int64_t base) {
  return (base * share.millionths * 2 + Ratio::one) / (2 * Ratio::one);
}

/// A line dealt out to its pieces, a cent at a time.
inline std::vector<std::int64_t> dealt(std::int64_t amount, std::int64_t quantity) {
  std::vector<std::int64_t> prices(static_cast<std::size_t>(quantity), amount / quantity);
  for (std::size_t place = 0; place < static_cast<std::size_t>(amount % quantity); ++place) ++prices[place];
  return prices;
}

/// What comes off pieces of these prices that are reduced together.
inline std::vector<std::int64_t> off_round(const PiecesOff& rule, const std::vector<std::int64_t>& prices) {
  std::vector<std::int64_t> off(prices.size());
  std::set<std::size_t> all;
  std::int64_t sum = 0;
  for (std::size_t at = 0; at < prices.size(); ++at) {
    all.insert(at);
    sum += prices[at];
    if (const auto* share = std::get_if<Ratio>(&rule.value)) off[at] = share_of_base(*share, prices[at]);
    if (const auto* amount = std::get_if<Money>(&rule.value)) off[at] = std::min(amount->minor, prices[at]);
  }
  const auto* price = std::get_if<PiecesOff::Price>(&rule.value);
  if (price != nullptr && sum > price->together.minor)
    for (const auto& [at, part] : shares(prices, all, sum - price->together.minor)) off[at] = part;
  return off;
}

} // namespace slow_pieces

namespace loyalty {

/// What vouchers for single pieces take off, with rules spelt out again from the documentation: which pieces are
/// reduced is judged at member price, what comes off each when the voucher is used.
class SlowPieceVouchers {
 public:
  explicit SlowPieceVouchers(const Cart& cart) : cart_(cart) {}

  void look_at(std::vector<std::int64_t> member_amounts) { member_ = std::move(member_amounts); }

  /// Of the voucher, whose own lines these are.
  const std::vector<Piece>& reduced(const Voucher& voucher, const std::set<std::size_t>& lines) const {
    const auto found = known_.find(voucher.code);
    if (found != known_.end()) return found->second;
    const auto& rule = std::get<PiecesOff>(voucher.kind);
    if (rule.get_from && !slow_lines::is_there(*rule.get_from, cart_, member_)) return known_[voucher.code];
    return known_[voucher.code] = slow_pieces::reduced(rule, priced(rule, lines));
  }

  std::vector<std::int64_t> wanted_by_line(const std::vector<std::int64_t>& amounts, const Voucher& voucher,
                                           const std::set<std::size_t>& lines) const {
    std::vector<std::int64_t> wanted(amounts.size());
    const auto* each = std::get_if<LinePrice>(&voucher.kind);
    for (const auto line : lines)
      for (const auto piece : slow_pieces::dealt(amounts[line], cart_.lines[line].quantity))
        if (each != nullptr) wanted[line] += std::max<std::int64_t>(0, piece - each->each.minor);
    if (each != nullptr) return wanted;
    const auto& rule = std::get<PiecesOff>(voucher.kind);
    const auto& pieces = reduced(voucher, lines);
    const auto get = static_cast<std::size_t>(rule.get);
    for (std::size_t first = 0; first < pieces.size(); first += get) {
      std::vector<std::int64_t> prices;
      for (std::size_t at = first; at < first + get; ++at) prices.push_back(price(amounts, pieces[at]));
      const auto off = slow_pieces::off_round(rule, prices);
      for (std::size_t at = 0; at < get; ++at) wanted[pieces[first + at].line] += off[at];
    }
    return wanted;
  }

 private:
  std::int64_t price(const std::vector<std::int64_t>& amounts, const Piece& piece) const {
    const auto prices = slow_pieces::dealt(amounts[piece.line], cart_.lines[piece.line].quantity);
    return prices[static_cast<std::size_t>(piece.place)];
  }

  /// All pieces that can take part.
  std::vector<Piece> priced(const PiecesOff& rule, const std::set<std::size_t>& lines) const {
    std::vector<Piece> pieces;
    for (std::size_t line = 0; line < cart_.lines.size(); ++line) {
      const auto& bought = cart_.lines[line];
      const bool triggers = lines.contains(line);
      const bool target = rule.get_from ? slow_lines::is_for(*rule.get_from, bought) : triggers;
      const auto prices = slow_pieces::dealt(member_[line], bought.quantity);
      for (std::size_t place = 0; place < prices.size(); ++place)
        if (prices[place] > 0 && (triggers || target))
          pieces.push_back({{prices[place]}, line, triggers, target, static_cast<std::int64_t>(place)});
    }
    return pieces;
  }

  const Cart& cart_;
  std::vector<std::int64_t> member_ = {};
  mutable std::map<std::string, std::vector<Piece>> known_ = {}; ///< by code
};

} // namespace loyalty
