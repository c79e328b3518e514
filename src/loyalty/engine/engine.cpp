// SPDX-License-Identifier: MIT
#include "loyalty/engine.hpp"

#include <utility>

#include "walk.hpp"

namespace loyalty {

Engine::Engine(Timeline timeline) : walk_(std::make_unique<Walk>(std::move(timeline))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

const Conclusions& Engine::walk(const History& history, Day through) { return walk_->walk(history, through); }
std::optional<std::int64_t> Engine::measure(const Condition& comparison, Day day) {
  return walk_->measure(comparison, day);
}
bool Engine::meets(const Condition& condition, Day day) { return walk_->meets(condition, day); }
const Tier* Engine::tier() const { return walk_->tier(); }
Points Engine::balance(Day day) const { return walk_->balance(day); }
const std::vector<Terms>& Engine::terms() const { return walk_->terms; }
std::int32_t Engine::intern(const Terms& terms) { return walk_->intern(terms); }
const Timeline& Engine::timeline() const { return walk_->timeline; }

} // namespace loyalty
