#!/usr/bin/env bash
# Broken sites against the exact words they must get. tests/invalid/CASE holds what differs from the sound site in
# tests/invalid/_base, and expected.txt: the exit code, what is said, and the listings that are published all the same.
# A file REMOVE names files of the base that the case is without. UPDATE_GOLDEN=1 rewrites the expectations.
set -euo pipefail
cases=$(cd "$(dirname "$0")/../invalid" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for case in "$cases"/[a-z]*/; do
  name=$(basename "$case")
  site=$work/$name
  cp -r "$cases/_base" "$site"
  cp -r "$case/." "$site"
  rm -f "$site/expected.txt" "$site/REMOVE"
  if [ -f "$case/REMOVE" ]; then (cd "$site" && xargs rm -rf <"$case/REMOVE"); fi
  code=0
  (cd "$site" && "$ONSHELF" build . --now 2026-11-20T08:00:00Z --jobs 2 --quiet >/dev/null 2>messages) || code=$?
  {
    echo "exit $code"
    cat "$site/messages"
    if [ -d "$site/public/en/products" ]; then
      echo "published: $(cd "$site/public/en/products" && find . -mindepth 2 -name index.html | sed 's|^\./||; s|/index.html||' | grep -v '^page' | sort | tr '\n' ' ')"
    else
      echo "nothing was written"
    fi
  } >"$work/$name.txt"
  if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$work/$name.txt" "$case/expected.txt"
  elif ! diff -u "$case/expected.txt" "$work/$name.txt"; then
    echo "invalid: $name says something else"
    failed=1
  fi
done
exit $failed
