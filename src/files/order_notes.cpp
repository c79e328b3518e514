// SPDX-License-Identifier: MIT
// What the putting together of rows tells the user once about a file.
#include "files/order_lines.hpp"

namespace loyalty::files {

std::vector<Message> OrderLines::notes() const {
  std::vector<Message> notes;
  if (equal_lines_ > 0)
    notes.push_back(counted(
        equal_lines_, "{orders} order has rows that are equal in everything: they count as different lines"_en,
        "{orders} orders have rows that are equal in everything: they count as different lines"_en, equal_lines_));
  if (doubtful_ > 0)
    notes.push_back(counted(doubtful_,
                            "{orders} order of several goods: the amount is that of the order, though it is not the "
                            "sum of its goods and shipping"_en,
                            "{orders} orders of several goods: the amount is that of the order, though it is not the "
                            "sum of its goods and shipping"_en,
                            doubtful_));
  if (told_again_ > 0)
    notes.push_back(counted(told_again_,
                            "{rows} row says again what one before has said of the same order: it counts once, as no "
                            "sku, quantity or line_id tells lines apart"_en,
                            "{rows} rows say again what one before has said of the same order: it counts once, as no "
                            "sku, quantity or line_id tells lines apart"_en,
                            told_again_));
  return notes;
}

} // namespace loyalty::files
