#!/bin/sh
# SPDX-License-Identifier: MIT
# A browser shows the dashboard, in both languages and on a screen of a phone and of a desk: without a word on the
# console, without a request, and nothing is wider than the screen: dashboard_browser_test.sh BUILD_DIRECTORY
# Without Chromium nothing is tried (exit code 77).
set -eu
build=$(cd "$1" && pwd)
examples=$(cd "$(dirname "$0")/../examples/wechat-shop" && pwd)
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  { echo 'skipped: chromium is not installed'; exit 77; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
fail() {
  echo "error: $1"
  exit 1
}

# What the page measures of itself, with everything unfolded.
# shellcheck disable=SC2016
measure='<script>
addEventListener("load", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const width = document.documentElement.clientWidth;
  const beside = [...document.querySelectorAll("body *")].filter(each => {
    const {left, right} = each.getBoundingClientRect();
    return !each.closest(".scroll *") && (left < -1 || right > width + 1);
  });
  const empty = [...document.querySelectorAll("svg")].filter(each => each.getBoundingClientRect().width < 100);
  parent.postMessage(`[${innerWidth}: ${document.documentElement.scrollWidth}, beside ${beside.map(each => each.outerHTML.slice(0, 80))}, empty ${empty.length}]`, "*");
});
</script>'

show() {
  "$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$place/profile" \
    --enable-logging=stderr --virtual-time-budget=5000 "$@" 2>log
  if grep -q CONSOLE log; then
    grep CONSOLE log
    fail 'the browser complains'
  fi
}

cp "$examples/loyalty.toml" .
export LOYALTY_AS_OF=2026-06-30
loyalty() { "$build/loyalty" "$@"; }
loyalty -q init
loyalty -q import-orders "$examples/orders.csv" "$examples/kuaishou.csv"
loyalty -q run-nightly

for language in zh en; do
  loyalty -q --lang "$language" report dashboard -o "$language.html"
  ! grep -nE 'http|src=|@import|url\(' "$language.html" || fail 'the page reaches for something'
  [ "$(wc -c <"$language.html")" -lt 150000 ] || fail 'the page is large'
  show --dump-dom "$place/$language.html" >plain
  grep -q '<svg' plain || fail 'there is no chart'
  { cat "$language.html"; echo "$measure"; } >measured.html
  for width in 360 1280; do
    echo "<body><script>addEventListener('message', told => document.body.append(told.data))</script>
      <iframe src='measured.html' width='$width' height='900' style='border:0'></iframe>" >frame.html
    show --dump-dom "$place/frame.html" >told
    grep -qF "[$width: $width, beside , empty 0]" told || { cat told; fail "$language at $width pixels"; }
  done
done

loyalty -q report dashboard -o pages/
for page in pages/*.html; do
  for link in $(sed -n 's/.*href="\([^"]*\)".*/\1/p' "$page"); do
    [ -e "pages/$link" ] || fail "$page leads to $link, which is not there"
  done
done
