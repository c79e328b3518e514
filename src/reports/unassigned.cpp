// SPDX-License-Identifier: MIT
#include "reports/unassigned.hpp"

#include <set>
#include <unordered_map>
#include <utility>

#include "loyalty/identity.hpp"
#include "reports/common.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Finds members by the same name and a phone that fits.
class Suggestions {
 public:
  explicit Suggestions(store::Ledger& ledger) {
    for (auto& [member, name, phone] : store::named_phones(ledger))
      by_name_[std::move(name)].emplace_back(member, std::move(phone));
  }

  UnassignedRow look(store::UnassignedOrder order) const {
    UnassignedRow row{.order = std::move(order)};
    row.why_none = row.order.name.empty() ? "name_unknown" : row.order.phone.empty() ? "phone_unknown" : "";
    if (!row.why_none.empty()) return row;
    std::set<MemberId> fitting;
    if (const auto found = by_name_.find(row.order.name); found != by_name_.end())
      for (const auto& [member, phone] : found->second)
        if (can_be_phone(row.order.phone, phone)) fitting.insert(member);
    row.fits = static_cast<std::int64_t>(fitting.size());
    if (fitting.size() == 1)
      row.member = *fitting.begin();
    else
      row.why_none = fitting.empty() ? "nobody_fits" : "several_fit";
    return row;
  }

 private:
  std::unordered_map<std::string, std::vector<std::pair<MemberId, std::string>>> by_name_;
};

} // namespace

Unassigned report_unassigned(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  Unassigned report;
  auto orders = store::unassigned_orders(ledger, as_of);
  if (orders.empty()) return report;
  report.names = shop::MemberNames(ledger);
  const Suggestions suggestions(ledger);
  for (auto& order : orders) report.rows.push_back(suggestions.look(std::move(order)));
  return report;
}

Report unassigned() {
  const auto order = [](auto which) { return [which](const UnassignedRow& row) -> Cell { return row.order.*which; }; };
  return {.name = "unassigned",
          .summary = "orders without a member, for link-orders"_en,
          .tables = {table<Unassigned>(
              "no orders without a member"_en,
              {{"order_id", Kind::text, order(&store::UnassignedOrder::order_id)},
               {"shop", Kind::text, order(&store::UnassignedOrder::shop)},
               {"placed_on", Kind::day, [](const UnassignedRow& row) { return row.order.placed_at.day(); }},
               {"amount", Kind::money, order(&store::UnassignedOrder::amount)},
               {"status", Kind::word, [](const UnassignedRow& row) { return to_string(row.order.status); }},
               {"name", Kind::text, order(&store::UnassignedOrder::name)},
               {"phone", Kind::text, order(&store::UnassignedOrder::phone)},
               {"suggestion", Kind::text,
                [](const Unassigned& all, const UnassignedRow& row) {
                  return row.member ? all.names.key(*row.member) : std::string_view();
                }},
               {"fits", Kind::number, &UnassignedRow::fits},
               {"why_none", Kind::word, &UnassignedRow::why_none}},
              [](Question& question) { return report_unassigned(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
