// SPDX-License-Identifier: MIT
#pragma once

// The one way tests include Catch2: version 2 and version 3 name their header differently.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
