#!/bin/sh
# SPDX-License-Identifier: MIT
# Whether every source file is written in the one format of .clang-format: sh tests/format.sh
# Other versions of clang-format than 14 break lines in other places; without it nothing is said (exit code 77).
set -eu
cd "$(dirname "$0")/.."

for tool in clang-format-14 clang-format; do
  case $("$tool" --version 2>/dev/null) in
    *'version 14.'*) break ;;
  esac
  tool=
done
if [ -z "$tool" ]; then
  echo 'no clang-format 14 here'
  exit 77
fi
find include src tests examples \( -name '*.cpp' -o -name '*.hpp' \) -print0 | xargs -0 "$tool" --dry-run -Werror
