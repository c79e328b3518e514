// SPDX-License-Identifier: MIT
#include "loyalty/engine.hpp"

#include <utility>

#include "days.hpp"

namespace loyalty {

namespace {

/// Most members have about as many lines as the one before.
Conclusions emptied(Conclusions&& used) {
  used.entries.clear();
  used.tier_changes.clear();
  Conclusions empty;
  empty.entries.swap(used.entries);
  empty.tier_changes.swap(used.tier_changes);
  return empty;
}

} // namespace

/// The rulebook serves all members; conclusions and days are those of the member walked last.
struct Engine::Parts {
  explicit Parts(Timeline timeline) : rulebook(std::move(timeline)) {}

  Rulebook rulebook;
  Conclusions conclusions;
  std::optional<Days> days;
};

Engine::Engine(Timeline timeline) : parts_(std::make_unique<Parts>(std::move(timeline))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

const Conclusions& Engine::walk(const History& history, Day through) {
  auto& [rulebook, conclusions, days] = *parts_;
  conclusions = emptied(std::move(conclusions));
  days.emplace(history, rulebook, conclusions).live_through(through);
  return conclusions;
}
std::optional<std::int64_t> Engine::measure(const Condition& comparison, Day day) {
  return parts_->days->measure(comparison, day);
}
std::optional<std::int64_t> Engine::measure_after(const Condition& comparison, Day day, Day after) {
  return parts_->days->measure(comparison, day, after);
}
bool Engine::is_used_up(const Campaign& campaign, Day day) const {
  return parts_->days && parts_->days->is_used_up(campaign, day);
}
std::optional<Day> Engine::reached_through(std::string_view tier) const {
  return parts_->days ? parts_->days->reached_through(tier) : std::nullopt;
}
bool Engine::meets(const Condition& condition, Day day) { return parts_->days->meets(condition, day); }
const Tier* Engine::tier() const { return parts_->days ? parts_->days->tier() : nullptr; }
Points Engine::balance(Day day) const { return parts_->days ? parts_->days->balance(day) : 0; }
const std::vector<Terms>& Engine::terms() const { return parts_->rulebook.terms(); }
std::int32_t Engine::intern(const Terms& terms) { return parts_->rulebook.intern(terms); }
const Timeline& Engine::timeline() const { return parts_->rulebook.timeline(); }

} // namespace loyalty
