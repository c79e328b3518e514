// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "loyalty/message.hpp"
#include "loyalty/proposal.hpp"

namespace loyalty::program {

/// Says a message in the language of whoever reads the file.
using Said = std::function<std::string(const Message&)>;

/// The text of a program file with the proposed scheme: above each rule a comment says from which figure of the shop it
/// came. It is a program without problems, to be edited like any other.
std::string proposed_program(const Proposal& proposal, std::string_view timezone, const Said& said);

} // namespace loyalty::program
