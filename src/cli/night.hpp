// SPDX-License-Identifier: MIT
#pragma once

#include "app/run_nightly.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

/// Settles one or both halves of every member through the day of the command and tells what became of it.
int settle(Session& session, app::Halves halves);

/// The closing line of a night.
void tell(Session& session, const app::Night& night, app::Halves halves);

/// That the program file is another than the version kept last, where a command has taken it over.
void say_new_program(const Session& session);

}  // namespace loyalty::cli
