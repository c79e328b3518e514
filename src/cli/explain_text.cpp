// SPDX-License-Identifier: MIT
#include "cli/explain_text.hpp"

#include <utility>

#include "loyalty/conservation.hpp"
#include "messages/words.hpp"
#include "shop/timelines.hpp"

namespace loyalty::cli {
namespace {

std::string order_of(const reports::ExplainedLine& line) { return line.order ? line.order->order_id : ""; }

/// A sentence and, where there is one, what the points were spent for.
Message with_use(Message what, const reports::ExplainedLine& line) {
  if (line.act && !line.act->reason.empty()) return "{what}: {reason}"_en(what, line.act->reason);
  if (line.order) return "{what}, for order {order}"_en(what, order_of(line));
  return what;
}

/// A reason can have been forgotten.
Message by_hand(const reports::ExplainedLine& line) {
  if (!line.act || line.act->reason.empty()) return messages::word("hand");
  return "manual: {reason}"_en(line.act->reason);
}

bool is_of_closing(const reports::ExplainedLine& line) {
  return line.terms && line.terms->rule.kind == RuleKind::closed;
}

bool is_of_transfer(const reports::ExplainedLine& line) {
  return line.terms && line.terms->rule.kind == RuleKind::transfer;
}

Message of_partner(const reports::ExplainedLine& line, const std::string& partner) {
  return with_use(
      opens_lot(line.entry) ? "transferred from {member}"_en(partner) : "transferred to {member}"_en(partner), line);
}

/// How many pieces there were, the line does not say.
bool is_capped_by_piece(const Terms& terms, const Entry& entry) {
  return terms.earn.rounding == EarnRounding::pieces && entry.points >= *terms.cap;
}

Message redated(const Entry& entry) {
  if (entry.last_day == never) return "the points of entry {entry} no longer expire"_en(entry.lot);
  return "the points of entry {entry} can now be used until {day}"_en(entry.lot, entry.last_day);
}

} // namespace

Points signed_points(const Entry& entry) {
  const auto points = moved(entry);
  return points == 0 ? entry.points : points;
}

Explainer::Explainer(Session& session, std::shared_ptr<const Program> file)
    : session_(session),
      currency_(session.currency()),
      programs_(shop::kept_timeline(session.ledger())),
      file_(std::move(file)) {}

const Program* Explainer::program(ProgramId id) const {
  for (const auto& version : programs_)
    if (version.id == id) return version.program.get();
  return file_.get();
}

std::string Explainer::tier_name(ProgramId of, const std::string& id) const {
  const auto* rules = program(of);
  return reports::name_or_id(rules == nullptr ? nullptr : rules->tier(id), id);
}

std::string Explainer::campaign_name(ProgramId of, const std::string& id) const {
  const auto* rules = program(of);
  return reports::name_or_id(rules == nullptr ? nullptr : rules->campaign(id), id);
}

std::string Explainer::reward_name(ProgramId of, const std::string& id) const {
  const auto* rules = program(of);
  return reports::name_or_id(rules == nullptr ? nullptr : rules->reward(id), id);
}

std::string Explainer::activity_name(ProgramId of, const std::string& id) const {
  const auto* rules = program(of);
  return reports::name_or_id(rules == nullptr ? nullptr : rules->activity(id), id);
}

std::string Explainer::tier(const TierChange& change) const {
  return change.tier.empty() ? std::string() : tier_name(change.program, change.tier);
}

Message Explainer::rate(const Terms& terms, EntryKind of) const {
  const auto& [points, per, rounding] = terms.earn;
  if (!terms.earn.is_rate()) return {};
  if (rounding == EarnRounding::pieces && of == EntryKind::growth) return "{points} growth for each piece"_en(points);
  if (rounding == EarnRounding::pieces)
    return counted(points, "{points} point for each piece"_en, "{points} points for each piece"_en, points);
  if (of == EntryKind::growth) return "{points} growth per {amount}"_en(points, Amount{per, currency_, true});
  return counted(points, "{points} point per {amount}"_en, "{points} points per {amount}"_en, points,
                 Amount{per, currency_, true});
}

Message Explainer::rule_name(const Terms& terms) const {
  const auto& rule = terms.rule;
  switch (rule.kind) {
    case RuleKind::other: return Message::name(rule.subject);
    case RuleKind::order_points: return "rule|points.earn"_en;
    case RuleKind::order_growth: return "rule|growth.earn"_en;
    case RuleKind::refund: return "rule|points.earn, refund without an order"_en;
    case RuleKind::by_hand: return "rule|manual"_en;
    case RuleKind::transfer: return "rule|transfer"_en;
    case RuleKind::closed: return "rule|shut out"_en;
    case RuleKind::opening: return "rule|opening balance"_en;
    case RuleKind::joining: return "rule|joining gift"_en;
    case RuleKind::activity: return "rule|activity {activity}"_en(activity_name(terms.program, rule.subject));
    case RuleKind::streak:
      return "rule|activity {activity}, streak of {days}"_en(activity_name(terms.program, rule.subject), rule.number);
    case RuleKind::invited: return "rule|referral reward (invited)"_en;
    case RuleKind::inviter: return "rule|referral reward (inviter)"_en;
    case RuleKind::milestone: return "rule|referral milestone ({count} invited)"_en(rule.number);
    case RuleKind::tier_pack: return "rule|upgrade pack of {tier}"_en(tier_name(terms.program, rule.subject));
    case RuleKind::campaign: return "rule|campaign {campaign}"_en(campaign_name(terms.program, rule.subject));
    case RuleKind::reward: return "rule|reward {reward}"_en(reward_name(terms.program, rule.subject));
  }
  return {};
}

Message Explainer::rule(const Terms& terms) const {
  std::vector<Message> parts{rule_name(terms)};
  if (!terms.rule.tier.empty()) parts.push_back("rule|tier {tier}"_en(tier_name(terms.program, terms.rule.tier)));
  for (const auto& campaign : terms.rule.campaigns)
    parts.push_back("rule|campaign {campaign}"_en(campaign_name(terms.program, campaign)));
  return "{parts}"_en(parts);
}

/// "tier Gold × 2".
std::optional<Message> Explainer::multiplied(const Terms& terms) const {
  const auto factor = to_factor(terms.multiplier);
  const auto tier = tier_name(terms.program, terms.rule.tier);
  std::vector<Message> campaigns;
  for (const auto& campaign : terms.rule.campaigns)
    campaigns.push_back(Message::name(campaign_name(terms.program, campaign)));
  if (campaigns.empty() && tier.empty()) return std::nullopt;
  if (campaigns.empty()) return "tier {tier} × {factor}"_en(tier, factor);
  if (tier.empty()) return "campaign {campaigns} × {factor}"_en(campaigns, factor);
  return "tier {tier} and campaign {campaigns} × {factor}"_en(tier, campaigns, factor);
}

Message Explainer::paid(const reports::ExplainedLine& line) const {
  const auto base = line.entry.base;
  return line.order && line.order->amount == base ? "{amount} paid"_en(amount(base))
                                                  : "{amount} counted"_en(amount(base));
}

/// "128.00 paid, 1 point per 10.00, tier Gold × 2 = 24".
Message Explainer::sum(const reports::ExplainedLine& line) const {
  const auto& terms = *line.terms;
  std::vector<Message> parts{paid(line), rate(terms, line.entry.kind)};
  if (auto factor = multiplied(terms)) parts.push_back(*std::move(factor));
  Terms uncapped = terms;
  uncapped.cap.reset();
  if (terms.earn.rounding == EarnRounding::carry)
    parts.push_back("with the remainder carried over"_en);
  else if (terms.cap && (earned(uncapped, line.entry.base) > *terms.cap || is_capped_by_piece(terms, line.entry)))
    parts.push_back("at most {points} an order"_en(*terms.cap));
  else if (terms.earn.rounding != EarnRounding::pieces && earned(terms, line.entry.base) != line.entry.points)
    parts.push_back("with the caps and the rounding of the whole order"_en);
  return "{parts} = {points}"_en(parts, line.entry.points);
}

/// What was given for something reached or done: "activity Check-in: 5 points".
Message Explainer::reward(const reports::ExplainedLine& line) const {
  auto what = line.terms ? rule_name(*line.terms) : Message();
  const auto points = line.entry.points;
  if (line.act && line.act->act.kind == ActKind::activity && line.act->act.points > 1)
    what = "{rule} × {times}"_en(what, line.act->act.points);
  if (points != 0 && line.entry.kind == EntryKind::growth)
    what = "{rule}: {points} growth"_en(what, points);
  else if (points != 0)
    what = counted(points, "{rule}: {points} point"_en, "{rule}: {points} points"_en, what, points);
  std::vector<Message> parts{what};
  if (line.act && !line.act->reason.empty()) parts.push_back(Message::name(line.act->reason));
  if (line.order) parts.push_back("order {order}"_en(order_of(line)));
  return "{parts}"_en(parts);
}

Message Explainer::refunded(const reports::ExplainedLine& line) const {
  if (line.entry.base <= Money{}) return "order {order} was refunded"_en(order_of(line));
  return "{amount} was refunded (order {order})"_en(amount(line.entry.base), order_of(line));
}

/// Of points and growth that came in, and of growth that went with a refund.
Message Explainer::gained(const reports::ExplainedLine& line) const {
  const auto& entry = line.entry;
  if (line.act && line.terms && line.terms->rule.kind == RuleKind::by_hand) return by_hand(line);
  if (line.terms && !line.terms->earn.is_rate()) return reward(line);
  if (entry.points < 0) return "{refund}: {points} deducted"_en(refunded(line), -entry.points);
  std::vector<Message> parts;
  if (line.terms) parts.push_back(sum(line));
  if (entry.available_on > entry.day) parts.push_back("counts from {day}"_en(entry.available_on));
  return "{parts}"_en(MessageList{std::move(parts), Between::semicolons});
}

Message Explainer::reason(const reports::ExplainedLine& line) const {
  const auto& entry = line.entry;
  switch (entry.kind) {
    case EntryKind::earn:
    case EntryKind::growth: return gained(line);
    case EntryKind::adjust:
      if (is_of_closing(line)) return with_use("points of entry {entry} forfeited"_en(entry.lot), line);
      if (is_of_transfer(line)) return of_partner(line, session_.key(line.partner));
      return line.terms && line.terms->rule.kind == RuleKind::opening ? reward(line) : by_hand(line);
    case EntryKind::redeem:
      return with_use(
          entry.lot == 0 ? "spent beyond the balance, and owed"_en() : "points of entry {entry} spent"_en(entry.lot),
          line);
    case EntryKind::expire: return "points of entry {entry} expired"_en(entry.lot);
    case EntryKind::claw_back: return "{refund}: points of entry {entry} deducted"_en(refunded(line), entry.lot);
    case EntryKind::give_back:
      if (entry.lot == 0) return "what was owed for it is settled"_en;
      return "{refund}: points returned to entry {entry}"_en(refunded(line), entry.lot);
    case EntryKind::debt:
      if (entry.base <= Money{}) return "too few points, {points} owed"_en(entry.points);
      return "{refund}: too few points, {points} owed"_en(refunded(line), entry.points);
    case EntryKind::repay: return "points of entry {entry} repay what was owed"_en(entry.lot);
    case EntryKind::forgive: return "{refund}: too few points, {points} written off"_en(refunded(line), entry.points);
    case EntryKind::redate: return redated(entry);
  }
  return {};
}

Message Explainer::because(const reports::ExplainedLine& line) const {
  auto text = line.entry.reverses != 0 ? "reverses entry {entry}"_en(line.entry.reverses) : reason(line);
  if (line.reversed_by != 0) text = "{what} (reversed by entry {entry})"_en(text, line.reversed_by);
  if (!line.terms) return "{what} [batch {batch}]"_en(text, line.batch);
  return "{what} [{rule}, program version {program}, batch {batch}]"_en(text, rule_name(*line.terms),
                                                                        line.terms->program, line.batch);
}

Message Explainer::because(const TierChange& change) const {
  auto reason = messages::word(to_string(change.reason));
  if (change.reversal) reason = "reversed: {what}"_en(reason);
  return "{what} [program version {program}]"_en(reason, change.program);
}

} // namespace loyalty::cli
