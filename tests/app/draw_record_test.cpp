// SPDX-License-Identifier: MIT
#include "app/draws/draw_record.hpp"

#include "catch.hpp"

namespace draw_record_test {

using namespace loyalty::app;

TEST_CASE("what the books say of a prize reads back as it was written") {
  for (const auto& record : {DrawRecord{18446744073709551615U, 2, 3, 57, 5, "gold"}, DrawRecord{0, 1, 1, 1, 1, ""}})
    CHECK(parse_draw_record(to_string(record)) == record);
  CHECK(to_string(DrawRecord{42, 1, 3, 57, 2, "gold"}) == "seed 42; 1 of 3; 57 candidates; weight 2; gold");
}

TEST_CASE("other texts are no record of a prize") {
  for (const auto* text : {"", "seed", "seed x; 1 of 3; 57 candidates; weight 2", "seed 1; 1 of 3; 57 candidates",
                           "seed 18446744073709551616; 1 of 3; 57 candidates; weight 2"})
    CHECK_FALSE(parse_draw_record(text));
}

} // namespace draw_record_test
