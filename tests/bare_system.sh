# SPDX-License-Identifier: MIT
# Sourced by root from the top of the checkout, with $suite set. `new_system NAME` makes a bare Debian and `inside NAME
# COMMAND` runs a command in its /root. They are bootstrapped into a temporary directory from the mirror that apt uses
# here; nothing is left behind.

refuse() {
  echo "error: $1" >&2
  exit 1
}

step() { echo "== $suite: $1"; }

[ "$(id -u)" -eq 0 ] || refuse 'only root may bootstrap a system'
command -v debootstrap >/dev/null || refuse 'debootstrap is missing: apt-get install debootstrap'
[ -z "$(git status --porcelain)" ] || echo 'note: what is not committed is not tried' >&2

mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
  awk -F '|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }')
[ -n "$mirror" ] || refuse 'apt knows no mirror of Debian'

systems=$(mktemp -d)
clean_up() {
  for mounted in "$systems"/*/proc "$systems"/*/dev/pts; do
    ! mountpoint -q "$mounted" || umount "$mounted"
  done
  rm -rf --one-file-system "$systems"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

bootstrap() {
  step bootstrapping
  debootstrap --variant=minbase "$suite" "$systems/bare" "$mirror" >"$systems.log" || refuse "see $systems.log"
  rm "$systems.log"
  cp -L /etc/resolv.conf /etc/hosts "$systems/bare/etc/"
}

new_system() {
  [ -d "$systems/bare" ] || bootstrap
  cp -a "$systems/bare" "$systems/$1"
  mount -t proc proc "$systems/$1/proc"
  mount -t devpts -o newinstance,ptmxmode=666 devpts "$systems/$1/dev/pts"
}

clone_into() { git clone -q --depth 1 "file://$PWD" "$systems/$1/root/loyalty"; }

inside() {
  chroot "$systems/$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc "cd /root; $2" </dev/null
}
