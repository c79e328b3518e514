#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the Debian package on a bare Debian and installs it on another, which has nothing but what the package asks
# for; it works there and leaves nothing when it is removed. As root: sh tests/debian_package.sh bookworm|trixie
set -eu
cd "$(dirname "$0")/.."

suite=${1:?'usage: sh tests/debian_package.sh SUITE, for example bookworm or trixie'}
. tests/bare_system.sh

new_system builder
clone_into builder
step building
inside builder '
  umask 022
  cd loyalty
  . tests/prepare.sh
  install_missing
  install_packages scdoc dpkg-dev file lintian
  for target in loyalty manual changelog session_runner; do build "$target"; done
  cd build/release
  cpack -G DEB
  dpkg --info loyalty_*.deb'
step lintian
inside builder '
  . loyalty/tests/package_trial.sh
  lintian --version
  accept_package loyalty/build/release/loyalty_*.deb'

new_system shop
build=$systems/builder/root/loyalty/build/release
cp tests/prepare.sh tests/package_trial.sh "$build"/loyalty_*.deb "$build"/session_runner "$systems/shop/root"
step installing
inside shop '
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y ./loyalty_*.deb'
step 'trying, with nothing else installed'
inside shop '
  . ./package_trial.sh
  try_package ""'
step 'the sessions of the examples'
inside shop '
  ln -s "$(command -v loyalty)" . # which session_runner looks for beside itself
  ./session_runner /usr/share/doc/loyalty/examples/*/commands.test'
step 'trying, with man, zsh and fish'
inside shop '
  . ./prepare.sh
  . ./package_trial.sh
  install_packages man-db zsh fish
  man -w loyalty loyalty-import-orders
  try_package ""'
step removing
inside shop '
  . ./package_trial.sh
  apt-get remove -y loyalty
  rest=$(find / -xdev -path /root -prune -o -name "*loyalty*" -print)
  [ -z "$rest" ] || fail "left behind: $rest"
  ! dpkg-query -W loyalty 2>/dev/null || fail "dpkg still knows it"'
step 'done'
