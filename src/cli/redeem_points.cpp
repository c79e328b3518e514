// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command redeem_points() { return {.examples = "", .options = {}, .run = nullptr}; } }
