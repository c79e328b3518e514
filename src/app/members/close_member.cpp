// SPDX-License-Identifier: MIT
#include "app/members/close_member.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "shop/closed.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

struct Turned {
  ActKind kind;
  store::BatchKind batch;
  std::string_view word; ///< in the key of the act and among the counts
};

MemberClosed turn(const shop::Context& context, const std::string& name, const std::string& reason,
                  const Turned& turned) {
  if (reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "who is shut out must be explainable later"_en,
                "add --reason \"why\""_en);
  shop::Work work(context, turned.batch);
  auto& ledger = work.ledger();
  MemberClosed done{.member = store::require_member(ledger, name), .receipt = {.dry_run = context.dry_run}};
  const auto member = done.member.id;
  done.repeated = shop::closed_since(ledger, member, context.as_of).has_value() == (turned.kind == ActKind::close);
  if (done.repeated) return done;
  const auto acts = store::acts_of(ledger, member);
  const auto before = std::ranges::count(acts, turned.kind, [](const store::StoredAct& each) { return each.act.kind; });
  store::add_act(ledger, work.batch(),
                 {.member = member,
                  .act = {.day = context.as_of, .kind = turned.kind},
                  .reason = reason,
                  .key = fmt::format("{} {} {} #{}", turned.word, member.value, to_string(context.as_of), before + 1)});
  done.receipt = work.finish({.counts = messages::counts_text({{turned.word, member.value}, {"reason", reason}})});
  return done;
}

} // namespace

MemberClosed close_member(const shop::Context& context, const std::string& member, const std::string& reason) {
  return turn(context, member, reason, {ActKind::close, store::BatchKind::member_closed, "closed"});
}

MemberClosed reopen_member(const shop::Context& context, const std::string& member, const std::string& reason) {
  return turn(context, member, reason, {ActKind::reopen, store::BatchKind::member_reopened, "reopened"});
}

} // namespace loyalty::app
