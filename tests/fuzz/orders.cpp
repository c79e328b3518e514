// SPDX-License-Identifier: MIT
#include "files/order_file.hpp"

#include "files/text_file.hpp"
#include "fuzz/target.hpp"

namespace fuzz {

using namespace loyalty;

namespace {

constexpr std::int32_t east_8 = 8 * 3600;

files::OrderFileOptions shop_in_china() {
  return {.currency = cny,
          .to_shop_time = [](Moment written, std::int32_t offset) { return Moment{written.seconds - offset + east_8}; },
          .from_zone = [](Moment written, std::string_view zone) -> std::optional<Moment> {
            return zone == "UTC" ? std::optional(Moment{written.seconds + east_8}) : std::nullopt;
          }};
}

void check(const OrderRow& row) {
  require(!row.order_id.empty(), "an order has a number");
  require(row.refunded >= Money{} && row.refunded <= Money{Money::limit}, "what was given back is an amount");
}

} // namespace

/// An order file of any kind and platform: each row becomes an order, is set aside in words or says nothing, or the file
/// is refused in words.
void try_bytes(std::string_view bytes) {
  const files::TextFile file(bytes);
  try {
    files::OrderFile orders(file.path(), shop_in_china());
    for (files::FileBatch batch; orders.next(batch);)
      for (const auto& row : batch.rows) check(row);
    for (const auto& rejected : orders.take_rejected())
      require(!rejected.reason.english().empty(), "a row is set aside in words");
    orders.notes();
    orders.seen_words();
  } catch (const Error& error) {
    require(error.failure == Failure::refused && !error.told.english().empty(), "a file is refused in words");
  }
}

} // namespace fuzz
