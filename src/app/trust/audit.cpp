// SPDX-License-Identifier: MIT
#include "app/trust/audit.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <latch>
#include <optional>
#include <utility>

#include "app/trust/member_checks.hpp"
#include "loyalty/error.hpp"
#include "messages/words.hpp"
#include "shop/connections.hpp"
#include "store/forgotten.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/ledger_check.hpp"
#include "store/ledger/personal_check.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/members.hpp"

namespace loyalty::app {
namespace {

using Outcome = Check::Outcome;

Check judged(std::string name, Message wrong) {
  if (wrong.empty()) return {std::move(name), Outcome::passed, messages::word("ok")};
  return {std::move(name), Outcome::failed, std::move(wrong)};
}

/// A check that cannot even read what it checks has found something.
template <class Find>
Check checked(std::string name, const Find& find) {
  try {
    auto wrong = find();
    return judged(std::move(name), std::move(wrong));
  } catch (const Error& error) {
    if (error.failure != Failure::damaged) throw;
    if (error.why.empty()) return {std::move(name), Outcome::failed, error.told};
    return {std::move(name), Outcome::failed, "{what}: {why}"_en(error.told, error.why)};
  }
}

/// Who is who: what lies beside the books is what they commit to.
Check check_identities(store::Ledger& ledger) {
  store::PersonalFindings found;
  auto identities = checked("identities", [&] {
    found = store::check_personal(ledger);
    return found.count > 1 ? "{finding}, and {count} more"_en(found.first, found.count - 1) : found.first;
  });
  if (identities.outcome != Outcome::passed) return identities;
  const auto forgotten = store::forgotten_members(ledger).size();
  if (!found.committed)
    identities.result = "ok; the next batch commits to what an earlier version wrote"_en;
  else if (forgotten > 0)
    identities.result = "ok; members forgotten: {members}"_en(forgotten);
  return identities;
}

/// What several threads can do of an audit: looking at the file and its rows, at who is who, and then at the members,
/// group by group. Each takes what comes next, so that nobody waits for the largest piece.
class SharedChecks {
 public:
  explicit SharedChecks(store::Ledger& ledger) : rows_(ledger.database(), store::LedgerCheck::Of::file_and_chain) {}

  /// On this thread, and on another one if there is a second connection to the same state.
  void run(store::Ledger& ledger, store::Ledger* second, const Progress& progress) {
    std::future<void> meanwhile;
    if (second != nullptr) meanwhile = std::async(std::launch::async, [&] { take(*second, {}); });
    try {
      members_.emplace(ledger);
    } catch (...) { no_members_ = std::current_exception(); }
    members_known_.count_down();
    take(ledger, progress);
    if (second != nullptr) meanwhile.get();
  }

  Check integrity(store::Ledger& ledger) {
    return checked("integrity", [&] { return rows_.integrity(ledger.database()); });
  }
  Check chain(store::Ledger& ledger) {
    return checked("chain", [&] { return rows_.chain(ledger); });
  }
  Check identities() {
    if (no_identities_) std::rethrow_exception(no_identities_);
    return std::move(identities_);
  }
  MemberFindings members(store::Ledger& ledger) {
    if (no_members_) std::rethrow_exception(no_members_);
    return members_->findings(ledger);
  }

 private:
  void take(store::Ledger& on, const Progress& progress) {
    for (auto piece = next_++; piece <= rows_.pieces(); piece = next_++)
      piece < rows_.pieces() ? rows_.run(piece, on.database()) : identify(on);
    members_known_.wait();
    if (members_) members_->run(on, progress);
  }

  void identify(store::Ledger& on) {
    try {
      identities_ = check_identities(on);
    } catch (...) { no_identities_ = std::current_exception(); }
  }

  store::LedgerCheck rows_;
  std::atomic<std::size_t> next_ = 0;
  Check identities_;
  std::exception_ptr no_identities_;
  std::latch members_known_{1};
  std::optional<MemberChecks> members_;
  std::exception_ptr no_members_;
};

void judge_members(store::Ledger& ledger, SharedChecks& shared, Audit& audit) {
  MemberFindings found;
  found.conservation = "not checked, since the members could not be read"_en;
  auto conclusions = checked("conclusions", [&] {
    found = shared.members(ledger);
    return found.conclusions;
  });
  if (conclusions.outcome == Outcome::passed && found.waiting > 0)
    conclusions.result = "ok; members to process in the next run: {members}"_en(found.waiting);
  audit.checks.push_back(std::move(conclusions));
  audit.checks.push_back(judged("conservation", found.conservation));
}

Check check_clock(const std::vector<store::BatchRow>& batches) {
  for (std::size_t index = 1; index < batches.size(); ++index)
    if (batches[index].start.recorded_at < batches[index - 1].start.recorded_at)
      return {"clock", Outcome::warned,
              "warning: batch {batch} was recorded at {moment}, before batch {earlier} ({earlier_moment})"_en(
                  batches[index].id, batches[index].start.recorded_at, batches[index - 1].id,
                  batches[index - 1].start.recorded_at)};
  return {"clock", Outcome::passed, messages::word("ok")};
}

Check check_anchor(const std::vector<store::BatchRow>& batches, std::string_view anchor) {
  for (const auto& batch : batches) {
    if (!batch.hash.starts_with(anchor)) continue;
    if (anchor.size() >= store::shown_digits)
      return {"anchor", Outcome::passed, "ok: batch {batch} of {moment}"_en(batch.id, batch.start.recorded_at)};
    return {"anchor", Outcome::warned,
            "warning: batch {batch} of {moment}, but so few digits can be met by trying: note {digits}"_en(
                batch.id, batch.start.recorded_at, store::shown_digits)};
  }
  return {"anchor", Outcome::failed, "no batch has the hash {hash}"_en(anchor)};
}

/// A second thread halves the time of a large ledger.
std::vector<std::unique_ptr<shop::Connection>> connect(store::Ledger& ledger) {
  const bool large = store::last_member(ledger).value >= shop::worth_a_connection;
  return shop::connect(ledger, large && shop::readers_at_once() > 1 ? 1 : 0);
}

std::string hash_digits(std::string_view anchor) {
  std::string digits(anchor);
  std::transform(digits.begin(), digits.end(), digits.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter; });
  const bool hexadecimal = digits.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!digits.empty() && (!hexadecimal || digits.size() < shortest_anchor))
    throw Error(Failure::usage, "{hash} is not a hash"_en(anchor), {},
                "type at least {digits} of its digits, as loyalty list-batches shows them"_en(store::shown_digits));
  return digits;
}

void require_key_of(store::Ledger& ledger, const KeyFile& file) {
  const auto name = file.key.name();
  const auto sealed = store::sealed_with(ledger);
  if (!sealed)
    throw Error(Failure::refused, "the ledger is not sealed"_en, {},
                "if it was, somebody has taken the seal off: compare it with your latest backup"_en)
        .at(file.place);
  if (*sealed != name)
    throw Error(
        Failure::refused, "this is not the key that the ledger is sealed with"_en,
        "the ledger has the seal of key {sealed}, this is key {key}"_en(*sealed, name),
        "name its own key file; if this is it, somebody has sealed the ledger anew: compare it with a backup"_en)
        .at(file.place);
}

Check check_seal(store::Ledger& ledger, const store::SealKey& key) {
  auto seal = checked("seal", [&] { return store::check_seals(ledger, key); });
  if (seal.outcome != Outcome::passed) return seal;
  const auto first = key.from ? key.from->batch.next() : BatchId(1);
  const auto last = store::last_batch_mark(ledger);
  seal.result = last && last->batch >= first ? "ok: batches {first} to {last}"_en(first, last->batch)
                                             : "ok: from batch {first} on"_en(first);
  return seal;
}

} // namespace

bool Audit::sound() const {
  return std::all_of(checks.begin(), checks.end(), [](const Check& check) {
    return check.outcome == Outcome::passed || check.outcome == Outcome::warned;
  });
}

Message Audit::damage() const {
  // That a noted hash is none of the chain can also mean that it was noted wrong.
  const auto found = std::find_if(checks.begin(), checks.end(), [](const Check& check) {
    return check.outcome == Outcome::failed && check.name != "anchor";
  });
  return found == checks.end() ? Message() : found->result;
}

Audit audit(store::Ledger& ledger, std::string_view anchor, const Progress& progress, const KeyFile* key) {
  const auto digits = hash_digits(anchor);
  const store::Snapshot snapshot(ledger);
  if (key != nullptr) require_key_of(ledger, *key);
  Audit result;
  const auto others = connect(ledger);
  SharedChecks shared(ledger);
  shared.run(ledger, others.empty() ? nullptr : &others.front()->ledger, progress);
  result.checks.push_back(shared.integrity(ledger));
  result.checks.push_back(shared.chain(ledger));
  if (key != nullptr) result.checks.push_back(check_seal(ledger, key->key));
  result.checks.push_back(shared.identities());
  judge_members(ledger, shared, result);
  std::vector<store::BatchRow> batches;
  auto clock = checked("clock", [&] {
    batches = store::batches(ledger);
    return Message();
  });
  result.checks.push_back(clock.outcome == Outcome::passed ? check_clock(batches) : std::move(clock));
  if (!digits.empty()) result.checks.push_back(check_anchor(batches, digits));
  if (!batches.empty()) {
    result.head = batches.back().hash;
    if (const auto hash = store::from_hex(result.head)) result.last_batch = {batches.back().id, *hash};
  }
  return result;
}

} // namespace loyalty::app
