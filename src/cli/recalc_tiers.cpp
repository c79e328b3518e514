// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command recalc_tiers() { return {.examples = "", .options = {}, .run = nullptr}; } }
