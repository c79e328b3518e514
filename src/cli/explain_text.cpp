// SPDX-License-Identifier: MIT
#include "cli/explain_text.hpp"

#include <fmt/format.h>

#include "loyalty/conservation.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

/// Fills the text of the reader's language.
template <class... Values>
std::string told(const Session& session, std::string_view english, std::string_view chinese, const Values&... values) {
  return fmt::format(fmt::runtime(session.either(english, chinese)), values...);
}

std::string order_of(const reports::ExplainedLine& line) { return line.order ? line.order->order_id : ""; }

/// "128.00 at 1 point per 10.00, tier gold × 2 = 24".
std::string sum_text(Session& session, const reports::ExplainedLine& line) {
  const auto& terms = *line.terms;
  auto text = told(session, "{} at {}", "{} 按{}", session.written(line.entry.base), rate_text(session, terms));
  std::string multiplied;
  for (const auto& campaign : terms.rule.campaigns) multiplied += ", campaign " + campaign;
  if (!terms.rule.tier.empty())
    text +=
        told(session, ", tier {}{} × {}", "，等级 {}{} × {}", terms.rule.tier, multiplied, to_factor(terms.multiplier));
  else if (!multiplied.empty())
    text += told(session, "{} × {}", "{} × {}", multiplied, to_factor(terms.multiplier));
  if (terms.earn.rounding == EarnRounding::carry)
    return text + told(session, ", with the rests of earlier orders = {}", "，加上以前的零头 = {}", line.entry.points);
  Terms uncapped = terms;
  uncapped.cap.reset();
  if (terms.cap && earned(uncapped, line.entry.base) > *terms.cap)
    text += told(session, ", at most {} an order", "，每单最多 {}", *terms.cap);
  else if (earned(terms, line.entry.base) != line.entry.points)
    text += session.either(", with the caps and the rounding of the whole order", "，按整单的上限和取整");
  return text + fmt::format(" = {}", line.entry.points);
}

/// What was given for something reached or done, by the name of its rule: "activity check-in", "joining".
std::string reward_text(const reports::ExplainedLine& line) {
  auto text = line.terms ? to_string(line.terms->rule) : std::string();
  if (line.act && line.act->act.kind == ActKind::activity && line.act->act.points > 1)
    text += fmt::format(" × {}", line.act->act.points);
  if (line.entry.points != 0) text += fmt::format(" = {}", line.entry.points);
  if (line.act && !line.act->reason.empty()) text += fmt::format(": {}", line.act->reason);
  if (line.order) text += fmt::format(" ({})", order_of(line));
  return text;
}

std::string held_text(const Session& session, const Entry& entry) {
  if (entry.available_on <= entry.day) return {};
  return told(session, "; counts from {}", "；{} 起生效", to_string(entry.available_on));
}

std::string given_back(Session& session, const reports::ExplainedLine& line) {
  if (line.entry.base <= Money{}) return told(session, "{} was refunded", "{} 退款", order_of(line));
  return told(session, "{} was given back ({})", "退款 {}（{}）", session.written(line.entry.base), order_of(line));
}

std::string spent_for(const Session& session, const reports::ExplainedLine& line) {
  if (line.act && !line.act->reason.empty()) return fmt::format(": {}", line.act->reason);
  if (!line.order) return {};
  return told(session, " for order {}", "，用于订单 {}", order_of(line));
}

std::string reason_of(Session& session, const reports::ExplainedLine& line) {
  const auto& entry = line.entry;
  switch (entry.kind) {
    case EntryKind::earn:
    case EntryKind::growth:
      if (line.act && line.terms && line.terms->rule.kind == RuleKind::by_hand)
        return told(session, "by hand: {}", "手工：{}", line.act->reason);
      if (line.terms && line.terms->earn.per <= Money{}) return reward_text(line);
      if (entry.points < 0)
        return told(session, "{}: {} less", "{}：减少 {}", given_back(session, line), -entry.points);
      return (line.terms ? sum_text(session, line) : std::string{}) + held_text(session, entry);
    case EntryKind::adjust:
      if (line.terms && line.terms->rule.kind == RuleKind::opening) return reward_text(line);
      return told(session, "by hand: {}", "手工：{}", line.act ? line.act->reason : "");
    case EntryKind::redeem:
      if (entry.lot == 0)
        return told(session, "spent though it was not there{}: owed", "积分不足仍使用{}：记为欠额",
                    spent_for(session, line));
      return told(session, "spent from lot {}{}", "使用批 {}{}", entry.lot, spent_for(session, line));
    case EntryKind::expire: return told(session, "lot {} came to its end", "批 {} 到期", entry.lot);
    case EntryKind::claw_back:
      return told(session, "{}: taken from lot {}", "{}：从批 {} 收回", given_back(session, line), entry.lot);
    case EntryKind::give_back:
      if (entry.lot == 0) return told(session, "what was owed for it ends", "相应欠额已了结");
      return told(session, "{}: points return to lot {}", "{}：积分退回批 {}", given_back(session, line), entry.lot);
    case EntryKind::debt:
      return line.entry.base > Money{} ? told(session, "{}: too few points, {} are owed", "{}：积分不足，欠 {}",
                                              given_back(session, line), entry.points)
                                       : told(session, "too few points, {} are owed", "积分不足，欠 {}", entry.points);
    case EntryKind::repay: return told(session, "lot {} pays what was owed", "批 {} 偿还所欠", entry.lot);
    case EntryKind::forgive:
      return told(session, "{}: {} points could not be taken and are written off", "{}：{} 积分无法收回，予以免除",
                  given_back(session, line), entry.points);
    case EntryKind::redate:
      return told(session, "lot {} now ends on {}", "批 {} 的最后可用日改为 {}", entry.lot, to_string(entry.last_day));
  }
  return {};
}

} // namespace

std::string rate_text(Session& session, const Terms& terms) {
  if (terms.earn.per <= Money{}) return {};
  return told(session, terms.earn.points == 1 ? "{} point per {}" : "{} points per {}", "每 {1} 得 {0} 积分",
              terms.earn.points, session.written(terms.earn.per));
}

std::string because(Session& session, const reports::ExplainedLine& line) {
  std::string text;
  if (line.entry.reverses != 0)
    text = told(session, "cancels entry {}", "冲销第 {} 行", line.entry.reverses);
  else
    text = reason_of(session, line);
  if (line.reversed_by != 0)
    text += told(session, " (cancelled by entry {})", "（已被第 {} 行冲销）", line.reversed_by);
  std::string source;
  if (line.terms)
    source = told(session, "{}; program {}; ", "{}；方案 {}；", to_string(line.terms->rule), line.terms->program.value);
  return fmt::format("{} [{}{} {}]", text, source, session.either("batch", "批次"), line.batch.value);
}

Points signed_points(const Entry& entry) {
  const auto points = moved(entry);
  return points == 0 ? entry.points : points;
}

std::string because(const Session& session, const TierChange& change) {
  const auto reason = messages::title(to_string(change.reason), session.chinese());
  const auto text = change.reversal ? told(session, "cancelled: {}", "冲销：{}", reason) : reason;
  return told(session, "{} [program {}]", "{} [方案 {}]", text, change.program.value);
}

} // namespace loyalty::cli
