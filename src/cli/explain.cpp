// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command explain() { return {.examples = "", .options = {}, .run = nullptr}; } }
