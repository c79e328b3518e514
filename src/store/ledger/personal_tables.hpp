// SPDX-License-Identifier: MIT
#pragma once

#include "store/sqlite/table.hpp"

// The columns of the tables that say who a member is, and of what was typed. They lie beside the books: they are
// corrected and forgotten, and no batch hashes them; it hashes what `commitments` says of them.
namespace loyalty::store::tables {

struct Profiles : Table {
  constexpr Profiles() : Table("profiles", "member_id") {}

  Column member_id = row_number("member_id");
  Column member_key = add_text("member_key");
  Column name = maybe_text("name");
  Column salt = maybe_blob("salt");
};
inline constexpr Profiles profiles;

struct Identities : Table {
  constexpr Identities() : Table("identities", "namespace, value") {}

  Column name_space = add_text("namespace");
  Column value = add_text("value");
  Column member_id = add_integer("member_id");
};
inline constexpr Identities identities;

struct Birthdays : Table {
  constexpr Birthdays() : Table("birthdays", "member_id, known_on, batch_id") {}

  Column member_id = add_integer("member_id");
  Column known_on = add_integer("known_on");
  Column batch_id = add_integer("batch_id");
  Column birthday = add_integer("birthday");
};
inline constexpr Birthdays birthdays;

struct OrderBuyers : Table {
  constexpr OrderBuyers() : Table("order_buyers", "order_id") {}

  Column order_id = row_number("order_id");
  Column name = maybe_text("name");
  Column phone = maybe_text("phone");
  Column referrer = maybe_text("referrer");
  Column salt = maybe_blob("salt");
};
inline constexpr OrderBuyers order_buyers;

struct Forgotten : Table {
  constexpr Forgotten() : Table("forgotten", "digest") {}

  Column digest = add_blob("digest");
  Column member_id = add_integer("member_id");
};
inline constexpr Forgotten forgotten;

struct Texts : Table {
  constexpr Texts() : Table("texts", "id") {}

  Column id = row_number("id");
  Column salt = maybe_blob("salt");
  Column text = maybe_text("text");
};
inline constexpr Texts texts;

} // namespace loyalty::store::tables
