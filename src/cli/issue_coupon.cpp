// SPDX-License-Identifier: MIT
#include "app/coupons/issue_coupon.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

[[noreturn]] void refuse_unknown_id(std::string_view what, const std::string& id,
                                    const std::vector<std::string_view>& known) {
  const auto meant = messages::suggest(id, known);
  const auto choice = known.empty() ? std::string("none yet") : fmt::format("{}", fmt::join(known, ", "));
  throw Error(Failure::refused, fmt::format("the program has no {} {}", what, id), {},
              meant.empty() ? fmt::format("it has: {}", choice) : fmt::format("did you mean {}?", meant));
}

Condition holders_of(std::vector<std::string> tiers, const Program& program) {
  std::vector<std::string_view> known;
  for (const auto& tier : program.tiers) known.push_back(tier.id);
  for (const auto& id : tiers)
    if (program.tier(id) == nullptr) refuse_unknown_id("tier", id, known);
  Condition holds;
  holds.kind = Condition::Kind::compare;
  holds.metric = Metric::tier;
  holds.value = 1;
  holds.words = std::move(tiers);
  return holds;
}

/// The first column of standard input; a header row is passed over.
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
    throw Error(Failure::usage, "say in one way who gets the vouchers",
                "members, or --tier, --segment or --who, or --count for nobody yet", "loyalty issue-coupon --help");
  if (session.flag("--count") && (request.count <= 0 || request.count > most_at_once))
    throw Error(Failure::usage, fmt::format("--count {} is not a number from 1 to {}", request.count, most_at_once));
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
    refuse_unknown_id("segment", *id, known);
  }
  if (const auto text = session.maybe("--who")) return typed_condition("--who", *text, program);
  return std::nullopt;
}

[[noreturn]] void refuse_member(const app::IssueRequest& request, const app::RefusedMember& refused) {
  throw Error(Failure::refused,
              fmt::format("no voucher of {} for {}: {}", request.coupon, refused.member, sentence(refused.why)),
              std::string(to_string(refused.why)));
}

void show_issued(Session& session, const app::IssueResult& result) {
  auto table = session.table({{"code"}, {"coupon"}, {"member_id"}, {"last_day", {}, output::Column::Kind::day}},
                             session.either("no voucher was issued", "没有发出券"));
  for (const auto* voucher : result.vouchers()) {
    table->text(voucher->code);
    table->text(session.text("COUPON"));
    table->text(voucher->member);
    table->day(voucher->last_day);
    table->end_row();
  }
  table->finish();
  if (session.globals().dry_run && !result.issued.empty()) session.only_a_try();
}

void name_already(const Session& session, const std::vector<app::Issued>& already) {
  constexpr std::size_t few = 3;
  for (std::size_t index = 0; index < already.size() && already.size() <= few; ++index)
    session.say(fmt::format("{}{}{} {}", already[index].member, already[index].member.empty() ? "" : ": ",
                            session.either("already issued", "此前已发"), already[index].code));
  if (!already.empty())
    session.say(session.either("hint: --again issues another, or name the occasion with --key",
                               "提示：再发一张用 --again，或用 --key 写明是哪一次"));
}

void name_refused(const Session& session, const std::vector<app::RefusedMember>& refused) {
  constexpr std::size_t shown = 20;
  std::map<Refusal, std::size_t> others;
  for (std::size_t index = 0; index < refused.size(); ++index) {
    const auto& [member, why] = refused[index];
    if (index < shown)
      session.warn(fmt::format("{}{}{}: {}", member, member.empty() ? "" : ": ", to_string(why), sentence(why)));
    else
      ++others[why];
  }
  for (const auto& [why, count] : others)
    session.warn(fmt::format("… {} {} {}", session.either("and", "另有"), count, to_string(why)));
}

int run_issue_coupon(Session& session) {
  const auto request = issue_asked(session);
  const auto& context = session.context();
  const auto result = app::issue_coupon(context, session.program_text(), request,
                                        [&](const Program& program) { return who_is_meant(session, program); });
  const bool single = !request.list && !request.members.empty();
  if (single && !result.refused.empty()) refuse_member(request, result.refused.front());
  show_issued(session, result);
  name_already(session, result.already);
  name_refused(session, result.refused);
  if (result.outside > 0)
    session.say(
        fmt::format(fmt::runtime(session.either("{} more meet the condition, but the coupon is not meant for them",
                                                "另有 {} 人符合条件，但不在此券的发放范围内")),
                    result.outside));
  if (result.most && *result.most > Money{} && result.issued.size() > 1)
    session.say(fmt::format(fmt::runtime(session.either("these vouchers take off at most {}", "这些券最多优惠 {}")),
                            session.written(*result.most)));
  session.close(fmt::format(fmt::runtime(session.either("{}: issued {}, already issued {}, refused {}",
                                                        "{}：发出 {} 张，此前已发 {} 张，拒绝 {} 人")),
                            request.coupon, result.issued.size(), result.already.size(), result.refused.size()),
                result.receipt);
  return result.refused.empty() ? 0 : some_refused;
}

} // namespace

Command issue_coupon() {
  return {.examples =
              "  loyalty issue-coupon birthday M0001\n"
              "  loyalty issue-coupon birthday M0001 M0002 --key birthday-2026\n"
              "  loyalty issue-coupon premium --tier silver,gold --dry-run\n"
              "  loyalty issue-coupon premium --who 'orders = 3, window = \"90 days\"' -n\n"
              "  loyalty issue-coupon leaflet --count 100000 --key spring -o codes.csv\n"
              "  loyalty issue-coupon premium - -o vouchers.csv < members.csv",
          .options = {{"COUPON", Option::Kind::required, "id of the coupon in the program file"},
                      {"MEMBER", Option::Kind::many, "members by key or phone; - reads a list from standard input"},
                      {"--tier", Option::Kind::value, "to all who hold one of these tiers", "IDS"},
                      {"--segment", Option::Kind::value, "to all in this segment of the program", "ID"},
                      {"--who", Option::Kind::value, "to all who meet this condition", "CONDITION"},
                      {"--count", Option::Kind::value, "so many codes for whoever shows them", "N"},
                      {"--key", Option::Kind::value, "names the occasion: once per member and key, not per day", "KEY"},
                      {"--again", Option::Kind::flag, "issue another although this was done before"}},
          .run = run_issue_coupon,
          .changes = true,
          .again = "loyalty report vouchers --batch {batch}"};
}

} // namespace loyalty::cli
