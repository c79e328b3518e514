// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/order_profile.hpp"

// How profiles write their columns down.
namespace loyalty::files {

/// A column under one of several names; of those that a row fills, the first counts.
inline ProfileColumn column(OrderColumn column, std::initializer_list<const char*> names,
                            AmountScope scope = AmountScope::row) {
  ProfileColumn result{.column = column, .scope = scope};
  for (const auto* name : names) result.from.push_back({name});
  return result;
}

/// The same for one that every file of the platform has.
inline ProfileColumn required(OrderColumn what, std::initializer_list<const char*> names,
                              AmountScope scope = AmountScope::row) {
  auto result = column(what, names, scope);
  result.required = true;
  return result;
}

/// One whose cells are put together: texts with a blank, amounts as their sum.
inline ProfileColumn joined(OrderColumn what, std::initializer_list<const char*> names) {
  return {.column = what, .from = {CellNames(names.begin(), names.end())}, .required = true};
}

/// Sums of amounts, of which the first counts whose columns are there.
inline ProfileColumn sum(OrderColumn what, std::initializer_list<std::initializer_list<const char*>> sums) {
  ProfileColumn result{.column = what, .required = what == OrderColumn::amount};
  for (const auto& names : sums) result.from.emplace_back(names.begin(), names.end());
  return result;
}

/// Words for one state.
inline void add_words(std::vector<StatusWord>& words, RowState state, std::initializer_list<const char*> all) {
  for (const auto* word : all) words.push_back({word, state});
}

/// The words for each state of an order.
inline std::vector<StatusWord> words(
    std::initializer_list<std::pair<RowState, std::initializer_list<const char*>>> by_state) {
  std::vector<StatusWord> all;
  for (const auto& [state, words] : by_state) add_words(all, state, words);
  return all;
}

/// What Chinese platforms say of claims. Asked for is not given back; an exchange gives nothing back.
inline std::vector<StatusWord> claims() {
  return words(
      {{RowState::refunded, {"退款成功", "退款完成", "已退款", "全额退款", "全部退款", "已全额退款"}},
       {RowState::nothing,
        {"无",         "无售后",     "无售后或售后取消", "未申请",       "未申请退款",   "没有申请退款", "售后处理中",
         "售后中",     "售后关闭",   "售后失败",         "售后取消",     "售后拒绝",     "退款中",       "退款处理中",
         "退款失败",   "退款关闭",   "退款取消",         "待退货",       "待退款",       "退货中",       "待商家处理",
         "待商家收货", "待商家同意", "待买家退货",       "待买家处理",   "等待卖家同意", "平台处理中",   "平台介入",
         "换货成功",   "换货中",     "换货待收货",       "换货完成",     "补寄成功",     "补寄中",       "补寄待收货",
         "维修中",     "维修完成",   "买家申请退款",     "卖家拒绝退款", "等待买家退货"}}});
}

} // namespace loyalty::files
