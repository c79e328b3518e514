// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Keys of members that begin like this, at most `most`, in the order of the keys.
std::vector<std::string> member_keys(store::Ledger& ledger, std::string_view beginning, std::size_t most);

/// Numbers of the last batches with the command that wrote them, the latest first.
std::vector<std::pair<std::string, std::string>> last_batches(store::Ledger& ledger, std::size_t most);

} // namespace loyalty::reports
