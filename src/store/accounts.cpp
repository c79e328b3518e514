// SPDX-License-Identifier: MIT
#include "store/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/last_day.hpp"
#include "store/ledger/member_rows.hpp"

namespace loyalty::store {
namespace {

using tables::entries;
using tables::tier_changes;

constexpr Selection of_sums{entries.member_id, entries.entry_no, entries.day,       entries.kind,
                            entries.points,    entries.lot,      entries.held_days, entries.reverses};
constexpr auto of_entry =
    of_sums.with({entries.order_id, entries.act_id, entries.last_day, entries.base, entries.terms_id});
constexpr Selection of_change{tier_changes.member_id,  tier_changes.day,     tier_changes.tier,
                              tier_changes.until,      tier_changes.reason,  tier_changes.qualifying,
                              tier_changes.program_id, tier_changes.reversal};

template <class Row>
NumberedEntry read_sums(const Row& row) {
  NumberedEntry line;
  line.number = row.line(of_sums[entries.entry_no]);
  Entry& entry = line.entry;
  entry.day = row.day(of_sums[entries.day]);
  entry.kind = row.template kind<EntryKind>(of_sums[entries.kind]);
  entry.points = row.points(of_sums[entries.points]);
  entry.lot = row.line(of_sums[entries.lot]);
  if (!row.null(of_sums[entries.held_days])) entry.available_on = entry.day + row.days(of_sums[entries.held_days]);
  entry.reverses = row.line(of_sums[entries.reverses]);
  return line;
}

template <class Row>
NumberedEntry read_entry(const Row& row) {
  auto line = read_sums(row);
  line.entry.cause = cause_of(row.template maybe_id<OrderId>(of_entry[entries.order_id]),
                              row.template maybe_id<ActId>(of_entry[entries.act_id]));
  line.entry.last_day = row.day_or_never(of_entry[entries.last_day]);
  line.entry.base = row.money(of_entry[entries.base]);
  line.entry.terms = row.line(of_entry[entries.terms_id]) - 1;
  return line;
}

TierChange read_tier_change(const MemberRow& row) {
  return {row.day(of_change[tier_changes.day]),
          row.string(of_change[tier_changes.tier]),
          row.day_or_never(of_change[tier_changes.until]),
          row.kind<TierReason>(of_change[tier_changes.reason]),
          row.sum(of_change[tier_changes.qualifying]),
          row.id<ProgramId>(of_change[tier_changes.program_id]),
          row.flag(of_change[tier_changes.reversal])};
}

std::vector<BatchId> batches_of(Ledger& ledger, std::string_view sql, MemberId member) {
  std::vector<BatchId> found;
  Cursor rows(ledger.database(), sql);
  rows.bind(member);
  while (rows.next()) found.push_back(rows.id<BatchId>(only));
  return found;
}

} // namespace

KeptTerms::KeptTerms(Ledger& ledger) {
  constexpr auto& columns = tables::terms;
  static constexpr Selection all{tables::terms};
  Cursor rows(ledger.database(), all.from("terms ORDER BY id"));
  while (rows.next()) {
    terms_.push_back({rows.id<ProgramId>(all[columns.program_id]),
                      rule_named(rows.text(all[columns.rule])),
                      EarnRule{rows.points(all[columns.points]), rows.money(all[columns.per]),
                               rows.kind<EarnRounding>(all[columns.rounding])},
                      rows.ratio(all[columns.multiplier]),
                      {}});
    if (!rows.null(all[columns.cap])) terms_.back().cap = rows.points(all[columns.cap]);
    if (rows.row_number(all[columns.id]) != static_cast<std::int64_t>(terms_.size()))
      damaged("terms {number} are missing"_en(terms_.size()));
  }
}

std::int64_t KeptTerms::number_of(const Terms& terms) {
  const auto found = std::find(terms_.begin(), terms_.end(), terms);
  const auto number = found - terms_.begin() + 1;
  if (found == terms_.end()) terms_.push_back(terms);
  return number;
}

void write_terms(Batch& batch, std::int64_t number, const Terms& terms) {
  constexpr auto& row = tables::terms;
  batch.append(row, row.id(number), row.batch_id(batch.id()), row.program_id(terms.program),
               row.rule(to_string(terms.rule)), row.points(terms.earn.points), row.per(terms.earn.per.minor),
               row.rounding(static_cast<int>(terms.earn.rounding)), row.multiplier(terms.multiplier.millionths),
               row.cap(terms.cap));
}

/// Both tables, read side by side.
class AccountReader::Tables {
 public:
  Tables(Ledger& ledger, MemberId first, MemberId last, Detail detail)
      : detail_(detail),
        terms_(next_number(ledger, tables::terms) - 1),
        entries_(ledger.database(), tables::entries, detail == Detail::whole ? of_entry : of_sums,
                 [this](const MemberRow& row, auto& entries) { read_line(row, entries); }),
        tiers_(ledger.database(), tables::tier_changes, of_change,
               [](const MemberRow& row, auto& changes) { changes.push_back(read_tier_change(row)); }) {
    seek(first, last);
  }

  void seek(MemberId first, MemberId last) {
    entries_.begin(first, last);
    tiers_.begin(first, last);
    next_entry_ = detail_ == Detail::tiers ? end_of_members : entries_.step();
    next_tier_ = tiers_.step();
  }

  const Account* next() {
    account_.clear();
    account_.member = std::min(next_entry_, next_tier_);
    if (account_.member == end_of_members) return nullptr;
    if (next_entry_ == account_.member) {
      std::swap(account_.entries, entries_.items());
      next_entry_ = entries_.step();
    }
    if (next_tier_ == account_.member) {
      std::swap(account_.tier_changes, tiers_.items());
      next_tier_ = tiers_.step();
    }
    return &account_;
  }

 private:
  void read_line(const MemberRow& row, std::vector<NumberedEntry>& entries) {
    const auto& [number, entry] = entries.emplace_back(detail_ == Detail::whole ? read_entry(row) : read_sums(row));
    if (entry.terms >= terms_)
      damaged("entry {entry} names terms {number} of {terms}"_en(number, entry.terms + 1, terms_));
  }

  Detail detail_;
  std::int64_t terms_; ///< so many are in the books
  MemberRows<NumberedEntry> entries_;
  MemberRows<TierChange> tiers_;
  MemberId next_entry_ = end_of_members;
  MemberId next_tier_ = end_of_members;
  Account account_;
};

AccountReader::AccountReader(Ledger& ledger, MemberId first, MemberId last, Detail detail)
    : tables_(std::make_unique<Tables>(ledger, first, last, detail)) {}
AccountReader::~AccountReader() = default;

void AccountReader::seek(MemberId first, MemberId last) { tables_->seek(first, last); }

const Account* AccountReader::next() { return tables_->next(); }

void read_accounts(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const Account&)>& use) {
  AccountReader reader(ledger, first, last);
  while (const auto* account = reader.next()) use(*account);
}

Account read_account(Ledger& ledger, MemberId member) {
  Account found{.member = member, .entries = {}, .tier_changes = {}};
  read_accounts(ledger, member, member, [&](const Account& account) { found = account; });
  return found;
}

std::vector<BatchId> entry_batches(Ledger& ledger, MemberId member) {
  return batches_of(ledger, "SELECT batch_id FROM entries WHERE member_id = ? ORDER BY entry_no", member);
}

std::vector<BatchId> tier_change_batches(Ledger& ledger, MemberId member) {
  return batches_of(ledger, "SELECT batch_id FROM tier_changes WHERE member_id = ? ORDER BY change_no", member);
}

void read_lines(Ledger& ledger, BatchId batch, const std::function<void(MemberId, const NumberedEntry&)>& use) {
  Cursor rows(ledger.database(), of_entry.from("entries WHERE batch_id = ? ORDER BY member_id, entry_no"));
  rows.bind(batch);
  while (rows.next()) use(rows.id<MemberId>(of_entry[entries.member_id]), read_entry(rows));
}

bool has_conclusions(Ledger& ledger) { return !ledger.is_empty(entries) || !ledger.is_empty(tier_changes); }

void NewLines::begin(BatchId batch) {
  batch_ = batch;
  entries_.begin(entries.size());
  tier_changes_.begin(tier_changes.size());
}

void NewLines::add(MemberId member, const NumberedEntry& line, std::optional<std::int64_t> terms) {
  const Entry& entry = line.entry;
  // What could not be read again is not written.
  if (entry.points < -most_points || entry.points > most_points) too_many_points();
  const auto held_days =
      entry.available_on == Day{} ? std::nullopt : std::optional<std::int64_t>(entry.available_on - entry.day);
  constexpr auto& row = entries;
  entries_.begin_row();
  entries_.set(row.member_id(member), row.entry_no(line.number), row.batch_id(batch_), row.day(entry.day.number),
               row.kind(static_cast<int>(entry.kind)), row.points(entry.points), row.lot(unless_zero(entry.lot)),
               row.order_id(order_of(entry.cause)), row.act_id(act_of(entry.cause)), row.held_days(held_days),
               row.last_day(written_last_day(entry.last_day)), row.base(unless_zero(entry.base.minor)),
               row.terms_id(terms), row.reverses(unless_zero(entry.reverses)));
}

void NewLines::add(MemberId member, std::int64_t number, const TierChange& change) {
  constexpr auto& row = tier_changes;
  tier_changes_.begin_row();
  tier_changes_.set(row.member_id(member), row.change_no(number), row.batch_id(batch_), row.day(change.day.number),
                    row.tier(change.tier), row.until(written_last_day(change.until)),
                    row.reason(static_cast<int>(change.reason)), row.qualifying(change.qualifying),
                    row.program_id(change.program), row.reversal(change.reversal ? 1 : 0));
}

void NewLines::hash(Batch& batch) const {
  if (entries_.rows() > 0) batch.hash(entries, entries_);
  if (tier_changes_.rows() > 0) batch.hash(tier_changes, tier_changes_);
}

void NewLines::write(Batch& batch) {
  batch.append_hashed(entries, entries_);
  batch.append_hashed(tier_changes, tier_changes_);
}

} // namespace loyalty::store
