// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

#include "loyalty/program.hpp"
#include "program/toml_fields.hpp"

namespace loyalty::program {

/// [fields]: the custom fields of members, each with what it holds.
std::map<std::string, FieldKind> read_fields(const Field& field);

} // namespace loyalty::program
