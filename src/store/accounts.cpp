// SPDX-License-Identifier: MIT
#include "store/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "loyalty/error.hpp"
#include "store/sqlite/cursor.hpp"
#include "store/sqlite/gathered.hpp"

namespace loyalty::store {
namespace {

std::optional<std::int64_t> some(std::int64_t number) { return number == 0 ? std::nullopt : std::optional(number); }

std::optional<std::int64_t> number_of(Day day) {
  return day == never ? std::nullopt : std::optional<std::int64_t>(day.number);
}

constexpr std::string_view columns_of_sums = "entry_no, day, kind, points, lot, held_days, reverses";
constexpr std::string_view further_columns = ", order_id, act_id, last_day, base, terms_id";

template <class Row>
NumberedEntry read_sums(const Row& row) {
  NumberedEntry line;
  line.number = row.line(1);
  Entry& entry = line.entry;
  entry.day = row.day(2);
  entry.kind = row.template kind<EntryKind>(3);
  entry.points = row.points(4);
  entry.lot = row.line(5);
  if (!row.null(6)) entry.available_on = entry.day + row.days(6);
  entry.reverses = row.line(7);
  return line;
}

template <class Row>
NumberedEntry read_entry(const Row& row) {
  auto line = read_sums(row);
  line.entry.order = row.maybe_id(8);
  line.entry.act = row.maybe_id(9);
  line.entry.last_day = row.day_or_never(10);
  line.entry.base = row.money(11);
  line.entry.terms = row.line(12) - 1;
  return line;
}

TierChange read_tier_change(const GatheredRow& row) {
  return {row.day(1), row.string(2), row.day_or_never(3), row.kind<TierReason>(4), row.sum(5), row.id(6), row.flag(7)};
}

constexpr auto upsert_settlement =
    "INSERT INTO settlements SELECT c0, c1, c2, c3, c4, c5, c6 FROM staged WHERE true ON CONFLICT (member_id) DO "
    "UPDATE SET "
    "points_through = excluded.points_through, points_due_on = excluded.points_due_on, "
    "tiers_through = excluded.tiers_through, tiers_due_on = excluded.tiers_due_on, "
    "issues_through = excluded.issues_through, issues_due_on = excluded.issues_due_on";

constexpr auto bring_forward =
    "INSERT INTO settlements SELECT c0, c1, c2, c1, c2, c1, c2 FROM staged WHERE true ON CONFLICT (member_id) DO "
    "UPDATE SET "
    "points_due_on = min(points_due_on, excluded.points_due_on), "
    "tiers_due_on = min(tiers_due_on, excluded.tiers_due_on), "
    "issues_due_on = min(issues_due_on, excluded.issues_due_on)";

/// Staged rows come first, so that each is looked up once.
constexpr auto bring_inviters_forward =
    "UPDATE settlements SET points_due_on = min(points_due_on, brought.day), "
    "tiers_due_on = min(tiers_due_on, brought.day), issues_due_on = min(issues_due_on, brought.day) FROM ("
    "SELECT acts.other_id AS inviter, min(staged.c2) AS day FROM staged CROSS JOIN acts ON acts.member_id = staged.c0 "
    "WHERE +acts.kind = ?1 GROUP BY acts.other_id) AS brought WHERE settlements.member_id = brought.inviter";

constexpr std::string_view settlement_columns =
    "SELECT member_id, points_through, points_due_on, tiers_through, tiers_due_on, issues_through, issues_due_on "
    "FROM settlements ";

bool has_invitations(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM acts WHERE other_id IS NOT NULL LIMIT 1").next();
}

Settlement read_settlement(const Cursor& row) {
  return {row.id(0), row.through(1), row.due(2), row.through(3), row.due(4), row.through(5), row.due(6)};
}

std::vector<std::int64_t> numbers(Ledger& ledger, std::string_view sql, MemberId member) {
  std::vector<std::int64_t> found;
  Cursor rows(ledger.database(), sql);
  rows.bind(member);
  while (rows.next()) found.push_back(rows.id(0));
  return found;
}

} // namespace

TermsBook::TermsBook(Ledger& ledger) {
  Cursor rows(ledger.database(),
              "SELECT program_id, rule, points, per, rounding, multiplier, cap, id FROM terms ORDER BY id");
  while (rows.next()) {
    terms_.push_back({rows.id(0),
                      rows.string(1),
                      EarnRule{rows.points(2), rows.money(3), rows.kind<EarnRounding>(4)},
                      rows.ratio(5),
                      {}});
    if (!rows.null(6)) terms_.back().cap = rows.points(6);
    if (rows.id(7) != static_cast<std::int64_t>(terms_.size()))
      damaged(fmt::format("terms {} are missing", terms_.size()));
  }
}

std::int64_t TermsBook::number_of(const Terms& terms, Batch& batch) {
  const auto found = std::find(terms_.begin(), terms_.end(), terms);
  const auto number = found - terms_.begin() + 1;
  if (found != terms_.end()) return number;
  terms_.push_back(terms);
  batch.append(BookId::terms, number, batch.id(), terms.program, terms.rule, terms.earn.points, terms.earn.per.minor,
               static_cast<int>(terms.earn.rounding), terms.multiplier.millionths, terms.cap);
  return number;
}

/// Both tables, read side by side.
class AccountReader::Books {
 public:
  Books(Ledger& ledger, MemberId first, MemberId last, Detail detail)
      : detail_(detail),
        terms_(next_id(ledger, "terms") - 1),
        entries_(ledger.database(), columns_for(detail), "entries",
                 [this](const GatheredRow& row) { take_entry(row); }),
        tiers_(ledger.database(), "day, tier, until, reason, qualifying, program_id, reversal", "tier_changes",
               [this](const GatheredRow& row) { ahead_.tier_changes.push_back(read_tier_change(row)); }) {
    seek(first, last);
  }

  void seek(MemberId first, MemberId last) {
    ahead_.clear();
    entries_.begin(first, last);
    tiers_.begin(first, last);
    next_entry_ = detail_ == Detail::tiers ? Gathered::nobody : entries_.step();
    next_tier_ = tiers_.step();
  }

  const Account* next() {
    account_.clear();
    account_.member = std::min(next_entry_, next_tier_);
    if (account_.member == Gathered::nobody) return nullptr;
    if (next_entry_ == account_.member) {
      std::swap(account_.entries, ahead_.entries);
      next_entry_ = entries_.step();
    }
    if (next_tier_ == account_.member) {
      std::swap(account_.tier_changes, ahead_.tier_changes);
      next_tier_ = tiers_.step();
    }
    return &account_;
  }

 private:
  static std::string columns_for(Detail detail) {
    return fmt::format("{}{}", columns_of_sums, detail == Detail::whole ? further_columns : "");
  }
  void take_entry(const GatheredRow& row) {
    ahead_.entries.push_back(detail_ == Detail::whole ? read_entry(row) : read_sums(row));
    const auto& [number, entry] = ahead_.entries.back();
    if (entry.terms >= terms_) damaged(fmt::format("entry {} names terms {} of {}", number, entry.terms + 1, terms_));
  }

  Detail detail_;
  std::int64_t terms_; ///< so many are in the books
  Gathered entries_;
  Gathered tiers_;
  MemberId next_entry_ = Gathered::nobody;
  MemberId next_tier_ = Gathered::nobody;
  Account ahead_; ///< entries of `next_entry_`, tier changes of `next_tier_`
  Account account_;
};

AccountReader::AccountReader(Ledger& ledger, MemberId first, MemberId last, Detail detail)
    : books_(std::make_unique<Books>(ledger, first, last, detail)) {}
AccountReader::~AccountReader() = default;

void AccountReader::seek(MemberId first, MemberId last) { books_->seek(first, last); }

const Account* AccountReader::next() { return books_->next(); }

void read_accounts(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const Account&)>& use) {
  AccountReader reader(ledger, first, last);
  while (const auto* account = reader.next()) use(*account);
}

Account read_account(Ledger& ledger, MemberId member) {
  Account found{.member = member, .entries = {}, .tier_changes = {}};
  read_accounts(ledger, member, member, [&](const Account& account) { found = account; });
  return found;
}

std::vector<std::int64_t> entry_batches(Ledger& ledger, MemberId member) {
  return numbers(ledger, "SELECT batch_id FROM entries WHERE member_id = ? ORDER BY entry_no", member);
}

std::vector<std::int64_t> tier_change_batches(Ledger& ledger, MemberId member) {
  return numbers(ledger, "SELECT batch_id FROM tier_changes WHERE member_id = ? ORDER BY change_no", member);
}

void read_lines(Ledger& ledger, std::int64_t batch, const std::function<void(MemberId, const NumberedEntry&)>& use) {
  Cursor rows(ledger.database(),
              fmt::format("SELECT member_id, {}{} FROM entries WHERE batch_id = ? ORDER BY member_id, entry_no",
                          columns_of_sums, further_columns));
  rows.bind(batch);
  while (rows.next()) use(rows.id(0), read_entry(rows));
}

bool has_conclusions(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM entries LIMIT 1").next() ||
         Cursor(ledger.database(), "SELECT 1 FROM tier_changes LIMIT 1").next();
}

void write_entry(Batch& batch, MemberId member, const NumberedEntry& line, std::optional<std::int64_t> terms) {
  const Entry& entry = line.entry;
  // What could not be read again is not written.
  if (entry.points < -most_points || entry.points > most_points) too_many_points();
  const auto held_days =
      entry.available_on == Day{} ? std::nullopt : std::optional<std::int64_t>(entry.available_on - entry.day);
  batch.append(BookId::entries, member, line.number, batch.id(), entry.day.number, static_cast<int>(entry.kind),
               entry.points, some(entry.lot), some(entry.order), some(entry.act), held_days, number_of(entry.last_day),
               some(entry.base.minor), terms, some(entry.reverses));
}

void write_tier_change(Batch& batch, MemberId member, std::int64_t number, const TierChange& change) {
  batch.append(BookId::tier_changes, member, number, batch.id(), change.day.number, change.tier,
               number_of(change.until), static_cast<int>(change.reason), change.qualifying, change.program,
               change.reversal ? 1 : 0);
}

std::vector<Settlement> due(Ledger& ledger, Day day, const Halves& halves) {
  std::vector<Settlement> found;
  Cursor rows(ledger.database(), std::string(settlement_columns) +
                                     "WHERE (?2 AND points_due_on <= ?1) OR (?3 AND tiers_due_on <= ?1) "
                                     "OR (?4 AND issues_due_on <= ?1) ORDER BY member_id");
  rows.bind(day.number, halves.points ? 1 : 0, halves.tiers ? 1 : 0, halves.both() ? 1 : 0);
  while (rows.next()) found.push_back(read_settlement(rows));
  return found;
}

Settlement settlement(Ledger& ledger, MemberId member) {
  Cursor row(ledger.database(), std::string(settlement_columns) + "WHERE member_id = ?");
  if (row.bind(member).next()) return read_settlement(row);
  return {member, before_all, never, before_all, never, before_all, never};
}

std::vector<Settlement> settlements(Ledger& ledger) {
  std::vector<Settlement> found;
  Cursor rows(ledger.database(), std::string(settlement_columns) + "ORDER BY member_id");
  while (rows.next()) found.push_back(read_settlement(rows));
  return found;
}

void save_settlements(Ledger& ledger, std::span<const Settlement> settlements) {
  auto& staged = ledger.staged();
  staged.begin(7);
  for (const auto& each : settlements) {
    staged.add(each.member);
    staged.add(each.points_through.number);
    staged.add(each.points_due_on.number);
    staged.add(each.tiers_through.number);
    staged.add(each.tiers_due_on.number);
    staged.add(each.issues_through.number);
    staged.add(each.issues_due_on.number);
  }
  Cursor(ledger.database(), upsert_settlement).run();
  staged.begin(0);
}

void mark_due(Ledger& ledger, std::span<const NewFact> facts) {
  constexpr std::size_t at_once = 16'384;
  auto& staged = ledger.staged();
  const bool invitations = has_invitations(ledger);
  for (; !facts.empty(); facts = facts.subspan(std::min(at_once, facts.size()))) {
    staged.begin(3);
    for (const auto& fact : facts.first(std::min(at_once, facts.size()))) {
      staged.add(fact.member);
      staged.add(before_all.number);
      staged.add(fact.day.number);
    }
    Cursor(ledger.database(), bring_forward).run();
    if (!invitations) continue;
    Cursor inviters(ledger.database(), bring_inviters_forward);
    inviters.bind(static_cast<int>(ActKind::invite)).run();
  }
  staged.begin(0);
}

void mark_all_due(Ledger& ledger, Day day) {
  Cursor update(ledger.database(),
                "UPDATE settlements SET points_due_on = min(points_due_on, ?1), tiers_due_on = min(tiers_due_on, ?1), "
                "issues_due_on = min(issues_due_on, ?1)");
  update.bind(day.number).run();
}

std::vector<NewFact> touched_by(Ledger& ledger, std::int64_t batch) {
  std::vector<NewFact> touched;
  Cursor rows(ledger.database(),
              "SELECT member_id, min(day) FROM ("
              "SELECT member_id, placed_at / 86400 AS day FROM orders WHERE batch_id = ?1 AND member_id IS NOT NULL "
              "UNION ALL SELECT member_id, day FROM acts WHERE batch_id = ?1 "
              "UNION ALL SELECT other_id, day FROM acts WHERE batch_id = ?1 AND other_id IS NOT NULL "
              "UNION ALL SELECT a.other_id, o.placed_at / 86400 FROM orders o JOIN acts a ON a.member_id = o.member_id "
              "WHERE o.batch_id = ?1 AND a.other_id IS NOT NULL "
              "UNION ALL SELECT id, joined_on FROM members WHERE batch_id = ?1 AND joined_on IS NOT NULL "
              "UNION ALL SELECT member_id, known_on FROM birthdays WHERE batch_id = ?1 "
              "UNION ALL SELECT member_id, issued_on FROM vouchers WHERE batch_id = ?1 AND member_id > 0 "
              "UNION ALL SELECT member_id, day FROM entries WHERE batch_id = ?1 "
              "UNION ALL SELECT member_id, day FROM tier_changes WHERE batch_id = ?1) GROUP BY member_id");
  rows.bind(batch);
  while (rows.next()) touched.push_back({rows.id(0), rows.day(1)});
  return touched;
}

} // namespace loyalty::store
