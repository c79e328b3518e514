// SPDX-License-Identifier: MIT
// What the putting together of rows tells the user once about a file.
#include "files/order_lines.hpp"

namespace loyalty::files {

std::vector<std::string> OrderLines::notes() const {
  std::vector<std::string> notes;
  if (equal_lines_ > 0)
    notes.push_back(std::to_string(equal_lines_) + (equal_lines_ == 1 ? " order has" : " orders have") +
                    " rows that are equal in everything: they count as different lines");
  if (doubtful_ > 0)
    notes.push_back(std::to_string(doubtful_) + (doubtful_ == 1 ? " order" : " orders") +
                    " of several goods: the amount is that of the order, though it is not the sum of its goods and "
                    "shipping");
  if (told_again_ > 0)
    notes.push_back(
        std::to_string(told_again_) + (told_again_ == 1 ? " row says" : " rows say") +
        " again what one before has said of the same order: it counts once, as no sku, quantity or line_id tells "
        "lines apart");
  return notes;
}

} // namespace loyalty::files
