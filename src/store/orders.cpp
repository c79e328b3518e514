// SPDX-License-Identifier: MIT
#include "store/orders.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <unordered_set>
#include <utility>

#include "store/ledger/cursor.hpp"
#include "store/sqlite/merge_join.hpp"

namespace loyalty::store {
namespace {

std::optional<std::int64_t> minor(const std::optional<Money>& money) {
  return money ? std::optional(money->minor) : std::nullopt;
}

using tables::orders;
constexpr Selection of_stated_line{"l.order_id", "l.batch_id", "l.line_id", "l.sku",
                                   "l.category", "l.amount",   "l.on_sale", "l.quantity"};

} // namespace

// An id has no tab in it.
std::string text_of(OrderName order_to_come) {
  std::string text(order_to_come.order_id);
  text += '\t';
  text += order_to_come.shop;
  return text;
}

OrderName order_to_come(std::string_view text) {
  const auto end = std::min(text.find('\t'), text.size());
  return {.shop = text.substr(std::min(end + 1, text.size())), .order_id = text.substr(0, end)};
}

namespace {

/// A refund goes with the order that it names. A link holds, whether the order is known now or comes again.
void resolve_link(const Whose& whose, KnownOrder& order) {
  if (!order.first || order.member) return;
  order.member = whose.linked(order.refund_of.value_or(*order.first));
  order.linked = order.member.has_value();
}

constexpr Selection of_known{"o.id",     "o.revises",  "o.revision", "o.batch_id",  "o.member_id", "o.placed_at",
                             "o.amount", "o.refunded", "o.status",   "o.refund_of", "o.category",  "o.points_redeemed"};
constexpr auto of_known_with_details = of_known.with(
    {"d.discount", "d.shipping", "d.wallet", "d.coupon_code", "d.fee_for", "d.host", "d.channel", "d.order_id"});

/// A later statement may be silent of what an earlier one said.
void read_known_details(const Cursor& rows, KnownDetails& known) {
  const auto money = [&](int column, std::optional<Money>& said) {
    if (!rows.null(column)) said = rows.money(column);
  };
  const auto text = [&](int column, std::string& said) {
    if (auto word = rows.string(column); !word.empty()) said = std::move(word);
  };
  money(of_known_with_details["d.discount"], known.discount);
  money(of_known_with_details["d.shipping"], known.shipping);
  money(of_known_with_details["d.wallet"], known.wallet_paid);
  text(of_known_with_details["d.coupon_code"], known.codes);
  text(of_known_with_details["d.fee_for"], known.fee_for);
  text(of_known_with_details["d.host"], known.host);
  text(of_known_with_details["d.channel"], known.channel);
}

/// Reads the statements of an order one after the other, as they were made.
class KnownOrderReader {
 public:
  KnownOrderReader(Ledger& ledger, const Cursor& rows, bool has_details)
      : undone_(ledger.undone()), whose_(ledger.whose()), rows_(rows), has_details_(has_details) {}

  void add_to(KnownOrder& order) const {
    constexpr auto& statement = of_known;
    if (!order.first)
      order.first = rows_.id<OrderId>(rows_.null(statement["o.revises"]) ? statement["o.id"] : statement["o.revises"]);
    order.revisions = std::max(order.revisions, rows_.row_number(statement["o.revision"]));
    const auto batch = rows_.id<BatchId>(statement["o.batch_id"]);
    if (undone_.contains(batch) || whose_.says_whose(batch)) return;
    const bool again = std::exchange(order.known, true);
    order.batch = batch;
    order.member = whose_.now(rows_.maybe_id<MemberId>(statement["o.member_id"]));
    order.placed_at = rows_.moment(statement["o.placed_at"]);
    order.amount = rows_.money(statement["o.amount"]);
    order.refunded = rows_.money(statement["o.refunded"]);
    order.status = rows_.kind<OrderStatus>(statement["o.status"]);
    order.refund_of = rows_.maybe_id<OrderId>(statement["o.refund_of"]);
    order.category = rows_.text(statement["o.category"]);
    order.points_redeemed = std::max(order.points_redeemed, rows_.points(statement["o.points_redeemed"]));
    if (!has_details_ || rows_.null(of_known_with_details["d.order_id"])) return;
    auto details = order.details;
    read_known_details(rows_, details);
    if (again && details != order.details) order.superseded.push_back(order.details);
    order.details = std::move(details);
  }

 private:
  const std::unordered_set<BatchId>& undone_;
  const Whose& whose_;
  const Cursor& rows_;
  bool has_details_;
};

/// What the ledger holds of orders, statement by statement, in the order of their numbers.
std::string statements_by_name(bool with_details) {
  constexpr std::string_view order =
      " WHERE (o.order_no, o.shop) >= (?1, ?2) AND merge_join(?3, o.order_no, o.shop) "
      "ORDER BY o.order_no, o.shop, o.revision";
  return with_details ? of_known_with_details.from("orders o LEFT JOIN order_details d ON d.order_id = o.id" +
                                                   std::string(order))
                      : of_known.from("orders o" + std::string(order));
}

} // namespace

std::vector<KnownOrder> find_orders(Ledger& ledger, std::span<const OrderName> names) {
  std::vector<MergeJoin::Key> keys;
  keys.reserve(names.size());
  for (const auto& name : names) keys.push_back({name.order_id, name.shop, keys.size()});
  const bool has_details = !ledger.is_empty(tables::order_details);
  Cursor rows(ledger.database(), statements_by_name(has_details));
  const KnownOrderReader reader(ledger, rows, has_details);
  std::vector<KnownOrder> found(names.size());
  MergeJoin join(rows, std::move(keys));
  while (join.next()) reader.add_to(found[join.key().place]);
  join.share(found);
  const auto& whose = ledger.whose();
  if (whose.any_linked())
    for (auto& order : found) resolve_link(whose, order);
  return found;
}

std::optional<KnownOrder> find_order(Ledger& ledger, OrderName name) {
  auto found = find_orders(ledger, {&name, 1});
  if (!found.front().known) return std::nullopt;
  return found.front();
}

std::vector<std::pair<std::string, KnownOrder>> find_in_all_shops(Ledger& ledger, std::string_view order_id) {
  std::vector<std::string> shops;
  Cursor rows(ledger.database(), "SELECT DISTINCT shop FROM orders WHERE order_no = ? ORDER BY shop");
  rows.bind(order_id);
  while (rows.next()) shops.push_back(rows.string(only));
  std::vector<std::pair<std::string, KnownOrder>> found;
  for (auto& shop : shops)
    if (auto known = find_order(ledger, {shop, order_id})) found.emplace_back(shop, *std::move(known));
  return found;
}

namespace {

constexpr Selection of_stated_terms{"coalesce(o.revises, o.id) AS first", "d.discount", "d.shipping", "d.coupon_code",
                                    "o.batch_id"};
constexpr std::string_view says_terms =
    "(d.discount IS NOT NULL OR d.shipping IS NOT NULL OR d.coupon_code > '') AND coalesce(o.stated_on, ?1) <= ?1 "
    "ORDER BY o.id";

void tell_terms(Ledger& ledger, Cursor& rows, const std::function<void(const StatedTerms&)>& use) {
  constexpr auto& stated = of_stated_terms;
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(stated["o.batch_id"]))) continue;
    StatedTerms terms{.order = rows.id<OrderId>(stated["first"])};
    if (!rows.null(stated["d.discount"])) terms.discount = Money{std::abs(rows.money(stated["d.discount"]).minor)};
    if (!rows.null(stated["d.shipping"])) terms.shipping = rows.money(stated["d.shipping"]);
    terms.codes = rows.text(stated["d.coupon_code"]);
    use(terms);
  }
}

} // namespace

void read_stated_terms(Ledger& ledger, Day as_of, const std::function<void(const StatedTerms&)>& use) {
  Cursor rows(ledger.database(), of_stated_terms.from("order_details d JOIN orders o ON o.id = d.order_id WHERE " +
                                                      std::string(says_terms)));
  rows.bind(as_of.number);
  tell_terms(ledger, rows, use);
}

void read_stated_terms(Ledger& ledger, std::span<const OrderId> orders, Day as_of,
                       const std::function<void(const StatedTerms&)>& use) {
  Cursor rows(ledger.database(),
              of_stated_terms.from("orders f CROSS JOIN orders o ON o.order_no = f.order_no AND o.shop = f.shop "
                                   "CROSS JOIN order_details d ON d.order_id = o.id WHERE f.id = ?2 AND " +
                                   std::string(says_terms)));
  for (const auto order : orders) tell_terms(ledger, rows.bind(as_of.number, order), use);
}

void save_buyers(Ledger& ledger, Batch& batch, std::span<const OrderBuyer> buyers) {
  Cursor insert(ledger.database(),
                "INSERT INTO order_buyers (order_id, name, phone, referrer) "
                "VALUES (?1, nullif(?2, ''), nullif(?3, ''), nullif(?4, '')) "
                "ON CONFLICT (order_id) DO UPDATE SET name = coalesce(name, excluded.name), "
                "phone = coalesce(phone, excluded.phone), referrer = coalesce(referrer, excluded.referrer)");
  for (const auto& [order, name, phone, referrer] : buyers) {
    insert.bind(order, name, phone, referrer).run();
    batch.committing().note(order);
  }
}

Money refunded_by_name(Ledger& ledger, OrderId order) {
  Money sum;
  constexpr Selection refund{orders.amount, orders.batch_id};
  Cursor rows(ledger.database(), refund.from("orders WHERE refund_of = ?"));
  rows.bind(order);
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(refund[orders.batch_id]))) sum -= rows.money(refund[orders.amount]);
  return sum;
}

StoredLines::StoredLines(Ledger& ledger)
    : ledger_(ledger),
      rows_(ledger.database(),
            of_stated_line.from("orders o JOIN order_lines l ON l.order_id = o.id WHERE o.order_no = ? AND o.shop = ? "
                                "ORDER BY l.order_id, l.line_no")) {}

std::vector<StoredLine> StoredLines::find(OrderName name) {
  std::vector<StoredLine> lines;
  std::optional<OrderId> told_by;
  rows_.bind(name.order_id, name.shop);
  while (rows_.next()) {
    if (ledger_.undone().contains(rows_.id<BatchId>(of_stated_line["l.batch_id"]))) continue;
    const auto order = rows_.id<OrderId>(of_stated_line["l.order_id"]);
    if (order != told_by) lines.clear();
    told_by = order;
    lines.push_back({rows_.string(of_stated_line["l.line_id"]), rows_.string(of_stated_line["l.sku"]),
                     rows_.string(of_stated_line["l.category"]), rows_.money(of_stated_line["l.amount"]),
                     rows_.flag(of_stated_line["l.on_sale"]), rows_.count(of_stated_line["l.quantity"])});
  }
  return lines;
}

OrderWriter::OrderWriter(Ledger& ledger, Batch& batch) : batch_(batch), next_(next_number(ledger, tables::orders)) {}

OrderId OrderWriter::write(const OrderRow& row, const OrderDetails* details, const StatementPlace& place) {
  const OrderId id = next_;
  next_ = id.next();
  const bool later = place.revision > 1;
  const auto points = details == nullptr ? 0 : details->points_redeemed;
  const auto stated_on = later ? std::optional(place.stated_on.number) : std::nullopt;
  batch_.append(orders, orders.id(id), orders.batch_id(batch_.id()), orders.member_id(place.member),
                orders.placed_at(row.placed_at.seconds), orders.amount(row.amount.minor),
                orders.refunded(row.refunded.minor), orders.status(static_cast<int>(row.status)),
                orders.refund_of(place.refund_of), orders.revises(place.first), orders.revision(place.revision),
                orders.stated_on(stated_on), orders.points_redeemed(unless_zero(points)), orders.category(row.category),
                orders.shop(row.shop), orders.order_no(row.order_id));
  if (details != nullptr || row.unassigned)
    details_.push_back({id, row.unassigned, details == nullptr ? OrderDetails{} : *details});
  return id;
}

void OrderWriter::flush() {
  for (const auto& [order, unassigned, said] : details_) {
    std::optional<std::int64_t> paid_at;
    if (said.paid_at) paid_at = said.paid_at->seconds;
    const bool plain = !said.shipping && !said.discount && said.coupon_code.empty() && !paid_at &&
                       said.fee_for.empty() && !said.wallet_paid && !unassigned && said.host.empty() &&
                       said.channel.empty();
    if (plain) continue;
    constexpr auto& row = tables::order_details;
    batch_.append(row, row.order_id(order), row.batch_id(batch_.id()), row.shipping(minor(said.shipping)),
                  row.discount(minor(said.discount)), row.coupon_code(said.coupon_code), row.paid_at(paid_at),
                  row.fee_for(said.fee_for), row.wallet(minor(said.wallet_paid)),
                  row.unassigned(unless_zero(unassigned ? 1 : 0)), row.host(unless_empty(said.host)),
                  row.channel(unless_empty(said.channel)));
  }
  for (const auto& [order, unassigned, said] : details_) {
    int line_no = 0;
    constexpr auto& row = tables::order_lines;
    for (const auto& line : said.lines)
      batch_.append(row, row.order_id(order), row.line_no(++line_no), row.batch_id(batch_.id()),
                    row.line_id(line.line_id), row.sku(line.sku), row.category(line.category),
                    row.quantity(line.quantity), row.amount(line.amount.minor), row.discount(minor(line.discount)),
                    row.on_sale(unless_zero(line.on_sale ? 1 : 0)));
  }
  details_.clear();
  batch_.flush();
}

namespace {

constexpr Selection of_text{orders.order_no, orders.shop,     orders.placed_at,
                            orders.amount,   orders.refunded, orders.status};

} // namespace

OrderTexts::OrderTexts(Ledger& ledger) : row_(ledger.database(), of_text.from("orders WHERE id = ?")) {}

std::optional<OrderText> OrderTexts::find(OrderId id) {
  if (!row_.bind(id).next()) return std::nullopt;
  return OrderText{.order_id = row_.string(of_text[orders.order_no]),
                   .shop = row_.string(of_text[orders.shop]),
                   .placed_at = row_.moment(of_text[orders.placed_at]),
                   .amount = row_.money(of_text[orders.amount]),
                   .refunded = row_.money(of_text[orders.refunded]),
                   .status = row_.kind<OrderStatus>(of_text[orders.status])};
}

std::optional<OrderText> order_text(Ledger& ledger, OrderId id) { return OrderTexts(ledger).find(id); }

} // namespace loyalty::store
