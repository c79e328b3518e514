// SPDX-License-Identifier: MIT
#include "messages/words.hpp"

#include <array>

#include "messages/keyed.hpp"

namespace loyalty::messages {
namespace {

constexpr std::array cell_words = {
    // Statuses of orders.
    Keyed{"unpaid", "word|unpaid"_en},
    Keyed{"paid", "word|paid"_en},
    Keyed{"refunded", "word|fully refunded"_en},
    Keyed{"cancelled", "word|cancelled"_en},
    Keyed{"refund", "word|refund"_en},
    Keyed{"adjustment", "word|adjustment"_en},
    // States of vouchers.
    Keyed{"issued", "word|issued"_en},
    Keyed{"redeemed", "word|used"_en},
    Keyed{"released", "word|restored"_en},
    Keyed{"void", "word|void"_en},
    Keyed{"expired", "word|expired"_en},
    // Kinds of entries.
    Keyed{"earn", "word|earned"_en},
    Keyed{"adjust", "word|adjusted"_en},
    Keyed{"redeem", "word|redeemed"_en},
    Keyed{"expire", "word|expiry"_en},
    Keyed{"claw_back", "word|deducted"_en},
    Keyed{"give_back", "word|returned"_en},
    Keyed{"debt", "word|debt"_en},
    Keyed{"repay", "word|repaid"_en},
    Keyed{"forgive", "word|written off"_en},
    Keyed{"redate", "word|redated"_en},
    Keyed{"growth", "word|growth"_en},
    // What else happened to a member.
    Keyed{"award", "word|manual points"_en},
    Keyed{"opening", "word|opening points"_en},
    Keyed{"opening_growth", "word|opening growth"_en},
    Keyed{"activity", "word|activity"_en},
    Keyed{"grant", "word|manual tier"_en},
    Keyed{"tag", "word|tag"_en},
    Keyed{"untag", "word|tag removed"_en},
    Keyed{"field", "word|custom field"_en},
    Keyed{"membership", "word|paid membership"_en},
    Keyed{"end_membership", "word|membership ended early"_en},
    Keyed{"opted_out", "word|opted out"_en},
    Keyed{"consent", "word|opted in"_en},
    Keyed{"top_up", "word|top-up"_en},
    Keyed{"top_up_bonus", "word|top-up bonus"_en},
    Keyed{"wallet_refund", "word|wallet refund"_en},
    Keyed{"prize", "word|prize"_en},
    Keyed{"contact", "word|contact list"_en},
    Keyed{"enter_group", "word|joined group"_en},
    Keyed{"leave_group", "word|left group"_en},
    Keyed{"merge", "word|merged"_en},
    Keyed{"forgotten_on", "word|personal data deleted"_en},
    // Reasons of tier changes.
    Keyed{"promoted", "word|promoted"_en},
    Keyed{"renewed", "word|retained"_en},
    Keyed{"grace", "word|grace"_en},
    Keyed{"demoted", "word|demoted"_en},
    Keyed{"program", "word|rules changed"_en},
    Keyed{"granted", "word|granted manually"_en},
    Keyed{"ended", "word|grant ended"_en},
    // What a tier asks for.
    Keyed{"when", "word|promotion"_en},
    Keyed{"retain", "word|retention"_en},
    Keyed{"spend", "word|spend"_en},
    Keyed{"orders", "word|orders"_en},
    Keyed{"points_earned", "word|points earned"_en},
    Keyed{"activities", "word|activities"_en},
    Keyed{"referrals", "word|referrals"_en},
    Keyed{"average_order", "word|average order"_en},
    Keyed{"balance", "word|points balance"_en},
    Keyed{"days_since_order", "word|days since order"_en},
    Keyed{"days_since_joining", "word|days since joining"_en},
    Keyed{"birthday_within", "word|days to birthday"_en},
    Keyed{"tier", "word|tier"_en},
    Keyed{"platform", "word|platform"_en},
    Keyed{"lifetime", "word|lifetime"_en},
    Keyed{"calendar_year", "word|calendar year"_en},
    Keyed{"membership_year", "word|membership year"_en},
    Keyed{">=", "word|>="_en},
    Keyed{"<=", "word|<="_en},
    Keyed{">", "word|>"_en},
    Keyed{"<", "word|<"_en},
    Keyed{"=", "word|="_en},
    Keyed{"yes", "word|yes"_en},
    Keyed{"no", "word|no"_en},
    // Rounding of points.
    Keyed{"full", "word|full amounts only"_en},
    Keyed{"floor", "word|rounded down"_en},
    Keyed{"nearest", "word|rounded to nearest"_en},
    Keyed{"carry", "word|remainder carried over"_en},
    // Segments by recency, frequency and money.
    Keyed{"champions", "word|champions"_en},
    Keyed{"loyal", "word|loyal"_en},
    Keyed{"potential_loyalists", "word|potential loyalists"_en},
    Keyed{"new_customers", "word|new customers"_en},
    Keyed{"promising", "word|promising"_en},
    Keyed{"need_attention", "word|need attention"_en},
    Keyed{"about_to_sleep", "word|about to sleep"_en},
    Keyed{"at_risk", "word|at risk"_en},
    Keyed{"cannot_lose", "word|cannot lose"_en},
    Keyed{"hibernating", "word|hibernating"_en},
    Keyed{"lost", "word|lost"_en},
    // By what a membership began.
    Keyed{"order", "word|order"_en},
    Keyed{"hand", "word|manual"_en},
    // Why nobody is suggested for an order.
    Keyed{"name_unknown", "word|no name"_en},
    Keyed{"phone_unknown", "word|no phone"_en},
    Keyed{"nobody_fits", "word|no member matches"_en},
    Keyed{"several_fit", "word|several members match"_en},
    // What is to be done.
    Keyed{"invite", "word|invite to group"_en},
    Keyed{"remove", "word|remove from group"_en},
    Keyed{"keep_back", "word|deduct from refund"_en},
    Keyed{"renewal", "word|renewal reminder"_en},
    Keyed{"birthday", "word|birthday"_en},
    Keyed{"expiring", "word|points expiring"_en},
    Keyed{"thank", "word|follow-up"_en},
    // Steps of a price, and what an order is made of.
    Keyed{"member_price", "word|member price"_en},
    Keyed{"category_discount", "word|category discount"_en},
    Keyed{"threshold_offer", "word|threshold offer"_en},
    Keyed{"voucher", "word|voucher"_en},
    Keyed{"points", "word|points"_en},
    Keyed{"shipping", "word|shipping"_en},
    Keyed{"list_price", "word|list price"_en},
    Keyed{"to_pay", "word|to pay"_en},
    Keyed{"line", "word|order line"_en},
    Keyed{"left_out", "word|not applied"_en},
    // What shops of the trade read off.
    Keyed{"25–45%", "word|25–45%"_en},
    Keyed{"6–9%, usually under 10%", "word|6–9%, usually under 10%"_en},
    Keyed{"5% good, 17–25% in the trade", "word|5% good, 17–25% in the trade"_en},
    Keyed{"3–5% of sales", "word|3–5% of sales"_en},
    Keyed{"about 30%", "word|about 30%"_en},
    // What is audited, and how it came out.
    Keyed{"integrity", "word|integrity"_en},
    Keyed{"chain", "word|chain"_en},
    Keyed{"conclusions", "word|conclusions"_en},
    Keyed{"conservation", "word|conservation"_en},
    Keyed{"clock", "word|clock"_en},
    Keyed{"anchor", "word|anchor"_en},
    Keyed{"head", "word|head"_en},
    Keyed{"ok", "word|ok"_en},
    Keyed{"error", "word|error"_en},
    Keyed{"warning", "word|warning"_en},
    // What a file is.
    Keyed{"comma", "word|comma"_en},
    Keyed{"semicolon", "word|semicolon"_en},
    Keyed{"tab", "word|tab"_en},
    Keyed{"voucher", "task|send voucher"_en},
    Keyed{"invite", "act|referred"_en},
};
static_assert(told_apart(cell_words));

} // namespace

Message word(std::string_view key, std::string_view context) {
  for (const auto wanted : {context, std::string_view("word")})
    for (const auto& each : cell_words)
      if (each.key == key && each.context() == wanted) return each.message();
  return Message::name(std::string(key));
}

} // namespace loyalty::messages
