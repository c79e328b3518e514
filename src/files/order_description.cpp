// SPDX-License-Identifier: MIT
#include "files/order_description.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "files/header_finder.hpp"
#include "files/open_rows.hpp"
#include "files/profiles/list.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t orders_shown = 3;

std::string buyer_of(const OrderRow& row, const OrderDetails* details) {
  if (!row.member_id.empty() || details == nullptr || details->identities.empty()) return std::string(row.member_id);
  const auto& [name_space, value] = details->identities.front();
  return std::string(name_space) + ':' + std::string(value);
}

DescribedOrder described(const OrderRow& row, const OrderDetails* details) {
  DescribedOrder order{.order_id = std::string(row.order_id),
                       .buyer = buyer_of(row, details),
                       .placed_at = row.placed_at,
                       .amount = row.amount,
                       .refunded = row.refunded,
                       .status = row.status};
  if (details == nullptr) return order;
  order.name = details->name;
  order.phone = details->phone;
  order.lines = details->lines.size();
  return order;
}

void describe_columns(const OrderColumns& columns, OrderDescription& description) {
  std::set<std::size_t> used;
  for (std::size_t index = 0; index < known_columns; ++index) {
    const auto column = static_cast<OrderColumn>(index);
    std::string names;
    for (const auto& group : columns.cells_of(column)) {
      if (!names.empty()) names += " / ";
      for (const auto cell : group) {
        names += (cell == group.front() ? "" : " + ") + std::string(plain_key(columns.names()[cell]));
        used.insert(cell);
      }
    }
    if (!names.empty()) description.used.emplace_back(column, std::move(names));
  }
  for (std::size_t cell = 0; cell < columns.names().size(); ++cell)
    if (const auto name = plain_key(columns.names()[cell]); !used.contains(cell) && !name.empty())
      description.passed_over.emplace_back(name);
}

/// The row among the first that names most columns.
std::vector<std::string> likely_header(RowSource& source) {
  std::vector<std::string> best;
  Row row;
  for (std::size_t looked = 0; looked < HeaderFinder::rows_looked_at && source.next(row); ++looked) {
    std::vector<std::string> names;
    for (const auto cell : row.cells)
      if (const auto name = plain_key(cell); !name.empty()) names.emplace_back(name);
    if (names.size() > best.size()) best = std::move(names);
  }
  return best;
}

/// Words in the names of columns by which one can guess what they say; the likelier ones first.
struct Guess {
  OrderColumn column;
  std::array<std::string_view, 6> words;
};
constexpr std::array guesses{
    Guess{OrderColumn::order_id, {"订单号", "订单编号", "流水号", "单号", "order", "number"}},
    Guess{OrderColumn::placed_at, {"支付时间", "付款时间", "下单时间", "时间", "日期", "date"}},
    Guess{OrderColumn::amount, {"实付", "实收", "支付金额", "金额", "total", "amount"}},
    Guess{OrderColumn::status, {"订单状态", "状态", "类型", "status", "state", "type"}},
    Guess{OrderColumn::refunded_amount, {"退款金额", "已退", "退款", "refund", "returned", "退"}},
    Guess{OrderColumn::member_id, {"会员", "卡号", "客户", "手机", "member", "customer"}},
    Guess{OrderColumn::shop, {"店铺", "门店", "shop", "store", "location", "branch"}},
    Guess{OrderColumn::sku, {"货号", "商家编码", "sku", "编码", "条码", "item"}},
    Guess{OrderColumn::quantity, {"数量", "件数", "quantity", "qty", "pieces", "units"}},
    Guess{OrderColumn::host, {"主播", "达人", "导购", "host", "salesperson", "cashier"}},
    Guess{OrderColumn::channel, {"渠道", "流量来源", "来源", "channel", "source", "traffic"}},
};

const std::string* guessed(const std::vector<std::string>& names, const Guess& guess) {
  for (const auto word : guess.words)
    for (const auto& name : names)
      if (header_key(name).find(word) != std::string::npos) return &name;
  return nullptr;
}

} // namespace

OrderDescription describe_orders(const std::string& path, const OrderFileOptions& options) {
  OrderFile file(path, options);
  OrderDescription description;
  description.facts = file.facts();
  description.header_line = file.header_line();
  description.profile = file.columns().profile().name;
  description.title = file.columns().profile().title;
  describe_columns(file.columns(), description);
  for (FileBatch batch; file.next(batch);)
    for (const auto& row : batch.rows) {
      const auto* details = row.details < 0 ? nullptr : &batch.details[static_cast<std::size_t>(row.details)];
      if (description.first.size() < orders_shown) description.first.push_back(described(row, details));
      if (buyer_of(row, details).empty()) ++description.without_buyer;
      ++description.orders;
    }
  description.words = file.seen_words();
  description.rejected = file.take_rejected();
  description.notes = file.notes();
  return description;
}

Message profile_to_complete(const std::string& path) {
  const auto source = open_rows(path);
  const auto names = likely_header(*source);
  std::string text = "[import.profile.mine]\n";
  std::set<std::string> used;
  for (const auto& guess : guesses) {
    const auto* name = guessed(names, guess);
    if (name == nullptr || used.contains(*name)) continue;
    used.insert(*name);
    const std::string word(guess.column == OrderColumn::member_id ? "member" : to_string(guess.column));
    if (guess.column == OrderColumn::status)
      text += word + " = { column = \"" + *name + "\", paid = [\"…\"], unpaid = [], cancelled = [], refunded = [] }\n";
    else if (guess.column == OrderColumn::member_id)
      text += word + " = { column = \"" + *name + "\", namespace = \"card\" }\n";
    else
      text += word + " = \"" + *name + "\"\n";
  }
  std::vector<Message> others;
  for (const auto& name : names)
    if (!used.contains(name)) others.push_back(Message::name(name));
  if (others.empty()) return Message::name(text);
  return "{profile}# other columns: {columns}\n"_en(text, std::move(others));
}

} // namespace loyalty::files
