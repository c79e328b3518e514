// SPDX-License-Identifier: MIT
#include "store/issue_key.hpp"

#include <utility>

#include "loyalty/money.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view by_itself = "by itself: ";
constexpr std::string_view with_order = "with order ";
constexpr std::string_view reason_went = "its reason went: ";

} // namespace

IssueKey for_request(std::string key) { return {.why = IssueKey::For::request, .key = std::move(key)}; }
IssueKey for_occasion(std::string key) { return {.why = IssueKey::For::occasion, .key = std::move(key)}; }
IssueKey for_order(OrderId order) { return {.why = IssueKey::For::order, .order = order}; }

std::string to_string(const IssueKey& key) {
  switch (key.why) {
    case IssueKey::For::request: return key.key;
    case IssueKey::For::occasion: return std::string(by_itself) + key.key;
    case IssueKey::For::order: return std::string(with_order) + std::to_string(key.order->value);
  }
  return {};
}

IssueKey issue_key_of(std::string_view text) {
  if (text.starts_with(by_itself)) return for_occasion(std::string(text.substr(by_itself.size())));
  if (text.starts_with(with_order))
    if (const auto order = parse_whole(text.substr(with_order.size()))) return for_order(OrderId(*order));
  return for_request(std::string(text));
}

std::string occasion_went(std::string_view occasion) { return std::string(reason_went).append(occasion); }
bool tells_occasion_went(std::string_view reason) { return reason.starts_with(reason_went); }

} // namespace loyalty::store
