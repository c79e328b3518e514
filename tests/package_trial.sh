# SPDX-License-Identifier: MIT
# Sourced, under `set -e`. `accept_package FILE` asks lintian, `try_package ROOT` tries what is installed below ROOT: the
# manual, the quick start, a file in GB18030, a workbook, the completion of bash, zsh and fish. What they need and is not
# here is named and passed by.

fail() {
  echo "error: $1"
  exit 1
}
has() { command -v "$1" >/dev/null || { echo "skipped: $1 is not installed"; return 1; }; }

accept_package() {
  has lintian || return 0
  lintian --allow-root --fail-on error,warning "$1" || fail 'lintian does not accept the package'
}

try_package() (
  root=$1
  place=$(mktemp -d)
  trap 'rm -rf "$place"' EXIT
  PATH=$root/usr/bin:$PATH
  export PATH LOYALTY_LANG=en
  cd "$place"
  try_manual
  try_examples
  try_completion
)

try_manual() {
  loyalty --version
  loyalty --help --lang zh | grep -q 会员 || fail 'the help is not in Chinese'
  [ -s "$root/usr/share/man/man1/loyalty-import-orders.1.gz" ] || fail 'there is no page of a command'
  has man || return 0
  man -l "$root/usr/share/man/man1/loyalty.1.gz" | grep -q import-orders || fail 'man cannot show the page'
}

try_examples() {
  cp -r "$root/usr/share/doc/loyalty/examples" .
  sh examples/quickstart.sh >log 2>&1 || { cat log; exit 1; }

  cp examples/wechat-shop/loyalty.toml .
  loyalty -q init
  iconv -f UTF-8 -t GB18030 examples/wechat-shop/orders.csv >orders.csv
  loyalty -q import-orders orders.csv
  loyalty -q run-nightly
  loyalty -q report members -o members.xlsx
  [ -s members.xlsx ] || fail 'there is no workbook'
}

expect() { [ "$2" = "$3" ] || fail "$1 offers '$2' instead of '$3'"; }
words() { tr '\n' ' ' | sed 's/ *$//'; }

try_completion() {
  try_bash "$root/usr/share/bash-completion/completions/loyalty"
  try_fish "$root/usr/share/fish/vendor_completions.d/loyalty.fish"
  try_zsh "$root/usr/share/zsh/vendor-completions/_loyalty"
}

try_bash() {
  has bash || return 0
  # shellcheck disable=SC2016
  complete='. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _loyalty; printf "%s\n" "${COMPREPLY[@]}"'
  expect bash "$(bash -c "$complete" "$1" loyalty repo | words)" report
  expect bash "$(bash -c "$complete" "$1" loyalty report tier | words)" 'tiers tier-changes'
  expect bash "$(bash -c "$complete" "$1" loyalty issue-coupon newc | words)" newcomer
  expect bash "$(bash -c "$complete" "$1" loyalty import-orders --allow | words)" --allow-older
}

try_fish() {
  has fish || return 0
  # shellcheck disable=SC2016
  fish='source $argv[1]; complete -C $argv[2] | cut -f 1'
  expect fish "$(HOME=$place fish -c "$fish" "$1" 'loyalty repo' | words)" report
  expect fish "$(HOME=$place fish -c "$fish" "$1" 'loyalty report tier' | sort | words)" 'tier-changes tiers'
}

try_zsh() {
  has zsh || return 0
  # shellcheck disable=SC2016
  zsh='_describe() { for each in $candidates; do print -r -- "${each%%:*}"; done }; words=("${@[2,-1]}"); CURRENT=$#words; . $1'
  expect zsh "$(zsh -f -c "$zsh" zsh "$1" loyalty repo | words)" report
  expect zsh "$(zsh -f -c "$zsh" zsh "$1" loyalty report tier | words)" 'tiers tier-changes'
}
