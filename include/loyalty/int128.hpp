// SPDX-License-Identifier: MIT
#pragma once

namespace loyalty {

/// In which products are taken.
__extension__ using Wide = __int128;

} // namespace loyalty
