// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// What people read for a word in a cell, such as a status, a kind or a comparison; the word itself where the catalogue
/// has none. Of a word with several meanings `context` says which is meant: "task".
Message word(std::string_view key, std::string_view context = "word");

} // namespace loyalty::messages
