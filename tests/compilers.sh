#!/bin/sh
# SPDX-License-Identifier: MIT
# Whether the rules come to the same whether a compiler optimises or not: sh tests/compilers.sh
# CXX names another compiler. Each draws the random histories in an order of its own, so it is compared with itself.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find "$PWD/src/loyalty" -name '*.cpp' | LC_ALL=C sort | sed 's|.*|#include "&"|' >"$folder/rules.cpp"

first=
for level in -O0 -O2; do
  "${CXX:-g++}" $level -std=c++20 -Iinclude -Isrc -Itests -o "$folder/walk" "$folder/rules.cpp" tests/loyalty/walk_digest.cpp
  said=$("$folder/walk")
  echo "$level: $said"
  : "${first:=$said}"
  [ "$said" = "$first" ] || { echo 'they differ'; exit 1; }
done
