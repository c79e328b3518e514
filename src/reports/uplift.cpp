// SPDX-License-Identifier: MIT
#include "reports/uplift.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

#include "loyalty/error.hpp"
#include "loyalty/holdout.hpp"
#include "reports/common.hpp"
#include "reports/memberships.hpp"
#include "reports/scheme_costs.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/order_numbers.hpp"

namespace loyalty::reports {
namespace {

/// What is known of members besides their histories.
struct Joining {
  std::unordered_map<MemberId, Day> paid_from = {}; ///< first day of the first paid term
  std::vector<bool> says_yes = {};                  ///< by number of the order; empty: there is no control sum
};

/// A member, and the months in which they would have joined had there been a scheme.
struct ComparedMember {
  UpliftMember member;
  std::vector<std::int32_t> yes = {};
};

/// Collects some members.
struct ComparedMembers {
  const Joining* joining;
  Day as_of;
  std::vector<ComparedMember> members = {};

  void add(const History& history, const store::Account&) {
    const auto rows = goods_rows(history, as_of);
    const auto joined = joined_in(history);
    if (rows.empty() && !joined) return;
    auto& added = members.emplace_back();
    added.member = {.months = bought_by_month(rows), .joined = joined};
    if (joining->says_yes.empty()) return;
    for (const auto& row : rows)
      if (row.counting && row.order && says_yes(history.orders[*row.order].id))
        added.yes.push_back(month_number(row.day));
  }

 private:
  /// The day that the shop said, else the first day that was paid for.
  std::optional<std::int32_t> joined_in(const History& history) const {
    Day joined = history.registered ? history.joined_on : never;
    if (const auto paid = joining->paid_from.find(history.member);
        !history.registered && paid != joining->paid_from.end())
      joined = paid->second;
    return joined <= as_of ? std::optional(month_number(joined)) : std::nullopt;
  }
  bool says_yes(OrderId order) const {
    const auto place = static_cast<std::size_t>(order.value);
    return place < joining->says_yes.size() && joining->says_yes[place];
  }
};

std::unordered_map<MemberId, Day> paid_from(store::Ledger& ledger, const Timeline& timeline, Day as_of) {
  std::unordered_map<MemberId, Day> first;
  read_plan_terms(ledger, timeline, as_of, [&](MemberId member, const std::vector<PlanTerm>& terms) {
    const auto paid = std::ranges::find_if(
        terms, [](const PlanTerm& term) { return !term.trial && !term.undone && term.fee() > Money{}; });
    if (paid != terms.end()) first.emplace(member, paid->from);
  });
  return first;
}

std::vector<bool> yes_by_order(store::Ledger& ledger) {
  std::vector<bool> yes;
  store::read_order_numbers(ledger, [&](OrderId order, std::string_view number) {
    const auto place = static_cast<std::size_t>(order.value);
    if (yes.size() <= place) yes.resize(place + 1);
    yes[place] = loyalty::says_yes(number);
  });
  return yes;
}

std::vector<ComparedMember> read_compared(store::Ledger& ledger, const Joining& joining, Day as_of) {
  std::vector<ComparedMember> all;
  const ComparedMembers blank{.joining = &joining, .as_of = as_of};
  for (auto& part : shop::scan_members(ledger, blank, {.accounts = std::nullopt}))
    all.insert(all.end(), std::make_move_iterator(part.members.begin()), std::make_move_iterator(part.members.end()));
  return all;
}

std::int32_t last_complete_month(Day as_of) {
  return month_number(as_of) - (end_of(Calendar::month, as_of) == as_of ? 0 : 1);
}

std::optional<std::int32_t> first_month_of(const std::vector<ComparedMember>& members) {
  std::optional<std::int32_t> first;
  for (const auto& each : members)
    if (!each.member.months.empty())
      first = std::min(first.value_or(each.member.months.front().month), each.member.months.front().month);
  return first;
}

void compare_all(std::vector<ComparedMember>& all, std::int32_t months, std::int32_t last, UpliftReport& report) {
  std::vector<UpliftMember> members;
  for (auto& each : all) members.push_back(each.member);
  const Uplift uplift(members, months, last);
  report.everybody_joined = uplift.joiners().joined > 0 && !uplift.any_outside();
  for (const auto& [comparison, whom] : {std::pair("before_after", ComparedWith::themselves),
                                         {"never", ComparedWith::outsiders},
                                         {"fellow", ComparedWith::fellows}})
    report.rows.push_back({comparison, uplift.compare(whom), uplift.joiners()});
}

/// The same of months in which there was no scheme, if there are enough of them.
void compare_without_scheme(std::vector<ComparedMember>& all, std::int32_t months, std::int32_t last,
                            UpliftReport& report) {
  const auto first = first_month_of(all);
  if (!first || last - *first < 2 * months) return;
  std::vector<UpliftMember> members;
  for (auto& each : all) {
    const auto yes =
        std::ranges::find_if(each.yes, [&](std::int32_t month) { return *first + months <= month && month <= last; });
    members.push_back({.months = std::move(each.member.months),
                       .joined = yes == each.yes.end() ? std::nullopt : std::optional(*yes)});
  }
  const Uplift uplift(members, months, last);
  for (const auto& [comparison, whom] :
       {std::pair("control_never", ComparedWith::outsiders), {"control_fellow", ComparedWith::fellows}})
    report.rows.push_back({comparison, uplift.compare(whom), uplift.joiners()});
}

/// "12%": to the nearest whole one, without its sign.
std::string rounded_percent(Ratio share) {
  constexpr std::int64_t percent = Ratio::one / 100;
  const auto size = share.millionths < 0 ? -share.millionths : share.millionths;
  return std::to_string(scale(size, 1, percent, Rounding::nearest)) + "%";
}

Message more_or_less(const UpliftRow& row, Ratio uplift) {
  const auto share = rounded_percent(uplift);
  const bool more = uplift.millionths >= 0;
  if (row.comparison == "before_after")
    return more ? "members bought {share} more after joining; no evidence: people join when they are about to buy"_en(
                      share)
                : "members bought {share} less after joining; no evidence: people join when they are about to buy"_en(
                      share);
  if (row.comparison == "never")
    return more ? "{share} more than who never joined; no evidence: "
                  "for a scheme that never was, this sum showed 13–26%"_en(share)
                : "{share} less than who never joined; no evidence: "
                  "for a scheme that never was, this sum showed 13–26%"_en(share);
  return more ? "{share} more than who bought in the same month and had not joined; only a hold-out would show it"_en(
                    share)
              : "{share} less than who bought in the same month and had not joined; only a hold-out would show it"_en(
                    share);
}

Message said_of(const UpliftRow& row, std::int32_t months, Currency currency) {
  const auto& figures = row.figures;
  if (figures.verdict == UpliftVerdict::too_few)
    return only_so_many(figures.joiners < least_compared ? figures.joiners : figures.controls, least_compared);
  if (figures.verdict == UpliftVerdict::cannot_tell)
    return counted(months, "between {low} and {high} a member in {months} month: no difference to be seen"_en,
                   "between {low} and {high} a member in {months} months: no difference to be seen"_en,
                   to_string(figures.effect.low(), currency), Amount{figures.effect.high(), currency}, months);
  const auto uplift = figures.uplift();
  return uplift ? more_or_less(row, *uplift) : Message();
}

} // namespace

Message UpliftReport::note() const {
  MessageList lines{.parts = {}, .between = Between::lines};
  bool few = false;
  for (const auto& row : rows) {
    if (row.comparison.starts_with("control_")) continue;
    if (everybody_joined && row.comparison == "never") {
      lines.parts.push_back("everybody here is a member: draw a hold-out group"_en);
      continue;
    }
    // Once is enough.
    if (row.too_few() && std::exchange(few, true)) continue;
    if (auto said = said_of(row, months, currency); !said.empty()) lines.parts.push_back(std::move(said));
  }
  return "{parts}"_en(std::move(lines));
}

UpliftReport report_uplift(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, std::int32_t months,
                           Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto timeline = shop::kept_timeline(ledger);
  const Program none;
  const auto& program = costs_from != nullptr ? *costs_from : timeline.empty() ? none : *timeline.latest().program;
  const auto opened = opening_day(program.costs, timeline);
  Joining joining{.paid_from = paid_from(ledger, timeline, as_of)};
  if (opened) joining.says_yes = yes_by_order(ledger);
  auto all = read_compared(ledger, joining, as_of);
  const auto last = last_complete_month(as_of);
  UpliftReport report{.rows = {}, .months = months};
  compare_all(all, months, last, report);
  if (opened) compare_without_scheme(all, months, std::min(last, month_number(*opened) - 1), report);
  return report;
}

namespace {

std::int32_t months_asked(const Question& question) {
  constexpr std::int64_t usual = 3;
  constexpr std::int64_t most = 24;
  const auto months = question.number("--months").value_or(usual);
  if (months < 1 || months > most)
    throw Error(Failure::usage, "--months {months} is not a number of months from 1 to {most}"_en(months, most));
  return static_cast<std::int32_t>(months);
}

template <class Get>
auto if_enough(const Get& get) {
  return [get](const UpliftRow& row) -> Cell { return row.too_few() ? Cell() : Cell(std::invoke(get, row.figures)); };
}

std::vector<Column<UpliftReport>> uplift_columns() {
  const auto joiners = [](std::int64_t Joiners::*which) {
    return [which](const UpliftRow& row) { return row.joiners.*which; };
  };
  return {
      {"comparison", Kind::word, &UpliftRow::comparison, {.title = "column|compared with"_en, .words = "uplift"}},
      {"joiners", Kind::number, [](const UpliftRow& row) { return row.figures.joiners; }},
      {"controls", Kind::number, [](const UpliftRow& row) { return row.figures.controls; }},
      {"effect", Kind::money, if_enough([](const UpliftFigures& figures) { return figures.effect.value(); })},
      {"low", Kind::money, if_enough([](const UpliftFigures& figures) { return figures.effect.low(); })},
      {"high", Kind::money, if_enough([](const UpliftFigures& figures) { return figures.effect.high(); })},
      {"uplift", Kind::share, if_enough(&UpliftFigures::uplift)},
      {"uplift_low", Kind::share, if_enough(&UpliftFigures::uplift_low)},
      {"uplift_high", Kind::share, if_enough(&UpliftFigures::uplift_high)},
      {"verdict", Kind::word, [](const UpliftRow& row) { return to_string(row.figures.verdict); }},
      {"joined", Kind::number, joiners(&Joiners::joined), {.shown = Shown::in_files, .title = "column|new members"_en}},
      {"compared", Kind::number, joiners(&Joiners::compared), {.shown = Shown::in_files}},
      {"new", Kind::number, joiners(&Joiners::is_new), {.shown = Shown::in_files}},
      {"too_recent", Kind::number, joiners(&Joiners::too_recent), {.shown = Shown::in_files}},
      {"no_order_in_month", Kind::number, joiners(&Joiners::no_order_in_month), {.shown = Shown::in_files}}};
}

} // namespace

Report uplift() {
  return {.name = "uplift",
          .summary = "what members bought after joining, beside before and beside others"_en,
          .examples = {"--months 3"},
          .options = {{"--months", "months before and after joining (default 3)"_en, "N"}},
          .tables = {table<UpliftReport>("no members have bought"_en, uplift_columns(), [](Question& question) {
            auto report =
                report_uplift(question.ledger(), question.maybe_program(), months_asked(question), question.as_of());
            report.currency = question.currency();
            return report;
          })}};
}

} // namespace loyalty::reports
