// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command check_program() { return {.examples = "", .options = {}, .run = nullptr}; } }
