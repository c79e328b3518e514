#!/bin/sh
# SPDX-License-Identifier: MIT
# Lets a fuzzer look for a minute, or for as many seconds as LOYALTY_FUZZ_SECONDS says: fuzz.sh FUZZER FOUND SEED …
# It begins with the seeds, and LOYALTY_FUZZ_SEED gives the same changes of them each time. What breaks a promise is
# kept in the folder FOUND, to be tried for ever.
set -eu
fuzzer=$1 found=$2
shift 2
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
n=0
for seed; do
  n=$((n + 1))
  cp "$seed" "$corpus/$n"
done
mkdir -p "$found"
# What is instrumented keeps the memory it has given back for a while.
"$fuzzer" -seed="${LOYALTY_FUZZ_SEED:-0}" -max_total_time="${LOYALTY_FUZZ_SECONDS:-60}" -timeout=20 \
  -rss_limit_mb=3000 -max_len=65536 -verbosity=1 -artifact_prefix="$found/" -print_final_stats=1 "$corpus" 2>&1 |
  grep -vE '^#[0-9]+|NEW_FUNC' | tail -n 60 >"$corpus/said" || true
cat "$corpus/said"
grep -q 'DONE\|stat::number_of_executed_units' "$corpus/said" && ! grep -q 'SUMMARY\|ERROR' "$corpus/said"
