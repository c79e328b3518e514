#!/bin/sh
# SPDX-License-Identifier: MIT
# Whether the rules come to the same with every compiler that is here, and however it optimises: sh tests/compilers.sh
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find "$PWD/src/loyalty" -name '*.cpp' | LC_ALL=C sort | sed 's|.*|#include "&"|' >"$folder/rules.cpp"

compilers='g++ -O0:g++ -O2'
# The first clang that knows the C++ of the code is not the usual one of Debian 12.
for clang in clang++-16 clang++-17 clang++-18 clang++-19; do
  if command -v "$clang" >/dev/null; then
    compilers="$compilers:$clang -O2"
    break
  fi
done

first=
IFS=:
for compiler in $compilers; do
  unset IFS
  # shellcheck disable=SC2086 # words of a command
  $compiler -std=c++20 -Iinclude -Isrc -Itests -o "$folder/walk" "$folder/rules.cpp" tests/loyalty/walk_digest.cpp
  said=$("$folder/walk")
  echo "$compiler: $said"
  : "${first:=$said}"
  [ "$said" = "$first" ] || { echo 'they differ'; exit 1; }
done
