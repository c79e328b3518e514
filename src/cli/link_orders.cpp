// SPDX-License-Identifier: MIT
#include "app/orders/link_orders.hpp"

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
                  request.orders.size() < 2 ? "an order and a member are needed"_en()
                                            : "it is not clear who the member is"_en(),
                  {}, "name the member of several orders with --member, or type: loyalty link-orders ORDER MEMBER"_en);
    request.member = request.orders.back();
    request.orders.pop_back();
  }
  if (request.orders.empty())
    throw Error(Failure::usage, "no order was named"_en, {}, "type: loyalty link-orders ORDER MEMBER"_en);
  return request;
}

/// "links.csv: 9 rows: 3 orders linked, 6 unchanged"; without a file only what became of the orders.
Message links_counted(const app::RowsImported& rows) {
  std::vector<Message> parts{counted(rows.added, "{orders} order linked"_en, "{orders} orders linked"_en, rows.added)};
  if (rows.unchanged > 0) parts.push_back("{count} unchanged"_en(rows.unchanged));
  if (!rows.rejected.empty()) parts.push_back("{count} rejected"_en(rows.rejected.size()));
  if (rows.file_name.empty()) return "{parts}"_en(parts);
  return counted(rows.rows, "{file}: {rows} row: {parts}"_en, "{file}: {rows} rows: {parts}"_en, rows.file_name,
                 rows.rows, parts);
}

int close_links(Session& session, const app::OrdersLinked& linked) {
  const auto& rows = linked.rows;
  for (const auto& note : rows.notes) session.note(note);
  name_codes(session, linked.codes);
  name_rejected(session, rows.file_name, rows.rejected);
  write_rejects(session, rows.header, rows.rejected);
  const auto what = links_counted(rows);
  const auto codes = codes_counted(linked.codes);
  session.close(codes.empty() ? what : "{what}; {codes}"_en(what, codes), rows.receipt);
  return rows.rejected.empty() && linked.codes.unused.empty() ? 0 : some_rows_rejected;
}

int run_link_orders(Session& session) {
  if (!session.flag("--file")) {
    const auto request = typed(session);
    return close_links(session, app::link_orders(session.context(), request));
  }
  if (session.flag("ORDER") || session.flag("--member") || session.flag("--shop"))
    throw Error(Failure::usage, "a file and typed orders exclude each other"_en, {},
                "name order_id, member_id and, where it matters, shop in the file"_en);
  return close_links(
      session, app::link_orders(session.context(), session.text("--file"), session.progress("progress|links"_en)));
}

} // namespace

Command link_orders() {
  return {
      .examples =
          "  loyalty report unassigned\n"
          "  loyalty link-orders 2026020100012345 M0001\n"
          "  loyalty link-orders 1001 1002 1003 --member 13800000001\n"
          "  loyalty link-orders --file links.csv --rejects rejects.csv",
      .options = {{"ORDER", Option::Kind::many,
                   "name the order, then its MEMBER; with --member, one or more orders"_en},
                  {"--member", Option::Kind::value, "name their member by key, phone or other identity"_en, "MEMBER"},
                  {"--shop", Option::Kind::value, "name their shop, where several shops share a number"_en, "NAME"},
                  {"--file", Option::Kind::value, "read order_id, member_id and maybe shop; - is standard input"_en,
                   "FILE"},
                  {"--rejects", Option::Kind::value, "write rejected rows to this file"_en, "FILE"}},
      .run = run_link_orders,
      .changes = true,
      .again = ""};
}

} // namespace loyalty::cli
