// SPDX-License-Identifier: MIT
#include "store/vouchers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "store/claims.hpp"
#include "store/ledger/last_day.hpp"
#include "store/voucher_rows.hpp"

namespace loyalty::store {
namespace {

std::optional<std::string> joined(const std::vector<std::string>& lines) {
  if (lines.empty()) return std::nullopt;
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

/// The columns that say for which lines a voucher is good, and what no column of its own says.
struct TermsOfVoucher {
  std::optional<std::string> categories = {};
  std::optional<std::string> terms = {};
};

TermsOfVoucher stored_terms(const Voucher& voucher) {
  TermsOfVoucher stored;
  auto text = to_text(voucher.kind);
  const auto& lines = voucher.lines;
  if (lines == LineScope{.of = {.categories = lines.of.categories}})
    stored.categories = joined(lines.of.categories);
  else
    text.append(text.empty() ? "" : "\n").append(lines_of_terms).append(to_text(lines));
  if (!text.empty()) stored.terms = std::move(text);
  return stored;
}

std::vector<VoucherEvent> events_of(Ledger& ledger, VoucherId voucher) {
  std::vector<VoucherEvent> events;
  Cursor rows(ledger.database(), events_where("WHERE e.voucher_id = ? ORDER BY e.id"));
  rows.bind(voucher);
  while (next_event(ledger, rows)) events.push_back(read_event(ledger, rows));
  return events;
}

/// What a kind is stored as: one of the columns says what it gives, or the terms do.
struct StoredKind {
  std::optional<std::int64_t> amount_off = {};
  std::optional<std::int64_t> percent_off = {};
  std::optional<std::int64_t> max_discount = {};
  std::optional<std::int64_t> free_shipping = {};
  std::optional<std::string> gift = {};
  std::optional<std::int64_t> bonus_points = {};
};

StoredKind stored(const AmountOff& kind) { return {.amount_off = kind.amount.minor}; }

StoredKind stored(const PercentOff& kind) {
  StoredKind percent{.percent_off = kind.share.millionths};
  if (kind.max_discount) percent.max_discount = kind.max_discount->minor;
  return percent;
}

StoredKind stored(const FreeShipping&) { return {.free_shipping = 1}; }
StoredKind stored(const GiftItem& kind) { return {.gift = kind.what}; }
StoredKind stored(const BonusPoints& kind) { return {.bonus_points = kind.points}; }

template <class InTerms>
StoredKind stored(const InTerms&) {
  return {};
}

/// How a voucher is stored that belongs to whoever shows it.
constexpr MemberId bearer{0};

using tables::vouchers;

} // namespace

std::vector<StoredVoucher> vouchers_of(Ledger& ledger, MemberId member) {
  std::vector<StoredVoucher> found;
  if (ledger.is_empty(vouchers)) return found;
  Cursor rows(ledger.database(), vouchers_where("WHERE v.member_id = ? ORDER BY v.id"));
  const auto numbers = ledger.whose().numbers_of(member);
  for (const auto number : numbers) {
    rows.bind(number);
    while (next_voucher(ledger, rows)) found.push_back(read_voucher(ledger, rows));
  }
  if (numbers.size() > 1) std::ranges::sort(found, {}, &StoredVoucher::id);
  for (auto& each : found) each.events = events_of(ledger, each.id);
  return found;
}

std::vector<StoredVoucher> vouchers_of_coupon(Ledger& ledger, std::string_view coupon) {
  std::unordered_map<VoucherId, std::vector<VoucherEvent>> events;
  Cursor of_all(ledger.database(),
                events_where("JOIN vouchers v ON v.id = e.voucher_id WHERE v.coupon = ? ORDER BY e.id"));
  of_all.bind(coupon);
  while (next_event(ledger, of_all))
    events[of_all.id<VoucherId>(of_event["e.voucher_id"])].push_back(read_event(ledger, of_all));
  std::vector<StoredVoucher> found;
  Cursor rows(ledger.database(), vouchers_where("WHERE v.coupon = ? ORDER BY v.id"));
  rows.bind(coupon);
  while (next_voucher(ledger, rows)) found.push_back(read_voucher(ledger, rows));
  for (auto& each : found) each.events = std::move(events[each.id]);
  return found;
}

void read_vouchers(Ledger& ledger, const std::function<void(const StoredVoucher&)>& use) {
  Cursor events(ledger.database(), events_where("ORDER BY e.voucher_id, e.id"));
  bool more = next_event(ledger, events);
  Cursor rows(ledger.database(), vouchers_where("ORDER BY v.id"));
  while (rows.next()) {
    auto voucher = read_voucher(ledger, rows);
    for (; more && events.id<VoucherId>(of_event["e.voucher_id"]) <= voucher.id; more = next_event(ledger, events))
      voucher.events.push_back(read_event(ledger, events));
    if (counts(ledger, rows, of_voucher["v.batch_id"])) use(voucher);
  }
}

std::unordered_set<VoucherId> vouchers_moved_in(Ledger& ledger, BatchId batch) {
  std::unordered_set<VoucherId> moved;
  Cursor rows(ledger.database(), "SELECT voucher_id FROM voucher_events WHERE batch_id = ?");
  rows.bind(batch);
  while (rows.next()) moved.insert(rows.id<VoucherId>(only));
  return moved;
}

void read_issues(Ledger& ledger, std::string_view coupon, std::optional<MemberId> member,
                 const std::function<void(const IssueNote&)>& use) {
  constexpr Selection issue{vouchers.id,       vouchers.member_id, vouchers.batch_id, vouchers.issued_on,
                            vouchers.last_day, vouchers.code,      vouchers.issue_key};
  Cursor rows(ledger.database(), issue.from(fmt::format("vouchers WHERE {} ORDER BY id",
                                                        member ? "member_id = ?2 AND +coupon = ?1" : "coupon = ?1")));
  const auto never_given = claims_taken_back(ledger, coupon);
  const auto& whose = ledger.whose();
  const auto read = [&] {
    while (next_counted(ledger, rows, issue[vouchers.batch_id]))
      if (!never_given.contains(rows.id<VoucherId>(issue[vouchers.id])))
        use({whose.now(rows.maybe_id<MemberId>(issue[vouchers.member_id])), rows.day(issue[vouchers.issued_on]),
             rows.day_or_never(issue[vouchers.last_day]), rows.text(issue[vouchers.code]),
             issue_key_of(rows.text(issue[vouchers.issue_key]))});
  };
  if (!member) {
    rows.bind(coupon);
    return read();
  }
  for (const auto number : whose.numbers_of(*member)) {
    rows.bind(coupon, number);
    read();
  }
}

Money discount_given(Ledger& ledger, std::string_view coupon, Day day) {
  std::unordered_map<VoucherId, std::vector<VoucherEvent>> events;
  Cursor rows(ledger.database(),
              events_where("JOIN vouchers v ON v.id = e.voucher_id WHERE v.coupon = ? ORDER BY e.id"));
  rows.bind(coupon);
  while (next_event(ledger, rows))
    events[rows.id<VoucherId>(of_event["e.voucher_id"])].push_back(read_event(ledger, rows));
  Money given;
  for (const auto& [voucher, its_events] : events)
    if (const auto* used = redemption(its_events, day)) given += used->discount;
  return given;
}

void read_automatic(Ledger& ledger, MemberId first, MemberId last,
                    const std::function<void(const AutomaticVoucher&)>& use) {
  constexpr Selection issue{vouchers.id,     vouchers.member_id, vouchers.batch_id,
                            vouchers.coupon, vouchers.issue_key, vouchers.issued_on};
  Cursor rows(ledger.database(), issue.from("vouchers WHERE member_id BETWEEN ? AND ? ORDER BY member_id"));
  constexpr Selection of_call_off{"batch_id", "reason"};
  Cursor events(ledger.database(), of_call_off.from("voucher_events WHERE voucher_id = ? AND kind = ?"));
  const auto called_off = [&](VoucherId voucher) {
    events.bind(voucher, static_cast<int>(VoucherEventKind::voided));
    while (events.next())
      if (tells_occasion_went(events.text(of_call_off["reason"])) &&
          !ledger.undone().contains(events.id<BatchId>(of_call_off["batch_id"])))
        return true;
    return false;
  };
  const auto& whose = ledger.whose();
  const auto read = [&](MemberId from, MemberId through, std::optional<MemberId> now) {
    rows.bind(from, through);
    while (next_counted(ledger, rows, issue[vouchers.batch_id])) {
      auto key = issue_key_of(rows.text(issue[vouchers.issue_key]));
      const auto member = rows.id<MemberId>(issue[vouchers.member_id]);
      if (key.why != IssueKey::For::occasion || (!now && whose.is_merged(member))) continue;
      use({now.value_or(member), rows.text(issue[vouchers.coupon]), std::move(key.key),
           rows.day(issue[vouchers.issued_on]), called_off(rows.id<VoucherId>(issue[vouchers.id]))});
    }
  };
  read(first, last, std::nullopt);
  for (const auto kept : whose.merged_between(first, last))
    for (const auto other : whose.merged_into(kept)) read(other, other, kept);
}

bool any_automatic(Ledger& ledger) {
  const auto begin = to_string(for_occasion({}));
  Cursor row(ledger.database(), "SELECT 1 FROM vouchers WHERE substr(issue_key, 1, ?) = ? LIMIT 1");
  return row.bind(begin.size(), begin).next();
}

std::optional<StoredVoucher> find_automatic(Ledger& ledger, MemberId member, std::string_view coupon,
                                            std::string_view key) {
  Cursor row(ledger.database(), vouchers_where("WHERE v.member_id = ?1 AND +v.coupon = ?2 AND v.issue_key = ?3"));
  std::optional<StoredVoucher> found;
  const auto stored_key = to_string(for_occasion(std::string(key)));
  for (const auto number : ledger.whose().numbers_of(member)) {
    row.bind(number, coupon, stored_key);
    // One that was called off can have come again.
    while (next_voucher(ledger, row)) {
      auto voucher = read_voucher(ledger, row);
      voucher.events = events_of(ledger, voucher.id);
      const bool stands = standing(voucher.events) != VoucherState::void_;
      if (stands || !found) found = std::move(voucher);
      if (stands) return found;
    }
  }
  return found;
}

VoucherWriter::VoucherWriter(Ledger& ledger, Batch& batch)
    : batch_(batch),
      by_code_(ledger.database(), "SELECT 1 FROM vouchers WHERE code = ?"),
      next_(next_number(ledger, tables::vouchers)) {}

bool VoucherWriter::taken(const std::string& code) {
  if (codes_.contains(code)) return true;
  const bool known = by_code_.bind(code).next();
  by_code_.bind();
  return known;
}

VoucherId VoucherWriter::add(const StoredVoucher& each) {
  const Voucher& voucher = each.voucher;
  const auto kind = std::visit([](const auto& of) { return stored(of); }, voucher.kind);
  const auto terms = stored_terms(voucher);
  std::optional<std::string> stacking;
  if (!voucher.stacking.empty()) stacking = voucher.stacking;
  std::optional<std::int64_t> keeps_used;
  if (!voucher.release) keeps_used = 1;
  std::optional<std::int64_t> on_return;
  if (voucher.on_return != OnReturn::keep) on_return = static_cast<std::int64_t>(voucher.on_return);
  batch_.append(vouchers, vouchers.id(next_), vouchers.batch_id(batch_.id()), vouchers.code(voucher.code),
                vouchers.coupon(voucher.coupon), vouchers.member_id(voucher.member.value_or(bearer)),
                vouchers.program_id(each.program), vouchers.issued_on(voucher.issued_on.number),
                vouchers.first_day(voucher.first_day.number), vouchers.last_day(written_last_day(voucher.last_day)),
                vouchers.amount_off(kind.amount_off), vouchers.percent_off(kind.percent_off),
                vouchers.max_discount(kind.max_discount), vouchers.min_spend(voucher.min_spend.minor),
                vouchers.issue_key(to_string(each.issue)), vouchers.free_shipping(kind.free_shipping),
                vouchers.gift(kind.gift), vouchers.bonus_points(kind.bonus_points),
                vouchers.categories(terms.categories), vouchers.stacking(stacking), vouchers.keeps_used(keeps_used),
                vouchers.on_return(on_return), vouchers.terms(terms.terms));
  codes_.insert(voucher.code);
  const auto id = next_;
  next_ = id.next();
  return id;
}

void add_event(Ledger& ledger, Batch& batch, VoucherId voucher, const VoucherEvent& event, bool typed) {
  const bool used = event.kind == VoucherEventKind::redeemed;
  const bool demanded = event.kind == VoucherEventKind::demanded;
  std::optional<std::int64_t> amount;
  std::optional<std::int64_t> discount;
  if (used) amount = event.amount.minor;
  if (used || demanded) discount = event.discount.minor;
  const auto id = next_number(ledger, tables::voucher_events);
  const auto reason = typed ? batch.keep(event.reason) : event.reason;
  constexpr auto& row = tables::voucher_events;
  batch.append(row, row.id(id), row.batch_id(batch.id()), row.voucher_id(voucher), row.day(event.day.number),
               row.kind(static_cast<int>(event.kind)), row.order_no(event.order), row.amount(amount),
               row.discount(discount), row.reason(reason), row.order_id(event.by_order));
  batch.flush();
}

} // namespace loyalty::store
