// SPDX-License-Identifier: MIT
#include "app/order_intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "app/inviters.hpp"
#include "formats/suggest.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

struct NameHash {
  std::size_t operator()(const store::OrderName& name) const {
    return std::hash<std::string_view>{}(name.order_id) ^ (std::hash<std::string_view>{}(name.shop) * 31);
  }
};
struct NameEqual {
  bool operator()(const store::OrderName& left, const store::OrderName& right) const {
    return left.order_id == right.order_id && left.shop == right.shop;
  }
};
using Names = std::unordered_set<store::OrderName, NameHash, NameEqual>;

/// How far an order has come; a lower number is an older state.
int stage(OrderStatus status) {
  switch (status) {
    case OrderStatus::unpaid: return 0;
    case OrderStatus::refunded:
    case OrderStatus::cancelled: return 2;
    case OrderStatus::paid:
    case OrderStatus::refund:
    case OrderStatus::adjustment: return 1;
  }
  return 1;
}

bool own_kind(OrderStatus status) { return status == OrderStatus::refund || status == OrderStatus::adjustment; }

/// Why a row cannot be about the known order; empty if it can.
std::string contradiction(const OrderRow& row, const store::KnownOrder& known, MemberId member) {
  if (row.amount != known.amount)
    return fmt::format("order {} is already known with amount {} (batch {})", row.order_id, to_string(known.amount),
                       known.batch);
  if (member != known.member)
    return fmt::format("order {} is already known as another member's (batch {})", row.order_id, known.batch);
  if (row.placed_at != known.placed_at)
    return fmt::format("order {} is already known as placed at {} (batch {})", row.order_id,
                       to_string(known.placed_at), known.batch);
  if (row.status != known.status && (own_kind(row.status) || own_kind(known.status)))
    return fmt::format("order {} is already known as {} (batch {})", row.order_id, to_string(known.status),
                       known.batch);
  if (row.category != known.category)
    return fmt::format("order {} is already known with category '{}' (batch {})", row.order_id, known.category,
                       known.batch);
  return {};
}

std::string_view column_of(const OrderRow& row, const store::KnownOrder& known, MemberId member) {
  if (row.amount != known.amount) return "amount";
  if (member != known.member) return "member_id";
  if (row.placed_at != known.placed_at) return "placed_at";
  return row.status != known.status ? "status" : "category";
}

constexpr std::string_view contradiction_hint =
    "one order has one amount, member and time; if the known one is wrong, undo its batch and import again";

}  // namespace

OrderIntake::OrderIntake(Work& work, bool first_import, bool many_rows, bool allow_older, Imported& result)
    : work_(work),
      first_import_(first_import),
      allow_older_(allow_older),
      result_(result),
      members_(work.ledger(), many_rows),
      writer_(work.ledger(), work.batch()) {}

void OrderIntake::touch(MemberId member, Day day) {
  if (member == 0) return;
  const auto index = static_cast<std::size_t>(member);
  if (index >= first_days_.size()) first_days_.resize(std::max(index + 1, first_days_.size() * 3 / 2), never);
  first_days_[index] = std::min(first_days_[index], day);
}

/// Who never paid is no member.
void OrderIntake::note_buyer(MemberId member, OrderStatus status) {
  if (!makes_member(status) || !members_.is_new(member)) return;
  const auto index = static_cast<std::size_t>(member);
  if (index >= new_buyers_.size()) new_buyers_.resize(std::max(index + 1, new_buyers_.size() * 3 / 2), false);
  if (!new_buyers_[index]) ++result_.new_members;
  new_buyers_[index] = true;
}

MemberId OrderIntake::member_of(const OrderRow& row, const OrderDetails* details) {
  if (row.member_id.empty()) return 0;
  const auto member = members_.find_or_add(row.member_id);
  if (details != nullptr) {
    members_.note_name(member, details->name);
    members_.note_phone(member, details->phone);
  }
  return member;
}

void OrderIntake::write_first(const OrderRow& row, const OrderDetails* details) {
  const auto member = member_of(row, details);
  writer_.write(row, member, 0, details);
  touch(member, row.placed_at.day());
  note_buyer(member, row.status);
  note_referrer(member, row, details);
  note_codes(member, row, details);
  ++result_.added;
}

void OrderIntake::note_referrer(MemberId member, const OrderRow& row, const OrderDetails* details) {
  const bool bought = row.status == OrderStatus::paid || row.status == OrderStatus::unpaid;
  if (details == nullptr || details->referrer_id.empty() || member == 0 || !bought) return;
  const auto [found, is_first] = referrers_.try_emplace(member);
  if (is_first || row.placed_at < found->second.at) found->second = {row.placed_at, std::string(details->referrer_id)};
}

void OrderIntake::take(const formats::FileBatch& batch, const formats::OrderFile& file) {
  result_.orders += static_cast<std::int64_t>(batch.rows.size());
  std::vector<Judged> rows;
  for (std::size_t index = 0; index < batch.rows.size(); ++index) {
    const OrderRow& row = batch.rows[index];
    const auto* details = row.details < 0 ? nullptr : &batch.details[static_cast<std::size_t>(row.details)];
    if (!row.refund_of.empty())
      wait(row, file.reject(batch, index, "refund_of", "").front());
    else if (first_import_)
      write_first(row, details);
    else
      rows.push_back({&row, details, index});
  }
  if (!rows.empty()) judge(std::move(rows), batch, file);
  writer_.flush();
  members_.save(work_.batch());
}

void OrderIntake::judge(std::vector<Judged> rows, const formats::FileBatch& batch, const formats::OrderFile& file) {
  std::vector<Judged> again;
  Names seen;
  std::vector<store::OrderName> names;
  std::vector<Judged> once;
  for (const auto& each : rows) {
    const store::OrderName name{each.row->shop, each.row->order_id};
    if (!seen.insert(name).second) {
      again.push_back(each);
      continue;
    }
    names.push_back(name);
    once.push_back(each);
  }
  const auto known = store::find_orders(work_.ledger(), names);
  for (std::size_t index = 0; index < once.size(); ++index) judge_known(once[index], known[index], batch, file);
  writer_.flush();
  // An order that stands twice in the batch meets itself in the ledger.
  if (!again.empty()) judge(std::move(again), batch, file);
}

void OrderIntake::judge_known(const Judged& judged, const store::KnownOrder& known, const formats::FileBatch& batch,
                              const formats::OrderFile& file) {
  const OrderRow& row = *judged.row;
  const auto member = member_of(row, judged.details);
  const auto write = [&] {
    const Day stated = std::max(work_.context().as_of, row.placed_at.day());
    writer_.write(row, member, 0, judged.details, known.revisions + 1, known.first, stated);
    touch(member, row.placed_at.day());
    note_buyer(member, row.status);
  };
  if (!known.known) {
    write();
    note_referrer(member, row, judged.details);
    note_codes(member, row, judged.details);
    ++result_.added;
    return;
  }
  if (const auto reason = contradiction(row, known, member); !reason.empty()) {
    auto rejected = file.reject(batch, judged.index, column_of(row, known, member), reason, std::string(contradiction_hint));
    result_.rejected.insert(result_.rejected.end(), rejected.begin(), rejected.end());
    return;
  }
  if (row.status == known.status && row.refunded == known.refunded) {
    ++result_.unchanged;
    return;
  }
  const bool older = stage(row.status) < stage(known.status) ||
                     (stage(row.status) == stage(known.status) && row.refunded < known.refunded);
  if (older && !allow_older_) {
    ++result_.older;
    return;
  }
  write();
  if (known.status == OrderStatus::unpaid) note_codes(member, row, judged.details);
  ++result_.revised;
}

void OrderIntake::wait(OrderRow row, formats::RejectedRow as_rejected) {
  for (auto* text : {&row.order_id, &row.shop, &row.member_id, &row.refund_of, &row.category})
    *text = kept_texts_.emplace_back(*text);
  waiting_.push_back({row, std::move(as_rejected)});
}

void OrderIntake::judge_refund(Waiting& waiting) {
  OrderRow& row = waiting.row;
  const auto reject = [&](std::string_view column, std::string reason, std::string hint = {}) {
    waiting.as_rejected.column_name = column;
    waiting.as_rejected.reason = std::move(reason);
    waiting.as_rejected.hint = std::move(hint);
    result_.rejected.push_back(std::move(waiting.as_rejected));
  };
  const auto order = store::find_order(work_.ledger(), {row.shop, row.refund_of});
  if (!order)
    return reject("refund_of", fmt::format("there is no order {}", row.refund_of),
                  "import the order first, or leave refund_of empty");
  if (own_kind(order->status))
    return reject("refund_of", fmt::format("{} is no order but a row of status {}", row.refund_of,
                                           to_string(order->status)));
  const auto member = row.member_id.empty() ? order->member : members_.find_or_add(row.member_id);
  if (member != order->member)
    return reject("member_id", fmt::format("order {} is another member's", row.refund_of),
                  "leave member_id empty to refund whoever ordered");
  const auto known = store::find_orders(work_.ledger(), std::vector<store::OrderName>{{row.shop, row.order_id}}).front();
  if (known.known) {
    if (const auto reason = contradiction(row, known, member); !reason.empty())
      return reject(column_of(row, known, member), reason, std::string(contradiction_hint));
    ++result_.unchanged;
    return;
  }
  const Money given_back = store::refunded_by_name(work_.ledger(), order->first) +
                           (order->status == OrderStatus::paid ? order->refunded : order->amount);
  if (given_back - row.amount > order->amount)
    return reject("amount", fmt::format("refunds of {} would come to {}, but only {} was paid", row.refund_of,
                                        to_string(given_back - row.amount), to_string(order->amount)));
  writer_.write(row, member, order->first, nullptr, known.revisions + 1, known.first, work_.context().as_of);
  writer_.flush();
  touch(member, row.placed_at.day());
  ++result_.added;
}

void OrderIntake::note_codes(MemberId member, const OrderRow& row, const OrderDetails* details) {
  if (details != nullptr && !details->fee_for.empty())
    plans_.try_emplace(std::string(details->fee_for), std::string(row.order_id));
  if (details == nullptr || details->coupon_code.empty() || row.status != OrderStatus::paid) return;
  const Money before = row.amount + details->discount.value_or(Money{});
  codes_.push_back({std::string(row.order_id), std::string(details->coupon_code), member, row.placed_at.day(), before});
}

void OrderIntake::write_invites() {
  constexpr std::size_t most_notes = 20;
  std::size_t refused = 0;
  const auto note = [&](std::string text) {
    if (++refused <= most_notes) result_.notes.push_back(std::move(text));
  };
  Inviters inviters(work_.ledger());
  store::ActWriter writer(work_.ledger(), work_.batch());
  for (const auto& [member, referrer] : referrers_) {
    // Only the first order says who brought its buyer.
    if (referrer.at.day() > first_days_[static_cast<std::size_t>(member)]) continue;
    const auto inviter = members_.find(referrer.key);
    const auto key = [this, id = member] { return store::key_of(work_.ledger(), id); };
    if (inviter == 0) {
      note(fmt::format("{} says that {} brought him, who is no member", key(), referrer.key));
      continue;
    }
    if (inviters.of(member) == inviter) continue;
    const bool ordered = !members_.is_new(member) && store::has_ordered(work_.ledger(), member, work_.batch().id());
    if (const auto refusal = inviters.check(member, inviter, ordered)) {
      note(fmt::format("{}: the order is in, but nobody is rewarded for bringing him",
                       sentence(*refusal, key(), referrer.key)));
      continue;
    }
    inviters.add(member, inviter);
    writer.write({.member = member,
                  .act = {.day = referrer.at.day(), .kind = ActKind::invite, .other = inviter},
                  .reason = "referrer_id",
                  .key = fmt::format("referrer {}", member)});
    touch(inviter, referrer.at.day());
  }
  work_.batch().flush();
  if (refused > most_notes) result_.notes.push_back(fmt::format("… and {} more of that kind", refused - most_notes));
}

/// Before the first night no program is known to ask.
void OrderIntake::note_unknown_plans() {
  if (plans_.empty()) return;
  const auto program = kept_program(work_.ledger());
  if (program == nullptr) return;
  std::vector<std::string_view> known;
  for (const auto& plan : program->plans) known.push_back(plan.id);
  for (const auto& [plan, order] : plans_) {
    if (program->plan(plan) != nullptr) continue;
    const auto meant = formats::suggest(plan, known);
    result_.notes.push_back(fmt::format("order {}: fee_for names {}, which is no membership of the program{}", order, plan,
                                        meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
  }
}

void OrderIntake::finish() {
  for (auto& waiting : waiting_) judge_refund(waiting);
  members_.save(work_.batch());
  if (!referrers_.empty()) write_invites();
  std::vector<store::NewFact> facts;
  for (std::size_t member = 1; member < first_days_.size(); ++member)
    if (first_days_[member] != never) facts.push_back({static_cast<MemberId>(member), first_days_[member]});
  if (!facts.empty()) store::mark_due(work_.ledger(), facts);
  note_unknown_plans();
  if (codes_.empty()) return;
  auto notes = redeem_order_codes(work_, codes_);
  result_.notes.insert(result_.notes.end(), std::make_move_iterator(notes.begin()), std::make_move_iterator(notes.end()));
}

}  // namespace loyalty::app
