// SPDX-License-Identifier: MIT
#include "app/members/close_member.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "shop/closed.hpp"
#include "store/acts.hpp"
#include "store/settlements.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {
namespace {

struct Turned {
  ActKind kind;
  store::BatchKind batch;
  std::string_view word; ///< in the key of the act and among the counts
};

std::int64_t void_open_vouchers(shop::Work& work, MemberId member) {
  const Day day = work.context().as_of;
  std::int64_t voided = 0;
  for (const auto& stored : store::vouchers_of(work.ledger(), member)) {
    const bool issued = stored.voucher.issued_on <= day && day <= stored.voucher.last_day;
    if (!issued || !is_open(standing(stored.events))) continue;
    store::add_event(
        work.ledger(), work.batch(), stored.id,
        {.kind = VoucherEventKind::voided, .day = day, .reason = std::string(to_string(Refusal::member_closed))});
    ++voided;
  }
  return voided;
}

/// `text`: the program by which somebody is shut out; nullptr where nobody is.
MemberClosed turn(const shop::Context& context, const shop::ProgramText* text, const std::string& name,
                  const std::string& reason, const Turned& turned) {
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
  store::BatchEnd end;
  if (text != nullptr) {
    const auto in_force = shop::take_program(work, *text);
    end.program = in_force.id;
    if (in_force.program->closed.voids_vouchers) done.voided = void_open_vouchers(work, member);
  }
  store::add_act(ledger, work.batch(),
                 {.member = member,
                  .act = {.day = context.as_of, .kind = turned.kind},
                  .reason = reason,
                  .key = fmt::format("{} {} {} #{}", turned.word, member.value, to_string(context.as_of), before + 1)});
  const store::NewFact turned_on{member, context.as_of};
  store::mark_due(ledger, {&turned_on, 1});
  end.counts = messages::counts_text({{turned.word, member.value}, {"vouchers_void", done.voided}, {"reason", reason}});
  end.typed_counts = true;
  done.receipt = work.finish(end);
  return done;
}

} // namespace

MemberClosed close_member(const shop::Context& context, const shop::ProgramText& text, const std::string& member,
                          const std::string& reason) {
  return turn(context, &text, member, reason, {ActKind::close, store::BatchKind::member_closed, "closed"});
}

MemberClosed reopen_member(const shop::Context& context, const std::string& member, const std::string& reason) {
  return turn(context, nullptr, member, reason, {ActKind::reopen, store::BatchKind::member_reopened, "reopened"});
}

} // namespace loyalty::app
