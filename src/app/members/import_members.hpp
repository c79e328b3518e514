// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/members/rows_imported.hpp"

namespace loyalty::app {

/// Takes over members of an earlier system: who they are, and with which points, growth and tier they begin. A row is
/// known by its member_id; read again, it changes nothing, and what contradicts the ledger sets the row aside. The file
/// is read as it stands on the day of the command. Opening points and growth stand for what was before their day,
/// unless they came `on_top`.
RowsImported import_members(const shop::Context& context, const shop::ProgramText& program, const std::string& path,
                            bool on_top = false,
                            const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

} // namespace loyalty::app
