#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares the kinds of files that orders can come in: a workbook with what xlsx2csv takes to make CSV of it, and GB18030
# with UTF-8:
#
#   sh tests/bench/files.sh [ROWS [COLUMNS [ROUNDS]]]        (200000, 60, 5)
#
# What is compared runs in alternation; each number is a median. xlsx2csv is run once, as it takes long.
set -eu
cd "$(dirname "$0")/../.."

rows=${1:-200000}
columns=${2:-60}
rounds=${3:-5}

cmake --preset release >&2
cmake --build --preset release --target loyalty bench_orders bench_workbook bench_run >&2
PATH=$PWD/build/release:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '[program]\nname = "bench"\n\n[points]\nearn = { points = 1, per = "10.00" }\n' >loyalty.toml

bench_orders "$rows" "$((rows / 10))" >orders.csv
bench_workbook orders.xlsx "$columns" <orders.csv
bench_orders "$((rows * 5))" "$((rows / 2))" |
  sed -e 's/,tea$/,茶叶/' -e 's/,snacks$/,零食/' -e 's/,fruit$/,水果/' -e 's/,care$/,护理/' -e 's/,home$/,家居/' >utf8.csv
iconv -f UTF-8 -t GB18030 utf8.csv >gb18030.csv
gzip -k -6 utf8.csv

for round in $(seq "$rounds"); do
  echo "round $round" >&2
  for file in utf8.csv gb18030.csv utf8.csv.gz orders.xlsx; do
    rm -f loyalty.db
    loyalty -q init
    bench_run "cost.$file" loyalty -q import-orders "$file" 2>messages || { cat messages >&2; exit 1; }
  done
done
if command -v xlsx2csv >/dev/null; then bench_run cost.xlsx2csv xlsx2csv orders.xlsx from.csv; fi

# median COLUMN FILE
median() { cut -f "$1" "$2" | sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }

# row FILE PEER GOAL
row() {
  [ -f "cost.$2" ] || return 0
  printf '| %-12s | %-12s | %9.1f | %9.1f | %6.3f | %5s | %4d |\n' "$1" "$2" "$(median 1 "cost.$1")" "$(median 1 "cost.$2")" \
    "$(echo "$(median 1 "cost.$1") $(median 1 "cost.$2")" | awk '{ print $1 / $2 }')" "$3" \
    "$(($(median 2 "cost.$1" | cut -d . -f 1) / 1024))"
}

printf '| %-12s | %-12s | %9s | %9s | %6s | %5s | %4s |\n' 'import' 'compared' 'ms' 'other ms' 'ratio' 'goal' 'MiB'
echo '|---|---|---:|---:|---:|---:|---:|'
row gb18030.csv utf8.csv 1.25
row utf8.csv.gz utf8.csv 1.5
row orders.xlsx xlsx2csv 0.25
