// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace loyalty {

/// The namespaces of identities that mean the same on every platform.
namespace name_space {
inline constexpr std::string_view phone = "phone";
inline constexpr std::string_view email = "email";
} // namespace name_space

/// The one spelling of an identity, so that a customer is found however a file writes them; nullopt where the value
/// names nobody: empty, masked, sealed, or in a namespace that has a form not of that form. A phone is a full
/// Chinese mobile number without +86, blanks, hyphens and an extension, or a number of another country with its +; an
/// e-mail has its letters small; all else is a plain key.
std::optional<std::string> plain_identity(std::string_view name_space, std::string_view written);

/// Whether a masked phone (138****0001) can be this one: as long, with the same digits where some are shown, at least
/// four. A hint for people, never a reason to take one for the other.
bool can_be_phone(std::string_view masked, std::string_view phone);

} // namespace loyalty
