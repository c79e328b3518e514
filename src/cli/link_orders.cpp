// SPDX-License-Identifier: MIT
#include "app/orders/link_orders.hpp"

#include <fmt/format.h>

#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// ORDER MEMBER, or several orders with --member.
app::LinkRequest typed(const Session& session) {
  app::LinkRequest request{.orders = session.many("ORDER"), .member = session.text("--member"), .shop = {}};
  if (session.flag("--shop")) request.shop = session.text("--shop");
  if (!session.flag("--member")) {
    if (request.orders.size() != 2)
      throw Error(Failure::usage,
                  request.orders.size() < 2 ? "an order and a member are wanted" : "it is not clear who the member is",
                  {}, "type: loyalty link-orders ORDER MEMBER, or several orders and --member MEMBER");
    request.member = request.orders.back();
    request.orders.pop_back();
  }
  if (request.orders.empty())
    throw Error(Failure::usage, "no order was named", {}, "type: loyalty link-orders ORDER MEMBER");
  return request;
}

int close_links(Session& session, const app::OrdersLinked& linked) {
  const auto& rows = linked.rows;
  for (const auto& note : rows.notes) session.say(note);
  name_codes(session, linked.codes);
  name_rejected(session, rows.file_name, rows.rejected);
  write_rejects(session, rows.header, rows.rejected);
  auto what = rows.file_name.empty() ? std::string() : fmt::format("{}{}", rows.file_name, session.either(": ", "："));
  what += fmt::format(fmt::runtime(session.either("{} {} linked, {} unchanged", "{0} 笔订单已认领，未变 {2}")),
                      rows.added, rows.added == 1 ? "order" : "orders", rows.unchanged);
  if (!rows.file_name.empty())
    what += fmt::format(fmt::runtime(session.either(", {} set aside", "，搁置 {}")), rows.rejected.size());
  what += codes_counted(session, linked.codes);
  session.close(what, rows.receipt);
  return rows.rejected.empty() && linked.codes.unused.empty() ? 0 : some_rows_rejected;
}

int run_link_orders(Session& session) {
  if (!session.flag("--file")) {
    const auto request = typed(session);
    return close_links(session, app::link_orders(session.context(), request));
  }
  if (session.flag("ORDER") || session.flag("--member") || session.flag("--shop"))
    throw Error(Failure::usage, "a file and typed orders exclude each other", {},
                "the file names order_id, member_id and, where it matters, shop");
  return close_links(session, app::link_orders(session.context(), session.text("--file"),
                                               session.progress(session.either("links", "认领"))));
}

} // namespace

Command link_orders() {
  return {.examples =
              "  loyalty report unassigned\n"
              "  loyalty link-orders 2026020100012345 M0001\n"
              "  loyalty link-orders 1001 1002 1003 --member 13800000001\n"
              "  loyalty link-orders --file links.csv --rejects rejects.csv",
          .options = {{"ORDER", Option::Kind::many, "order number, then MEMBER; with --member one or more orders"},
                      {"--member", Option::Kind::value, "whose they are: key, phone or other identity", "MEMBER"},
                      {"--shop", Option::Kind::value, "shop of the orders, where several shops share a number", "NAME"},
                      {"--file", Option::Kind::value,
                       "file with order_id, member_id and maybe shop; - reads standard input", "FILE"},
                      {"--rejects", Option::Kind::value, "write the rows set aside to this file", "FILE"}},
          .run = run_link_orders,
          .changes = true,
          .again = "the same command, which links nothing twice"};
}

} // namespace loyalty::cli
