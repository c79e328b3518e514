#!/bin/sh
# SPDX-License-Identifier: MIT
# examples/many-shops with fifty shops: many_shops_test.sh BUILD_DIRECTORY. Their nights run here and on two machines that
# are made up, one of which never answers; once more changes no ledger; and one summary is the sum of all.
# Without GNU parallel and rsync nothing is tried (exit code 77).
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
for tool in parallel rsync sqlite3; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
PATH=$build:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work"
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

shops=50
cat >loyalty.toml <<'TOML'
[program]
name = "chain"
currency = "CNY"
timezone = "Asia/Shanghai"

[points]
earn = { points = 1, per = "10.00" }
redeem = { points = 100, worth = "1.00" }
TOML

# New orders of every shop; the same number gives the same orders.
orders() {
  for shop in $(seq $shops); do
    mkdir -p "shops/shop-$shop/inbox"
    awk -v shop="$shop" -v file="$1" 'BEGIN {
      srand(shop * 100 + file)
      print "order_id,member_id,placed_at,amount,status"
      for (i = 1; i <= 20; ++i)
        printf "%d-%d-%d,m%d,2026-0%d-1%d 10:00:00,%d.%02d,paid\n", shop, file, i, 1 + int(rand() * 9),
               1 + int(rand() * 6), int(rand() * 9), 10 + int(rand() * 400), int(rand() * 100)
    }' >"shops/shop-$shop/inbox/$1.csv"
  done
}

nights() { sh "$source/examples/many-shops/nights.sh" shops "$@" >said 2>&1 || fail "ended with $?: $(cat said)"; }
ledgers() { cat shops/*/loyalty.db | sha256sum; }

# What the orders say, and what the summary does.
told() {
  cat all/*.csv | awk -F , '$5 == "paid" { split($4, amount, "."); ++n; sum += amount[1] * 100 + amount[2]
      points += int((amount[1] * 100 + amount[2]) / 1000) }
    END { printf "shops,%d\norders,%d\ngross,%d.%02d\npoints_earned,%d\n", '$shops', n, sum / 100, sum % 100, points }'
}
summed() {
  sh "$source/examples/many-shops/summary.sh" shops --as-of 2026-12-31 2>/dev/null | grep -E '^(shops|orders|gross|points_earned),'
}
same_sums() { [ "$(told)" = "$(summed)" ] || fail "the sum is not what the orders say: $(told; summed)"; }

orders 1
mkdir all
for shop in shops/*/; do
  cp loyalty.toml "$shop"
  (cd "$shop" && loyalty init >/dev/null 2>&1)
  cp "$shop/inbox/1.csv" "all/$(basename "$shop")-1.csv"
done

nights
same_sums
before=$(ledgers)
nights
[ "$before" = "$(ledgers)" ] || fail 'a night that ran twice changed a ledger'

# A machine that is made up is a folder; "deaf" never answers.
cat >ssh <<'SSH'
#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -l | -p | -o | -S) shift 2 ;;
    --* | -*) shift ;;
    *) break ;;
  esac
done
machine=$1
shift
[ "$1" != -- ] || shift
[ "$machine" != deaf.example ] || exit 255
mkdir -p "$MACHINES/$machine"
cd "$MACHINES/$machine"
echo "$machine" >>"$MACHINES/asked"
HOME=$PWD exec sh -c "$*"
SSH
chmod +x ssh
mkdir machines
export MACHINES="$work/machines" PARALLEL_SSH="$work/ssh" RSYNC_RSH="$work/ssh"

orders 2
for shop in shops/*/; do cp "$shop/inbox/2.csv" "all/$(basename "$shop")-2.csv"; done
unset SHELL
nights --sshlogin 1/:,1/deaf.example,1/two.example
same_sums
grep -q two.example machines/asked || fail 'nothing was sent to the other machine'
[ -z "$(find machines -type f -name "*.*" -path "*shop*")" ] || fail 'something was left on the other machine'
[ -z "$(find shops -path '*/inbox/*')" ] || fail 'files that were read still wait'
