#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares loyalty with the sqlite3 shell on the same data:
#
#   sh tests/bench/bench.sh [ROWS [MEMBERS [ROUNDS]]]        (1000000, a tenth of the rows, 5)
#
# Both run in alternation, round by round. A ratio is the median of the rounds' ratios, everything else a median.
# The files go into a temporary directory; TMPDIR chooses the disk.
set -eu
cd "$(dirname "$0")/../.."

rows=${1:-1000000}
members=${2:-$((rows / 10))}
rounds=${3:-5}
starts=41
late=$((rows * 3 / 1000)) # of a night's file, so many orders are known and so many are new

cmake --preset release >&2
cmake --build --preset release --target loyalty bench_orders bench_run >&2
PATH=$PWD/build/release:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir cost

cat >loyalty.toml <<'TOML'
[program]
name = "bench"
currency = "CNY"
timezone = "Asia/Shanghai"

[points]
earn = { points = 1, per = "10.00" }
expire = { after = "12 months" }

[[tier]]
id = "bronze"
name = "Bronze"
when = { spend = "100.00", window = "365 days" }

[[tier]]
id = "silver"
name = "Silver"
when = { spend = "500.00", window = "365 days" }

[[tier]]
id = "gold"
name = "Gold"
when = { spend = "2000.00", window = "365 days" }

[[tier]]
id = "diamond"
name = "Diamond"
when = { spend = "5000.00", window = "365 days" }
TOML

bench_orders $((rows + late)) "$members" >all.csv
bench_orders "$rows" "$members" --shuffle >shuffled.csv
head -n $((rows + 1)) all.csv >orders.csv
{ head -n 1 all.csv && tail -n $((late * 2)) all.csv; } >night.csv

last_day() { tail -n 1 "$1" | cut -d , -f 3 | cut -c 1-10; }
first_night=$(last_day orders.csv)
next_night=$(date -d "$first_night + 1 day" +%F)
late_night=$(date -d "$(last_day night.csv) + 1 day" +%F)

# cost NAME COMMAND...: runs it and adds a line to cost/NAME.
cost() {
  name=$1
  shift
  sync
  bench_run "cost/$name" "$@" >/dev/null 2>messages || {
    echo "failed: $*" >&2
    cat messages >&2
    exit 1
  }
}

fresh() {
  rm -f loyalty.db peer.db
  loyalty -q init
  sqlite3 peer.db "create table orders (order_id text unique, member_id text, placed_at text, amount text,
                                        status text, category text)"
}

known="create temp table again as select * from orders limit 0"
per_member="select member_id, count(*), sum(amount), min(placed_at), max(placed_at)
            from orders where status = 'paid' group by member_id"

round() {
  fresh
  cost shuffled loyalty import-orders shuffled.csv
  cost shuffled-peer sqlite3 peer.db '.import --csv --skip 1 shuffled.csv orders'
  fresh
  cost import loyalty import-orders orders.csv
  cost import-peer sqlite3 peer.db '.import --csv --skip 1 orders.csv orders'
  cost again loyalty import-orders orders.csv
  cost again-peer sqlite3 peer.db "$known" '.import --csv --skip 1 --schema temp orders.csv again' \
    'insert or ignore into orders select * from again'
  cost night loyalty run-nightly --as-of "$first_night"
  cost next-night loyalty run-nightly --as-of "$next_night"
  cost members loyalty report members --as-of "$next_night" --format csv
  cost members-peer sqlite3 -csv peer.db "$per_member"
  cost late loyalty import-orders night.csv
  cost late-night loyalty run-nightly --as-of "$late_night"
}

start() {
  for lang in en zh; do
    cost start-$lang loyalty show-member m000001 --as-of "$late_night" --lang $lang
    cost quote-$lang loyalty quote-order m000001 --line a:2:59.00 --line b:1:28.50 --as-of "$late_night" --lang $lang
  done
  cost start-peer sqlite3 peer.db 'select 1'
}

echo "$rows orders of $members members, $rounds rounds" >&2
for i in $(seq "$rounds"); do
  echo "round $i" >&2
  round
done
for i in $(seq "$starts"); do start; done

sum() { paste "cost/$1" "cost/$2" | awk '{ print $1 + $3 "\t" ($2 > $4 ? $2 : $4) }' >"cost/$3"; }
sum import night whole
sum late late-night evening

# median COLUMN: of the lines on standard input.
median() { cut -f "$1" | sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }

# row TEXT NAME PEER GOAL BETTER
row() {
  ratio=$(paste "cost/$2" "cost/$3" | awk '{ print $1 / $3 }' | median 1)
  printf '| %-40s | %9.1f | %9.1f | %6.3f | %5s | %6s | %6d | %6d |\n' "$1" \
    "$(median 1 <"cost/$2")" "$(median 1 <"cost/$3")" "$ratio" "$4" "$5" \
    "$(($(median 2 <"cost/$2" | cut -d . -f 1) / 1024))" "$(($(median 2 <"cost/$3" | cut -d . -f 1) / 1024))"
}

printf '| %-40s | %9s | %9s | %6s | %5s | %6s | %6s | %6s |\n' \
  'loyalty / compared with' 'ms' 'other ms' 'ratio' 'goal' 'better' 'MiB' 'other'
echo '|---|---:|---:|---:|---:|---:|---:|---:|'
row 'import-orders / .import' import import-peer 1.0 0.6
row 'import-orders, shuffled / .import' shuffled shuffled-peer 0.75 0.4
row 'import-orders again / INSERT OR IGNORE' again again-peer 0.8 0.45
row 'first run-nightly / .import' night import-peer 1.5 0.8
row 'next run-nightly / first run-nightly' next-night night 0.08 0.03
row 'late orders and night / import and night' evening whole 0.03 0.015
row 'report members / GROUP BY' members members-peer 1.0 0.4
row 'show-member / select 1' start-en start-peer 2.0 1.2
row 'quote-order / select 1' quote-en start-peer 2.0 1.5
row 'show-member in Chinese / in English' start-zh start-en 1.05 1.0
row 'quote-order in Chinese / in English' quote-zh quote-en 1.05 1.0
