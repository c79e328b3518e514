// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// The known word that `word` was probably meant to be: the nearest one that at most two slips (a letter added,
/// dropped, changed or swapped with its neighbour) lead to, one slip where the word has three letters or fewer. Empty
/// where no known word is that near.
std::string suggest(std::string_view word, std::span<const std::string_view> known);

/// The hint where a file has nothing of that id: the one that was probably meant, else all that it has.
Message which_there_are(std::string_view id, std::span<const std::string_view> known);

} // namespace loyalty::messages
