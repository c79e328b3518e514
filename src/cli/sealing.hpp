// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "app/trust/seal.hpp"

namespace loyalty::cli {

class Session;

/// A new key file, which an option named, with what it says of itself in the language of the run.
app::SealAsked seal_asked(const Session& session, std::string_view option, const std::string& key_file);
/// What was sealed, and what the owner does with the key now.
void tell_sealed(const Session& session, const app::Sealed& sealed, const std::string& key_file);

} // namespace loyalty::cli
