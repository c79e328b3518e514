// SPDX-License-Identifier: MIT
// Apart from money.cpp, whose amounts stand in the messages of errors.
#include "loyalty/error.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

void beyond_counting() {
  throw Error(Failure::damaged, "the ledger is damaged"_en, "its amounts are too large to be counted"_en,
              put_backup_back());
}

void too_many_points() {
  throw Error(Failure::refused, "there are too many points to be counted"_en, "they have more than 15 digits"_en,
              "check the rates in loyalty.toml"_en);
}

void result_too_large() {
  throw Error(Failure::refused, "a result is too large to be counted"_en, "it has more than 18 digits"_en,
              "check the rates in loyalty.toml"_en);
}

} // namespace loyalty
