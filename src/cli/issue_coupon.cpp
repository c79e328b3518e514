// SPDX-License-Identifier: MIT
#include "app/coupons/issue_coupon.hpp"

#include <algorithm>
#include <map>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/typed_condition.hpp"
#include "files/open_rows.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"

namespace loyalty::cli {
namespace {

constexpr int some_refused = 3;
constexpr std::int64_t most_at_once = 1'000'000;

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    if (end > begin) words.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

[[noreturn]] void refuse_unknown_id(Message what, const std::string& id, const std::vector<std::string_view>& known) {
  if (known.empty()) throw Error(Failure::refused, std::move(what), {}, "it has none yet"_en);
  if (const auto meant = messages::suggest(id, known); !meant.empty())
    throw Error(Failure::refused, std::move(what), {}, "did you mean {word}?"_en(meant));
  std::vector<Message> names;
  for (const auto name : known) names.push_back(Message::name(std::string(name)));
  throw Error(Failure::refused, std::move(what), {}, "it has: {names}"_en(names));
}

Condition holders_of(std::vector<std::string> tiers, const Program& program) {
  std::vector<std::string_view> known;
  for (const auto& tier : program.tiers) known.push_back(tier.id);
  for (const auto& id : tiers)
    if (program.tier(id) == nullptr) refuse_unknown_id("loyalty.toml has no tier {tier}"_en(id), id, known);
  return loyalty::holders_of(std::move(tiers));
}

/// The first column of standard input; a header row is ignored.
std::vector<std::string> read_members() {
  std::vector<std::string> members;
  const auto rows = files::open_rows("-");
  for (files::Row row; rows->next(row);)
    if (!row.cells.front().empty()) members.emplace_back(row.cells.front());
  if (!members.empty() && members.front() == "member_id") members.erase(members.begin());
  return members;
}

app::IssueRequest issue_asked(const Session& session) {
  app::IssueRequest request{.coupon = session.text("COUPON")};
  request.key = session.maybe("--key");
  request.again = session.flag("--again");
  request.members = session.many("MEMBER");
  request.count = session.maybe_number("--count").value_or(0);
  int ways = request.members.empty() ? 0 : 1;
  for (const std::string_view option : {"--tier", "--segment", "--who", "--count"})
    ways += session.flag(option) ? 1 : 0;
  if (ways != 1)
    throw Error(Failure::usage, "say in one way who gets the vouchers"_en,
                "members, or --tier, --segment or --who, or --count for vouchers without a member"_en,
                session.way_to_help());
  if (session.flag("--count") && (request.count <= 0 || request.count > most_at_once))
    throw Error(Failure::usage, "--count {count} is not a number from 1 to {most}"_en(request.count, most_at_once));
  request.list = request.members.size() > 1 || (!request.members.empty() && request.members.front() == "-");
  if (request.members == std::vector<std::string>{"-"}) request.members = read_members();
  return request;
}

/// Whom --tier, --segment or --who mean.
std::optional<Condition> who_is_meant(const Session& session, const Program& program) {
  if (const auto tiers = session.maybe("--tier")) return holders_of(words_of(*tiers), program);
  if (const auto id = session.maybe("--segment")) {
    if (const auto* segment = program.segment(*id)) return segment->who;
    std::vector<std::string_view> known;
    for (const auto& segment : program.segments) known.push_back(segment.id);
    refuse_unknown_id("loyalty.toml has no segment {segment}"_en(*id), *id, known);
  }
  if (const auto text = session.maybe("--who")) return typed_condition("--who", *text, program);
  return std::nullopt;
}

/// What people read of the coupon that was typed.
std::string coupon_told(Session& session) {
  const auto id = session.text("COUPON");
  return session.for_people() ? reports::name_or_id(session.program()->coupon(id), id) : id;
}

[[noreturn]] void refuse_member(Session& session, const app::RefusedMember& refused) {
  throw Error(Failure::refused, "no voucher of \"{coupon}\" for {member}: {why}"_en(
                                    coupon_told(session), refused.member, sentence(refused.why)))
      .named(to_string(refused.why));
}

void show_issued(Session& session, const app::IssueResult& result) {
  auto table = session.table({{"code"}, {"coupon"}, {"member_id"}, {"last_day", {}, output::Column::Kind::day}},
                             "no voucher was issued"_en);
  const auto coupon = coupon_told(session);
  for (const auto* voucher : result.vouchers()) {
    table->text(voucher->code);
    table->text(coupon);
    table->text(voucher->member);
    table->day(voucher->last_day);
    table->end_row();
  }
  table->finish();
  if (session.globals().dry_run && !result.issued.empty()) session.only_a_try();
}

void name_already(const Session& session, const std::vector<app::Issued>& already) {
  constexpr std::size_t few = 3;
  for (std::size_t index = 0; index < already.size() && already.size() <= few; ++index) {
    const auto& each = already[index];
    session.say(each.member.empty() ? "already issued {code}"_en(each.code)
                                    : "{member}: already issued {code}"_en(each.member, each.code));
  }
  if (!already.empty())
    session.say("hint: {hint}"_en("issue another with --again, or name the occasion with --key"_en));
}

void name_refused(const Session& session, const std::vector<app::RefusedMember>& refused) {
  constexpr std::size_t shown = 20;
  std::map<Refusal, std::size_t> others;
  for (std::size_t index = 0; index < refused.size(); ++index) {
    const auto& [member, why] = refused[index];
    if (index >= shown)
      ++others[why];
    else if (member.empty())
      session.warn("{why} ({rule})"_en(sentence(why), to_string(why)));
    else
      session.warn("{member}: {why} ({rule})"_en(member, sentence(why), to_string(why)));
  }
  for (const auto& [why, count] : others)
    session.warn("… and {count} more: {why} ({rule})"_en(count, sentence(why), to_string(why)));
}

Message summary(const app::IssueRequest& request, const app::IssueResult& result) {
  std::vector<Message> parts{"{vouchers} issued"_en(result.issued.size())};
  if (!result.already.empty()) parts.push_back("{vouchers} already issued"_en(result.already.size()));
  if (!result.refused.empty()) parts.push_back("{count} refused"_en(result.refused.size()));
  return "{coupon}: {parts}"_en(request.coupon, parts);
}

int run_issue_coupon(Session& session) {
  const auto request = issue_asked(session);
  const auto& context = session.context();
  const auto result = app::issue_coupon(context, session.program_text(), request,
                                        [&](const Program& program) { return who_is_meant(session, program); });
  const bool single = !request.list && !request.members.empty();
  if (single && !result.refused.empty()) refuse_member(session, result.refused.front());
  show_issued(session, result);
  name_already(session, result.already);
  name_refused(session, result.refused);
  if (result.outside > 0)
    session.note(
        counted(result.outside, "{members} more member meets the condition, but the coupon is not meant for them"_en,
                "{members} more members meet the condition, but the coupon is not meant for them"_en, result.outside));
  if (result.most && *result.most > Money{} && result.issued.size() > 1)
    session.note("these vouchers take off at most {amount}"_en(session.amount(*result.most)));
  session.close(summary(request, result), result.receipt);
  return result.refused.empty() ? 0 : some_refused;
}

} // namespace

Command issue_coupon() {
  return {
      .examples =
          "  loyalty issue-coupon birthday M0001\n"
          "  loyalty issue-coupon birthday M0001 M0002 --key birthday-2026\n"
          "  loyalty issue-coupon premium --tier silver,gold --dry-run\n"
          "  loyalty issue-coupon premium --who 'orders = 3, window = \"90 days\"' -n\n"
          "  loyalty issue-coupon leaflet --count 100000 --key spring -o codes.csv\n"
          "  loyalty issue-coupon premium - -o vouchers.csv < members.csv",
      .options = {{"COUPON", Option::Kind::required, "name the coupon by its id in the program file"_en},
                  {"MEMBER", Option::Kind::many, "name members by key or phone; - reads standard input"_en},
                  {"--tier", Option::Kind::value, "issue to all who hold one of these tiers"_en, "IDS"},
                  {"--segment", Option::Kind::value, "issue to all in this segment of the program"_en, "ID"},
                  {"--who", Option::Kind::value, "issue to all who meet this condition"_en, "CONDITION"},
                  {"--count", Option::Kind::value, "issue N codes for whoever shows them"_en, "N"},
                  {"--key", Option::Kind::value, "name the occasion: once per member and key, not per day"_en, "KEY"},
                  {"--again", Option::Kind::flag, "issue another although this was done before"_en}},
      .run = run_issue_coupon,
      .changes = true,
      .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
