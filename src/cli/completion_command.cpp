// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/completion.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int run_completion(Session& session) {
  const auto shell = session.text("SHELL");
  const auto script = completion_script(shell);
  if (script.empty())
    throw Error(Failure::usage, "{shell} is not known"_en(shell), {}, "type: loyalty completion bash, zsh or fish"_en);
  session.print(script);
  return 0;
}

} // namespace

Command completion() {
  return {.examples =
              "  loyalty completion bash > ~/.local/share/bash-completion/completions/loyalty\n"
              "  loyalty completion fish > ~/.config/fish/completions/loyalty.fish",
          .options = {{"SHELL", Option::Kind::required, "name the shell: bash, zsh or fish"_en}},
          .run = run_completion};
}

} // namespace loyalty::cli
