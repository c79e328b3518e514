// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace loyalty::cli {

/// The exit code of a command that changed the ledger, but whose answer did not arrive.
inline constexpr int done_unanswered = 4;

// A signal may end the run at any moment, and has to say what is in the books then. Ctrl-C, a closed terminal and a
// polite kill are heeded; one that comes while the books are being closed waits until they are.

/// From now on signals end the run in an orderly way: what is unfinished is removed.
void heed_signals();
/// The ledger is open to be changed: a signal says `told`.
void before_change(const std::string& told);
/// The change is becoming final: signals wait.
void change_becomes_final();
/// The change is in the books: a signal says `told`, and the exit code is `done_unanswered`.
void change_is_final(const std::string& told);
/// Whether a signal has waited.
bool signal_waited();

} // namespace loyalty::cli
