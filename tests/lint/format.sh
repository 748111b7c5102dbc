#!/bin/bash
# Layout as .clang-format says; `./run format` sets it. Releases of clang-format differ in details, so only the one of
# Debian 12 is asked.
set -u
cd "$(dirname "$0")/../.." || exit 3
command -v clang-format >/dev/null || { echo "clang-format is not installed: not checked"; exit 0; }
clang-format --version | grep -q 'version 14\.' || { echo "not clang-format 14: not checked"; exit 0; }
# (Golden sites are data.)
find src tests bench \( -name node_modules -o -name golden -o -name invalid \) -prune -o \
  \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 -r clang-format --dry-run --Werror 2>&1 | grep -E 'error:' |
  cut -d: -f1 | sort | uniq -c | awk '{ print $2 ": " $1 " places to format (./run format)"; bad = 1 } END { exit bad }'
