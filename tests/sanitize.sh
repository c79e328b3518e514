#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the program with the address and undefined-behaviour sanitizers of clang, runs the examples and the commands of
# all pages with it and lets the fuzzers look for a minute each, on a bare Debian as well: sh tests/sanitize.sh
#
# LOYALTY_FUZZ_SECONDS says for how long a fuzzer looks. Every start of such a program takes twenty times its time, so
# the sessions of tests/cli, the unit tests and the fault tests are tried by hand, before a release:
#
#   sh tests/sanitize.sh all
set -eu
tests='^(example|fuzz|found by fuzzing): |^documentation$'
target=sanitized
if [ "${1:-}" = all ]; then tests=. target=all; fi
cd "$(dirname "$0")/.."

. tests/prepare.sh
install_missing

if ! find_clang && command -v apt-get >/dev/null; then
  if apt-cache show clang-16 >/dev/null 2>&1; then
    install_packages clang-16 libclang-rt-16-dev
  else
    install_packages clang libclang-rt-dev
  fi
fi
find_clang || { echo 'skipped: there is no clang'; exit 0; }

# What is kept at the end of a run is no leak.
export ASAN_OPTIONS=detect_leaks=0
CXX=$clang cmake --preset sanitize -DLOYALTY_FUZZ=ON
cmake --build --preset sanitize --target "$target"
ctest --preset sanitize --parallel "$(nproc)" --tests-regex "$tests"
