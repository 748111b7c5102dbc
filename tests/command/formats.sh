#!/usr/bin/env bash
# Every format of `onshelf check`, read by what reads such documents: node, the JSON Schema of SARIF, xmllint.
set -euo pipefail
tests=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "formats: $*"; failed=1; }

cp -r "$tests/invalid/_base" "$work/site"
cp -r "$tests/invalid/several-at-once/." "$work/site"
# A file name and a value that no format may pass as they are.
printf 'x' >"$work/site/content/listings/two/a,b%: c.txt"
mkdir "$work/site/content/listings/"$'bad\n::error::\e[2J'
cd "$work/site"
check() { "$ONSHELF" check . --now 2026-11-20T08:00:00Z --jobs 2 "$@"; }

expect_exit() {
  local wanted=$1 code=0
  shift
  "$@" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" = "$wanted" ] || fail "exit $code instead of $wanted: $*: $(cat "$work/err")"
}

for format in text json sarif github junit; do
  expect_exit 1 check --format $format
  cp "$work/out" "$work/$format"
  cp "$work/err" "$work/$format.err"
  if LC_ALL=C grep -q $'[\x01-\x09\x0b-\x1f\x7f]' "$work/out" "$work/err"; then fail "$format lets a control character through"; fi
done
errors=$(tail -n 1 "$work/text.err" | cut -d' ' -f1)
[ "$errors" -ge 5 ] || fail "text counts $errors errors"
[ "$(tail -n 1 "$work/text")" = ".: 2 records checked, 1 would be left out, 0 are withheld by their status, flags or dates" ] ||
  fail "the summary of text is no result on stdout: $(cat "$work/text")"
for format in json sarif github junit; do
  tail -n 1 "$work/$format.err" | grep -q "^$errors errors, " || fail "$format has no line with the numbers on stderr"
done

node "$tests/command/_formats.js" "$work" "$errors" || failed=1
xmllint --noout --nonet "$work/junit" || fail "junit is no XML"
[ "$(xmllint --xpath 'count(//testcase/failure)' "$work/junit")" = "$(xmllint --xpath 'string(/testsuites/@failures)' "$work/junit")" ] ||
  fail "junit counts other failures than it has"
[ "$(xmllint --xpath 'string(//testsuite[@name="two"]/testcase[@name="seller-unknown"]/failure/@message)' "$work/junit")" = "unknown seller" ] ||
  fail "junit does not tell of the unknown seller"

# Two sites are one document, with files as seen from here.
cd "$work"
expect_exit 1 "$ONSHELF" check site site --now 2026-11-20T08:00:00Z --format github
grep -q '^::error file=site/content/listings/two/listing.json,line=4,col=13,title=seller-unknown::' "$work/out" ||
  fail "files are not as seen from the folder of the command: $(cat "$work/out")"
[ "$(grep -c 'title=seller-unknown' "$work/out")" = 2 ] || fail "the second site is missing"

# Sound, broken and unknown.
cp -r "$tests/invalid/_base" "$work/sound"
expect_exit 0 "$ONSHELF" check sound --now 2026-11-20T08:00:00Z --format junit
xmllint --noout "$work/out" || fail "a sound site has no report"
expect_exit 2 "$ONSHELF" check nowhere --format json
node -e 'process.exit(JSON.parse(require("fs").readFileSync(0)).errors === 1 ? 0 : 1)' <"$work/out" ||
  fail "a missing folder is no finding in json"
expect_exit 2 "$ONSHELF" check sound --format xml
expect_exit 2 "$ONSHELF" check sound --lang xx
grep -q 'known are: en, .*zh-CN' "$work/err" || fail "languages are not named: $(cat "$work/err")"
expect_exit 2 "$ONSHELF" check sound --lang ../en

# Languages, the site's own over the installed one; --most.
cd "$work/site"
expect_exit 1 check --lang zh-CN
grep -q '错误: 未知的服务商 \[seller-unknown\]' "$work/err" || fail "no Chinese: $(cat "$work/err")"
mkdir -p site/messages
echo '{"unknown seller": "den kennt keiner"}' >site/messages/findings.de.json
expect_exit 1 check --lang de-AT
grep -q 'Fehler: den kennt keiner \[seller-unknown\]' "$work/err" || fail "a site cannot speak for itself"
grep -q 'Meinten Sie „fixed“' "$work/err" || fail "the site's words are not laid over the installed ones"
rm site/messages/findings.de.json
expect_exit 1 check --most 1
grep -q "^and [0-9]* more$" "$work/err" || fail "--most 1 prints all"
expect_exit 1 check --most 1 --format github
[ "$(wc -l <"$work/out")" = 1 ] || fail "--most 1 prints more than one command"

# build speaks the same way and publishes what is sound.
expect_exit 1 "$ONSHELF" build . --now 2026-11-20T08:00:00Z --jobs 2 --format json
node -e 'process.exit(JSON.parse(require("fs").readFileSync(0)).errors > 0 ? 0 : 1)' <"$work/out" || fail "build prints no json"
grep -q '^1 listings published' "$work/err" || fail "the summary of a build is not on stderr"
[ -f public/en/products/sound-one/index.html ] || fail "the sound listing is missing"
exit $failed
