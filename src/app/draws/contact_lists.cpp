// SPDX-License-Identifier: MIT
#include "app/draws/contact_lists.hpp"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <utility>

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "shop/closed.hpp"
#include "shop/held_out.hpp"
#include "shop/member_names.hpp"
#include "shop/opted_out.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

/// The lists in which members stood so far, as far as they count for a list of one name and day.
class Contacts {
 public:
  Contacts(store::Ledger& ledger, const std::optional<Limit>& limit, const std::string& name, Day day) : limit_(limit) {
    store::read_acts(ledger, ActKind::contact, [&](const store::StoredAct& stored) {
      if (stored.act.subject == name && stored.act.day == day)
        on_list_.insert(stored.member);
      else if (limit && counts_towards(*limit, stored.act.day, day))
        ++stood_[stored.member];
    });
  }

  bool on_list(MemberId member) const { return on_list_.contains(member); }
  bool too_often(MemberId member) const {
    const auto found = stood_.find(member);
    return limit_ && (found == stood_.end() ? 0 : found->second) >= limit_->times;
  }

 private:
  std::optional<Limit> limit_;
  std::unordered_set<MemberId> on_list_;
  std::unordered_map<MemberId, std::int64_t> stood_;
};

store::StoredAct contact(MemberId member, const std::string& name, Day day) {
  store::StoredAct stored{.member = member, .act = {.day = day, .kind = ActKind::contact}};
  stored.act.subject = name;
  stored.key = fmt::format("contact {} {} {}", to_string(day), member, name);
  return stored;
}

} // namespace

ContactList take_contact_list(const shop::Context& context, const shop::ProgramText& text, const std::string& name,
                              std::span<const MemberId> members) {
  if (name.empty())
    throw Error(Failure::usage, "a contact list needs a name"_en, {}, "type for example --contact spring-launch"_en);
  shop::Work work(context, store::BatchKind::members_contacted);
  const auto program = shop::take_program(work, text);
  const auto out = shop::opted_out(context.ledger, context.as_of);
  const auto closed = shop::closed_members(context.ledger, context.as_of);
  const auto held_out = shop::held_out(context.ledger, context.as_of);
  const Contacts contacts(context.ledger, program.program->contact, name, context.as_of);
  ContactList list;
  list.receipt.dry_run = context.dry_run;
  const shop::MemberNames names(context.ledger);
  std::unordered_set<MemberId> met;
  store::ActWriter writer(context.ledger, work.batch());
  for (const auto member : members) {
    if (!met.insert(member).second || names.key(member).empty() || closed.contains(member)) continue;
    const bool before = contacts.on_list(member);
    if (out.contains(member)) {
      ++list.opted_out;
    } else if (!before && held_out.contains(member)) {
      ++list.held_out;
    } else if (!before && contacts.too_often(member)) {
      ++list.too_often;
    } else {
      list.members.push_back(member);
      list.already += before ? 1 : 0;
      if (!before) writer.write(contact(member, name, context.as_of));
    }
  }
  if (static_cast<std::int64_t>(list.members.size()) == list.already) return list;
  list.receipt = work.finish({.program = program.id,
                              .counts = messages::counts_text({{"list", name},
                                                               {"members", list.members.size()},
                                                               {"opted_out", list.opted_out},
                                                               {"too_often", list.too_often},
                                                               {"held_out", list.held_out}})});
  return list;
}

} // namespace loyalty::app
