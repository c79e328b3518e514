// SPDX-License-Identifier: MIT
#include "reports/member_rows.hpp"

#include <array>
#include <utility>

namespace loyalty::reports {
namespace {

/// The numbers of a row, in the order in which they are kept.
template <class Row, class Use>
void each_number(Row& row, const Use& use) {
  auto& [member, joined_on, orders, points, tier, tier_since, tier_until, qualifying, closed_since] = row;
  use(member.value);
  use(joined_on.number);
  auto& [count, order_days, gross, refunds, first_on, last_on, refunded, refunded_amount, part_refunded] = orders;
  use(count);
  use(order_days);
  use(gross.minor);
  use(refunds.minor);
  use(first_on.number);
  use(last_on.number);
  use(refunded);
  use(refunded_amount.minor);
  use(part_refunded);
  auto& [earned, adjusted, redeemed, expired, clawed_back, balance, held, debt, overspent, forgiven, growth] = points;
  for (auto* sum :
       {&earned, &adjusted, &redeemed, &expired, &clawed_back, &balance, &held, &debt, &overspent, &forgiven, &growth})
    use(*sum);
  use(tier);
  use(tier_since.number);
  use(tier_until.number);
  use(qualifying);
  use(closed_since.number);
}

constexpr std::size_t longest_number = 10;
constexpr std::size_t numbers_of_row = 27;

} // namespace

void MemberRows::add(const MemberRow& row) {
  std::array<char, numbers_of_row * longest_number> bytes;
  std::size_t size = 0;
  each_number(row, [&](const auto& number) {
    const auto value = static_cast<std::int64_t>(number);
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) bytes[size++] = static_cast<char>(rest | 0x80);
    bytes[size++] = static_cast<char>(rest);
  });
  if (pieces_.empty() || pieces_.back().size() + size > piece_size) pieces_.emplace_back().reserve(piece_size);
  pieces_.back().append(bytes.data(), size);
  ++size_;
}

void MemberRows::append(MemberRows&& others) {
  for (auto& piece : others.pieces_) pieces_.push_back(std::move(piece));
  size_ += others.size_;
  others = {};
}

MemberRow MemberRows::operator[](std::size_t place) const {
  auto at = begin();
  for (; place > 0; --place) ++at;
  return *at;
}

MemberRows::Iterator::Iterator(const MemberRows& rows, std::size_t piece) : rows_(&rows), piece_(piece) {
  if (piece_ < rows_->pieces_.size()) read();
}

MemberRows::Iterator& MemberRows::Iterator::operator++() {
  at_ = next_;
  if (at_ == rows_->pieces_[piece_].size()) {
    ++piece_;
    at_ = 0;
  }
  if (piece_ < rows_->pieces_.size()) read();
  return *this;
}

void MemberRows::Iterator::read() {
  const std::string_view bytes = rows_->pieces_[piece_];
  next_ = at_;
  each_number(row_, [&]<class Value>(Value& number) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes[next_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    number = static_cast<Value>(static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1));
  });
}

} // namespace loyalty::reports
