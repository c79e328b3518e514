#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the program with the address and undefined-behaviour sanitizers of clang, runs the examples and the commands of
# all pages with it and lets the fuzzers look for a minute each, on a bare Debian as well: sh tests/sanitize.sh
#
# LOYALTY_FUZZ_SECONDS says for how long a fuzzer looks. Every start of such a program takes twenty times its time, so
# the sessions of tests/cli, the unit tests and the fault tests are tried by hand, before a release:
#
#   sh tests/sanitize.sh all
#
# Those that read strangers' files and programs are built quickly, so tests/run.sh lets their fuzzers look for half a
# minute each where it has time left:
#
#   sh tests/sanitize.sh readers
set -eu
tests='^(example|fuzz|found by fuzzing): |^documentation$'
targets=sanitized
case ${1:-} in
  all) tests=. targets=all ;;
  readers) tests='^fuzz: (orders|members|program)$' targets='fuzz_orders fuzz_members fuzz_program' ;;
esac
cd "$(dirname "$0")/.."

. tests/prepare.sh
install_missing

if ! find_clang && command -v apt-get >/dev/null; then
  if apt-cache show clang-16 >/dev/null 2>&1; then
    install_packages clang-16 libclang-rt-16-dev || true
  else
    install_packages clang libclang-rt-dev || true
  fi
fi
find_clang || { echo 'skipped: there is no clang with its sanitizers'; exit 0; }

# What is kept at the end of a run is no leak.
export ASAN_OPTIONS=detect_leaks=0
CXX=$clang cmake --preset sanitize -DLOYALTY_FUZZ=ON
cmake --build --preset sanitize --target $targets
ctest --preset sanitize --parallel "$(nproc)" --tests-regex "$tests"
