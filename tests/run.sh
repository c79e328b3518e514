#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds everything and runs all tests, on a bare Debian as well: sh tests/run.sh [OPTION of cmake …]
set -eu
begun=$(date +%s)
cd "$(dirname "$0")/.."

. tests/prepare.sh
prepare all "$@"

ctest --preset release --parallel "$(nproc)"

# All is to be over after 25 minutes on two cores.
if [ $(($(date +%s) - begun)) -lt 1080 ]; then
  LOYALTY_FUZZ_SEED=1 LOYALTY_FUZZ_SECONDS=30 sh tests/sanitize.sh readers
else
  echo 'skipped for want of time: sh tests/sanitize.sh readers'
fi
