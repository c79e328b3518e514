// SPDX-License-Identifier: MIT
#include "app/orders/order_intake.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "app/orders/known_orders.hpp"
#include "loyalty/order_statement.hpp"
#include "messages/suggest.hpp"

namespace loyalty::app {
namespace {

bool names_codes(const OrderDetails* details) { return details != nullptr && !details->coupon_code.empty(); }

/// Most files come by the numbers of their orders; then none stands twice.
bool ascend(std::span<const store::OrderName> names) {
  return std::ranges::adjacent_find(names, [](const auto& left, const auto& right) {
           return std::tie(left.order_id, left.shop) >= std::tie(right.order_id, right.shop);
         }) == names.end();
}

} // namespace

OrderIntake::OrderIntake(shop::Work& work, const Manner& manner, Imported& result)
    : work_(work),
      first_import_(manner.first_import),
      allow_older_(manner.allow_older),
      result_(result),
      members_(work.ledger(), manner.many_rows),
      buyers_(work.ledger(), members_),
      forgotten_(work.ledger(), members_, manner.remember),
      writer_(work.ledger(), work.batch()),
      referrers_(work, members_),
      told_twice_(work.ledger()) {}

void OrderIntake::touch(std::optional<MemberId> member, Day day) {
  if (!member) return;
  members_.require(*member);
  const auto index = static_cast<std::size_t>(member->value);
  if (index >= first_days_.size()) first_days_.resize(std::max(index + 1, first_days_.size() * 3 / 2), never);
  first_days_[index] = std::min(first_days_[index], day);
  result_.last_day = std::max(result_.last_day.value_or(day), day);
}

/// Who never paid is no member.
void OrderIntake::note_buyer(std::optional<MemberId> member, OrderStatus status) {
  if (!member || !makes_member(status) || !members_.is_new(*member)) return;
  const auto index = static_cast<std::size_t>(member->value);
  if (index >= new_buyers_.size()) new_buyers_.resize(std::max(index + 1, new_buyers_.size() * 3 / 2), false);
  if (!new_buyers_[index]) ++result_.new_members;
  new_buyers_[index] = true;
}

void OrderIntake::note_late_buyer(const OrderRow& row, const OrderDetails* details) {
  const auto member = buyers_.member_of(row, details);
  if (!member) return;
  note_buyer(member, row.status);
  late_.push_back({std::string(row.order_id), std::string(row.shop), *member});
}

void OrderIntake::write_first(const OrderRow& row, const OrderDetails* details) {
  const auto member = buyers_.member_of(row, details);
  const auto first = writer_.write(row, details, {.member = member});
  buyers_.note_nobodys(first, row, details);
  take_new({&row, details, 0}, member, {}, first);
}

/// An order that was not known before, or only as undone; `first` is its first statement.
void OrderIntake::take_new(const Judged& judged, std::optional<MemberId> member, const store::KnownOrder& known,
                           OrderId first) {
  const auto& row = *judged.row;
  touch(member, row.placed_at.day());
  told_twice_.look_at_order(member, row, judged.details, known.first);
  if (given_back(statement_of(row, member)) > Money{}) told_twice_.look_at_statement(known.first);
  note_buyer(member, row.status);
  referrers_.note(member, row, judged.details);
  note_plan(row, judged.details);
  if (names_codes(judged.details)) note_codes(first, row);
  if (row.unassigned) ++result_.unassigned;
  ++result_.added;
}

void OrderIntake::take(const files::FileBatch& batch, const files::OrderFile& file) {
  result_.orders += static_cast<std::int64_t>(batch.rows.size());
  gathers_lines_ = file.gathers_lines();
  std::vector<Judged> rows;
  const auto key_at = [&](std::size_t index) { return batch.rows[index].member_id; };
  for (std::size_t index = 0; index < batch.rows.size(); ++index) {
    if (first_import_) members_.expect(index, batch.rows.size(), key_at);
    const auto place = batch.rows[index].details;
    const auto* said = place < 0 ? nullptr : &batch.details[static_cast<std::size_t>(place)];
    const auto seen = forgotten_.see(batch.rows[index], said);
    const auto& row = *seen.row;
    // Lines mostly follow one another; others show when the key of the orders is built.
    if (first_import_ && !gathers_lines_ && index > 0 && row.order_id == batch.rows[index - 1].order_id &&
        row.shop == batch.rows[index - 1].shop)
      throw SeveralRows{};
    if (!row.refund_of.empty())
      wait(row, file.keep_rows(batch, index));
    else if (first_import_)
      write_first(row, seen.details);
    else
      rows.push_back({&row, seen.details, index});
  }
  if (!rows.empty()) judge(std::move(rows), batch, file);
  writer_.flush();
  members_.save(work_.batch());
  buyers_.save(work_.batch());
}

std::vector<store::OrderName> OrderIntake::names_of(const std::vector<Judged>& rows) {
  std::vector<store::OrderName> names;
  names.reserve(rows.size());
  for (const auto& each : rows) names.push_back({each.row->shop, each.row->order_id});
  return names;
}

/// Leaves each order once.
std::vector<OrderIntake::Judged> OrderIntake::take_repeated(std::vector<Judged>& rows) const {
  std::vector<Judged> again;
  std::unordered_set<store::OrderName> seen;
  std::erase_if(rows, [&](const Judged& each) {
    if (seen.insert({each.row->shop, each.row->order_id}).second) return false;
    if (!gathers_lines_) throw SeveralRows{};
    again.push_back(each);
    return true;
  });
  return again;
}

void OrderIntake::judge(std::vector<Judged> rows, const files::FileBatch& batch, const files::OrderFile& file) {
  auto names = names_of(rows);
  std::vector<Judged> again;
  if (!ascend(names)) {
    again = take_repeated(rows);
    names = names_of(rows);
  }
  const auto known = store::find_orders(work_.ledger(), names);
  const auto key_at = [&](std::size_t index) { return rows[index].row->member_id; };
  for (std::size_t index = 0; index < rows.size(); ++index) {
    members_.expect(index, rows.size(), key_at);
    judge_known(rows[index], known[index], batch, file);
  }
  writer_.flush();
  // An order that stands twice in the batch meets itself in the ledger.
  if (!again.empty()) judge(std::move(again), batch, file);
}

void OrderIntake::refuse_second_row(const store::KnownOrder& known) const {
  if (!gathers_lines_ && known.known && known.batch == work_.batch().id()) throw SeveralRows{};
}

/// A row that was set aside may have been a line of an order that is in.
void OrderIntake::refuse_second_rows(const files::OrderFile& file) {
  if (file.rejected_orders().empty()) return;
  std::vector<store::OrderName> names;
  for (const auto& [shop, order_id] : file.rejected_orders()) names.push_back({shop, order_id});
  for (const auto& known : store::find_orders(work_.ledger(), names)) refuse_second_row(known);
}

std::vector<store::StoredLine> OrderIntake::known_lines(const Judged& judged) {
  if (!lines_) lines_.emplace(work_.ledger());
  return lines_->find({judged.row->shop, judged.row->order_id});
}

bool OrderIntake::has_other_lines(const Judged& judged) {
  if (judged.details == nullptr || judged.details->lines.empty()) return false;
  const auto known = known_lines(judged);
  return !known.empty() && differ(known, judged.details->lines);
}

/// Facts of an order often stand only in a later file: who sold it, or its lines.
Follows OrderIntake::details_follow(const Judged& judged, const store::KnownOrder& known) {
  if (judged.details == nullptr) return Follows::unchanged;
  const auto by_details = follows(*judged.details, known);
  const bool first_lines =
      by_details != Follows::later && !judged.details->lines.empty() && known_lines(judged).empty();
  return first_lines ? Follows::later : by_details;
}

std::optional<Objection> OrderIntake::objection_to(const Judged& judged, const store::KnownOrder& known,
                                                   const StatementCheck& checked) {
  const auto& row = *judged.row;
  if (checked.contradiction) return contradiction(row, known, *checked.contradiction, work_.context().currency);
  // Of an order that is not paid yet, goods can still be called off.
  const bool agreed = (row.status == OrderStatus::unpaid) == (known.status == OrderStatus::unpaid);
  if (!agreed || !has_other_lines(judged)) return std::nullopt;
  return Objection{"order_id",
                   "order {order} is in the ledger with other lines (batch {batch})"_en(row.order_id, known.batch),
                   "import all lines of an order together; if the ledger is wrong, undo the batch and import again: "
                   "loyalty undo-batch {batch}"_en(known.batch)};
}

/// Less was given back, says the file, than refund rows have given back one by one.
std::optional<Objection> OrderIntake::objection_to_older(const OrderRow& row, const store::KnownOrder& known,
                                                         Money before) {
  if (row.status == OrderStatus::unpaid) return std::nullopt;
  const Money by_name = store::refunded_by_name(work_.ledger(), *known.first);
  if (before > by_name || by_name == Money{}) return std::nullopt;
  return Objection{row.status == known.status ? "refunded_amount" : "status",
                   "refund rows already refund {amount} of order {order}, so this row changes nothing"_en(
                       Amount{by_name, work_.context().currency}, row.order_id),
                   "if nothing was refunded, undo the batch of the refund rows first"_en};
}

void OrderIntake::judge_known(const Judged& judged, const store::KnownOrder& known, const files::FileBatch& batch,
                              const files::OrderFile& file) {
  refuse_second_row(known);
  const OrderRow& row = *judged.row;
  const bool nobodys = known.known && !known.member && row.member_id.empty();
  // What is masked by now, or names nobody, says nothing against whoever is known.
  const bool silent = (row.unassigned && known.known) || nobodys ||
                      (known.linked && !names_buyer(row, judged.details)) ||
                      (known.known && forgotten_.is_theirs(row, judged.details, known.member));
  if (nobodys && names_buyer(row, judged.details)) note_late_buyer(row, judged.details);
  const auto member = silent ? known.member : buyers_.member_of(row, judged.details);
  const auto write = [&] {
    const Day stated = std::max(work_.context().as_of, row.placed_at.day());
    // Whose a linked order is, only the link says.
    const auto id = writer_.write(row, judged.details,
                                  {.member = known.linked ? std::nullopt : member,
                                   .revision = known.revisions + 1,
                                   .first = known.first,
                                   .stated_on = stated});
    const auto first = known.first.value_or(id);
    if (!member) buyers_.note_nobodys(first, row, judged.details);
    return first;
  };
  const auto set_aside = [&](const Objection& objection) {
    auto rejected = file.reject(batch, judged.index, objection.column, objection.what, objection.hint);
    result_.rejected.insert(result_.rejected.end(), rejected.begin(), rejected.end());
  };
  if (!known.known) return take_new(judged, member, known, write());
  const auto is_known = statement_of(known);
  const auto stated = statement_of(row, member);
  auto checked = compare(is_known, stated);
  if (const auto objection = objection_to(judged, known, checked)) return set_aside(*objection);
  const bool same_state = checked.follows == Follows::unchanged;
  if (same_state) checked.follows = details_follow(judged, known);
  if (checked.follows == Follows::unchanged) {
    // A code that could not be used may be usable by now.
    if (names_codes(judged.details)) note_codes(*known.first, row);
    ++result_.unchanged;
    return;
  }
  if (checked.follows == Follows::older && !allow_older_) {
    ++result_.older;
    return;
  }
  if (checked.follows == Follows::older && !same_state)
    if (const auto objection = objection_to_older(row, known, given_back(is_known))) return set_aside(*objection);
  write();
  take_later(judged, member, known);
}

void OrderIntake::take_later(const Judged& judged, std::optional<MemberId> member, const store::KnownOrder& known) {
  const auto& row = *judged.row;
  touch(member, row.placed_at.day());
  note_buyer(member, row.status);
  note_plan(row, judged.details);
  const bool redeems_more = judged.details != nullptr && judged.details->points_redeemed > known.points_redeemed;
  if (known.status != OrderStatus::paid || redeems_more)
    told_twice_.look_at_order(member, row, judged.details, known.first);
  if (known.status != OrderStatus::paid || names_codes(judged.details)) note_codes(*known.first, row);
  if (given_back(statement_of(row, member)) > Money{}) told_twice_.look_at_statement(known.first);
  ++result_.revised;
}

void OrderIntake::note_plan(const OrderRow& row, const OrderDetails* details) {
  if (details != nullptr && !details->fee_for.empty())
    plans_.try_emplace(std::string(details->fee_for), std::string(row.order_id));
}

void OrderIntake::note_codes(OrderId first, const OrderRow& row) {
  if (row.status == OrderStatus::paid)
    coded_.push_back({row.placed_at, std::string(row.shop), std::string(row.order_id), first});
}

void OrderIntake::finish(const files::OrderFile& file) {
  refuse_second_rows(file);
  for (const auto& waiting : waiting_) judge_refund(waiting, file);
  members_.save(work_.batch());
  for (const auto& [order, shop, member] : late_)
    result_.late_buyers.push_back({order, shop, store::key_of(work_.ledger(), member)});
  for (auto& why_not :
       referrers_.write([this](MemberId member) { return first_days_[static_cast<std::size_t>(member.value)]; },
                        [this](MemberId inviter, Day day) { touch(inviter, day); }))
    result_.notes.push_back(std::move(why_not));
  add_notes();
  std::vector<store::NewFact> facts;
  for (std::size_t member = 1; member < first_days_.size(); ++member)
    if (first_days_[member] != never)
      facts.push_back({MemberId(static_cast<std::int64_t>(member)), first_days_[member]});
  if (!facts.empty()) store::mark_due(work_.ledger(), facts);
  note_unknown_plans();
  if (!coded_.empty()) result_.codes = judge_codes(work_, shop::kept_timeline(work_.ledger()), coded_);
}

} // namespace loyalty::app
