// SPDX-License-Identifier: MIT
#include "files/platform_lines.hpp"

#include <algorithm>
#include <utility>

namespace loyalty::files {
namespace {

bool was_paid(const LineRow& line) {
  return line.row->status == OrderStatus::paid || line.row->status == OrderStatus::refunded;
}
bool is_refund(const LineRow& line) { return line.row->status == OrderStatus::refund; }
bool says_amount(const LineRow& line) { return line.marks.says_amount; }

Money sum_of(std::span<const LineRow> lines, auto get) {
  Money sum;
  for (const auto& line : lines) sum += get(line);
  return sum;
}
Money amount_of(const LineRow& line) { return line.row->amount; }
Money goods_of(const LineRow& line) { return line.marks.goods; }

std::optional<LineFault> other_buyer(std::span<const LineRow> lines) {
  const LineRow* known = nullptr;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& buyer = lines[i].details->identities;
    if (buyer.empty() && lines[i].row->member_id.empty()) continue;
    if (known == nullptr) known = &lines[i];
    const auto& before = known->details->identities;
    const bool same = lines[i].row->member_id == known->row->member_id && buyer.empty() == before.empty() &&
                      (buyer.empty() || (buyer.front().name_space == before.front().name_space &&
                                         buyer.front().value == before.front().value));
    if (!same) return LineFault{i, OrderColumn::member_id, "another buyer than on the rows of this order before"_en};
  }
  return std::nullopt;
}

int stage(const LineRow& line) {
  if (line.row->status == OrderStatus::unpaid) return 0;
  return line.row->status == OrderStatus::paid ? 1 : 2;
}

/// Of the rows that tell the same line, the one that tells most.
std::optional<LineFault> count_once(std::vector<LineRow>& lines, Currency currency) {
  for (std::size_t i = 1; i < lines.size();) {
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(i);
    const auto first = std::find_if(lines.begin(), end, [&](const LineRow& before) {
      return !lines[i].line().line_id.empty() && before.line().line_id == lines[i].line().line_id;
    });
    if (first == end) {
      ++i;
      continue;
    }
    if (stage(*first) > 0 && stage(lines[i]) > 0 && first->row->amount != lines[i].row->amount)
      return LineFault{i, OrderColumn::amount,
                       "{here} here, but {there} on another row of the same line"_en(
                           Amount{lines[i].row->amount, currency}, Amount{first->row->amount, currency})};
    const auto told = [](const LineRow& line) { return std::pair(stage(line), line.row->refunded); };
    if (told(*first) < told(lines[i])) std::swap(*first, lines[i]);
    lines.erase(end);
  }
  return std::nullopt;
}

/// The rows that say nothing of their order follow the one that does.
void follow(std::span<LineRow> lines) {
  const auto first = std::ranges::find_if(lines, says_amount);
  if (first == lines.end()) return;
  for (auto& line : lines) {
    if (says_amount(line)) continue;
    line.row->status = first->row->status;
    line.row->placed_at = first->row->placed_at;
    line.row->refunded = {};
    line.row->amount = {};
  }
}

/// Each line has what the goods through it have of the whole, less what those before it have: the parts sum to the
/// cent.
void share(std::span<LineRow> lines, Money whole) {
  const auto goods = sum_of(lines, goods_of);
  Money through;
  Money given;
  for (auto& line : lines) {
    through += line.marks.goods;
    const auto due = goods > Money{} ? Money{scale(whole.minor, through.minor, goods.minor, Rounding::nearest)} : whole;
    line.row->amount = due - given;
    given = due;
  }
}

/// An amount said of the whole order becomes the lines' own.
LinesUnited share_amount(std::span<LineRow> lines, const OrderColumns& columns, Currency currency) {
  LinesUnited united;
  if (columns.scope(OrderColumn::amount) != AmountScope::order) return united;
  const auto first = std::ranges::find_if(lines, says_amount);
  if (first == lines.end()) {
    united.fault = LineFault{0, OrderColumn::amount, "no row of this order says its amount"_en};
    return united;
  }
  const auto whole = first->row->amount;
  const auto all = sum_of(lines, amount_of);
  const auto shipping = first->details->shipping.value_or(Money{});
  const auto goods = sum_of(lines, goods_of) + shipping;
  const auto other =
      std::ranges::find_if(lines, [&](const LineRow& line) { return says_amount(line) && line.row->amount != whole; });
  const bool checked = columns.has(OrderColumn::goods_amount) && goods > shipping && lines.size() > 1;
  if (checked && whole != goods && all == goods) return united; // each row says its own
  if (other != lines.end()) {
    united.fault = LineFault{static_cast<std::size_t>(other - lines.begin()), OrderColumn::amount,
                             "{here} here, but {there} on a row of this order before"_en(
                                 Amount{other->row->amount, currency}, Amount{whole, currency})};
    return united;
  }
  united.doubtful = checked && whole != goods;
  share(lines, whole);
  return united;
}

void unite_states(std::span<LineRow> lines) {
  const bool paid = std::ranges::any_of(lines, was_paid);
  if (!paid) {
    const bool unpaid =
        std::ranges::any_of(lines, [](const LineRow& line) { return line.row->status == OrderStatus::unpaid; });
    if (!std::ranges::all_of(lines, is_refund))
      for (auto& line : lines) line.row->status = unpaid ? OrderStatus::unpaid : lines.front().row->status;
    return;
  }
  Money back;
  auto placed_at = Moment::at(never);
  for (auto& line : lines) {
    if (is_refund(line))
      back -= line.row->amount;
    else if (was_paid(line))
      placed_at = std::min(placed_at, line.row->placed_at);
    if (was_paid(line))
      back += line.row->refunded;
    else
      line.row->amount = {};
  }
  const auto whole = sum_of(lines, amount_of);
  const auto status = back > Money{} && back >= whole ? OrderStatus::refunded : OrderStatus::paid;
  for (auto& line : lines) {
    line.row->status = status;
    line.row->placed_at = placed_at;
    line.row->refund_of = {};
    line.row->refunded = {};
  }
  lines.front().row->refunded = back;
}

} // namespace

LinesUnited unite_lines(std::vector<LineRow>& lines, const OrderColumns& columns, Currency currency) {
  if (auto fault = count_once(lines, currency)) return {.fault = std::move(fault)};
  if (auto fault = other_buyer(lines)) return {.fault = std::move(fault)};
  if (columns.scope(OrderColumn::amount) == AmountScope::order) follow(lines);
  auto united = share_amount(lines, columns, currency);
  if (united.fault) return united;
  unite_states(lines);
  for (auto& line : lines) line.details->lines.front().amount = line.row->amount;
  return united;
}

} // namespace loyalty::files
