#!/bin/sh
# SPDX-License-Identifier: MIT
# A shop's first evening with loyalty, on a bare Debian as well: sh examples/quickstart.sh
# Everything happens in a temporary directory; nothing is left behind.
set -eu
cd "$(dirname "$0")/.."

as_of=2026-06-18

# Where only the examples are, loyalty is installed.
if [ -f tests/prepare.sh ]; then
  . tests/prepare.sh
  prepare loyalty
  PATH=$PWD/build/release:$PATH
fi
shop=$(mktemp -d)
trap 'rm -rf "$shop"' EXIT
cp examples/wechat-shop/loyalty.toml examples/wechat-shop/orders.csv "$shop"
cd "$shop"

run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

run loyalty init
run loyalty import-orders orders.csv
run loyalty run-nightly --as-of "$as_of"
run loyalty report summary --as-of "$as_of"
run loyalty report tiers --as-of "$as_of"
run loyalty report members --as-of "$as_of"
member=$(loyalty report members --as-of "$as_of" --format csv | sed -n '2s/,.*//p')
run loyalty show-member "$member" --as-of "$as_of"
