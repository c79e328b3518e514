// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command list_batches() { return {.examples = "", .options = {}, .run = nullptr}; } }
