// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command audit() { return {.examples = "", .options = {}, .run = nullptr}; } }
