// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command award_points() { return {.examples = "", .options = {}, .run = nullptr}; } }
