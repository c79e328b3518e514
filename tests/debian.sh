#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the two commands of README.md on a bare Debian, as root: sh tests/debian.sh bookworm|trixie
set -eu
cd "$(dirname "$0")/.."

suite=${1:?'usage: sh tests/debian.sh SUITE, for example bookworm or trixie'}
. tests/bare_system.sh

new_system shop
clone_into shop
sed -n 's/ *#.*//; /^sh [a-z]/p' README.md | while read -r command; do
  step "$command"
  inside shop "cd loyalty; $command"
done
step 'done'
