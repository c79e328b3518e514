// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "loyalty/effect.hpp"

namespace loyalty {
namespace {

using Pick = PiecesOff::Pick;

constexpr std::array<std::pair<Pick, std::string_view>, 3> pick_words{
    {{Pick::cheapest, "cheapest"}, {Pick::dearest, "dearest"}, {Pick::each_round, "each round"}}};

std::string said(std::string_view key, std::int64_t number) {
  return std::string(key).append("=").append(std::to_string(number));
}

std::string said(Ratio share) { return said("share", share.millionths); }
std::string said(Money amount) { return said("amount", amount.minor); }
std::string said(PiecesOff::Price price) { return said("price", price.together.minor); }

template <class Value>
std::string said_any(const Value& value) {
  return std::visit([](const auto& each) { return said(each); }, value);
}

std::string text_of(const LadderOff& ladder) {
  std::string text = "ladder";
  char before = ' ';
  for (const auto& step : ladder.steps) {
    text += before + (step.pieces > 0 ? said("pieces", step.pieces) : said("spend", step.spend.minor)) + ',' +
            said_any(step.off);
    before = ';';
  }
  return text;
}

/// The lines stand last, for they have separators of their own.
std::string text_of(const PiecesOff& rule) {
  auto text = "pieces " + said("buy", rule.buy) + ';' + said("get", rule.get) + ';' + said_any(rule.value);
  if (rule.times) text += ';' + said("times", *rule.times);
  for (const auto& [pick, word] : pick_words)
    if (pick == rule.pick) text.append(";pick=").append(word);
  if (rule.get_from) text += ";get_from=" + to_text(*rule.get_from);
  return text;
}

std::string text_of(const LinePrice& kind) { return "price " + said("each", kind.each.minor); }
std::string text_of(const ShippingOff& kind) { return "shipping_off " + said_any(kind.off); }

/// All others say what they give in columns of their own.
template <class Kind>
std::string text_of(const Kind&) {
  return {};
}

/// Takes the text up to the separator, and the separator.
std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::int64_t number_said(std::string_view value) {
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number < 0 || number > Money::limit ? 0 : number;
}

std::optional<Reduction> reduction_said(std::string_view key, std::int64_t number) {
  if (key == "share" && number <= Ratio::one) return Ratio{number};
  if (key == "amount") return Money{number};
  return std::nullopt;
}

LadderOff ladder_said(std::string_view text) {
  LadderOff ladder;
  while (!text.empty()) {
    LadderStep step;
    auto said_here = take_until(text, ';');
    while (!said_here.empty()) {
      auto value = take_until(said_here, ',');
      const auto key = take_until(value, '=');
      if (key == "spend") step.spend = Money{number_said(value)};
      if (key == "pieces") step.pieces = number_said(value);
      if (const auto off = reduction_said(key, number_said(value))) step.off = *off;
    }
    ladder.steps.push_back(step);
  }
  return ladder;
}

PiecesOff pieces_said(std::string_view text) {
  PiecesOff rule;
  while (!text.empty()) {
    const auto key = take_until(text, '=');
    if (key == "get_from") {
      rule.get_from = line_scope_of(text);
      return rule;
    }
    const auto value = take_until(text, ';');
    const auto number = number_said(value);
    if (key == "buy") rule.buy = number;
    if (key == "get") rule.get = number;
    if (key == "times") rule.times = number;
    if (key == "price") rule.value = PiecesOff::Price{{number}};
    if (const auto off = reduction_said(key, number)) std::visit([&](const auto& each) { rule.value = each; }, *off);
    for (const auto& [pick, word] : pick_words)
      if (value == word) rule.pick = pick;
  }
  return rule;
}

std::optional<CouponKind> kind_said(std::string_view what, std::string_view text) {
  if (what == "ladder") return ladder_said(text);
  if (what == "pieces") return pieces_said(text);
  const auto key = take_until(text, '=');
  if (what == "price") return LinePrice{{number_said(text)}};
  if (what != "shipping_off") return std::nullopt;
  const auto off = reduction_said(key, number_said(text));
  return off ? std::optional<CouponKind>(ShippingOff{*off}) : std::nullopt;
}

/// Whether somebody could mean it: what is read from outside is bounded where it is read.
bool is_sound(const CouponKind& kind) {
  if (const auto* ladder = std::get_if<LadderOff>(&kind)) return !ladder->steps.empty();
  const auto* rule = std::get_if<PiecesOff>(&kind);
  return rule == nullptr || (rule->buy >= 0 && rule->buy <= most_pieces && rule->get > 0 && rule->get <= most_pieces);
}

} // namespace

std::string to_text(const CouponKind& kind) {
  return std::visit([](const auto& each) { return text_of(each); }, kind);
}

std::optional<CouponKind> coupon_kind_of(std::string_view text) {
  auto rest = text;
  const auto what = take_until(rest, ' ');
  auto kind = kind_said(what, rest);
  // What is not understood, stands twice or out of its order is not what was written.
  if (!kind || !is_sound(*kind) || to_text(*kind) != text) return std::nullopt;
  return kind;
}

} // namespace loyalty
