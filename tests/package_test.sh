#!/bin/sh
# SPDX-License-Identifier: MIT
# The Debian package is made, accepted by lintian, installed into a root of its own, works there and leaves nothing when
# it is removed: package_test.sh BUILD_DIRECTORY. On bare systems tests/debian_package.sh does the same.
# Without what makes packages nothing is tried (exit code 77).
set -eu
. "$(dirname "$0")/package_trial.sh"
build=$1
for tool in cpack dpkg dpkg-shlibdeps file scdoc; do has "$tool" || exit 77; done
[ "$(id -u)" -eq 0 ] || { echo 'skipped: only root installs packages'; exit 77; }
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$build" && cpack -G DEB -B "$work" >"$work/log" 2>&1) || { cat "$work/log"; exit 1; }
package=$(echo "$work"/*.deb)
accept_package "$package"

root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
: >"$root/var/lib/dpkg/status"
in_root() {
  dpkg --root="$root" --force-depends --force-script-chrootless "$@" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
in_root -i "$package"
try_package "$root"
in_root -r loyalty
rest=$(find "$root" -path "$root/var" -prune -o -type f -print)
[ -z "$rest" ] || fail "left behind: $rest"
