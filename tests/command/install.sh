#!/usr/bin/env bash
# The installed program finds what was installed with it, wherever that is and wherever it is called from: it makes the
# golden site to the byte.
. "$(dirname "$0")/_site.sh"
unset ONSHELF_DATA
prefix=$work/a\ prefix
cmake --install "$(dirname "$ONSHELF")" --prefix "$prefix" >"$work/installed" 2>&1 || { cat "$work/installed"; exit 1; }
cp -r "$sources/tests/golden/small" "$work/site"
rm -rf "$work/site/expected"

mkdir "$work/elsewhere"
cd "$work/elsewhere"
ln -s "$prefix/bin/onshelf" linked
code=0
./linked build ../site --out out --now "$now" --quiet 2>messages || code=$?
{ echo "exit $code"; cat messages; } >out/messages.txt
cp ../site/.onshelf/history.json out
same "the installed program" "$sources/tests/golden/small/expected" out

# It was the installed files that served, not those of the sources.
rm -r "$prefix/share"
code=0
"$prefix/bin/onshelf" build ../site --out out --now "$now" --quiet 2>messages || code=$?
[ $code -eq 2 ] && grep -q 'installation' messages || fail "without share/ it ended with $code: $(cat messages)"
# Nothing is installed that a user's site brings itself.
grep -E 'share/onshelf/(content|site/(site|categories)\.json)' "$work/installed" && fail "the demo was installed"
exit $failures
