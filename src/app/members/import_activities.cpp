// SPDX-License-Identifier: MIT
#include "app/members/import_activities.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"
#include "store/ledger/batch.hpp"
#include "store/members.hpp"

namespace loyalty::app {
namespace {

Message unknown_activity(const std::string& id) {
  return "loyalty.toml has no activity {activity}"_en(messages::shown_value(id));
}

Message hint_for(const Program& program, const std::string& id) {
  std::vector<std::string_view> ids;
  for (const auto& activity : program.activities) ids.push_back(activity.id);
  const auto meant = messages::suggest(id, ids);
  return meant.empty() ? "activities stand in the program file as [[activity]]"_en : "did you mean {word}?"_en(meant);
}

/// Takes rows of an activity file into the ledger.
class Intake {
 public:
  Intake(shop::Work& work, const Program& program, files::ActivityFile& file, bool many_rows, RowsImported& result)
      : work_(work),
        program_(program),
        file_(file),
        result_(result),
        members_(work.ledger(), many_rows),
        forgotten_(work.ledger()),
        keys_(work.ledger()),
        writer_(work.ledger(), work.batch()) {}

  void take(const files::ActivityRow& row) {
    if (program_.activity(row.activity) == nullptr)
      return set_aside(row, "activity", unknown_activity(row.activity), hint_for(program_, row.activity));
    if (is_masked(row.member_id))
      return set_aside(row, "member_id",
                       "{value} is masked and identifies no member"_en(messages::shown_value(row.member_id)),
                       "give the full member_id"_en);
    const auto member = members_.find(row.member_id);
    if (!member && forgotten_.find(row.member_id)) {
      ++forgotten_rows_;
      ++result_.unchanged;
      return;
    }
    if (!member)
      return set_aside(row, "member_id", "there is no member {member}"_en(messages::shown_value(row.member_id)),
                       "add the member first: loyalty add-member"_en);
    store::StoredAct act{.member = *member,
                         .act = {.day = row.happened_at.day(),
                                 .kind = ActKind::activity,
                                 .points = row.count,
                                 .subject = row.activity,
                                 .text = row.host},
                         .key = row.activity_id.empty() ? fmt::format("activity {} {} {}", *member, row.activity,
                                                                      to_string(row.happened_at))
                                                        : fmt::format("activity #{}", row.activity_id)};
    if (const auto* known = find(act.key)) {
      if (*known != said(act))
        return set_aside(row, row.activity_id.empty() ? "count" : "activity_id",
                         "this activity is in the ledger with other values"_en,
                         "give another activity an activity_id of its own"_en);
      ++result_.unchanged;
      return;
    }
    facts_.push_back({*member, act.act.day});
    seen_.emplace(act.key, said(act));
    writer_.write(act);
    ++result_.added;
  }

  bool finish() {
    work_.batch().flush();
    if (forgotten_rows_ > 0)
      result_.notes.push_back(counted(forgotten_rows_, "{rows} row names a forgotten member and was ignored"_en,
                                      "{rows} rows name forgotten members and were ignored"_en, forgotten_rows_));
    if (!facts_.empty()) store::mark_due(work_.ledger(), facts_);
    return !facts_.empty();
  }

 private:
  struct Noted {
    MemberId member;
    Day day;
    std::string activity;
    std::int64_t count;

    bool operator==(const Noted&) const = default;
  };
  static Noted said(const store::StoredAct& stored) {
    return {stored.member, stored.act.day, stored.act.subject, stored.act.points};
  }

  /// In the ledger or earlier in the file.
  const Noted* find(const std::string& key) {
    const auto seen = seen_.find(key);
    if (seen != seen_.end()) return &seen->second;
    const auto known = keys_.find(key);
    return known ? &seen_.emplace(key, said(*known)).first->second : nullptr;
  }

  void set_aside(const files::ActivityRow& row, std::string_view column, Message reason, Message hint) {
    result_.rejected.push_back(file_.file().rejected(row.origin, column, std::move(reason), std::move(hint)));
  }

  shop::Work& work_;
  const Program& program_;
  files::ActivityFile& file_;
  RowsImported& result_;
  store::MemberDirectory members_;
  store::Forgotten forgotten_;
  std::int64_t forgotten_rows_ = 0;
  store::ActKeys keys_;
  store::ActWriter writer_;
  std::unordered_map<std::string, Noted> seen_;
  std::vector<store::NewFact> facts_;
};

} // namespace

RowsImported import_activities(const shop::Context& context, const shop::ProgramText& text, const std::string& path,
                               const files::ToShopTime& to_shop_time,
                               const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const auto program = shop::program_of(text);
  RowsImported result;
  store::Sha256 sha256;
  files::ActivityFile activities(path, to_shop_time, [&](std::string_view block) { sha256.add(block); });
  shop::Work work(context, store::BatchKind::activities_imported);
  Intake intake(work, program, activities, is_large(path), result);
  const auto& file = activities.file();
  for (files::ActivityRow row; activities.next(row);) {
    intake.take(row);
    if (progress) progress(static_cast<std::int64_t>(file.rows_read()), 0);
  }
  const bool changed = intake.finish();
  if (progress) progress(1, 1);

  finish(result, file);
  result.receipt.dry_run = context.dry_run;
  if (!changed) return result;
  result.receipt = work.finish({.input_name = input_name(path),
                                .input_sha256 = sha256.finish(),
                                .counts = messages::counts_text({{"rows", result.rows},
                                                                 {"new", result.added},
                                                                 {"unchanged", result.unchanged},
                                                                 {"rejected", result.rejected.size()}})});
  return result;
}

ActivityNoted note_activity(const shop::Context& context, const shop::ProgramText& text, const ActivityByHand& asked) {
  const auto program = shop::program_of(text);
  const auto refuse = [](Message what, Message hint) { throw Error(Failure::refused, what, {}, std::move(hint)); };
  if (program.activity(asked.activity) == nullptr)
    refuse(unknown_activity(asked.activity), hint_for(program, asked.activity));
  if (asked.count < 1) refuse("the count cannot be {times}"_en(asked.count), "type a number above zero"_en);
  if (asked.count > most_times_at_once)
    refuse("the count cannot be {times}"_en(asked.count), "type at most {times}"_en(most_times_at_once));
  shop::Work work(context, store::BatchKind::activities_imported);
  auto& ledger = work.ledger();
  const auto member = store::require_member(ledger, asked.member);
  ActivityNoted noted{
      .member_key = member.key, .on = asked.on.value_or(context.as_of), .receipt = {.dry_run = context.dry_run}};
  const auto made = fmt::format("activity {} {} {}", member.id, asked.activity, to_string(noted.on));
  auto key = made;
  for (int count = 2; asked.again && store::find_act(ledger, key); ++count) key = fmt::format("{} #{}", made, count);
  if (const auto known = store::find_act(ledger, key)) {
    if (known->act.points != asked.count)
      refuse(counted(known->act.points, "{activity} is recorded {times} time on that day (batch {batch})"_en,
                     "{activity} is recorded {times} times on that day (batch {batch})"_en, asked.activity,
                     known->act.points, known->batch),
             "add --again to record more"_en);
    noted.earlier_batch = known->batch;
    return noted;
  }
  store::add_act(ledger, work.batch(),
                 {.member = member.id,
                  .act = {.day = noted.on, .kind = ActKind::activity, .points = asked.count, .subject = asked.activity},
                  .key = key});
  const store::NewFact fact{member.id, noted.on};
  store::mark_due(ledger, {&fact, 1});
  noted.receipt =
      work.finish({.counts = messages::counts_text(
                       {{"activity", asked.activity}, {"times", asked.count}, {"on", to_string(noted.on)}})});
  return noted;
}

} // namespace loyalty::app
