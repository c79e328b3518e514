// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command adjust_points() { return {.examples = "", .options = {}, .run = nullptr}; } }
