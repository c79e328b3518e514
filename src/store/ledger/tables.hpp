// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "store/ledger/kinds.hpp"
#include "store/ledger/personal_tables.hpp"
#include "store/sqlite/table.hpp"

// The columns of every table, once: what is written, read and hashed takes its SQL and its positions from here.
// What each column means stands in schema.sql; a test holds the two together.
namespace loyalty::store::tables {

template <class Kind>
inline constexpr auto first_of = static_cast<std::int64_t>(Kinds<Kind>::first);
template <class Kind>
inline constexpr auto last_of = static_cast<std::int64_t>(Kinds<Kind>::last);

struct Batches : Table {
  constexpr Batches() : Table("batches", "id") {}

  Column id = row_number("id");
  Column command = add_text("command");
  Column as_of = add_integer("as_of");
  Column recorded_at = add_text("recorded_at");
  Column operator_name = add_text("operator");
  Column program_id = maybe_integer("program_id");
  Column input_name = maybe_text("input_name");
  Column input_sha256 = maybe_text("input_sha256");
  Column settled_through = maybe_integer("settled_through");
  Column undoes = maybe_integer("undoes");
  Column counts = add_text("counts");
  Column previous_hash = maybe_blob("previous_hash");
  Column hash = add_blob("hash");
};
inline constexpr Batches batches;

struct Programs : Table {
  constexpr Programs() : Table("programs", "id") {}

  Column id = row_number("id");
  Column from_day = add_integer("from_day");
  Column digest = add_text("digest");
  Column currency = add_text("currency");
  Column timezone = add_text("timezone");
  Column text = add_text("text");
  Column batch_id = add_integer("batch_id");
};
inline constexpr Programs programs;

struct Members : Table {
  constexpr Members() : Table("members", "id") {}

  Column id = row_number("id");
  Column joined_on = maybe_integer("joined_on");
  Column batch_id = add_integer("batch_id");
};
inline constexpr Members members;

struct Orders : Table {
  constexpr Orders() : Table("orders", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column member_id = maybe_integer("member_id");
  Column placed_at = add_integer("placed_at");
  Column amount = add_integer("amount");
  Column refunded = add_integer("refunded");
  Column status = add_kinds("status", first_of<OrderStatus>, last_of<OrderStatus>);
  Column refund_of = maybe_integer("refund_of");
  Column revises = maybe_integer("revises");
  Column revision = add_integer("revision");
  Column stated_on = maybe_integer("stated_on");
  Column points_redeemed = maybe_integer("points_redeemed");
  Column category = add_text("category");
  Column shop = add_text("shop");
  Column order_no = add_text("order_no");
};
inline constexpr Orders orders;

struct OrderDetails : Table {
  constexpr OrderDetails() : Table("order_details", "order_id") {}

  Column order_id = row_number("order_id");
  Column batch_id = add_integer("batch_id");
  Column shipping = maybe_integer("shipping");
  Column discount = maybe_integer("discount");
  Column coupon_code = maybe_text("coupon_code");
  Column paid_at = maybe_integer("paid_at");
  Column referrer = maybe_text("referrer");
  Column fee_for = maybe_text("fee_for");
  Column wallet = later_integer("wallet");
  Column unassigned = later_integer("unassigned");
  Column host = later_text("host");
  Column channel = later_text("channel");
};
inline constexpr OrderDetails order_details;

struct OrderLines : Table {
  constexpr OrderLines() : Table("order_lines", "order_id, line_no") {}

  Column order_id = add_integer("order_id");
  Column line_no = add_integer("line_no");
  Column batch_id = add_integer("batch_id");
  Column line_id = add_text("line_id");
  Column sku = maybe_text("sku");
  Column category = maybe_text("category");
  Column quantity = add_integer("quantity");
  Column amount = add_integer("amount");
  Column discount = later_integer("discount");
  Column on_sale = later_integer("on_sale");
};
inline constexpr OrderLines order_lines;

struct Acts : Table {
  constexpr Acts() : Table("acts", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column member_id = add_integer("member_id");
  Column day = add_integer("day");
  Column kind = add_kinds("kind", first_of<ActKind>, last_of<ActKind>);
  Column points = add_integer("points");
  Column order_id = maybe_integer("order_id");
  Column worth = maybe_integer("worth");
  Column reason = add_text("reason");
  Column act_key = add_text("act_key");
  Column subject = later_text("subject");
  Column text = later_text("text");
  Column until = later_integer("until");
  Column other_id = later_integer("other_id");
  Column money = later_integer("money");
};
inline constexpr Acts acts;

struct Visitors : Table {
  constexpr Visitors() : Table("visitors", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column first_day = add_integer("first_day");
  Column last_day = add_integer("last_day");
  Column shop = add_text("shop");
  Column visitors = add_integer("visitors");
};
inline constexpr Visitors visitors;

struct Holdouts : Table {
  constexpr Holdouts() : Table("holdouts", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column name = add_text("name");
  Column day = add_integer("day");
  Column ends = maybe_integer("ends");
  Column from_day = maybe_integer("from_day");
  Column seed = maybe_text("seed");
  Column share = maybe_integer("share");
  Column segment = maybe_text("segment");
};
inline constexpr Holdouts holdouts;

struct Terms : Table {
  constexpr Terms() : Table("terms", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column program_id = add_integer("program_id");
  Column rule = add_text("rule");
  Column points = add_integer("points");
  Column per = add_integer("per");
  Column rounding = add_kinds("rounding", first_of<EarnRounding>, last_of<EarnRounding>);
  Column multiplier = add_integer("multiplier");
  Column cap = maybe_integer("cap");
};
inline constexpr Terms terms;

struct Entries : Table {
  constexpr Entries() : Table("entries", "member_id, entry_no") {}

  Column member_id = add_integer("member_id");
  Column entry_no = add_integer("entry_no");
  Column batch_id = add_integer("batch_id");
  Column day = add_integer("day");
  Column kind = add_kinds("kind", first_of<EntryKind>, last_of<EntryKind>);
  Column points = add_integer("points");
  Column lot = maybe_integer("lot");
  Column order_id = maybe_integer("order_id");
  Column act_id = maybe_integer("act_id");
  Column held_days = maybe_integer("held_days");
  Column last_day = maybe_integer("last_day");
  Column base = maybe_integer("base");
  Column terms_id = maybe_integer("terms_id");
  Column reverses = maybe_integer("reverses");
};
inline constexpr Entries entries;

struct TierChanges : Table {
  constexpr TierChanges() : Table("tier_changes", "member_id, change_no") {}

  Column member_id = add_integer("member_id");
  Column change_no = add_integer("change_no");
  Column batch_id = add_integer("batch_id");
  Column day = add_integer("day");
  Column tier = add_text("tier");
  Column until = maybe_integer("until");
  Column reason = add_kinds("reason", first_of<TierReason>, last_of<TierReason>);
  Column qualifying = add_integer("qualifying");
  Column program_id = add_integer("program_id");
  Column reversal = add_integer("reversal");
};
inline constexpr TierChanges tier_changes;

struct Settlements : Table {
  constexpr Settlements() : Table("settlements", "member_id") {}

  Column member_id = row_number("member_id");
  Column points_through = add_integer("points_through");
  Column points_due_on = add_integer("points_due_on");
  Column tiers_through = add_integer("tiers_through");
  Column tiers_due_on = add_integer("tiers_due_on");
  Column issues_through = add_integer("issues_through");
  Column issues_due_on = add_integer("issues_due_on");
};
inline constexpr Settlements settlements;

struct Vouchers : Table {
  constexpr Vouchers() : Table("vouchers", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column code = add_text("code");
  Column coupon = add_text("coupon");
  Column member_id = add_integer("member_id");
  Column program_id = add_integer("program_id");
  Column issued_on = add_integer("issued_on");
  Column first_day = add_integer("first_day");
  Column last_day = maybe_integer("last_day");
  Column amount_off = maybe_integer("amount_off");
  Column percent_off = maybe_integer("percent_off");
  Column max_discount = maybe_integer("max_discount");
  Column min_spend = add_integer("min_spend");
  Column issue_key = add_text("issue_key");
  Column free_shipping = later_integer("free_shipping");
  Column gift = later_text("gift");
  Column bonus_points = later_integer("bonus_points");
  Column categories = later_text("categories");
  Column stacking = later_text("stacking");
  Column keeps_used = later_integer("keeps_used");
  Column on_return = later_kinds("on_return", first_of<OnReturn>, last_of<OnReturn>);
  Column terms = later_text("terms");
};
inline constexpr Vouchers vouchers;

struct VoucherEvents : Table {
  constexpr VoucherEvents() : Table("voucher_events", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column voucher_id = add_integer("voucher_id");
  Column day = add_integer("day");
  Column kind = add_kinds("kind", first_of<VoucherEventKind>, last_of<VoucherEventKind>);
  Column order_no = add_text("order_no");
  Column amount = maybe_integer("amount");
  Column discount = maybe_integer("discount");
  Column reason = add_text("reason");
  Column order_id = later_integer("order_id");
};
inline constexpr VoucherEvents voucher_events;

struct Cards : Table {
  constexpr Cards() : Table("cards", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column code = add_text("code");
  Column member_id = maybe_integer("member_id");
  Column amount = add_integer("amount");
  Column paid = add_integer("paid");
  Column issued_on = add_integer("issued_on");
  Column last_day = maybe_integer("last_day");
  Column issue_key = add_text("issue_key");
};
inline constexpr Cards cards;

struct CardMoves : Table {
  constexpr CardMoves() : Table("card_moves", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column card_id = add_integer("card_id");
  Column day = add_integer("day");
  Column kind = add_kinds("kind", first_of<CardMoveKind>, last_of<CardMoveKind>);
  Column amount = add_integer("amount");
  Column order_no = add_text("order_no");
  Column order_id = maybe_integer("order_id");
  Column last_day = maybe_integer("last_day");
  Column reason = add_text("reason");
  Column move_key = add_text("move_key");
};
inline constexpr CardMoves card_moves;

struct Commitments : Table {
  constexpr Commitments() : Table("commitments", "id") {}

  Column id = row_number("id");
  Column batch_id = add_integer("batch_id");
  Column kind = add_kinds("kind", first_of<CommitmentKind>, last_of<CommitmentKind>);
  Column number = add_integer("number");
  Column hash = maybe_blob("hash");
};
inline constexpr Commitments commitments;

} // namespace loyalty::store::tables

namespace loyalty::store {

/// All tables whose rows belong to batches, in the order in which a batch hashes them.
inline constexpr std::array<const Table*, 16> hashed_tables = {
    &tables::programs,     &tables::members,  &tables::orders,         &tables::order_details,
    &tables::order_lines,  &tables::acts,     &tables::terms,          &tables::entries,
    &tables::tier_changes, &tables::vouchers, &tables::voucher_events, &tables::visitors,
    &tables::holdouts,     &tables::cards,    &tables::card_moves,     &tables::commitments};

} // namespace loyalty::store
