#!/bin/sh
# SPDX-License-Identifier: MIT
# The nights of many shops, as many at once as there are processors: sh nights.sh FOLDER [OPTION of parallel …]
#
#   sh nights.sh shops
#   sh nights.sh shops --sshlogin :,till@two.example,till@three.example
#
# FOLDER holds a folder for each shop, as ../cron/nightly.sh wants it. Members of one shop are nobody in another, so
# shops need nothing of each other. Another machine has loyalty and rsync; a shop's folder goes there and comes back when
# its night is over, and nothing stays there. Nobody may write to that ledger meanwhile. Where a machine fails the night
# is begun again, on another one if there is any: the folder here is as it was, and a night that runs twice changes
# nothing.
#
# Names each shop whose night did not end with 0, with the code of nightly.sh and what was said, and ends with the
# greatest of them; 255 stands for a machine that could not be reached. GNU parallel is needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:?usage: sh nights.sh FOLDER [OPTION of parallel …]}/.."
folder=$(basename "$1")
shift

cp "$here/../cron/nightly.sh" "$folder/nightly.sh"
list=$(mktemp)
trap 'rm -f "$list" "$folder/nightly.sh" "$folder"/*.tar' EXIT
umask 077
for shop in "$folder"/*/; do
  shop=${shop%/}
  rm -f "$shop/ended" "$shop.back.tar"
  [ $# -eq 0 ] || tar -cf "$shop.tar" -C "$shop" .
  echo "$shop"
done >"$list"

# However a night ends is no failure of its machine.
night='umask 077
run() { sh "${1%/*}/nightly.sh" "$1" >"$1/said" 2>&1; echo $? >"$1/ended"; }
if [ -d "$1" ]; then run "$1"; exit 0; fi
trap "rm -rf \"$1\"" EXIT
mkdir "$1" && tar -xf "$1.tar" -C "$1" && run "$1" && tar -cf "$1.back.tar" -C "$1" .'
# Only machines elsewhere need to be sent anything.
[ $# -eq 0 ] || set -- --basefile "$folder/nightly.sh" --transferfile {}.tar --return {}.back.tar --cleanup "$@"
# Whatever shell the owner types in, or none as under some schedulers, the nights are written for this one.
SHELL=/bin/sh parallel --will-cite --quote --retries 3 "$@" sh -c "$night" night {} <"$list" || true

take_back() {
  rm -rf "$1/back"
  mkdir "$1/back"
  tar -xf "$1.back.tar" -C "$1/back"
  mv "$1/back/loyalty.db" "$1/loyalty.db"
  cp -R "$1/back/." "$1"
  rm -r "$1/back"
  # What was read there still waits here.
  for file in "$1"/done/*; do
    waiting=$1/inbox/${file##*/}
    if cmp -s "$file" "$waiting"; then rm "$waiting"; fi
  done
}

worst=0
while read -r shop; do
  [ ! -f "$shop.back.tar" ] || take_back "$shop"
  code=$(cat "$shop/ended" 2>/dev/null || echo 255)
  [ "$code" -ne 0 ] || continue
  printf '%s: %s\n' "$shop" "$code"
  [ ! -f "$shop/said" ] || sed 's/^/  /' "$shop/said"
  [ "$code" -le "$worst" ] || worst=$code
done <"$list"
exit "$worst"
