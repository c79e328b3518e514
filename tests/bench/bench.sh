#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares loyalty with others on the same data: the sqlite3 shell, and hledger, ledger and DuckDB where they are
# installed.
#
#   sh tests/bench/bench.sh [ROWS [MEMBERS [ROUNDS [TIMES]]]]        (1000000, a tenth of the rows, 5, 10)
#
# All run in alternation, round by round. A ratio is the median of the rounds' ratios, everything else a median. In the
# end TIMES as many orders and members are settled once, to see what grows with them; 0 leaves that out.
# The files go into a temporary directory; TMPDIR chooses the disk.
set -eu
cd "$(dirname "$0")/../.."

rows=${1:-1000000}
members=${2:-$((rows / 10))}
rounds=${3:-5}
times=${4:-10}
starts=41
reports='summary rfm cohorts liability tiers points'

cmake --preset release >&2
cmake --build --preset release --target loyalty bench_orders bench_run >&2
PATH=$PWD/build/release:$PATH
questions=$PWD/tests/bench/reports

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
sed 's/points = 1,/points = 2,/' loyalty.toml >other.toml

last_day() { tail -n 1 "$1" | cut -d , -f 3 | cut -c 1-10; }
day_after() { date -d "$1 + 1 day" +%F; }

# orders ROWS MEMBERS: orders.csv, and night.csv with late ones, of which half are known; the days of the nights.
late=$((rows * 3 / 1000))
orders() {
  bench_orders $(($1 + late)) "$2" >all.csv
  head -n $(($1 + 1)) all.csv >orders.csv
  { head -n 1 all.csv && tail -n $((late * 2)) all.csv; } >night.csv
  rm all.csv
  first_night=$(last_day orders.csv)
  next_night=$(day_after "$first_night")
  late_night=$(day_after "$(last_day night.csv)")
}

# cost NAME COMMAND...: runs it and adds a line to cost/NAME.
cost() {
  name=$1
  shift
  sync
  bench_run "cost/$name" "$@" >answer 2>messages || {
    echo "failed: $*" >&2
    cat messages >&2
    exit 1
  }
}

# Of how many members the night told that it walked them.
walked() { sed -n 's/^processed through [^:]*: \([0-9]*\) members.*/\1/p' messages; }

fresh() {
  rm -f loyalty.db peer.db
  loyalty -q init
  sqlite3 peer.db "create table orders (order_id text unique, member_id text, placed_at text, amount text,
                                        status text, category text)"
}

known="create temp table again as select * from orders limit 0"
per_member="select member_id, count(*), sum(amount), min(placed_at), max(placed_at)
            from orders where status = 'paid' group by member_id"

# A question in the words of the shell and of DuckDB: dates and whole division have a name of each one's own.
ask_sqlite() {
  sed -e "s/month_of(\([^()]*\))/strftime('%Y-%m', \1, 'unixepoch')/g" -e 's/day_of(\([^()]*\))/(\1 \/ 86400)/g' \
    -e "s/@day@/($(date -ud "$first_night" +%s) \/ 86400)/" "$questions/$1.sql"
}
ask_duckdb() {
  cat <<'SQL'
LOAD sqlite;
ATTACH 'loyalty.db' AS books (TYPE sqlite, READ_ONLY);
CREATE MACRO month_of(seconds) AS strftime(make_timestamp(seconds::BIGINT * 1000000), '%Y-%m');
CREATE MACRO day_of(seconds) AS seconds // 86400;
SET search_path = 'books.main,memory.main';
SQL
  for report in $reports; do sed "s/@day@/day_of($(date -ud "$first_night" +%s))/" "$questions/$report.sql"; done
}

evening() {
  cost "late$1" loyalty import-orders night.csv
  cost "late-night$1" loyalty run-nightly --as-of "$late_night"
  walked >"touched$1"
}

ask() {
  for report in $reports; do
    cost "$report" loyalty report "$report" --as-of "$first_night" --format csv
    ask_sqlite "$report" >question.sql
    cost "$report-peer" sqlite3 -csv loyalty.db '.read question.sql'
  done
  if [ -n "$duckdb" ]; then cost duckdb duckdb -csv :memory: '.read duckdb.sql'; fi
  cost members loyalty report members --as-of "$first_night" --format csv
  cost members-peer sqlite3 -csv peer.db "$per_member"
  cost audit loyalty audit
  cost simulate loyalty simulate --program other.toml --as-of "$first_night"
}

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
  if [ "$1" = 1 ]; then find_duckdb; fi
  ask
  cost next-night loyalty run-nightly --as-of "$next_night"
  evening ''
}

# DuckDB can read the ledger only with its extension for SQLite.
duckdb=
find_duckdb() {
  command -v duckdb >/dev/null || return 0
  ask_duckdb >duckdb.sql
  if duckdb :memory: "LOAD sqlite" >/dev/null 2>&1; then duckdb=yes; fi
}

start() {
  for lang in en zh; do
    cost start-$lang loyalty show-member m000001 --as-of "$late_night" --lang $lang
    cost quote-$lang loyalty quote-order m000001 --line a:2:59.00 --line b:1:28.50 --as-of "$late_night" --lang $lang
  done
  cost start-peer sqlite3 peer.db 'select 1'
}

# Per-member totals of a file, as plain text accounting gives them.
totals() {
  fresh
  cost totals-import loyalty import-orders totals.csv
  cost totals-report loyalty report members --as-of "$totals_day" --format csv
  for peer in hledger ledger; do
    if command -v $peer >/dev/null; then cost $peer $peer -f totals.journal balance members; fi
  done
}

large() {
  orders $((rows * times)) $((members * times))
  fresh
  cost large-import loyalty import-orders orders.csv
  cost large-night loyalty run-nightly --as-of "$first_night"
  cost large-members loyalty report members --as-of "$first_night" --format csv
  evening -large
}

echo "$rows orders of $members members, $rounds rounds" >&2
bench_orders "$rows" "$members" --shuffle >shuffled.csv
bench_orders $((rows / 10)) $((members / 10)) >totals.csv
totals_day=$(last_day totals.csv)
awk -F , 'NR > 1 && $5 == "paid" {
  print substr($3, 1, 10) " " $1; print "  members:" $2 "  " $4; print "  sales" }' totals.csv >totals.journal
orders "$rows" "$members"
for i in $(seq "$rounds"); do
  echo "round $i" >&2
  round "$i"
done
for i in $(seq "$starts"); do start; done
for i in $(seq "$rounds"); do totals; done
if [ "$times" -gt 0 ]; then
  echo "$times times as many, once" >&2
  large
fi

# sum TO NAME...: of the costs of a round, and the highest of the peaks.
sum() {
  to=$1
  shift
  (cd cost && paste "$@") | awk '{ ms = peak = cpu = 0
    for (i = 1; i < NF; i += 3) { ms += $i; cpu += $(i + 2); if ($(i + 1) > peak) peak = $(i + 1) }
    print ms "\t" peak "\t" cpu }' >"cost/$to"
}
sum whole import night
sum evening late late-night
sum totals totals-import totals-report
sum six $reports

# median COLUMN: of the lines on standard input.
median() { cut -f "$1" | sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }
mib() { echo $(($(median 2 <"cost/$1" | cut -d . -f 1) / 1024)); }

# row TEXT NAME PEER GOAL BETTER
row() {
  ratio=$(paste "cost/$2" "cost/$3" | awk '{ print $1 / $4 }' | median 1)
  printf '| %-44s | %9.1f | %9.1f | %6.3f | %5s | %6s | %6d | %6d |\n' "$1" \
    "$(median 1 <"cost/$2")" "$(median 1 <"cost/$3")" "$ratio" "$4" "$5" "$(mib "$2")" "$(mib "$3")"
}
# Where the other was not there.
row_of() {
  if [ -e "cost/$3" ]; then row "$@"; else printf '| %-44s | skipped: it is not installed |\n' "$1"; fi
}
# memory TEXT NAME GOAL BETTER, in MiB
memory() { printf '| %-44s | %9s | %9s | %6s | %5s | %6s | %6d | %6s |\n' "$1" - - - "$3" "$4" "$(mib "$2")" -; }

printf '| %-44s | %9s | %9s | %6s | %5s | %6s | %6s | %6s |\n' \
  'loyalty / compared with' 'ms' 'other ms' 'ratio' 'goal' 'better' 'MiB' 'other'
echo '|---|---:|---:|---:|---:|---:|---:|---:|'
row 'import-orders / .import' import import-peer 0.75 0.6
row 'import-orders, shuffled / .import' shuffled shuffled-peer 0.3 0.25
row 'import-orders again / INSERT OR IGNORE' again again-peer 0.55 0.45
row 'first run-nightly / .import' night import-peer 1.0 0.7
row 'next run-nightly / first run-nightly' next-night night 0.03 0.015
row 'late orders and night / import and night' evening whole 0.03 0.015
row 'report members / GROUP BY' members members-peer 0.45 0.35
for report in $reports; do row "report $report / SQL" "$report" "$report-peer" 0.6 0.3; done
row_of 'those six together / DuckDB' six duckdb 1.2 0.9
row 'audit / first run-nightly' audit night 1.0 0.6
row 'simulate / first run-nightly' simulate night 0.6 0.4
row 'show-member / select 1' start-en start-peer 1.5 1.2
row 'quote-order / select 1' quote-en start-peer 1.6 1.3
row 'show-member in Chinese / in English' start-zh start-en 1.05 1.0
row 'quote-order in Chinese / in English' quote-zh quote-en 1.05 1.0
row_of 'totals of a tenth of the orders / hledger' totals hledger 0.05 0.03
row_of 'totals of a tenth of the orders / ledger' totals ledger 0.3 0.19
memory 'peak of import and night' whole $((64 + members * 100 / 1048576)) $((24 + members * 90 / 1048576))
if [ "$times" -gt 0 ]; then
  sum whole-large large-import large-night
  sum evening-large late-large late-night-large
  printf '%s times as many orders and members, once:\n' "$times"
  row 'late orders and night / import and night' evening-large whole-large 0.02 0.01
  ratio=$(echo "$(cut -f 3 cost/evening-large) $(cat touched-large) $(median 3 <cost/evening) $(cat touched)" |
    awk '{ printf "%.3f", $1 / $2 / ($3 / $4) }')
  printf '| %-44s | %9.3f | %9.3f | %6s | %5s | %6s | %6s | %6s |\n' 'the same, CPU of a touched member / at fewer' \
    "$(awk "{ print \$3 / $(cat touched-large) }" cost/evening-large)" \
    "$(echo "$(median 3 <cost/evening) $(cat touched)" | awk '{ print $1 / $2 }')" "$ratio" 1.3 1.1 - -
  memory 'report members' large-members $((members * times * 160 / 1000000)) $((members * times * 64 / 1000000))
  memory 'peak of import and night' whole-large $((64 + members * times * 100 / 1048576)) \
    $((24 + members * times * 90 / 1048576))
fi
