#!/usr/bin/env bash
# Tiny sites against every byte they must become: tests/golden/CASE/{site,content} and CASE/expected.
# UPDATE_GOLDEN=1 rewrites the expectations; read the diff before you commit it.
set -euo pipefail
cases=$(cd "$(dirname "$0")/../golden" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for case in "$cases"/*/; do
  name=$(basename "$case")
  cp -r "$case" "$work/$name"
  rm -rf "$work/$name/expected"
  code=0
  "$ONSHELF" build "$work/$name" --now 2026-11-20T08:00:00Z --jobs 2 --quiet >"$work/$name.out" 2>"$work/$name.err" || code=$?
  { echo "exit $code"; cat "$work/$name.err"; } >"$work/$name/public/messages.txt"
  cp "$work/$name/.onshelf/history.json" "$work/$name/public/history.json"
  if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
    rm -rf "$case/expected"
    cp -r "$work/$name/public" "$case/expected"
  elif ! diff -rq "$case/expected" "$work/$name/public"; then
    echo "golden: $name differs"
    failed=1
    # Pages are one long line; cut at their tags, what differs can be read.
    (cd "$case/expected" && find . -type f -name '*.*' ! -name '*.png' | sort) | while read -r file; do
      diff -u --label "expected $file" --label "made $file" <(sed 's/></>\n</g' "$case/expected/$file") \
        <(sed 's/></>\n</g' "$work/$name/public/$file" 2>&1) || true
    done | cut -c1-300 | head -n 80 || true
  fi
done
exit $failed
