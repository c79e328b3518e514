// SPDX-License-Identifier: MIT
#pragma once

#include "store/ledger/values.hpp"
#include "store/sqlite/selection.hpp"
#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// A statement on the ledger. What it holds is read by what it stands for (`day`, `money`, `id` …); `integer` is for
/// what is only hashed.
class Cursor : public Statement, public Values<Cursor> {
 public:
  using Statement::Statement;

  template <class... Parameters>
  Cursor& bind(const Parameters&... parameters) {
    Statement::bind(parameters...);
    return *this;
  }
};

} // namespace loyalty::store
