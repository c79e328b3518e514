// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command undo_batch() { return {.examples = "", .options = {}, .run = nullptr}; } }
