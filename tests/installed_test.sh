#!/bin/sh
# SPDX-License-Identifier: MIT
# What is installed is whole: another project finds the library and builds the example, every header stands alone, the
# quick start runs, no link of a page leads to what is not there: installed_test.sh BUILD_DIRECTORY
set -eu
build=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
prefix=$place/usr
doc=$prefix/share/doc/loyalty

cmake --install "$build" --prefix "$prefix" >"$place/log"

mkdir "$place/other"
cp "$doc/examples/what_if.cpp" "$place/other"
for header in "$prefix"/include/loyalty/*.hpp; do
  echo "#include <loyalty/${header##*/}>" >"$place/other/$(basename "$header" .hpp)_alone.cpp"
done
cat >"$place/other/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(other LANGUAGES CXX)
find_package(loyalty 0.1 REQUIRED)
file(GLOB headers *_alone.cpp)
add_executable(what_if what_if.cpp)
add_library(headers OBJECT ${headers})
target_link_libraries(what_if PRIVATE loyalty::loyalty)
target_link_libraries(headers PRIVATE loyalty::loyalty)
CMAKE
cmake -G Ninja -S "$place/other" -B "$place/other/build" "-DCMAKE_PREFIX_PATH=$prefix" >>"$place/log"
cmake --build "$place/other/build" >>"$place/log" || { cat "$place/log"; exit 1; }
"$build/what_if" >"$place/expected"
"$place/other/build/what_if" | cmp - "$place/expected"

PATH=$prefix/bin:$PATH sh "$doc/examples/quickstart.sh" >>"$place/log" 2>&1

broken=0
for page in "$doc"/*.md "$doc"/docs/*.md "$doc"/docs/zh/*.md; do
  for link in $(grep -o ']([^)#]*' "$page" | sed 's/^](//' | grep -v '^https:'); do
    [ -e "$(dirname "$page")/$link" ] || { echo "${page#"$doc"/}: $link is not installed"; broken=1; }
  done
done
exit $broken
