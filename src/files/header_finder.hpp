// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "files/row_source.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {

/// No row of a file names the columns of any profile.
class UnknownHeader : public Error {
 public:
  explicit UnknownHeader(const Error& error) : Error(error) {}
};

/// Finds the row that names the columns of an order file, below title lines and comments, and with it how the file is
/// to be read.
class HeaderFinder {
 public:
  static constexpr std::size_t rows_looked_at = 50;

  HeaderFinder(RowSource& source, const OrderFileOptions& options) : source_(source), options_(options) {}

  /// Reads up to the header, which is in `row` then. Throws `Error` (refused) where the file is empty; `UnknownHeader`
  /// where no row is a header, with the names in the row that looks most like one; or where it is of several profiles
  /// equally well, with their names.
  OrderColumns find(Row& row);

 private:
  struct Candidate {
    Row row;
    std::vector<std::string> cells;
  };

  const OrderProfile* profile_of(const Row& row) const;
  bool next(Row& row, const Candidate& best);
  [[noreturn]] void refuse(const Candidate& best) const;

  RowSource& source_;
  const OrderFileOptions& options_;
};

} // namespace loyalty::files
