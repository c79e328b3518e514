// SPDX-License-Identifier: MIT
#include "reports/returned_lines.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "loyalty/error.hpp"

namespace loyalty::reports {
namespace {

/// What a line of an order is called: by its id, else by its sku, else by its number.
std::string line_name(const PaidOrder& order, std::size_t place) {
  const auto& line = order.lines[place];
  if (!line.line_id.empty()) return line.line_id;
  return line.sku.empty() ? std::to_string(place + 1) : line.sku;
}

std::vector<Message> line_names(const PaidOrder& order) {
  std::vector<Message> names;
  for (std::size_t place = 0; place < order.lines.size(); ++place)
    names.push_back(Message::name(line_name(order, place)));
  return names;
}

/// The lines that a text stands for: an id before a sku, a sku before a number.
std::vector<std::size_t> lines_called(const PaidOrder& order, std::string_view text) {
  std::vector<std::size_t> found;
  for (const auto what : {&SoldLine::line_id, &SoldLine::sku}) {
    for (std::size_t place = 0; place < order.lines.size(); ++place)
      if (order.lines[place].*what == text) found.push_back(place);
    if (!found.empty()) return found;
  }
  const auto number = parse_whole(text);
  if (number && *number >= 1 && *number <= std::ssize(order.lines))
    found.push_back(static_cast<std::size_t>(*number - 1));
  return found;
}

struct AskedPieces {
  std::vector<std::size_t> lines;
  std::optional<std::int64_t> pieces = {}; ///< absent: all of the line
};

/// A name can have a colon in it: what stands behind the last one is a number of pieces only where the whole text is no
/// name.
AskedPieces pieces_asked(const PaidOrder& order, std::string_view text) {
  AskedPieces asked{.lines = lines_called(order, text)};
  const auto colon = text.rfind(':');
  if (!asked.lines.empty() || colon == std::string_view::npos) return asked;
  asked.pieces = parse_whole(text.substr(colon + 1));
  if (asked.pieces && *asked.pieces > 0) asked.lines = lines_called(order, text.substr(0, colon));
  return asked;
}

[[noreturn]] void refuse_line(const PaidOrder& order, std::string_view text, const std::vector<std::size_t>& lines) {
  if (lines.empty())
    throw Error(Failure::refused, "order {order} has no line {line}"_en(order.number, text), {},
                "its lines are {lines}; so many pieces of one: --line {line}:1"_en(
                    MessageList{line_names(order), Between::names}, line_name(order, 0)));
  throw Error(Failure::refused, "{line} stands for several lines of order {order}"_en(text, order.number), {},
              "name it by its number: --line {line}"_en(lines.front() + 1));
}

PiecesBack piece_of(const PaidOrder& order, const std::string& text) {
  const auto asked = pieces_asked(order, text);
  if (asked.lines.size() != 1) refuse_line(order, text, asked.lines);
  const auto quantity = order.lines[asked.lines.front()].quantity;
  return {.line = asked.lines.front(), .pieces = asked.pieces.value_or(quantity)};
}

std::vector<PiecesBack> all_pieces(const PaidOrder& order, const std::vector<std::string>& texts) {
  std::vector<PiecesBack> all;
  for (const auto& text : texts) {
    const auto more = piece_of(order, text);
    auto known = std::find_if(all.begin(), all.end(), [&](const PiecesBack& each) { return each.line == more.line; });
    if (known == all.end())
      all.push_back(more);
    else
      known->pieces = plus(known->pieces, more.pieces);
  }
  for (const auto& each : all)
    if (const auto quantity = order.lines[each.line].quantity; each.pieces > quantity)
      throw Error(Failure::refused,
                  counted(quantity, "line {line} has {quantity} piece, not {pieces}"_en,
                          "line {line} has {quantity} pieces, not {pieces}"_en, line_name(order, each.line), quantity,
                          each.pieces),
                  {}, "give back at most that: --line {line}:{pieces}"_en(line_name(order, each.line), quantity));
  return all;
}

void check_back(const PaidOrder& order, Money amount, Currency currency) {
  if (amount <= Money{})
    throw Error(Failure::usage, "--amount {amount} is not above zero"_en(to_string(amount, currency)), {},
                "give back at most that: --amount {amount}"_en(to_string(order.remains, currency)));
  if (amount > order.remains)
    throw Error(Failure::refused, "{amount} remain of order {order}"_en(Amount{order.remains, currency}, order.number),
                "more cannot be given back"_en,
                "give back at most that: --amount {amount}"_en(to_string(order.remains, currency)));
}

} // namespace

ComingBack back_asked(const PaidOrder& order, const ReturnRequest& request, Currency currency,
                      std::vector<ReturnedLine>& lines) {
  if (request.amount) {
    check_back(order, *request.amount, currency);
    return {.paid = *request.amount};
  }
  if (request.lines.empty()) return {.paid = order.remains, .everything = true};
  if (order.lines.empty())
    throw Error(Failure::refused, "the ledger does not hold the lines of order {order}"_en(order.number), {},
                "say what was paid for what comes back: --amount {amount}"_en(to_string(order.remains, currency)));
  const auto pieces = all_pieces(order, request.lines);
  auto back = coming_back(order, pieces);
  for (std::size_t at = 0; at < pieces.size(); ++at)
    lines.push_back({.line = order.lines[pieces[at].line],
                     .number = pieces[at].line + 1,
                     .pieces = pieces[at].pieces,
                     .amount = back.lines[at]});
  return back;
}

} // namespace loyalty::reports
