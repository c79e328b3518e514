// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
namespace loyalty::cli { Command report() { return {.examples = "", .options = {}, .run = nullptr}; } }
