// SPDX-License-Identifier: MIT
#pragma once

#include "app/night/run_nightly.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

/// Refuses to settle days that are still to come, unless the person who typed one has said yes.
void refuse_days_to_come(Session& session);

/// Says what a changed program takes; refuses it, unless somebody has said yes.
void judge_losses(Session& session, const app::TierLosses& losses);

/// Settles one or both halves of every member through the day of the command and tells what became of it.
int settle(Session& session, app::Halves halves);

/// The closing line of a night.
void tell(Session& session, const app::Night& night, app::Halves halves);

/// That the program file is another than the version kept last, where a command has taken it over.
void say_new_program(const Session& session);

} // namespace loyalty::cli
