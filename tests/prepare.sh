# SPDX-License-Identifier: MIT
# Sourced from the top of the checkout. `prepare TARGET [OPTION …]` installs the Debian packages that are missing and
# builds the target with the preset release, configured with the options.

packages='
g++              the compiler
cmake            configures the build
ninja-build      runs the build
pkg-config       finds libraries
libcli11-dev     command line
libfmt-dev       text formatting
libtoml11-dev    program files
libsqlite3-dev   the ledger file
libsqlitecpp-dev the ledger file from C++
libsodium-dev    hashes
libexpat1-dev    the parts of workbooks
libminizip-dev   zip archives, which workbooks are
zlib1g-dev       what gzip has packed
libxlsxwriter-dev workbooks as answers
catch2           tests
sqlite3          tests that look into the ledger
tzdata           time zones of shops
parallel         the example of many shops
rsync            the same on several machines
'

# Newer systems pack the tables for Chinese text apart.
knows_chinese() { iconv -f GB18030 -t UTF-8 </dev/null >/dev/null 2>&1; }

missing_packages() {
  knows_chinese || printf 'libc-gconv-modules-extra\tChinese text in GB18030\n'
  echo "$packages" | while read -r name reason; do
    [ -n "$name" ] || continue
    case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) in
      *' installed') ;;
      *) printf '%s\t%s\n' "$name" "$reason" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
}

install_missing() {
  if ! command -v apt-get >/dev/null; then
    echo 'Not a Debian system: the packages named in tests/prepare.sh are taken to be there.' >&2
    return
  fi
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  names=$(echo "$missing" | cut -f 1)
  echo 'Installing these Debian packages, needed to build and test:'
  echo "$missing" | awk -F '\t' '{ printf "  %-17s %s\n", $1, $2 }'
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo 'error: neither root nor sudo' >&2
    echo "hint: as root: apt-get install" $names >&2
    exit 1
  fi
  install_packages $names
}

build() {
  target=$1
  shift
  if [ $# -gt 0 ] || [ ! -f build/release/build.ninja ]; then cmake --preset release "$@"; fi
  cmake --build --preset release --target "$target"
}

prepare() {
  install_missing
  build "$@"
}

# The first clang that knows the C++ of the code, and has its sanitizers; the usual one of Debian 12 does not.
find_clang() {
  for clang in clang++-16 clang++-17 clang++-18 clang++-19 clang++; do
    major=$("$clang" -dumpversion 2>/dev/null | cut -d . -f 1)
    if [ "${major:-0}" -ge 16 ] && knows_sanitizers; then return 0; fi
  done
  return 1
}
knows_sanitizers() {
  echo 'int main() {}' | "$clang" -x c++ -fsanitize=address,undefined - -o /dev/null 2>/dev/null
}
