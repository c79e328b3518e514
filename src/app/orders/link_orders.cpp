// SPDX-License-Identifier: MIT
#include "app/orders/link_orders.hpp"

#include <array>
#include <utility>

#include "app/orders/order_linker.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/counts.hpp"
#include "messages/reasons.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::app {
namespace {

constexpr std::array<std::string_view, 3> columns = {"order_id", "member_id", "shop"};
constexpr files::RecordShape shape{.columns = columns, .required = 2};

std::string counts(const OrdersLinked& linked) {
  return messages::counts_text(
      {{"linked", linked.rows.added}, {"unchanged", linked.rows.unchanged}, {"rejected", linked.rows.rejected.size()}});
}

std::optional<Objection> check_cells(const AskedLink& asked) {
  const std::array<std::pair<std::string_view, const std::string*>, 2> cells = {std::pair("order_id", &asked.order),
                                                                                std::pair("member_id", &asked.member)};
  for (const auto& [column, value] : cells) {
    if (value->empty()) return Objection{std::string(column), "{column} is empty"_en(column)};
    if (auto reason = messages::id_reason(*value); !reason.reason.empty())
      return Objection{std::string(column), std::move(reason.reason), std::move(reason.hint)};
  }
  return std::nullopt;
}

} // namespace

OrdersLinked link_orders(const shop::Context& context, const LinkRequest& request) {
  shop::Work work(context, store::BatchKind::orders_linked);
  // Whoever typed a wrong member wants to hear of those that look alike.
  const auto member = store::require_member(context.ledger, request.member);
  OrderLinker linker(work);
  OrdersLinked result;
  result.rows.receipt.dry_run = context.dry_run;
  for (const auto& order : request.orders) {
    const auto objection = linker.take({order, member.key, request.shop});
    if (objection) throw Error(Failure::refused, objection->what, {}, objection->hint);
  }
  linker.finish(result);
  result.rows.rows = static_cast<std::int64_t>(request.orders.size());
  if (result.rows.added > 0) result.rows.receipt = work.finish({.counts = counts(result)});
  return result;
}

OrdersLinked link_orders(const shop::Context& context, const std::vector<LateBuyer>& late) {
  shop::Work work(context, store::BatchKind::orders_linked);
  OrderLinker linker(work);
  OrdersLinked result;
  for (const auto& [order, shop, member] : late)
    static_cast<void>(linker.take({.order = order, .member = member, .shop = shop}));
  linker.finish(result);
  if (result.rows.added > 0) result.rows.receipt = work.finish({.counts = counts(result)});
  return result;
}

OrdersLinked link_orders(const shop::Context& context, const std::string& path,
                         const std::function<void(std::int64_t, std::int64_t)>& progress) {
  OrdersLinked result;
  store::Sha256 sha256;
  files::RecordFile file(path, shape, [&](std::string_view block) { sha256.add(block); });
  shop::Work work(context, store::BatchKind::orders_linked);
  OrderLinker linker(work);
  while (file.next()) {
    AskedLink asked{.order = std::string(plain_key(file.value("order_id"))),
                    .member = std::string(plain_key(file.value("member_id")))};
    if (const auto shop = plain_key(file.value("shop")); !shop.empty()) asked.shop = shop;
    auto objection = check_cells(asked);
    if (!objection) objection = linker.take(asked);
    if (objection) file.set_aside(objection->column, objection->what, objection->hint);
    if (progress) progress(static_cast<std::int64_t>(file.rows_read()), 0);
  }
  linker.finish(result);
  if (progress) progress(1, 1);
  finish(result.rows, file);
  result.rows.receipt.dry_run = context.dry_run;
  if (result.rows.added > 0)
    result.rows.receipt =
        work.finish({.input_name = input_name(path), .input_sha256 = sha256.finish(), .counts = counts(result)});
  return result;
}

} // namespace loyalty::app
