// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/number.hpp"

namespace loyalty::store {

/// For what a voucher was issued; the same again is the same issue.
struct IssueKey {
  enum class For : std::uint8_t {
    request,  ///< somebody asked for it, under `key`
    occasion, ///< that `key` names
    order,    ///< whose code claimed it
  };
  For why = For::request;
  std::string key = {};
  std::optional<OrderId> order = {}; ///< its first statement

  bool operator==(const IssueKey&) const = default;
};

IssueKey for_request(std::string key);
IssueKey for_occasion(std::string key);
IssueKey for_order(OrderId order);

/// As the books keep it.
std::string to_string(const IssueKey& key);
/// What that text stands for.
IssueKey issue_key_of(std::string_view text);

/// How the books tell that a voucher was called off, or is to be collected, because its occasion went: the reason of
/// the event begins with this.
std::string occasion_went(std::string_view occasion);
bool tells_occasion_went(std::string_view reason);

} // namespace loyalty::store
