#!/bin/sh
# SPDX-License-Identifier: MIT
# The Debian package is made, accepted by lintian, installed into a root of its own, works there (the manual, the
# completion of bash, zsh and fish, a workbook) and leaves nothing when it is removed: package_test.sh BUILD_DIRECTORY
# What is not installed here is named and passed by; without dpkg or scdoc nothing is tried (exit code 77).
set -eu
build=$1
for tool in cpack dpkg scdoc; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo 'skipped: only root installs packages'; exit 77; }
umask 022
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
fail() {
  echo "error: $1"
  exit 1
}
has() { command -v "$1" >/dev/null || { echo "skipped: $1 is not installed"; return 1; }; }

(cd "$build" && cpack -G DEB -B "$place" >"$place/log" 2>&1) || { cat "$place/log"; exit 1; }
package=$(echo "$place"/*.deb)
if has lintian; then
  lintian --allow-root "$package" >"$place/lintian" 2>&1 || true
  ! grep -E '^[EW]:' "$place/lintian" || fail 'lintian does not accept the package'
fi

root=$place/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
: >"$root/var/lib/dpkg/status"
in_root() { dpkg --root="$root" --force-depends --force-script-chrootless "$@" >>"$place/log" 2>&1; }
in_root -i "$package" || { cat "$place/log"; exit 1; }
PATH=$root/usr/bin:$PATH
export PATH LOYALTY_LANG=en
cd "$place"

loyalty --version
[ -s "$root/usr/share/man/man1/loyalty-import-orders.1.gz" ] || fail 'there is no page of a command'
if has man; then man -l "$root/usr/share/man/man1/loyalty.1.gz" | grep -q import-orders || fail 'man cannot show the page'; fi
cp -r "$root/usr/share/doc/loyalty/examples" .
sh examples/quickstart.sh >"$place/log" 2>&1 || { cat "$place/log"; exit 1; }

cp examples/wechat-shop/loyalty.toml .
loyalty -q init
expect() { [ "$2" = "$3" ] || fail "$1 offers '$2' instead of '$3'"; }
words() { tr '\n' ' ' | sed 's/ *$//'; }
if has bash; then
  # shellcheck disable=SC2016
  complete='. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _loyalty; printf "%s\n" "${COMPREPLY[@]}"'
  script=$root/usr/share/bash-completion/completions/loyalty
  expect bash "$(bash -c "$complete" "$script" loyalty rep | words)" report
  expect bash "$(bash -c "$complete" "$script" loyalty report tier | words)" 'tiers tier-changes'
  expect bash "$(bash -c "$complete" "$script" loyalty issue-coupon newc | words)" newcomer
  expect bash "$(bash -c "$complete" "$script" loyalty import-orders --allow | words)" --allow-older
fi
if has fish; then
  # shellcheck disable=SC2016
  fish='source $argv[1]; complete -C $argv[2] | cut -f 1'
  script=$root/usr/share/fish/vendor_completions.d/loyalty.fish
  expect fish "$(HOME=$place fish -c "$fish" "$script" 'loyalty rep' | words)" report
  expect fish "$(HOME=$place fish -c "$fish" "$script" 'loyalty report tier' | sort | words)" 'tier-changes tiers'
fi
if has zsh; then
  # shellcheck disable=SC2016
  zsh='_describe() { for each in $candidates; do print -r -- "${each%%:*}"; done }; words=("${@[2,-1]}"); CURRENT=$#words; . $1'
  script=$root/usr/share/zsh/vendor-completions/_loyalty
  expect zsh "$(zsh -f -c "$zsh" zsh "$script" loyalty rep | words)" report
  expect zsh "$(zsh -f -c "$zsh" zsh "$script" loyalty report tier | words)" 'tiers tier-changes'
fi

in_root -r loyalty || { cat "$place/log"; exit 1; }
rest=$(find "$root" -path "$root/var" -prune -o -type f -print)
[ -z "$rest" ] || fail "left behind: $rest"
