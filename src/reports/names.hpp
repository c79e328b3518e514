// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program/thing_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Keys of members that begin like this, at most `most`, in the order of the keys.
std::vector<std::string> member_keys(store::Ledger& ledger, std::string_view beginning, std::size_t most);

/// Numbers of the last batches with the command that wrote them, the latest first.
std::vector<std::pair<std::string, std::string>> last_batches(store::Ledger& ledger, std::size_t most);

/// What a program calls a thing of its own, such as a tier; the id where it says nothing else.
template <class Thing>
std::string name_or_id(const Thing* thing, std::string_view id) {
  return thing == nullptr || thing->name.empty() ? std::string(id) : thing->name;
}

/// What the versions of the program in a ledger call their things, the last one that has the thing; for programs ids
/// stay what they are. Reads the program when a name is first asked for.
class ProgramNames {
 public:
  ProgramNames(store::Ledger& ledger, bool for_people) : ledger_(&ledger), for_people_(for_people) {}

  std::string tier(std::string_view id);
  std::string coupon(std::string_view id);
  std::string plan(std::string_view id);
  std::string group(std::string_view id);
  std::string gift(std::string_view id);
  std::string activity(std::string_view id);

 private:
  struct Version {
    std::string text;
    std::optional<program::ThingNames> names; ///< once one was asked for
  };
  std::string name_of(std::string_view list, std::string_view id);

  store::Ledger* ledger_;
  bool for_people_;
  std::optional<std::vector<Version>> versions_; ///< the last one first
};

} // namespace loyalty::reports
