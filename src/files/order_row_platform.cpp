// SPDX-License-Identifier: MIT
// How rows are read that stand as platforms and people write them.
#include <algorithm>
#include <array>

#include "files/order_row.hpp"
#include "files/profiles/written_value.hpp"
#include "loyalty/identity.hpp"

namespace loyalty::files {
namespace {

/// 260603-0000…: the third of June 2026.
std::optional<Day> day_in(std::string_view order_id) {
  constexpr std::size_t digits = 6;
  if (order_id.size() <= digits || order_id[digits] != '-') return std::nullopt;
  const std::string text(order_id.substr(0, digits));
  return Day::parse("20" + text.substr(0, 2) + "-" + text.substr(2, 2) + "-" + text.substr(4, 2));
}

bool same_code(std::string_view written, std::string_view code) {
  return std::ranges::equal(written, code, [](char left, char right) { return (left & ~0x20) == (right & ~0x20); });
}

/// Sealed values (##…##, $$…$$, ~…) tell nobody anything.
bool is_sealed(std::string_view text) {
  return text.starts_with('~') || text.find("##") != std::string_view::npos ||
         text.find("$$") != std::string_view::npos;
}

/// What a customer is called, or nothing where the file hides it.
std::string_view unmasked(std::string_view text) { return is_masked(text) ? std::string_view{} : text; }

/// What the number of a row of sums is, as tills and platforms write it.
constexpr std::array<std::string_view, 6> words_for_sums = {"总计", "合计", "小计", "Total", "Totals", "TOTAL"};

} // namespace

bool OrderRowReader::says_nothing(const Row& from) {
  if (values_.empty()) return true;
  const auto first = from.cells.empty() ? std::string_view{} : plain_key(from.cells.front());
  ended_ = ended_ || (!profile_.end.empty() && first.starts_with(profile_.end));
  if (ended_) return true;
  if (!profile_.comment.empty() && first.starts_with(profile_.comment)) return true;
  const auto is_sum = [this](std::string_view id) {
    return std::ranges::find(words_for_sums, id) != words_for_sums.end() ||
           std::ranges::find(profile_.omitted_ids, id) != profile_.omitted_ids.end();
  };
  return is_sum(value(OrderColumn::order_id)) || (order_id().empty() && is_sum(first)) ||
         profile_.state_of(value(OrderColumn::status)) == RowState::omitted;
}

bool OrderRowReader::check_currency() {
  const auto said = value(OrderColumn::currency);
  if (said.empty() || same_code(said, options_.currency.code)) return true;
  return fail(OrderColumn::currency, {"the amounts are {said}, the ledger's are {currency}"_en(
                                          messages::shown_value(said), options_.currency.code),
                                      "keep a ledger of its own for each currency"_en});
}

/// Rows of an order that say nothing of it follow the one that does.
bool OrderRowReader::follows() const {
  return profile_.rows_are_lines && columns_.scope(OrderColumn::amount) == AmountScope::order &&
         !values_.says(OrderColumn::amount);
}

bool OrderRowReader::read_placed_at(OrderRow& row) {
  if (follows() && !values_.says(OrderColumn::placed_at)) return true;
  if (profile_.day_in_order_id && !values_.says(OrderColumn::placed_at))
    if (const auto day = day_in(row.order_id)) {
      row.placed_at = Moment::at(*day);
      return true;
    }
  if (!values_.says(OrderColumn::placed_at)) return fail(OrderColumn::placed_at, {"the order has no time"_en});
  return read_moment(OrderColumn::placed_at, row.placed_at);
}

/// Rows with words that are not known are rejected, for they can mean that money went back.
bool OrderRowReader::read_word(OrderColumn column, std::optional<RowState>& state) {
  const auto word = value(column);
  const bool claim = column == OrderColumn::after_sale;
  auto& words = words_[claim ? 1 : 0];
  auto known = words.find(word);
  if (known == words.end())
    known = words.emplace(word, Meaning{claim ? profile_.after_sale_of(word) : profile_.state_of(word)}).first;
  if (!word.empty()) ++known->second.rows;
  state = known->second.state;
  return state || word.empty() ||
         fail(column, {"{word} is no word that is known here"_en(messages::shown_value(word)),
                       "say in a profile of your own what it means"_en});
}

std::vector<SeenWord> OrderRowReader::seen_words() const {
  std::vector<SeenWord> seen;
  for (const auto column : {OrderColumn::status, OrderColumn::after_sale})
    for (const auto& [word, meaning] : words_[column == OrderColumn::status ? 0 : 1])
      if (meaning.rows > 0) seen.push_back({column, word, meaning.state, meaning.rows});
  return seen;
}

bool OrderRowReader::read_said_amount(StateSaid& said) {
  if (values_.says(OrderColumn::amount) && !read_money(OrderColumn::amount, said.amount)) return false;
  if (values_.says(OrderColumn::deduction)) {
    Money off;
    if (!read_money(OrderColumn::deduction, off)) return false;
    said.amount -= off < Money{} ? -off : off;
  }
  const bool unpaid = said.status != RowState::paid && said.status != RowState::refund;
  if (unpaid && said.amount == Money{} && values_.says(OrderColumn::amount_due))
    return read_money(OrderColumn::amount_due, said.amount);
  if (values_.says(OrderColumn::amount) || unpaid || follows()) return true;
  return fail(OrderColumn::amount, {"the order has no amount"_en});
}

bool OrderRowReader::read_given_back(StateSaid& said) {
  if (values_.says(OrderColumn::remaining_amount)) {
    Money remains;
    if (!read_money(OrderColumn::remaining_amount, remains)) return false;
    said.given_back = said.amount - remains;
  } else if (values_.says(OrderColumn::refunded_amount)) {
    if (!read_money(OrderColumn::refunded_amount, said.given_back.emplace())) return false;
    if (*said.given_back < Money{}) said.given_back = -*said.given_back;
  } else {
    return true;
  }
  const bool within = *said.given_back >= Money{} && *said.given_back <= said.amount;
  if (within || !values_.says(OrderColumn::amount)) return true;
  const auto column =
      values_.says(OrderColumn::remaining_amount) ? OrderColumn::remaining_amount : OrderColumn::refunded_amount;
  return fail(column, {refund_beyond(*said.given_back, said.amount, options_.currency)});
}

bool OrderRowReader::read_state(OrderRow& row) {
  std::optional<RowState> status;
  std::optional<RowState> claim;
  if (!read_word(OrderColumn::status, status) || !read_word(OrderColumn::after_sale, claim)) return false;
  if (!status && columns_.has(OrderColumn::status) && !follows())
    return fail(OrderColumn::status, {"the order has no status"_en});
  StateSaid said{.status = status.value_or(RowState::paid),
                 .claim_granted = claim == RowState::refunded,
                 .paid_at = values_.says(OrderColumn::paid_at)};
  const bool never_paid = claim == RowState::cancelled || claim == RowState::unpaid;
  if (never_paid && said.status == RowState::paid) said.status = *claim;
  if (!read_said_amount(said) || !read_given_back(said)) return false;
  if (!columns_.has(OrderColumn::status) && said.amount < Money{}) said.status = RowState::refund;
  // Some rows of refunds say the amount of the sale beside what it gives back.
  if (said.status == RowState::refund && said.given_back && *said.given_back > Money{}) said.amount = -*said.given_back;
  const auto concluded = conclude_state(said, profile_.claims_are_whole);
  row.status = concluded.status;
  row.amount = said.amount;
  row.refunded = concluded.refunded;
  if (concluded.unclear) unclear_.emplace_back(row.order_id);
  if (row.amount >= Money{} || row.status == OrderStatus::refund || row.status == OrderStatus::adjustment) return true;
  return fail(OrderColumn::amount, {negative_amount(row)});
}

/// A refund stands under a number of its own and names its sale.
bool OrderRowReader::read_own_refund(OrderRow& row) {
  if (row.status != OrderStatus::refund) {
    row.refund_of = {};
    return true;
  }
  if (row.amount > Money{}) row.amount = -row.amount;
  if (row.amount == Money{})
    return fail(OrderColumn::amount, {"the amount of a refund must not be {amount}"_en(told({}))});
  if (!columns_.has(OrderColumn::refund_id)) return true;
  row.refund_of = row.order_id;
  if (!read_id(OrderColumn::refund_id, row.order_id)) return false;
  if (!row.order_id.empty() && row.order_id != row.refund_of) return true;
  return fail(OrderColumn::refund_id, {"the refund has no number of its own"_en});
}

/// The first of the columns that can name a buyer and does, in full.
void OrderRowReader::read_buyer(OrderRow& row, FileBatch& batch) {
  if (!row.member_id.empty()) return;
  for (const auto& [name_space, column] : profile_.buyers) {
    const auto identity = plain_identity(name_space, value(column));
    if (!identity) continue;
    const auto& kept = batch.aside.emplace_back(*identity);
    buyer_.push_back({name_space, kept});
  }
  row.unassigned = buyer_.empty();
}

/// A receiver is not the buyer: their phone is kept only where it is all that is known.
void OrderRowReader::name_buyer(const OrderRow& row, OrderDetails& details) const {
  details.name = value(OrderColumn::name);
  details.phone = value(OrderColumn::phone);
  if (!profile_.as_people_write) return;
  details.identities = buyer_;
  for (auto* text : {&details.name, &details.phone})
    if (is_sealed(*text)) *text = {};
  if (row.unassigned) return;
  details.name = unmasked(details.name);
  if (!details.identities.empty()) details.phone = {};
}

/// What the line's goods cost, to spread the order's amount by.
bool OrderRowReader::read_goods(OrderRow& row, FileBatch& batch) {
  RowMarks marks{.says_amount = values_.says(OrderColumn::amount)};
  if (values_.says(OrderColumn::goods_amount)) {
    if (!read_money(OrderColumn::goods_amount, marks.goods)) return false;
  } else if (values_.says(OrderColumn::unit_price)) {
    Money price;
    if (!read_money(OrderColumn::unit_price, price)) return false;
    const auto quantity = batch.details.back().lines.front().quantity;
    marks.goods = {scale(price.minor, quantity, 1, Rounding::floor)};
  }
  batch.marks.resize(batch.rows.size());
  batch.marks.back() = marks;
  static_cast<void>(row);
  return true;
}

std::vector<Message> OrderRowReader::notes() const {
  std::vector<Message> notes;
  for (const auto& [column, word, state, rows] : seen_words()) {
    if (state) continue;
    const auto example = "[import.profile.my-" + profile_.name + "] based_on = \"" + profile_.name + "\", " +
                         std::string(to_string(column)) +
                         (column == OrderColumn::status ? " = { paid" : " = { nothing") + " = [\"" + word + "\"] }";
    notes.push_back(counted(rows,
                            "{column} \"{word}\" is not known, and {rows} row was rejected: say what it means in the "
                            "program file, for example {example}"_en,
                            "{column} \"{word}\" is not known, and {rows} rows were rejected: say what it means in the "
                            "program file, for example {example}"_en,
                            columns_.name(column), messages::shown_value(word), rows, example));
  }
  if (!unclear_.empty())
    notes.push_back(counted(unclear_.size(),
                            "{orders} order was refunded in part, and the file does not say how much: it counts in "
                            "full until you import a refund row, such as for order {order}"_en,
                            "{orders} orders were refunded in part, and the file does not say how much: they count in "
                            "full until you import a refund row, such as for order {order}"_en,
                            unclear_.size(), unclear_.front()));
  if (omitted_ > 0)
    notes.push_back(counted(omitted_, "{rows} row was ignored: comments or sums of other rows"_en,
                            "{rows} rows were ignored: comments or sums of other rows"_en, omitted_));
  return notes;
}

} // namespace loyalty::files
