// SPDX-License-Identifier: MIT
#include "cli/parse.hpp"
#include "fuzz/target.hpp"
#include "loyalty/error.hpp"

namespace fuzz {

using namespace loyalty;

/// A command line, a word on each line: understood, answered, or refused in words; never done.
void try_bytes(std::string_view bytes) {
  std::vector<std::string> words;
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    std::string word(bytes.substr(0, end));
    // The system ends a word there.
    word.resize(std::min(word.find('\0'), word.size()));
    words.push_back(std::move(word));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  for (const auto language : {messages::Language::english, messages::Language::chinese}) try {
      const auto parsed = cli::parse(words, language);
      if (const auto* answer = std::get_if<cli::Answer>(&parsed))
        // A shell that asks how a word goes on may be told nothing.
        require(!answer->text.empty() || words.front() == "__complete", "an answer says something");
      else
        require(!std::get<cli::Invocation>(parsed).command.empty(), "what is understood names a command");
    } catch (const Error& error) {
      require(error.failure == Failure::usage && !error.told.english().empty(), "what is typed is refused in words");
    }
}

} // namespace fuzz
