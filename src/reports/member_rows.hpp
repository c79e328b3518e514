// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/figures.hpp"

namespace loyalty::reports {

/// The figures of one member.
struct MemberRow {
  MemberId member = {};
  Day joined_on = {};
  OrderFigures orders;
  Balance points;
  std::uint32_t tier = 0; ///< index into `MemberReport::tiers`
  Day tier_since = never;
  Day tier_until = never;
  std::int64_t qualifying = 0;
  Day closed_since = never; ///< the member is shut out
};

/// The figures of many members, in a third of the memory: each number takes as many bytes as it has digits, and most
/// have few. They are read one after the other.
class MemberRows {
 public:
  using value_type = MemberRow;

  /// Stands at one row, until it goes on to the next.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = MemberRow;
    using difference_type = std::ptrdiff_t;
    using pointer = const MemberRow*;
    using reference = const MemberRow&;

    Iterator(const MemberRows& rows, std::size_t piece);

    const MemberRow& operator*() const { return row_; }
    const MemberRow* operator->() const { return &row_; }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return piece_ == other.piece_ && at_ == other.at_; }

   private:
    void read();

    const MemberRows* rows_;
    std::size_t piece_;
    std::size_t at_ = 0;   ///< where in the piece the row begins …
    std::size_t next_ = 0; ///< … and the one behind it
    MemberRow row_;
  };

  void add(const MemberRow& row);
  /// Takes over all rows of another list behind these.
  void append(MemberRows&& others);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, pieces_.size()}; }
  MemberRow front() const { return *begin(); }
  /// Looks for it from the front.
  MemberRow operator[](std::size_t place) const;

 private:
  static constexpr std::size_t piece_size = 65'536;

  std::vector<std::string> pieces_; ///< of whole rows
  std::size_t size_ = 0;
};

template <class Leave>
void erase_if(MemberRows& rows, const Leave& leave) {
  MemberRows kept;
  for (const auto& row : rows)
    if (!leave(row)) kept.add(row);
  rows = std::move(kept);
}

} // namespace loyalty::reports
