#!/bin/sh
# SPDX-License-Identifier: MIT
# The night of one shop, for cron or a timer: sh nightly.sh FOLDER
# The folder holds loyalty.db and loyalty.toml, and in inbox/ the order files that have come in.
#
# It says nothing when all went well, keeps a line per run in loyalty.log and the last fourteen
# backups, and ends with the code of the step that went wrong:
#
#   1  refused: somebody has to look, such as at a night that would take tiers from many (the message says what to type)
#   2  an error in loyalty.toml: mend the file; nothing was settled
#   3  done, but rows were rejected: they lie in rejects/ with the reason in the last column
#   4  done, but the answer could not be written: the disk is full
#  10  there is no ledger in the folder
#  11  another command is using the ledger: the next night makes up for it
#  12  the ledger is damaged: the message says what to type, such as loyalty restore with the latest of backup/
set -eu
cd "${1:?usage: sh nightly.sh FOLDER}"
umask 077
mkdir -p inbox done rejects

worst=0
step() {
  code=0
  loyalty --log-file loyalty.log --wait 300 "$@" || code=$?
  [ "$code" -eq 0 ] || worst=$code
  return 0
}

for file in inbox/*; do
  [ -f "$file" ] || continue
  name=${file##*/}
  step -q import-orders "$file" --rejects "rejects/$name.csv"
  case $code in
    0 | 3) mv "$file" "done/$name" ;;
  esac
done
step -q run-nightly

step -q backup --keep 14

exit "$worst"
