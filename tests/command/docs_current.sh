#!/usr/bin/env bash
# docs/platforms.md is what the platform files say. UPDATE_GOLDEN=1 writes it again.
. "$(dirname "$0")/_site.sh"
"$ONSHELF" schema --markdown --site "$sources" >"$work/platforms.md" || fail "schema --markdown ended with $?"
if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
  cp "$work/platforms.md" "$sources/docs/platforms.md"
else
  diff -u "$sources/docs/platforms.md" "$work/platforms.md" || fail "docs/platforms.md is not what the platform files say; run this with UPDATE_GOLDEN=1"
fi
exit $failures
