// SPDX-License-Identifier: MIT
#include "reports/memberships.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "reports/common.hpp"
#include "reports/segments.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/plan_members.hpp"

namespace loyalty::reports {
namespace {

void require_plan(const Program& program, const std::string& id) {
  if (program.plan(id) != nullptr) return;
  std::vector<std::string_view> known;
  for (const auto& plan : program.plans) known.push_back(plan.id);
  throw Error(Failure::usage, "loyalty.toml has no plan {plan}"_en(id), {},
              known.empty() ? "it has none yet; add [[membership]]"_en() : messages::which_there_are(id, known));
}

} // namespace

void read_plan_terms(store::Ledger& ledger, const Timeline& timeline, Day as_of,
                     const std::function<void(MemberId, const std::vector<PlanTerm>&)>& use) {
  const auto members = store::plan_members(ledger);
  if (members.empty()) return;
  store::HistoryReader histories(ledger, members.front(), members.front(), {.sales = true, .invited = false});
  for (const auto member : members) {
    histories.seek(member, member);
    const auto* history = histories.next();
    if (history == nullptr) continue;
    const auto terms = plan_terms(*history, timeline, as_of);
    if (!terms.empty()) use(member, terms);
  }
}

std::vector<PlanRow> report_memberships(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                                        Day as_of) {
  const store::Snapshot snapshot(ledger);
  std::map<std::string, PlanFigures> by_plan;
  std::vector<PlanRow> rows;
  const auto count = [&](MemberId, const std::vector<PlanTerm>& terms) {
    for (const auto& term : terms) by_plan.try_emplace(term.plan);
    for (auto& [plan, figures] : by_plan) figures += plan_figures(terms, as_of, plan);
  };
  read_plan_terms(ledger, shop::kept_timeline_or(ledger, program), as_of, count);
  for (const auto& plan : program->plans) {
    rows.push_back({plan.id, plan.name, by_plan[plan.id]});
    by_plan.erase(plan.id);
  }
  for (const auto& [plan, figures] : by_plan) rows.push_back({plan, {}, figures});
  return rows;
}

PlanMembers plan_members(store::Ledger& ledger, const std::shared_ptr<const Program>& program, const std::string& plan,
                         Day as_of) {
  require_plan(*program, plan);
  const store::Snapshot snapshot(ledger);
  PlanMembers report{.rows = {}, .names = shop::MemberNames(ledger)};
  read_plan_terms(ledger, shop::kept_timeline_or(ledger, program), as_of,
                  [&](MemberId member, const std::vector<PlanTerm>& terms) {
                    for (const auto& term : terms)
                      if (term.plan == plan && term.until >= as_of) report.rows.push_back({member, term});
                  });
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const PlanMember& left, const PlanMember& right) { return left.term.until < right.term.until; });
  return report;
}

namespace {

Table plans_table() {
  const auto figure = [](auto which) { return [which](const PlanRow& row) { return row.figures.*which; }; };
  return table<std::vector<PlanRow>>(
      "loyalty.toml has no paid memberships"_en,
      {{"plan", Kind::text, &PlanRow::plan, plan_id},
       {"name", Kind::text, &PlanRow::name, name_of_thing},
       {"running", Kind::number, figure(&PlanFigures::running)},
       {"started", Kind::number, figure(&PlanFigures::started)},
       {"ended", Kind::number, figure(&PlanFigures::ended)},
       {"renewed", Kind::number, figure(&PlanFigures::renewed)},
       {"renewal_rate", Kind::share, [](const PlanRow& row) { return row.figures.renewal_rate(); }},
       {"fees", Kind::money, figure(&PlanFigures::fees)},
       {"trials", Kind::number, figure(&PlanFigures::trials)},
       {"converted", Kind::number, figure(&PlanFigures::converted)}},
      [](Question& question) { return report_memberships(question.ledger(), question.program(), question.as_of()); });
}

Table plan_members_table() {
  auto members = table<PlanMembers>(
      nobody,
      {member_key<PlanMembers>(),
       member_name<PlanMembers>(),
       {"plan", Kind::plan, [](const PlanMember& row) -> Cell { return row.term.plan; }},
       {"from", Kind::day, [](const PlanMember& row) { return row.term.from; }},
       {"until", Kind::day, [](const PlanMember& row) { return row.term.until; }},
       {"fee", Kind::money, [](const PlanMember& row) { return row.term.fee(); }},
       {"source", Kind::word, [](const PlanMember& row) { return order_of(row.term.begun_by) ? "order" : "hand"; }}},
      [](Question& question) {
        return plan_members(question.ledger(), question.program(), *question.text("--plan"), question.as_of());
      });
  members.when = "--plan";
  return members;
}

} // namespace

Report memberships() {
  return {.name = "memberships",
          .summary = "figures of each paid plan, or the members of one"_en,
          .examples = {"--plan plus"},
          .options = {{"--plan", "the members of this plan"_en, "ID"}},
          .tables = {plans_table(), plan_members_table()}};
}

} // namespace loyalty::reports
