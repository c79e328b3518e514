// SPDX-License-Identifier: MIT
#include "app/trust/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "app/night/settle.hpp"
#include "app/trust/audit.hpp"
#include "loyalty/error.hpp"
#include "output/whole_file.hpp"
#include "shop/open.hpp"
#include "store/batch_contents.hpp"
#include "store/ledger/copy.hpp"
#include "store/ledger/file_checks.hpp"
#include "store/ledger/salvage.hpp"
#include "store/members.hpp"
#include "store/settlements.hpp"

namespace loyalty::app {
namespace {

namespace fs = std::filesystem;

/// A copy of a ledger, with what a killed command has left beside it, that is gone at the end.
class Scratch {
 public:
  Scratch(const std::string& ledger, const std::string& place) : copy_(place) {
    std::array<char, 65'536> block;
    std::ifstream file(ledger, std::ios::binary);
    while (file.read(block.data(), block.size()) || file.gcount() > 0)
      copy_.write({block.data(), static_cast<std::size_t>(file.gcount())});
    std::error_code none;
    for (const char* log : {"-journal", "-wal"})
      if (fs::exists(ledger + log, none)) fs::copy_file(ledger + log, copy_.unfinished() + log, none);
  }
  ~Scratch() {
    std::error_code none;
    for (const char* left : {"-journal", "-wal", "-shm"}) fs::remove(copy_.unfinished() + left, none);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return copy_.unfinished(); }

 private:
  output::WholeFile copy_;
};

/// How far everybody is to be walked again: as far as they were, and where that is not known any more, through the last
/// night, or through what was done by hand since.
std::vector<store::Settlement> to_settle(store::Ledger& ledger, bool everybody) {
  std::unordered_map<MemberId, store::Settlement> known;
  for (const auto& each : store::settlements(ledger)) known.emplace(each.member, each);
  const auto night = store::settled_through(ledger).value_or(store::before_all);
  const auto acts = store::last_acts(ledger);
  std::vector<store::Settlement> found;
  for (MemberId member(1), last = store::last_member(ledger); member <= last; member = member.next()) {
    if (const auto settled = known.find(member); settled != known.end()) {
      if (everybody) found.push_back(settled->second);
      continue;
    }
    const auto act = acts.find(member);
    const Day points = act == acts.end() ? night : std::max(night, act->second);
    // The next night looks once more at what should follow.
    found.push_back({member, points, points, night, night, night, night});
  }
  return found;
}

shop::Context context_for(store::Ledger& ledger, const RepairAsked& asked) {
  return {.ledger = ledger,
          .as_of = store::state_of(ledger).day,
          .currency = shop::currency_in(ledger, [] { return cny; }),
          .recorded_at = asked.recorded_at,
          .operator_name = asked.operator_name,
          .entropy = asked.entropy};
}

/// Once more commits to what lies beside the books and is no longer what was committed to. What was.
store::PersonalFindings settle(store::Ledger& ledger, const RepairAsked& asked, bool changed) {
  const auto context = context_for(ledger, asked);
  const auto settlements = to_settle(ledger, changed);
  shop::Work work(context, store::BatchKind::ledger_rebuilt);
  const auto timeline = shop::kept_timeline(ledger);
  Settled settled;
  if (timeline.empty())
    store::save_settlements(ledger, settlements);
  else
    settled = settle_again(work, timeline, settlements);
  auto found = store::check_personal(ledger);
  store::commit_to_what_is_left(ledger, work.batch(), found);
  if (changed || !work.batch().empty() || found.count > 0)
    work.finish({.counts = counts_of(settled)});
  else
    work.keep();
  return found;
}

void require_sound(store::Ledger& ledger) {
  const auto found = audit(ledger);
  if (found.sound()) return;
  throw Error(Failure::damaged, "what can be read of it makes no whole ledger"_en, found.damage(),
              "put your latest backup in its place with: loyalty restore FILE"_en);
}

} // namespace

Repaired repair(const std::string& ledger_path, const std::string& to, const RepairAsked& asked) {
  const auto real = output::real_file(ledger_path);
  store::check_file(store::absolute(real), ledger_path);
  std::error_code none;
  if (fs::exists(to, none))
    throw Error(Failure::refused, nothing_changed("{file} already exists"_en(to)), {},
                "name another file with --to FILE"_en);
  output::WholeFile target(to);
  Repaired result{.file = to};
  {
    const Scratch damaged(real, to);
    store::Salvage salvage(damaged.path(), ledger_path);
    store::Ledger::create(target.unfinished(), 0);
    store::Ledger ledger(target.unfinished(), store::Ledger::Access::write, 0);
    result.rebuilt = store::rebuild(salvage, ledger);
    ledger.load_undone();
    result.recommitted = settle(ledger, asked, !result.same());
    require_sound(ledger);
    result.batches = store::batches(ledger);
    if (!result.batches.empty()) result.head = result.batches.back().hash;
  }
  if (!target.finish_new())
    throw Error(Failure::refused, nothing_changed("{file} already exists"_en(to)), {},
                "name another file with --to FILE"_en);
  return result;
}

std::string repaired_name(const std::string& ledger_path) {
  const fs::path ledger = output::real_file(ledger_path);
  return (ledger.parent_path() / fmt::format("{}-repaired{}", ledger.stem().string(), ledger.extension().string()))
      .string();
}

} // namespace loyalty::app
