#!/usr/bin/env bash
# `onshelf explain`: why a listing is where it is, in words; and never a value that is not public.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"

# explain WORD...: exit code and words go to $code, $said.
explain() {
  code=0
  said=$("$ONSHELF" explain "$@" --site "$site" --now "$now" 2>&1) || code=$?
}

# says WHAT TEXT...: each text is in what was said.
says() {
  local text
  for text in "${@:2}"; do
    [[ $said == *"$text"* ]] || { fail "$1: nothing of \"$text\" in:"; echo "$said" | head -n 40; }
  done
}

explain gitea-tencent
[ $code -eq 0 ] || fail "a listed one ended with $code"
says listed "gitea-tencent: listed" '"status": "approved" (content/listings/gitea-tencent/listing.json:5:13): may be published' \
  "https://catalog.example/de/products/gitea-tencent/" "en, zh-CN own; ja, de, ar from en" \
  "TXI-09     security_report            hidden               present, never shown"

explain ghost-hosted
says unlisted "ghost-hosted: unlisted" '"visibility": "unlisted" (content/listings/ghost-hosted/listing.json:9:17): hides it' \
  "https://catalog.example/en/u/65f563ab7fb4223ffc24f40abae786a5/"
explain mariadb-jd
says "a platform's flag" "mariadb-jd: unlisted" '"hide": "Yes"' "hides it [JDI-16]"
explain rocky-jd
says withheld "rocky-jd: withheld" '"已下架"' "may not be published" "nothing of it appears anywhere"
explain superset-koogallery
says "not yet valid" "superset-koogallery: withheld" "its validity has not begun" '"valid_from": "2030-01-01"'

explain gitea-tencent 商品简介
says "one field" "summary of gitea-tencent" "TXI-12" "at most 140 characters (字)" "list, search results" "no findings"

explain gitea-tencant
[ $code -eq 2 ] || fail "an unknown listing ended with $code"
says "an unknown listing" 'did you mean "gitea-tencent"?'
explain gitea-tencent sumary
[ $code -eq 2 ] || fail "an unknown field ended with $code"
says "an unknown field" 'did you mean "summary"?'

# A fault is told at its field, also of a draft that nobody will see yet.
sed -i 's/"status": "approved"/"status": "draft"/; s/"number": "v1.9"/"numbr": "v1.9"/' "$site/content/listings/gitea-tencent/listing.json"
explain gitea-tencent
[ $code -eq 1 ] || fail "a faulty draft ended with $code"
says "a faulty draft" "gitea-tencent: withheld" "error:" '"numbr"'

# A finding is told once, at its field, in the language asked for; what is about no field follows.
explain gitea-tencent --lang de
says "German" "gitea-tencent: zurückgehalten" "darf nicht veröffentlicht werden" "Sprachen" "aus en" "Fehler:"
[ "$(grep -c '"numbr"\|„numbr“' <<<"$said")" -eq 1 ] || fail "a finding is not told once: $said"
[[ $said == *" required "* || $said == *"hint:"* ]] && fail "English in German: $said"
explain gitea-tencent --lang xx
[ $code -eq 2 ] || fail "an unknown language ended with $code"

# What a record says steers no terminal and no workflow, and does not fill the screen.
sed -i 's/"status": "draft"/"status": "a\\u001b[2J\\n::error::no'"$(head -c 5000 /dev/zero | tr '\0' q)"'"/' "$site/content/listings/gitea-tencent/listing.json"
explain gitea-tencent
[[ $said == *$'\e'* || $said == *$'\n::error'* ]] && fail "a status steers: ${said:0:300}"
[ "$(grep -c qqqqq <<<"$said")" -ge 1 ] || fail "the status is not told"
[[ $said == *"$(head -c 450 /dev/zero | tr '\0' q)"* ]] && fail "a status of 5000 bytes is told whole"

# Whatever is asked, no confidential value is quoted.
for folder in "$site"/content/listings/*/; do
  id=$(basename "$folder")
  explain "$id"
  [[ $said == *-MARKER-* ]] && fail "explain $id quotes: $(grep -o '[A-Z]*-MARKER-[^ "]*' <<<"$said" | head -n 3)"
done
exit $failures
