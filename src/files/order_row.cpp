// SPDX-License-Identifier: MIT
#include "files/order_row.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "files/profiles/time_zones.hpp"
#include "files/profiles/written_value.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t day_length = 10;    // 2024-02-29
constexpr std::size_t moment_length = 19; // 2024-02-29 18:30:00

// The second of the day of " 18:30:00" or "T18:30:00"; -1 where it is not written so.
std::int32_t second_of_day(const char* text) {
  const auto two = [text](std::size_t at) {
    const auto tens = static_cast<unsigned>(text[at] - '0');
    const auto ones = static_cast<unsigned>(text[at + 1] - '0');
    return tens > 9 || ones > 9 ? 100 : static_cast<std::int32_t>(tens * 10 + ones);
  };
  const auto hour = two(1);
  const auto minute = two(4);
  const auto second = two(7);
  const bool written = (text[0] == ' ' || text[0] == 'T') && text[3] == ':' && text[6] == ':';
  if (!written || hour > 23 || minute > 59 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

} // namespace

Message refund_beyond(Money refunded, Money amount, Currency currency) {
  return "{refunded} refunded is not within {least} and {most}"_en(Amount{refunded, currency},
                                                                   Amount{Money{}, currency}, Amount{amount, currency});
}

RowProblem beyond_amount(const OrderRow& row, const OrderDetails* details, Currency currency) {
  const auto within = [&](Money part) { return part.minor == 0 || (part.minor >= 0 && part <= row.amount); };
  if (!within(row.refunded))
    return {OrderColumn::refunded_amount, refund_beyond(row.refunded, row.amount, currency), {}};
  const auto wallet = details == nullptr ? Money{} : details->wallet_paid.value_or(Money{});
  if (within(wallet)) return {};
  return {OrderColumn::wallet_paid,
          "{paid} from the wallet is not within {least} and {most}"_en(Amount{wallet, currency}, Amount{{}, currency},
                                                                       Amount{row.amount, currency}),
          {}};
}

OrderRowReader::OrderRowReader(const OrderColumns& columns, const OrderFileOptions& options)
    : columns_(columns), options_(options), profile_(columns.profile()), values_(columns) {}

bool OrderRowReader::fail(OrderColumn column, messages::Reason why) {
  problem_ = {column, std::move(why.reason), std::move(why.hint)};
  return false;
}

RowRead OrderRowReader::read(const Row& from, FileBatch& batch) {
  values_.take(from);
  if (profile_.as_people_write && says_nothing(from)) {
    if (!values_.empty()) ++omitted_;
    return RowRead::omitted;
  }
  if (!check_cells(from)) return RowRead::wrong;
  auto& row = batch.rows.emplace_back();
  row.line = from.origin.line;
  const bool good = profile_.as_people_write
                        ? check_currency() && read_ids(row) && read_placed_at(row) && read_state(row) &&
                              read_own_refund(row) && read_details(row, batch)
                        : read_ids(row) && read_moment(OrderColumn::placed_at, row.placed_at) && read_status(row) &&
                              read_amounts(row) && read_refunded(row) && read_details(row, batch);
  if (good) return RowRead::order;
  batch.rows.pop_back();
  return RowRead::wrong;
}

bool OrderRowReader::check_cells(const Row& from) {
  const auto cells = from.cells.size();
  if (profile_.as_people_write) {
    // Some platforms end their rows with a comma that their header lacks, or the other way round.
    const auto further = std::span(from.cells).subspan(std::min(cells, columns_.of_cells().size()));
    const bool whole = cells >= columns_.named();
    if (whole && std::ranges::all_of(further, [](std::string_view cell) { return plain_key(cell).empty(); }))
      return true;
  } else if (cells == columns_.of_cells().size()) {
    return true;
  }
  return fail(OrderColumn::ignored, messages::cells_reason(cells, columns_.of_cells().size()));
}

bool OrderRowReader::read_ids(OrderRow& row) {
  row.category = value(OrderColumn::category);
  if (!read_id(OrderColumn::order_id, row.order_id)) return false;
  if (row.order_id.empty()) return fail(OrderColumn::order_id, {"the order has no id"_en});
  return read_member(row) && read_id(OrderColumn::shop, row.shop) && read_id(OrderColumn::refund_of, row.refund_of);
}

/// A masked key names nobody: two customers can have the same.
bool OrderRowReader::read_member(OrderRow& row) {
  if (!read_id(OrderColumn::member_id, row.member_id)) return false;
  row.unassigned = is_masked(row.member_id);
  if (row.unassigned) row.member_id = {};
  return true;
}

std::string_view OrderRowReader::shop() const {
  const auto said = plain_key(value(OrderColumn::shop));
  return said.empty() ? options_.default_shop : said;
}

bool OrderRowReader::read_id(OrderColumn column, std::string_view& id) {
  id = plain_key(value(column));
  if (messages::plain_id(id)) return true;
  auto [reason, hint] = messages::id_reason(id);
  if (reason.empty()) return true;
  // Two orders can have become one: nothing of such a file is taken.
  const bool of_file = profile_.as_people_write && column == OrderColumn::order_id && messages::lost_digits(id);
  problem_ = {column, std::move(reason), std::move(hint), of_file};
  return false;
}

bool OrderRowReader::read_status(OrderRow& row) {
  const auto text = value(OrderColumn::status);
  if (const auto state = profile_.state_of(text)) {
    row.status = static_cast<OrderStatus>(*state);
    return true;
  }
  std::vector<std::string_view> words;
  for (const auto& known : profile_.statuses) words.emplace_back(known.word);
  return fail(OrderColumn::status, messages::status_reason(text, words));
}

Message OrderRowReader::negative_amount(const OrderRow& row) const {
  return "{amount} is negative, but the status is {status}"_en(told(row.amount), told_status());
}

std::string OrderRowReader::told_status() const { return messages::shown_value(value(OrderColumn::status)); }

bool OrderRowReader::read_money(OrderColumn column, Money& money) {
  const auto sum = [&](auto parse) {
    Money all;
    for (const auto cell : values_.cells(column)) {
      const auto part = values_.cell(cell).empty() ? std::optional(Money{}) : parse(values_.cell(cell));
      if (!part) return std::optional<Money>{};
      all += *part;
    }
    return std::optional(all);
  };
  const auto parsed = profile_.as_people_write ? sum([this](std::string_view text) {
    return parse_written_money(text, options_.currency, profile_.decimal_mark);
  })
                                               : Money::parse(value(column), options_.currency);
  if (parsed) {
    money = *parsed;
    return true;
  }
  return fail(column, messages::amount_reason(value(column), options_.currency));
}

bool OrderRowReader::read_amounts(OrderRow& row) {
  if (!read_money(OrderColumn::amount, row.amount)) return false;
  const bool refund = row.status == OrderStatus::refund;
  if (refund && row.amount.minor >= 0) {
    Message hint;
    if (row.amount.minor > 0) hint = "write {example}"_en(to_string(-row.amount, options_.currency));
    return fail(OrderColumn::amount,
                {"the amount of a refund must be negative, not {amount}"_en(told(row.amount)), std::move(hint)});
  }
  if (row.amount.minor >= 0 || refund || row.status == OrderStatus::adjustment) return true;
  Message hint;
  if (const auto word = profile_.word_of(OrderStatus::refund); !word.empty())
    hint = "a refund has the status {status}"_en(word);
  return fail(OrderColumn::amount, {negative_amount(row), std::move(hint)});
}

bool OrderRowReader::read_refunded(OrderRow& row) {
  const bool refunded = row.status == OrderStatus::refunded;
  if (value(OrderColumn::refunded_amount).empty()) {
    if (refunded) row.refunded = row.amount;
    return true;
  }
  if (!read_money(OrderColumn::refunded_amount, row.refunded)) return false;
  if (row.refunded.minor == 0) return true;
  if (!refunded && row.status != OrderStatus::paid) {
    MessageList words{.parts = {}, .between = Between::words};
    for (const auto word : {profile_.word_of(OrderStatus::paid), profile_.word_of(OrderStatus::refunded)})
      if (!word.empty()) words.parts.push_back(Message::name(std::string(word)));
    return fail(OrderColumn::refunded_amount,
                {"{amount} is refunded, but the status is {status}"_en(told(row.refunded), told_status()),
                 "{column} goes with the status {words}"_en(columns_.name(OrderColumn::refunded_amount), words)});
  }
  if (gathers_lines() && row.refunded.minor >= 0) return true; // it may be the whole order's
  problem_ = beyond_amount(row, nullptr, options_.currency);
  return problem_.reason.empty();
}

bool OrderRowReader::read_moment(OrderColumn column, Moment& moment) {
  const auto text = value(column);
  const bool usual = profile_.date_format.empty() && profile_.timezone.empty() && !values_.says(OrderColumn::time_zone);
  if (!usual || (text.size() != moment_length && text.size() != day_length)) return read_other_moment(column, moment);
  if (std::memcmp(text.data(), last_day_text_.data(), day_length) != 0) {
    const auto day = Day::parse(text.substr(0, day_length));
    if (!day) return read_other_moment(column, moment);
    last_day_ = Moment::at(*day);
    std::memcpy(last_day_text_.data(), text.data(), day_length);
  }
  const auto second = text.size() == day_length ? 0 : second_of_day(text.data() + day_length);
  if (second < 0) return read_other_moment(column, moment);
  moment.seconds = last_day_.seconds + second;
  return true;
}

bool OrderRowReader::read_other_moment(OrderColumn column, Moment& moment) {
  const auto text = value(column);
  const auto written = !profile_.as_people_write       ? WrittenMoment::parse(text)
                       : !profile_.date_format.empty() ? parse_moment_by(profile_.date_format, text)
                                                       : parse_written_moment(text, profile_.date_order);
  if (written) return in_shop_time(column, *written, moment);
  return fail(column, messages::moment_reason(text));
}

bool OrderRowReader::in_shop_time(OrderColumn column, const WrittenMoment& written, Moment& moment) {
  moment = written.moment;
  if (written.offset) {
    if (!options_.to_shop_time) return fail(column, messages::offset_reason(value(column)));
    moment = options_.to_shop_time(written.moment, *written.offset);
    return true;
  }
  const auto said = value(OrderColumn::time_zone);
  const auto zone = said.empty() ? std::string_view(profile_.timezone) : zone_name(said);
  // What is known by its day only is of the day that is written.
  if (zone.empty() || written.moment.is_day_only()) return true;
  const auto here = options_.from_zone ? options_.from_zone(written.moment, zone) : std::nullopt;
  if (!here)
    return fail(column, {"{value} is of the time zone {zone}, which is not known"_en(
                            messages::shown_value(value(column)), messages::shown_value(zone))});
  moment = *here;
  return true;
}

bool OrderRowReader::says_details() const {
  if (!buyer_.empty()) return true;
  for (auto i = static_cast<std::size_t>(OrderColumn::phone); i <= static_cast<std::size_t>(OrderColumn::on_sale); ++i)
    if (values_.says(static_cast<OrderColumn>(i))) return true;
  return false;
}

bool OrderRowReader::read_details(OrderRow& row, FileBatch& batch) {
  buyer_.clear();
  if (profile_.as_people_write) read_buyer(row, batch);
  if (!gathers_lines() && buyer_.empty() && !(columns_.has_details() && says_details())) return true;
  auto& details = batch.details.emplace_back();
  row.details = static_cast<std::int32_t>(batch.details.size() - 1);
  const bool good = fill_details(row, details) && (!profile_.rows_are_lines || read_goods(row, batch));
  if (!good) batch.details.pop_back();
  return good;
}

bool OrderRowReader::fill_details(const OrderRow& row, OrderDetails& details) {
  name_buyer(row, details);
  const auto said = [this](OrderColumn column) { return values_.says(column); };
  using enum OrderColumn;
  OrderLine line{{}, plain_key(value(sku)), row.category, 1, row.amount};
  const bool good = (!said(shipping) || read_money(shipping, details.shipping.emplace())) &&
                    (!said(discount) || read_money(discount, details.discount.emplace())) &&
                    (!said(paid_at) || profile_.as_people_write || read_moment(paid_at, details.paid_at.emplace())) &&
                    (!said(wallet_paid) || read_wallet(row, details)) &&
                    (!said(points_redeemed) || read_count(points_redeemed, details.points_redeemed)) &&
                    (!said(quantity) || read_count(quantity, line.quantity)) &&
                    (!said(on_sale) || read_answer(on_sale, line.on_sale)) &&
                    read_id(referrer_id, details.referrer_id) && read_id(fee_for, details.fee_for) &&
                    read_id(line_id, line.line_id);
  if (!good) return false;
  if (profile_.as_people_write && details.discount && *details.discount < Money{})
    details.discount = -*details.discount;
  // However a code is spelt, the order is none the worse for it.
  details.coupon_code = line.coupon_code = value(coupon_code);
  line.discount = details.discount;
  details.host = plain_key(value(host));
  details.channel = plain_key(value(channel));
  line.said = !line.line_id.empty() || said(sku) || said(quantity) || line.on_sale;
  if (line.said || gathers_lines()) details.lines.push_back(line);
  if (gathers_lines()) return true;
  problem_ = beyond_amount(row, &details, options_.currency);
  return problem_.reason.empty();
}

bool OrderRowReader::read_wallet(const OrderRow& row, OrderDetails& details) {
  auto& paid = details.wallet_paid.emplace();
  if (!read_money(OrderColumn::wallet_paid, paid)) return false;
  if (paid.minor < 0) problem_ = beyond_amount(row, &details, options_.currency);
  return paid.minor >= 0;
}

bool OrderRowReader::read_answer(OrderColumn column, bool& yes) {
  const auto answer = parse_written_answer(value(column));
  if (!answer) return fail(column, messages::answer_reason(value(column)));
  yes = *answer;
  return true;
}

bool OrderRowReader::read_count(OrderColumn column, std::int64_t& count) {
  const auto parsed = profile_.as_people_write ? parse_written_whole(value(column)) : parse_whole(value(column));
  // Tills write how many came back below zero.
  const bool came_back = profile_.as_people_write && column == OrderColumn::quantity;
  if (parsed && (*parsed >= 0 || came_back)) {
    count = std::abs(*parsed);
    return true;
  }
  return fail(column, messages::whole_reason(value(column), 0));
}

} // namespace loyalty::files
