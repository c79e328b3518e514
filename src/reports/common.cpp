// SPDX-License-Identifier: MIT
#include "reports/common.hpp"

#include <algorithm>

#include "loyalty/error.hpp"

namespace loyalty::reports {
namespace {

Ratio share_written(std::string_view option, std::string_view written, std::string_view usual) {
  const auto share = Ratio::parse_percent(written);
  if (!share || share->millionths <= 0 || share->millionths > Ratio::one)
    throw Error(Failure::usage, "{option} {word} is not a percentage up to 100%"_en(option, written), {},
                "write: {option} {example}"_en(option, usual));
  return *share;
}

} // namespace

std::string month_of(Day day) {
  constexpr std::size_t year_and_month = 7;
  return to_string(day).substr(0, year_and_month);
}

std::optional<Money> worth_of_points(Points points, const Program* program) {
  if (program == nullptr || !program->points.redeem || program->points.redeem->points <= 0) return std::nullopt;
  const auto& redeem = *program->points.redeem;
  return Money{scale(points, redeem.worth.minor, redeem.points, Rounding::nearest)};
}

std::pair<Day, Day> days_asked(Question& question) {
  constexpr std::int32_t usual = 30;
  const Day to = std::min(question.day("--to").value_or(question.as_of()), question.as_of());
  const Day from = question.day("--from").value_or(to - (usual - 1));
  if (from > to)
    throw Error(Failure::usage, "--from {from} is after {to}"_en(from, to), {},
                "nothing after --to and --as-of is shown"_en);
  return {from, to};
}

std::string_view by_asked(const Question& question, std::initializer_list<std::string_view> known) {
  const auto asked = question.text("--by");
  if (!asked) return *known.begin();
  if (const auto* const found = std::ranges::find(known, *asked); found != known.end()) return *found;
  std::vector<Message> words;
  for (const auto word : known) words.push_back(Message::name(std::string(word)));
  throw Error(Failure::usage, "--by takes no {word}"_en(*asked), {}, "take one of: {words}"_en(std::move(words)));
}

Ratio share_asked(const Question& question, std::string_view option, std::string_view usual) {
  return share_written(option, question.text(option).value_or(std::string(usual)), usual);
}

std::vector<Ratio> shares_asked(const Question& question, std::string_view option, std::string_view usual) {
  const auto typed = question.text(option).value_or(std::string(usual));
  std::vector<Ratio> shares;
  for (std::size_t at = 0; at <= typed.size();) {
    const auto end = std::min(typed.find(',', at), typed.size());
    shares.push_back(share_written(option, std::string_view(typed).substr(at, end - at), usual));
    at = end + 1;
  }
  return shares;
}

Message only_so_many(std::int64_t members, std::int64_t enough) {
  return counted(members, "only {members} member can be compared; from {enough} on it says something"_en,
                 "only {members} can be compared; from {enough} on it says something"_en, members, enough);
}

std::int32_t number_of_days(const Question& question, std::int32_t usual, std::int32_t most) {
  const auto days = question.number("--days").value_or(usual);
  if (days < 0 || days > most)
    throw Error(Failure::usage, "--days {days} is not a number of days from 0 to {most}"_en(days, most));
  return static_cast<std::int32_t>(days);
}

} // namespace loyalty::reports
