// SPDX-License-Identifier: MIT
#include "formats/order_lines.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "formats/csv.hpp"
#include "formats/row_reasons.hpp"

namespace loyalty::formats {
namespace {

constexpr std::size_t longest_small_text = 64;  // more than a string keeps within itself

bool within_limit(Money money) { return money.minor <= Money::limit && money.minor >= -Money::limit; }

template <class Action>
void each_text(OrderRow& row, OrderDetails& details, Action action) {
  for (auto* text : {&row.order_id, &row.shop, &row.member_id, &row.refund_of, &row.category, &details.name,
                     &details.phone, &details.coupon_code, &details.referrer_id, &details.fee_for}) {
    action(*text);
  }
  for (auto& line : details.lines) {
    for (auto* text : {&line.line_id, &line.sku, &line.category, &line.coupon_code}) action(*text);
  }
}

void add(std::optional<Money>& sum, const std::optional<Money>& part) {
  if (part) sum = sum.value_or(Money{}) + *part;
}

void keep_first(std::string_view& first, std::string_view later) {
  if (first.empty()) first = later;
}

void merge(OrderRow& row, OrderDetails& details, const OrderRow& line, const OrderDetails& line_details) {
  row.amount += line.amount;
  row.refunded += line.refunded;
  if (row.category != line.category) row.category = {};
  keep_first(row.refund_of, line.refund_of);
  keep_first(details.name, line_details.name);
  keep_first(details.phone, line_details.phone);
  keep_first(details.referrer_id, line_details.referrer_id);
  keep_first(details.fee_for, line_details.fee_for);
  add(details.shipping, line_details.shipping);
  add(details.discount, line_details.discount);
  add(details.wallet_paid, line_details.wallet_paid);
  if (!details.paid_at) details.paid_at = line_details.paid_at;
  details.points_redeemed += line_details.points_redeemed;
  std::ranges::copy(line_details.lines, std::back_inserter(details.lines));
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

}  // namespace

RejectedRow rejected_row(const OrderColumns& columns, const RowOrigin& origin, const RowProblem& problem) {
  RejectedRow rejected{origin.line,
                       1,
                       std::string(to_string(problem.column)),
                       {},
                       problem.reason,
                       problem.hint,
                       std::string(origin.raw)};
  const auto field = columns.field_of(problem.column);
  if (!field) return rejected;
  const auto place = csv_position(origin.raw, *field);
  rejected.line += place.line - 1;
  rejected.column = place.column;
  rejected.value = csv_value(origin.raw, *field);
  return rejected;
}

void OrderLines::add(OrderBatch&& window, const std::vector<RowOrigin>& origins) {
  auto& kept = windows_.emplace_back(std::move(window));
  for (std::size_t i = 0; i < kept.rows.size(); ++i) {
    auto& row = kept.rows[i];
    auto* details = &kept.details[static_cast<std::size_t>(row.details)];
    order_of(row.shop, row.order_id).lines.push_back({&row, details, origins[i]});
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
  std::ranges::stable_sort(rejected, {}, &RejectedRow::line);
  index_.clear();
  keys_.clear();
}

bool OrderLines::settle(Order& order, std::vector<RejectedRow>& rejected) const {
  RowProblem problem;
  auto fault = order.lines.size();
  auto fault_line = order.rejected_line;
  if (fault_line == 0) {
    fault = find_fault(order, problem);
    if (fault == order.lines.size()) return true;
    fault_line = order.lines[fault].origin.line;
  }
  const RowProblem other{OrderColumn::order_id,
                         "line " + std::to_string(fault_line) + " of the same order is set aside",
                         "mend that line and import all lines of the order"};
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    rejected.push_back(rejected_row(columns_, order.lines[i].origin, i == fault ? problem : other));
  }
  return false;
}

// The first line that cannot stand with those before it; the number of lines where there is none.
std::size_t OrderLines::find_fault(const Order& order, RowProblem& problem) const {
  const auto& first = order.lines.front();
  std::unordered_set<std::string_view> seen;
  Money sum;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const auto& line = order.lines[i];
    const auto line_id = line.details->lines.front().line_id;
    problem = disagreement(first, line);
    sum += line.row->amount;
    if (!seen.insert(line_id).second) {
      problem = {OrderColumn::line_id, "line_id \"" + shown_value(line_id) + "\" comes twice in this order", ""};
    }
    if (!within_limit(sum)) {
      problem = {OrderColumn::amount, "the lines of this order sum to more than " + to_string(Money{Money::limit}), ""};
    }
    if (!problem.reason.empty()) return i;
  }
  return order.lines.size();
}

RowProblem OrderLines::disagreement(const Line& first, const Line& line) const {
  const auto differ = [&](OrderColumn column, const std::string& here, const std::string& there) {
    const auto hint = "the lines of an order must have the same " + std::string(to_string(column));
    return RowProblem{column, here + " here, but " + there + " at line " + std::to_string(first.origin.line), hint};
  };
  if (first.row->status != line.row->status) {
    return differ(OrderColumn::status, std::string(to_string(line.row->status)),
                  std::string(to_string(first.row->status)));
  }
  if (first.row->member_id != line.row->member_id) {
    return differ(OrderColumn::member_id, "\"" + shown_value(line.row->member_id) + "\"",
                  "\"" + shown_value(first.row->member_id) + "\"");
  }
  if (first.row->placed_at != line.row->placed_at) {
    return differ(OrderColumn::placed_at, to_string(line.row->placed_at), to_string(first.row->placed_at));
  }
  return {};
}

bool OrderLines::next(OrderBatch& batch, std::size_t most, std::vector<std::vector<RowOrigin>>& origins) {
  batch.rows.clear();
  batch.details.clear();
  batch.text.clear();
  origins.clear();
  std::size_t size = longest_small_text;
  std::deque<std::string> codes;  // until the batch has its own text
  for (; given_ < orders_.size() && batch.rows.size() < most; ++given_) {
    const auto& lines = orders_[given_].lines;
    auto& row = batch.rows.emplace_back(*lines.front().row);
    auto& details = batch.details.emplace_back(std::move(*lines.front().details));
    row.details = static_cast<std::int32_t>(batch.details.size() - 1);
    auto& rows = origins.emplace_back();
    for (const auto& line : lines) {
      if (&line != &lines.front()) merge(row, details, *line.row, *line.details);
      rows.push_back(line.origin);
    }
    if (lines.size() > 1) details.coupon_code = codes.emplace_back(codes_of_lines(details));
    each_text(row, details, [&](std::string_view text) { size += text.size(); });
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

}  // namespace loyalty::formats
