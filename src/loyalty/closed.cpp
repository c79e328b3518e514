// SPDX-License-Identifier: MIT
#include "loyalty/closed.hpp"

namespace loyalty {

bool is_closed(const History& history, Day day) {
  bool closed = false;
  for (const auto& act : history.acts)
    if (act.day <= day) closed = is_closed_after(act, closed);
  return closed;
}

} // namespace loyalty
