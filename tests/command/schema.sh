#!/usr/bin/env bash
# The schemas that `onshelf schema` prints: every demo record passes the one of its type, broken ones do not.
. "$(dirname "$0")/_site.sh"
mkdir "$work/schemas"
"$ONSHELF" schema --site "$sources" >"$work/types"
[ "$(wc -l <"$work/types")" -ge 7 ] || fail "only these types are listed: $(cat "$work/types")"
while read -r type _; do
  "$ONSHELF" schema "$type" --site "$sources" >"$work/schemas/${type/\//.}.json" || fail "no schema of $type"
done <"$work/types"
node "$(dirname "$0")/_schema.js" "$sources" "$work/schemas" || failures=1

code=0
said=$("$ONSHELF" schema jd-cloud/imag --site "$sources" 2>&1) || code=$?
[ $code -eq 2 ] && [[ $said == *'did you mean "jd-cloud/image"?'* ]] || fail "a mistyped type: $code, $said"
exit $failures
