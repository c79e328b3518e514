// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/members/add_member.hpp"
#include "app/members/import_activities.hpp"
#include "app/members/import_members.hpp"
#include "app/members/set_member.hpp"
#include "app/orders/import_orders.hpp"
#include "app/trust/undo_batch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"
#include "loyalty/written_day.hpp"

namespace loyalty::member_shop {

using namespace loyalty::app;
using namespace loyalty::shop;

inline const std::string program_text = R"(
[program]
name = "shop"
[fields]
level = "number"
skin = "word"
anniversary = "day"
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
[[tier]]
id = "gold"
name = "Gold"
when = { spend = "500.00" }
[[activity]]
id = "check-in"
name = "Check-in"
[[activity]]
id = "review"
name = "Review"
[[membership]]
id = "plus"
name = "Plus"
fee = "365.00"
fees = [{ who = { tag = "friend" }, fee = "100.00" }]
term = "12 months"
trial = "30 days"
[[membership]]
id = "short"
name = "Short"
fee = "10.00"
term = "10 days"
)";

/// A shop that knows nobody yet.
struct Shop {
  std::unique_ptr<store::Ledger> ledger = store::Ledger::in_memory();
  ProgramText program{"loyalty.toml", program_text};
  bool dry_run = false;

  Context context(std::string_view as_of) {
    return {.ledger = *ledger,
            .as_of = day(as_of),
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester",
            .dry_run = dry_run};
  }
  MemberAdded add(const std::string& key, MemberWords words = {}, std::string_view as_of = "2026-01-01") {
    return add_member(context(as_of), program, {.key = key, .words = std::move(words)});
  }
  MemberSet set(MemberChange change, std::string_view as_of = "2026-01-01") {
    return set_member(context(as_of), program, change);
  }
  MemberSet say(const std::string& key, MemberWords words, std::string_view as_of = "2026-01-01") {
    return set({.member = key, .words = std::move(words)}, as_of);
  }
  RowsImported members(const std::string& content, std::string_view as_of = "2026-01-01") {
    const files::TextFile file(content);
    return import_members(context(as_of), program, file.path());
  }
  RowsImported activities(const std::string& content, std::string_view as_of = "2026-01-01") {
    const files::TextFile file("member_id,activity,happened_at,count,activity_id\n" + content);
    return import_activities(context(as_of), program, file.path());
  }
  Imported orders(const std::string& rows, std::string_view as_of = "2026-01-31") {
    const files::TextFile file("order_id,member_id,placed_at,amount,status,referrer_id,wallet_paid,fee_for\n" + rows);
    return import_orders(context(as_of), {.path = file.path()});
  }
  void undo(BatchId batch) { undo_batch(context("2026-12-31"), batch); }

  MemberState state(const std::string& key, std::string_view as_of = "2026-01-01") {
    return member_state(*ledger, id(key), day(as_of));
  }
  std::vector<PlanTerm> terms(const std::string& key, std::string_view as_of) {
    return terms_of(*ledger, kept_timeline(*ledger), id(key), day(as_of));
  }
  MemberId id(const std::string& key) { return store::require_member(*ledger, key).id; }
  /// What the members of this kind of act are, "M1 gold 3".
  std::vector<std::string> acts(ActKind kind) {
    std::vector<std::string> found;
    store::read_acts(*ledger, kind, [&](const store::StoredAct& each) {
      found.push_back(store::key_of(*ledger, each.member) + " " + each.act.subject + " " +
                      std::to_string(each.act.points));
    });
    return found;
  }
};

/// "what | hint" of the refusal; empty if there is none.
template <class Action>
std::string refusal_of(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return std::string(error.what()) + (error.hint.empty() ? "" : " | " + error.hint.english());
  }
  return {};
}

} // namespace loyalty::member_shop
