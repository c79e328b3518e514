// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "program/discount_words.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view ladder_example =
    "[ { from = \"200.00\", off = \"20%\" }, { from = \"500.00\", off = \"30%\" } ]";

bool asks_for_money(const Field& from) { return from.value.kind == TomlValue::Kind::text; }

void read_ladder_from(const Field& from, Currency currency, LadderStep& step) {
  if (asks_for_money(from))
    step.spend = read_positive_money(from, currency).value_or(Money{});
  else
    step.pieces = read_whole(from, 1, most_times).value_or(0);
}

std::string ladder_setting(const LadderStep& step, Currency currency) {
  return "from = " + (step.pieces > 0 ? std::to_string(step.pieces) : in_quotes(to_string(step.spend, currency)));
}

bool is_said(const LadderStep& step) { return step.spend > Money{} || step.pieces > 0; }

constexpr std::string_view pieces_example = "{ buy = 2, get = 1, off = \"100%\" }";

std::optional<PiecesOff::Pick> read_pick(const Field& field) {
  using Pick = PiecesOff::Pick;
  return read_word<Pick>(field,
                         {{"cheapest", Pick::cheapest}, {"dearest", Pick::dearest}, {"each round", Pick::each_round}});
}

/// `off` or `price`, exactly one.
void read_pieces_value(Section& section, Currency currency, PiecesOff& pieces) {
  const auto off = section.find("off");
  const auto price = section.find("price");
  section.exactly_one((off ? 1U : 0U) + (price ? 1U : 0U), "off and price"_en,
                      "write for example {example}"_en(pieces_example));
  if (off)
    if (const auto reduction = read_reduction(*off, currency))
      std::visit([&](const auto& each) { pieces.value = each; }, *reduction);
  if (!price) return;
  pieces.pick = PiecesOff::Pick::dearest;
  if (const auto together = read_positive_money(*price, currency)) pieces.value = PiecesOff::Price{*together};
}

/// Steps of which nobody could say which is the higher.
void check_next_step(const Field& table, Currency currency, const LadderStep& before, const LadderStep& step) {
  if (!is_said(before) || !is_said(step)) return;
  if ((before.pieces > 0) != (step.pieces > 0))
    table.error("{key} counts both money and pieces"_en(table.path), {},
                "write from of all steps as an amount, or of all as a number of pieces"_en);
  else if (step.spend < before.spend || step.pieces < before.pieces ||
           (step.spend == before.spend && step.pieces == before.pieces))
    table.error("{key} must ascend"_en(table.path),
                "{setting} comes after {earlier}"_en(ladder_setting(step, currency), ladder_setting(before, currency)),
                "write each step once, the smallest first"_en);
}

} // namespace

std::optional<Reduction> read_reduction(const Field& field, Currency currency) {
  if (field.value.kind == TomlValue::Kind::text && says_share(field.value.text)) {
    const auto share = read_positive_share_off(field);
    return share ? std::optional<Reduction>(*share) : std::nullopt;
  }
  const auto amount = read_positive_money(field, currency);
  return amount ? std::optional<Reduction>(*amount) : std::nullopt;
}

std::optional<LadderOff> read_ladder(const Field& field, Currency currency) {
  LadderOff ladder;
  const auto tables = read_tables(field, "write {example}"_en("ladder = " + std::string(ladder_example)));
  for (const auto& table : tables) {
    Section section(table);
    LadderStep step;
    if (const auto from = section.need("from", "from = \"200.00\"")) read_ladder_from(*from, currency, step);
    section.need(
        "off", "off = \"20%\"", [&](const Field& off) { return read_reduction(off, currency); }, step.off);
    section.finish();
    if (!ladder.steps.empty()) check_next_step(table, currency, ladder.steps.back(), step);
    ladder.steps.push_back(std::move(step));
  }
  if (ladder.steps.empty()) return std::nullopt;
  return ladder;
}

std::optional<PiecesOff> read_pieces_off(const Field& field, Currency currency) {
  if (!read_table(field, pieces_example)) return std::nullopt;
  PiecesOff pieces;
  Section section(field);
  section.read("buy", whole(1, most_pieces), pieces.buy);
  section.read("get", whole(1, most_pieces), pieces.get);
  read_pieces_value(section, currency, pieces);
  section.read("times", whole(1, most_times), pieces.times);
  section.read("pick", read_pick, pieces.pick);
  const auto from = section.find("get_from");
  if (from)
    if (auto lines = read_line_scope(*from, currency)) pieces.get_from = std::move(*lines);
  section.finish();
  if (from && pieces.pick == PiecesOff::Pick::each_round)
    from->error("{key} does not go with {other}"_en(from->path, "pick = \"each round\""),
                "what is reduced in a round would be none of its pieces"_en, "delete {key}"_en("pick"));
  return pieces;
}

std::optional<LinePrice> read_line_price(const Field& field, Currency currency) {
  const auto each = read_positive_money(field, currency);
  return each ? std::optional(LinePrice{*each}) : std::nullopt;
}

std::optional<ShippingOff> read_shipping_off(const Field& field, Currency currency) {
  const auto off = read_reduction(field, currency);
  return off ? std::optional(ShippingOff{*off}) : std::nullopt;
}

} // namespace loyalty::program
