// SPDX-License-Identifier: MIT
#include "files/order_lines.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t longest_small_text = 64; // more than a string keeps within itself

bool within_limit(Money money) { return money.minor <= Money::limit && money.minor >= -Money::limit; }

/// What any row of an order can say of all of it.
constexpr std::array texts_of_order = {&OrderDetails::name,    &OrderDetails::phone, &OrderDetails::referrer_id,
                                       &OrderDetails::fee_for, &OrderDetails::host,  &OrderDetails::channel};

template <class Action>
void each_text(OrderRow& row, OrderDetails& details, Action action) {
  for (auto* text : {&row.order_id, &row.shop, &row.member_id, &row.refund_of, &row.category, &details.coupon_code})
    action(*text);
  for (const auto text : texts_of_order) action(details.*text);
  for (auto& identity : details.identities) {
    action(identity.name_space);
    action(identity.value);
  }
  for (auto& line : details.lines)
    for (auto* text : {&line.line_id, &line.sku, &line.category, &line.coupon_code}) action(*text);
}

void keep_first(std::string_view& first, std::string_view later) {
  if (first.empty()) first = later;
}

void keep_texts(OrderRow& row, OrderDetails& details, const OrderRow& line, const OrderDetails& line_details) {
  if (row.category != line.category) row.category = {};
  keep_first(row.refund_of, line.refund_of);
  for (const auto text : texts_of_order) keep_first(details.*text, line_details.*text);
  if (details.identities.empty()) details.identities = line_details.identities;
  row.unassigned = row.unassigned && line.unassigned;
  if (!details.paid_at) details.paid_at = line_details.paid_at;
}

Money sum(Money left, Money right) { return left + right; }
Points sum(Points left, Points right) { return left + right; }
std::optional<Money> sum(std::optional<Money> left, std::optional<Money> right) {
  return left && right ? std::optional(*left + *right) : left ? left : right;
}

bool is_line_of_its_own(const OrderLine& line) { return !line.line_id.empty(); }

/// An order and its refund can come under one number; they are not held against each other here.
enum class LineKind : std::uint8_t { order, refund, adjustment };
LineKind kind_of(OrderStatus status) {
  if (status == OrderStatus::refund) return LineKind::refund;
  return status == OrderStatus::adjustment ? LineKind::adjustment : LineKind::order;
}

/// Until it is paid, an order has not yet its amount and its moment.
bool agreed(const OrderRow& left, const OrderRow& right) {
  return (left.status == OrderStatus::unpaid) == (right.status == OrderStatus::unpaid);
}

auto content(const OrderLine& line) {
  return std::tie(line.line_id, line.sku, line.category, line.quantity, line.amount);
}

bool same_row(const OrderRow& left, const OrderRow& right) {
  return left.status == right.status && left.refunded == right.refunded && left.refund_of == right.refund_of;
}

/// Files repeat the code of an order on every line, or name on each the code that was for it.
std::string codes_of_lines(const OrderDetails& details) {
  std::string codes;
  std::string_view last;
  for (const auto& line : details.lines) {
    if (line.coupon_code.empty() || line.coupon_code == last) continue;
    codes += (codes.empty() ? "" : ";") + std::string(line.coupon_code);
    last = line.coupon_code;
  }
  return codes;
}

} // namespace

RejectedRow rejected_row(const RowSource& source, const OrderColumns& columns, const RowOrigin& row,
                         const RowProblem& problem) {
  return rejected_row(source, row, columns.cell_of(problem.column), columns.name(problem.column), problem.reason,
                      problem.hint);
}

void OrderLines::add(FileBatch&& window) {
  auto& kept = windows_.emplace_back(std::move(window));
  for (std::size_t i = 0; i < kept.rows.size(); ++i) {
    auto& row = kept.rows[i];
    auto* details = &kept.details[static_cast<std::size_t>(row.details)];
    const auto marks = i < kept.marks.size() ? kept.marks[i] : RowMarks{};
    order_of(row.shop, row.order_id).lines.push_back({&row, details, kept.origins[i], marks});
  }
}

void OrderLines::add_rejected(std::string_view shop, std::string_view order_id, std::size_t line) {
  auto& order = order_of(shop, order_id);
  if (order.rejected_line == 0) order.rejected_line = line;
}

OrderLines::Order& OrderLines::order_of(std::string_view shop, std::string_view order_id) {
  std::string key(shop);
  key += '\0';
  key += order_id;
  if (const auto found = index_.find(key); found != index_.end()) return orders_[found->second];
  index_.emplace(keys_.emplace_back(std::move(key)), orders_.size());
  return orders_.emplace_back();
}

void OrderLines::settle(std::vector<RejectedRow>& rejected) {
  std::erase_if(orders_, [&](Order& order) { return !settle(order, rejected); });
  std::ranges::stable_sort(rejected, {}, &RejectedRow::place);
  index_.clear();
  keys_.clear();
}

bool OrderLines::settle(Order& order, std::vector<RejectedRow>& rejected) {
  std::optional<Fault> fault;
  if (order.rejected_line == 0) fault = find_fault(order);
  if (order.rejected_line == 0 && !fault) return true;
  const auto at = fault ? fault->line : order.lines.size();
  const auto fault_line = fault ? order.lines[at].origin.line : order.rejected_line;
  const RowProblem other{OrderColumn::order_id, "line {line} of the same order is rejected"_en(fault_line),
                         "fix that line and import all lines of the order"_en};
  for (std::size_t i = 0; i < order.lines.size(); ++i)
    rejected.push_back(rejected_row(source_, columns_, order.lines[i].origin, i == at ? fault->problem : other));
  return false;
}

// The first line that cannot stand with those before it.
std::optional<OrderLines::Fault> OrderLines::find_fault(Order& order) {
  if (columns_.profile().rows_are_lines) {
    if (auto fault = unite(order)) return fault;
    return beyond_limits(order);
  }
  if (auto fault = disagreement(order)) return fault;
  if (auto fault = split(order)) return fault;
  return beyond_limits(order);
}

std::optional<OrderLines::Fault> OrderLines::unite(Order& order) {
  auto united = unite_lines(order.lines, columns_, currency_);
  if (united.doubtful) ++doubtful_;
  if (!united.fault) return std::nullopt;
  return Fault{united.fault->line, {united.fault->column, std::move(united.fault->reason), {}}};
}

template <class Value>
RowProblem OrderLines::differ(OrderColumn column, const Value& here, const Value& there, const Line& first) const {
  return {column, "{here} here, but {there} at line {line}"_en(here, there, first.origin.line),
          "the lines of an order must have the same {column}"_en(columns_.name(column))};
}

std::optional<OrderLines::Fault> OrderLines::disagreement(const Order& order) const {
  const auto quoted = messages::quoted_value;
  for (std::size_t i = 1; i < order.lines.size(); ++i) {
    const auto& line = order.lines[i];
    const auto same_kind = [&](const Line& each) { return kind_of(each.row->status) == kind_of(line.row->status); };
    const auto& first = *std::ranges::find_if(order.lines, same_kind);
    if (first.row->member_id != line.row->member_id)
      return Fault{i, differ(OrderColumn::member_id, quoted(line.row->member_id), quoted(first.row->member_id), first)};
    if (agreed(*first.row, *line.row) && first.row->placed_at != line.row->placed_at)
      return Fault{
          i, differ(OrderColumn::placed_at, to_string(line.row->placed_at), to_string(first.row->placed_at), first)};
    if (!line.row->refund_of.empty() && !first.row->refund_of.empty() && first.row->refund_of != line.row->refund_of)
      return Fault{i, differ(OrderColumn::refund_of, quoted(line.row->refund_of), quoted(first.row->refund_of), first)};
  }
  return std::nullopt;
}

// Finds out which rows of an order are lines of one statement about it.
std::optional<OrderLines::Fault> OrderLines::split(Order& order) {
  auto& lines = order.lines;
  if (lines.size() == 1) return std::nullopt;
  // Where a platform writes a row for each order, another row of it tells a later state of all of it.
  if (columns_.profile().as_people_write && !columns_.has(OrderColumn::line_id)) return split_by_row(order);
  const bool by_id = std::ranges::any_of(lines, [](const Line& each) { return is_line_of_its_own(each.line()); });
  const auto tells_apart = [&](const Line& each) {
    const auto other = [&](const Line& before) {
      return before.row->status == each.row->status &&
             (before.row->amount != each.row->amount || before.row->category != each.row->category);
    };
    return each.line().said || std::ranges::any_of(lines, other);
  };
  return by_id || std::ranges::any_of(lines, tells_apart) ? split_by_status(order) : split_by_row(order);
}

std::optional<OrderLines::Fault> OrderLines::split_by_status(Order& order) {
  auto& lines = order.lines;
  std::vector<OrderStatus> statuses;
  for (const auto& line : lines)
    if (std::ranges::find(statuses, line.row->status) == statuses.end()) statuses.push_back(line.row->status);
  std::ranges::stable_sort(lines, {}, [&](const Line& line) { return std::ranges::find(statuses, line.row->status); });
  std::unordered_set<std::string_view> ids;
  std::vector<OrderLine> told; // by the first statement, in order of content
  bool equal_lines = false;
  for (std::size_t begin = 0; begin < lines.size(); begin = order.ends.back()) {
    const auto& first = lines[begin];
    ids.clear();
    std::vector<OrderLine> here;
    std::size_t end = begin;
    for (; end < lines.size() && lines[end].row->status == first.row->status; ++end) {
      const auto& line = lines[end].line();
      if (is_line_of_its_own(line) && !ids.insert(line.line_id).second)
        return Fault{end,
                     {OrderColumn::line_id,
                      "{column} \"{value}\" comes twice in this order"_en(columns_.name(OrderColumn::line_id),
                                                                          messages::shown_value(line.line_id)),
                      {}}};
      here.push_back(line);
    }
    order.ends.push_back(end);
    std::ranges::sort(here,
                      [](const OrderLine& left, const OrderLine& right) { return content(left) < content(right); });
    const auto same = [](const OrderLine& left, const OrderLine& right) { return content(left) == content(right); };
    equal_lines = equal_lines || (ids.empty() && std::ranges::adjacent_find(here, same) != here.end());
    if (told.empty()) told = here;
    const auto& before = lines.front();
    if (kind_of(first.row->status) == kind_of(before.row->status) && !std::ranges::equal(told, here, same))
      return Fault{begin,
                   differ(OrderColumn::status, to_string(first.row->status), to_string(before.row->status), before)};
  }
  if (equal_lines) ++equal_lines_;
  return std::nullopt;
}

std::optional<OrderLines::Fault> OrderLines::split_by_row(Order& order) {
  const auto& lines = order.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& row = *lines[i].row;
    const auto same_kind = [&](const Line& each) { return kind_of(each.row->status) == kind_of(row.status); };
    const auto& first = *std::ranges::find_if(lines, same_kind);
    if (agreed(*first.row, row) && first.row->amount != row.amount)
      return Fault{
          i, differ(OrderColumn::amount, Amount{row.amount, currency_}, Amount{first.row->amount, currency_}, first)};
    order.ends.push_back(i + 1);
    if (i > 0 && same_row(*lines[i - 1].row, row)) ++told_again_;
  }
  return std::nullopt;
}

std::optional<OrderLines::Fault> OrderLines::beyond_limits(const Order& order) const {
  OrderBatch statement;
  std::size_t begin = 0;
  const auto look = [&](std::size_t end) -> std::optional<Fault> {
    Money sum;
    for (std::size_t i = begin; i < end; ++i) {
      sum += order.lines[i].row->amount;
      if (!within_limit(sum))
        return Fault{i,
                     {OrderColumn::amount,
                      "the lines of this order sum to more than {limit}"_en(Amount{Money{Money::limit}, currency_}),
                      {}}};
    }
    statement.rows.clear();
    statement.details.clear();
    give(std::span(order.lines).subspan(begin, end - begin), statement);
    auto problem = beyond_amount(statement.rows.front(), &statement.details.front(), currency_);
    if (!problem.reason.empty()) return Fault{begin, std::move(problem)};
    begin = end;
    return std::nullopt;
  };
  for (const auto end : order.ends)
    if (auto fault = look(end)) return fault;
  return order.ends.empty() ? look(order.lines.size()) : std::nullopt;
}

// Adds what the lines of one statement say together.
void OrderLines::give(std::span<const Line> lines, OrderBatch& batch) const {
  const auto& first = lines.front();
  const bool by_id = std::ranges::any_of(lines, [](const Line& each) { return is_line_of_its_own(each.line()); });
  const auto together = [&](OrderColumn column, auto get) {
    auto whole = get(first);
    const bool alike = std::ranges::all_of(lines, [&](const Line& each) { return get(each) == whole; });
    if (columns_.scope(column) == AmountScope::order && column != OrderColumn::amount &&
        column != OrderColumn::refunded_amount)
      return whole;
    if (columns_.scope(column) == AmountScope::row_or_order && !by_id && alike) return whole;
    for (const auto& line : lines.subspan(1)) whole = sum(whole, get(line));
    return whole;
  };
  auto& row = batch.rows.emplace_back(*first.row);
  auto& details = batch.details.emplace_back(*first.details);
  row.details = static_cast<std::int32_t>(batch.details.size() - 1);
  if (lines.size() == 1) {
    if (!details.lines.front().said) details.lines.clear();
    return;
  }
  using enum OrderColumn;
  row.amount = together(amount, [](const Line& each) { return each.row->amount; });
  row.refunded = together(refunded_amount, [](const Line& each) { return each.row->refunded; });
  details.shipping = together(shipping, [](const Line& each) { return each.details->shipping; });
  details.discount = together(discount, [](const Line& each) { return each.details->discount; });
  details.wallet_paid = together(wallet_paid, [](const Line& each) { return each.details->wallet_paid; });
  details.points_redeemed = together(points_redeemed, [](const Line& each) { return each.details->points_redeemed; });
  for (const auto& line : lines.subspan(1)) {
    keep_texts(row, details, *line.row, *line.details);
    details.lines.push_back(line.line());
  }
  const bool whole_lines =
      std::ranges::all_of(lines, [](const Line& each) { return each.row->refunded == each.row->amount; });
  if (row.status == OrderStatus::refunded && whole_lines) row.refunded = row.amount;
}

bool OrderLines::next(OrderBatch& batch, std::size_t most, std::vector<std::vector<RowOrigin>>& origins) {
  batch.rows.clear();
  batch.details.clear();
  batch.text.clear();
  origins.clear();
  std::size_t size = longest_small_text;
  std::deque<std::string> codes; // until the batch has its own text
  while (given_ < orders_.size() && batch.rows.size() < most) {
    const auto& [lines, ends, rejected_line] = orders_[given_];
    const auto begin = next_statement_ == 0 ? 0 : ends[next_statement_ - 1];
    const auto end = ends.empty() ? lines.size() : ends[next_statement_];
    const auto statement = std::span(lines).subspan(begin, end - begin);
    give(statement, batch);
    if (auto& details = batch.details.back(); statement.size() > 1)
      details.coupon_code = codes.emplace_back(codes_of_lines(details));
    auto& rows = origins.emplace_back();
    for (const auto& line : statement) rows.push_back(line.origin);
    each_text(batch.rows.back(), batch.details.back(), [&](std::string_view text) { size += text.size(); });
    ++next_statement_;
    if (end < lines.size()) continue;
    next_statement_ = 0;
    ++given_;
  }
  batch.text.reserve(size);
  for (auto& row : batch.rows) {
    each_text(row, batch.details[static_cast<std::size_t>(row.details)], [&](std::string_view& text) {
      const auto at = batch.text.size();
      batch.text += text;
      text = std::string_view(batch.text).substr(at);
    });
  }
  return !batch.rows.empty();
}

} // namespace loyalty::files
