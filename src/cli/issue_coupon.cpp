// SPDX-License-Identifier: MIT
#include "app/issue_coupon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "formats/csv.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

constexpr int some_refused = 3;

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    if (end > begin) words.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The first column of standard input; a header row is passed over.
std::vector<std::string> read_members() {
  std::vector<std::string> members;
  formats::CsvReader rows("-");
  for (formats::CsvRecord row; rows.next(row);)
    if (!row.fields.front().empty()) members.emplace_back(row.fields.front());
  if (!members.empty() && members.front() == "member_id") members.erase(members.begin());
  return members;
}

app::IssueRequest request_of(const Session& session) {
  app::IssueRequest request{.coupon = session.text("COUPON")};
  request.key = session.maybe("--key");
  request.again = session.flag("--again");
  request.members = session.many("MEMBER");
  request.tiers = words_of(session.text("--tier"));
  if (request.members.empty() == request.tiers.empty())
    throw Error(Failure::usage, "say who gets the vouchers: members, or holders of tiers with --tier", {},
                "loyalty issue-coupon --help");
  request.list = request.members.size() > 1 || (!request.members.empty() && request.members.front() == "-");
  if (request.members == std::vector<std::string>{"-"}) request.members = read_members();
  return request;
}

[[noreturn]] void refuse(const app::IssueRequest& request, const app::RefusedMember& refused) {
  throw Error(Failure::refused,
              fmt::format("no voucher of {} for {}: {}", request.coupon, refused.member, sentence(refused.why)),
              std::string(to_string(refused.why)));
}

void show(Session& session, const app::IssueResult& result) {
  auto table = session.table({{"code"}, {"coupon"}, {"member_id"}, {"last_day", {}, formats::Column::Kind::day}},
                             session.either("no voucher was issued", "没有发出券"));
  for (const auto& issued : result.issued) {
    table->text(issued.code);
    table->text(session.text("COUPON"));
    table->text(issued.member);
    table->day(issued.last_day);
    table->end_row();
  }
  table->finish();
}

void name_already(const Session& session, const std::vector<app::Issued>& already) {
  constexpr std::size_t few = 3;
  for (std::size_t index = 0; index < already.size() && already.size() <= few; ++index)
    session.say(fmt::format("{}: {} {}", already[index].member, session.either("already issued", "此前已发"),
                            already[index].code));
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
      session.warn(fmt::format("{}: {}: {}", member, to_string(why), sentence(why)));
    else
      ++others[why];
  }
  for (const auto& [why, count] : others)
    session.warn(fmt::format("… {} {} {}", session.either("and", "另有"), count, to_string(why)));
}

int run(Session& session) {
  const auto request = request_of(session);
  const auto& context = session.context();
  const auto result = app::issue_coupon(context, session.program_text(), request, random_bytes);
  const bool single = !request.list && request.tiers.empty();
  if (single && !result.refused.empty()) refuse(request, result.refused.front());
  show(session, result);
  name_already(session, result.already);
  name_refused(session, result.refused);
  session.close(fmt::format(fmt::runtime(session.either("{}: issued {}, already issued {}, refused {}",
                                                        "{}：发出 {} 张，此前已发 {} 张，拒绝 {} 人")),
                            request.coupon, result.issued.size(), result.already.size(), result.refused.size()),
                result.receipt);
  return result.refused.empty() ? 0 : some_refused;
}

}  // namespace

Command issue_coupon() {
  return {.examples = "  loyalty issue-coupon birthday M0001\n"
                      "  loyalty issue-coupon birthday M0001 M0002 --key birthday-2026\n"
                      "  loyalty issue-coupon premium --tier silver,gold --dry-run\n"
                      "  loyalty issue-coupon premium - -o vouchers.csv < members.csv",
          .options = {{"COUPON", Option::Kind::required, "id of the coupon in the program file"},
                      {"MEMBER", Option::Kind::many, "members by key or phone; - reads a list from standard input"},
                      {"--tier", Option::Kind::value, "to all who hold one of these tiers", "IDS"},
                      {"--key", Option::Kind::value, "names the occasion: once per member and key, not per day", "KEY"},
                      {"--again", Option::Kind::flag, "issue another although this was done before"}},
          .run = run,
          .changes = true};
}

}  // namespace loyalty::cli
