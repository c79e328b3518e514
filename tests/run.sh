#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds everything and runs all tests, on a bare Debian as well: sh tests/run.sh [OPTION of cmake …]
set -eu
cd "$(dirname "$0")/.."

. tests/prepare.sh
prepare all "$@"

ctest --preset release --parallel "$(nproc)"
sh tests/sanitize.sh
