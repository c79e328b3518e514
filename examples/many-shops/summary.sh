#!/bin/sh
# SPDX-License-Identifier: MIT
# What many shops come to together, as CSV: sh summary.sh FOLDER [OPTION of report summary …]
#
#   sh summary.sh shops --as-of 2026-06-18
#
# FOLDER holds a folder for each shop, as nights.sh wants it. Only what can be added is there: counts and amounts, not
# rates. Shops of one currency only; a shop whose report fails ends it, for a sum that lacks one is none. sqlite3 adds
# up; DuckDB would do with the same question.
set -eu
cd "${1:?usage: sh summary.sh FOLDER [OPTION of report summary …]}"
shift

all=$(mktemp)
trap 'rm -f "$all"' EXIT
for shop in */; do
  shop=${shop%/}
  currency=$(sed -n 's/^ *currency *= *"\([A-Z]*\)".*/\1/p' "$shop/loyalty.toml")
  report=$(cd "$shop" && loyalty report summary --format csv "$@")
  echo "$report" | sed -n "s/^\([a-z_]*\),\([0-9.-]*\),.*/$shop,${currency:-CNY},\1,\2/p"
done >"$all"

if [ "$(cut -d , -f 2 "$all" | sort -u | wc -l)" -gt 1 ]; then
  echo 'error: these shops count in several currencies' >&2
  exit 2
fi

sqlite3 <<SQL
CREATE TABLE told (shop TEXT, currency TEXT, measure TEXT, value TEXT);
.mode csv
.import '$all' told
CREATE TABLE measures (place INTEGER PRIMARY KEY, name TEXT, money INTEGER);
INSERT INTO measures (name, money) VALUES
  ('orders', 0), ('buyers', 0), ('members', 0), ('guests_orders', 0), ('gross', 1), ('refunds', 1), ('net', 1),
  ('points_earned', 0), ('points_redeemed', 0), ('points_expired', 0), ('points_clawed_back', 0), ('points_balance', 0),
  ('points_held', 0), ('points_debt', 0), ('liability', 1), ('refunded_orders', 0), ('refunded_amount', 1), ('fees', 1),
  ('discount_given', 1), ('unassigned_orders', 0), ('invited_members', 0);
.headers on
WITH sums AS (
  SELECT place, name, money, sum(CAST(replace(value, '.', '') AS INTEGER)) AS units,
         max(length(value) - instr(value || '.', '.')) AS decimals
  FROM measures JOIN told ON measure = name AND value <> '' GROUP BY place)
SELECT 'shops' AS measure, count(DISTINCT shop) AS value FROM told
UNION ALL
SELECT name, CASE WHEN money AND decimals > 0
  THEN printf('%s%d.%0*d', iif(units < 0, '-', ''), abs(units) / CAST(pow(10, decimals) AS INTEGER), decimals,
              abs(units) % CAST(pow(10, decimals) AS INTEGER))
  ELSE CAST(units AS TEXT) END
FROM (SELECT * FROM sums ORDER BY place);
SQL
