// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command show_member() { return {.examples = "", .options = {}, .run = nullptr}; } }
