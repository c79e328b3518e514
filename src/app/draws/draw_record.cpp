// SPDX-License-Identifier: MIT
#include "app/draws/draw_record.hpp"

#include <fmt/format.h>

#include <charconv>

namespace loyalty::app {
namespace {

/// Reads a text from its front.
class Front {
 public:
  explicit Front(std::string_view text) : rest_(text) {}

  bool word(std::string_view expected) {
    const bool there = rest_.starts_with(expected);
    if (there) rest_.remove_prefix(expected.size());
    return there;
  }
  template <class Number>
  bool number(Number& value) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

} // namespace

std::string to_string(const DrawRecord& record) {
  return fmt::format("seed {}; {} of {}; {} candidates; weight {}{}{}", record.seed, record.rank, record.winners,
                     record.candidates, record.weight, record.tier.empty() ? "" : "; ", record.tier);
}

std::optional<DrawRecord> parse_draw_record(std::string_view text) {
  DrawRecord record;
  Front front(text);
  const bool read = front.word("seed ") && front.number(record.seed) && front.word("; ") && front.number(record.rank) &&
                    front.word(" of ") && front.number(record.winners) && front.word("; ") &&
                    front.number(record.candidates) && front.word(" candidates; weight ") &&
                    front.number(record.weight);
  if (!read) return std::nullopt;
  if (front.word("; ")) record.tier = front.rest();
  return record;
}

} // namespace loyalty::app
