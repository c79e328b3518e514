// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/program.hpp"
#include "program/toml_fields.hpp"
#include "program/toml_reader.hpp"

namespace loyalty::program {

/// The ids of one kind of part that other parts may name.
struct Ids {
  std::string_view kind; ///< "tier", as files write it
  Message one;           ///< the same to people
  Message several;       ///< "tiers"
  std::vector<std::string_view> ids = {};

  bool has(std::string_view id) const;
};

/// What can be named in a program, wherever it stands in the file. The words are those of the text or program it was
/// made of, which must outlive it.
struct Known {
  Ids tiers{"tier", "kind|tier"_en, "kind|tiers"_en};
  Ids coupons{"coupon", "kind|coupon"_en, "kind|coupons"_en};
  Ids campaigns{"campaign", "kind|campaign"_en, "kind|campaigns"_en};
  Ids activities{"activity", "kind|activity"_en, "kind|activities"_en};
  Ids plans{"membership", "kind|membership"_en, "kind|memberships"_en};
  Ids fields{"field", "kind|field"_en, "kind|fields"_en};
  Currency currency = cny;                           ///< in which all amounts are written
  std::map<std::string, FieldKind> field_kinds = {}; ///< of those that are declared well
  std::vector<std::string_view> compulsory = {};     ///< activities that are compulsory sharing
};

Known known_of(const TomlValue& root);
Known known_of(const Program& program);

/// Whether there is such an id; a problem at the field if not.
bool check_known(const Field& field, std::string_view id, const Ids& ids);
/// The same for the key of a table.
bool check_known_key(const Field& table, const TomlMember& member, const Ids& ids);
/// One of the ids.
std::optional<std::string> read_known(const Field& field, const Ids& ids);
/// One of the ids or a list of them.
std::optional<std::vector<std::string>> read_known_list(const Field& field, const Ids& ids);

} // namespace loyalty::program
