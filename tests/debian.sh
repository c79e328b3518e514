#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the two commands of README.md on a bare Debian, as root: sh tests/debian.sh bookworm|trixie
# The system is bootstrapped into a temporary directory from the mirror that apt uses here; nothing is left behind.
set -eu
cd "$(dirname "$0")/.."

suite=${1:?'usage: sh tests/debian.sh SUITE, for example bookworm or trixie'}

refuse() {
  echo "error: $1" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || refuse 'only root may bootstrap a system'
command -v debootstrap >/dev/null || refuse 'debootstrap is missing: apt-get install debootstrap'
[ -z "$(git status --porcelain)" ] || echo 'note: what is not committed is not tried' >&2

mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
  awk -F '|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }')
[ -n "$mirror" ] || refuse 'apt knows no mirror of Debian'

system=$(mktemp -d)
chmod 755 "$system" # as the root of a system is
clean_up() {
  ! mountpoint -q "$system/proc" || umount "$system/proc"
  rm -rf --one-file-system "$system"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

echo "== $suite: bootstrapping"
debootstrap --variant=minbase "$suite" "$system" "$mirror" >"$system.log" || refuse "see $system.log"
rm "$system.log"
mount -t proc proc "$system/proc"
cp -L /etc/resolv.conf /etc/hosts "$system/etc/"
git clone -q --depth 1 "file://$PWD" "$system/root/loyalty"

sed -n 's/ *#.*//; /^sh [a-z]/p' README.md | while read -r command; do
  echo "== $suite: $command"
  chroot "$system" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c "cd /root/loyalty && $command" </dev/null
done
echo "== $suite: done"
