#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the pages of the manual of what the program says of itself: sh package/manual.sh LOYALTY FOLDER
set -eu
loyalty=$1
pages=$2
mkdir -p "$pages"
# A fixed day, so that the same program makes the same pages.
export SOURCE_DATE_EPOCH=1795651200 LOYALTY_LANG=en
"$loyalty" __manual | while read -r page; do
  "$loyalty" __manual "$page" | scdoc | gzip -9n >"$pages/$page.1.gz"
done
