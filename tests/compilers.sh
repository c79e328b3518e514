#!/bin/sh
# SPDX-License-Identifier: MIT
# Whether the rules come to the same whatever compiles them, and whether it optimises or not: sh tests/compilers.sh
# CXX names another compiler than g++; clang is compared with it where it is there.
set -eu
cd "$(dirname "$0")/.."
. tests/prepare.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find "$PWD/src/loyalty" -name '*.cpp' | LC_ALL=C sort | sed 's|.*|#include "&"|' >"$folder/rules.cpp"

first=
# compare COMPILER LEVEL
compare() {
  "$1" "$2" -std=c++20 -Iinclude -Isrc -Itests -o "$folder/walk" "$folder/rules.cpp" tests/loyalty/walk_digest.cpp
  said=$("$folder/walk")
  echo "$1 $2: $said"
  : "${first:=$said}"
  [ "$said" = "$first" ] || { echo 'they differ'; exit 1; }
}
compare "${CXX:-g++}" -O0
compare "${CXX:-g++}" -O2
if find_clang; then
  compare "$clang" -O2
else
  echo 'not compared: there is no clang'
fi
