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
  std::string_view kind;   ///< "tier"
  std::string_view plural; ///< "tiers"
  std::vector<std::string_view> ids = {};

  bool has(std::string_view id) const;
};

/// What can be named in a program, wherever it stands in the file. The words are those of the text or program it was
/// made of, which must outlive it.
struct Known {
  Ids tiers{"tier", "tiers"};
  Ids coupons{"coupon", "coupons"};
  Ids campaigns{"campaign", "campaigns"};
  Ids activities{"activity", "activities"};
  Ids plans{"membership", "memberships"};
  Ids fields{"field", "fields"};
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
