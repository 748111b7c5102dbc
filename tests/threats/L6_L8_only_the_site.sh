#!/usr/bin/env bash
# L6: under the published root stands the site and nothing else. L8: a file's time moves when its bytes do, and only then, so that
# nothing of what is not published shows in it.
. "$(dirname "$0")/../command/_site.sh"
site=$work/site
copy_site "$site"
out=$site/public

# times FILE: path and time of every file, to the nanosecond.
times() { (cd "$out" && find . -type f -printf '%P %T@\n' | sort) >"$1"; }
bytes() { (cd "$out" && find . -type f -exec sha256sum {} + | awk '{ print $2, $1 }' | sort) >"$1"; }

build_or_die "$site"
count=$(sed -n 's/.* \([0-9]*\) files, .*/\1/p' "$site.out")
[ "$(find "$out" -type f | wc -l)" -eq "$count" ] || fail "L6: $count files were made, and there are $(find "$out" -type f | wc -l)"
[ -z "$(find "$out" ! -type f ! -type d)" ] || fail "L6: links or devices"
[ -z "$(find "$out" -mindepth 1 \( -name '.*' -o -name '*~' -o -name '*.tmp' -o -name '*.bak' -o -name '*.map' -o -name '*.log' -o -name '*.sqlite*' -o -name '*.db' \))" ] ||
  fail "L6: leftovers"
[ -z "$(find "$out" -type d -empty)" ] || fail "L6: empty folders"
times "$work/times"
bytes "$work/bytes"

# What nobody may see changes: no byte and no time outside u/ does.
sed -i 's/"status"/"x-note": "changed",\n  "status"/' "$site/content/listings/rocky-jd/listing.json"
echo 'One more sentence.' >>"$site/content/listings/rocky-jd/details.en.md"
echo 'One more sentence.' >>"$site/content/listings/ghost-hosted/details.en.md"
build_or_die "$site"
times "$work/times.hidden"
bytes "$work/bytes.hidden"
grep -v '/u/' "$work/times" | diff -q - <(grep -v '/u/' "$work/times.hidden") >/dev/null || fail "L8: a time outside u/ moved: $(diff "$work/times" "$work/times.hidden" | head -n 3)"
grep -v '/u/' "$work/bytes" | diff -q - <(grep -v '/u/' "$work/bytes.hidden") >/dev/null || fail "L8: a byte outside u/ changed"
cmp -s "$work/bytes" "$work/bytes.hidden" && fail "L8: the unlisted page did not change, so nothing was tried"

# What is seen changes: the times that moved are those of the files whose bytes did.
echo 'One more sentence.' >>"$site/content/listings/gitea-alibaba/details.en.md"
build_or_die "$site"
times "$work/times.seen"
bytes "$work/bytes.seen"
moved=$({ diff "$work/times.hidden" "$work/times.seen" || true; } | sed -n 's/^> \(.*\) .*/\1/p' | sort)
changed=$({ diff "$work/bytes.hidden" "$work/bytes.seen" || true; } | sed -n 's/^> \(.*\) .*/\1/p' | sed 's,^\./,,' | sort)
[ "$moved" = "$changed" ] || fail "L8: times moved of [$moved], bytes of [$changed]"
grep -q 'en/products/gitea-alibaba/index.html' <<<"$changed" || fail "L8: the page did not change: $changed"
exit $failures
