// SPDX-License-Identifier: MIT
// What platforms export, each with what its orders are: tests/files/exports.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "catch.hpp"
#include "files/order_file.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files::platforms_test {
namespace {

const std::filesystem::path exports = std::filesystem::path(LOYALTY_SOURCE_DIR) / "tests/files/exports";

constexpr std::int32_t east_8 = 8 * 3600;

OrderFileOptions shop_in_china() {
  return {.currency = cny,
          .to_shop_time = [](Moment written, std::int32_t offset) { return Moment{written.seconds - offset + east_8}; },
          .from_zone = [](Moment written, std::string_view zone) -> std::optional<Moment> {
            if (zone == "UTC") return Moment{written.seconds + east_8};
            if (zone == "Asia/Shanghai") return written;
            return std::nullopt;
          }};
}

std::string buyer_of(const OrderRow& row, const OrderDetails* details) {
  if (row.unassigned) return "unassigned " + std::string(details == nullptr ? "" : details->phone);
  if (details == nullptr || details->identities.empty()) return std::string(row.member_id);
  return fmt::format("{}:{}", details->identities.front().name_space, details->identities.front().value);
}

/// An order on a line: number, buyer, time, amount, status, given back, goods, shop.
std::string line_of(const OrderRow& row, const OrderDetails* details) {
  std::string goods;
  if (details != nullptr)
    for (const auto& line : details->lines)
      if (!line.sku.empty()) goods += (goods.empty() ? "" : ";") + std::string(line.sku);
  const auto number =
      row.refund_of.empty() ? std::string(row.order_id) : fmt::format("{} of {}", row.order_id, row.refund_of);
  return fmt::format("{} | {} | {} | {} | {} | {} | {} | {}", number, buyer_of(row, details), to_string(row.placed_at),
                     to_string(row.amount, cny), to_string(row.status), to_string(row.refunded, cny), goods, row.shop);
}

struct Read {
  std::string profile;
  std::multiset<std::string> orders = {};
  std::vector<std::string> rejected = {};
};

Read read(const std::filesystem::path& path) {
  OrderFile file(path, shop_in_china());
  Read result{.profile = file.columns().profile().name};
  for (FileBatch batch; file.next(batch);)
    for (const auto& row : batch.rows)
      result.orders.insert(
          line_of(row, row.details < 0 ? nullptr : &batch.details[static_cast<std::size_t>(row.details)]));
  for (const auto& row : file.take_rejected()) result.rejected.push_back(row.column_name + ": " + row.reason.english());
  return result;
}

std::multiset<std::string> lines_of(const std::filesystem::path& path) {
  std::multiset<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.insert(line);
  return lines;
}

} // namespace

TEST_CASE("each platform's file is known by its header and becomes its orders") {
  for (const auto& profile : all_profiles()) {
    if (profile.name == "generic") continue;
    CAPTURE(profile.name);
    const auto result = read(exports / (profile.name + ".csv"));
    CHECK(result.profile == profile.name);
    CHECK(result.rejected.empty());
    CHECK(result.orders == lines_of(exports / (profile.name + ".expected.txt")));
  }
}

} // namespace loyalty::files::platforms_test
