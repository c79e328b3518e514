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
/// names nobody: empty, masked, sealed, or in a namespace that has a form not of that form. A phone is a number of 7 to
/// 15 digits without +86, blanks, hyphens and an extension behind a full mobile number; an e-mail has its letters
/// small; all else is a plain key.
std::optional<std::string> plain_identity(std::string_view name_space, std::string_view written);

} // namespace loyalty
