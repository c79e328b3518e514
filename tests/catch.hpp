// SPDX-License-Identifier: MIT
#pragma once

// The one way tests include Catch2: version 2 and version 3 name their header differently.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

#include "loyalty/number.hpp"

template <class Of>
struct Catch::StringMaker<loyalty::Number<Of>> {
  static std::string convert(loyalty::Number<Of> number) { return std::to_string(number.value); }
};
