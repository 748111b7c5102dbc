#!/usr/bin/env bash
# An address belongs to the listing that had it, however that one goes missing and whatever another asks for meanwhile:
# from its address nothing ever leads to another listing. What one listing can reserve by moving on and on has an end.
. "$(dirname "$0")/../command/_site.sh"
site=$work/site listings=$work/site/content/listings day=0
mkdir "$site"
cp -r "$sources/tests/golden/small/site" "$sources/tests/golden/small/content" "$site"
cp -r "$listings" "$work/listings"

# next DESCRIPTION CODE: the build of the next day; it has to end with CODE.
next() {
  step=$1
  day=$((day + 1))
  now=$(date -u -d "2026-11-20 + $day days" +%Y-%m-%dT08:00:00Z)
  build "$site" --no-icons
  [ $code -eq "$2" ] || { fail "$step: ended with $code"; cat "$site.err"; }
}
# answers SLUG WHAT: what a visitor gets there, in each language: "page of NAME", "301 SLUG", "410" or "404".
answers() {
  local locale page rule answer
  for locale in en ar; do
    page=$site/public/$locale/products/$1/index.html
    rule=$(sed -n "s|^/shop/$locale/products/$1/ ||p" "$site/public/_redirects")
    case $rule in
      '') answer=404 ;;
      *' 410') answer=410 ;;
      *) answer=$(sed "s|^/shop/$locale/products/\(.*\)/ 301\$|301 \1|" <<<"$rule") ;;
    esac
    if [ -e "$page" ]; then
      answer="page of $(sed -n 's|.*<h1[^>]*>\(<bdi[^>]*>\)\{0,1\}\([^<]*\)<.*|\2|p' "$page")"
      [ -z "$rule" ] || fail "$step: $locale $1 is a page and has the rule $rule"
    fi
    [ "$answer" = "$2" ] || fail "$step: $locale $1 answers \"$answer\", not \"$2\""
  done
}
refused() {
  grep -q "content/listings/$1/listing.json: error: the address \"$2\" belongs to listing \"$3\"" "$site.err" ||
    { fail "$step: not said that $2 belongs to $3"; cat "$site.err"; }
}
# listing ID SLUG NAME: one as tea-notes is.
listing() {
  rm -rf "${listings:?}/$1"
  cp -r "$work/listings/tea-notes" "$listings/$1"
  sed -i "s|\"id\": \"tea-notes\",|\"id\": \"$1\", \"slug\": \"$2\",|; s|^  \"name\": .*|  \"name\": {\"en\": \"$3\"},|" "$listings/$1/listing.json"
}
victim() { listing victim tea Victim; }
edit() { sed -i "$1" "$listings/victim/listing.json"; }

away() {
  case $1 in
    broken) echo '}' >>"$listings/victim/listing.json" ;;
    draft) edit 's/"status": "[^"]*"/"status": "draft"/' ;;
    expired) edit 's/"type"/"valid_until": "2026-11-01", "type"/' ;;
    unlisted) edit 's/"type"/"visibility": "unlisted", "type"/' ;;
    removed) rm -r "$listings/victim" ;;
  esac
}

for how in broken draft expired unlisted removed; do
  rm -rf "$site/.onshelf" "$site/public" "$listings"
  cp -r "$work/listings" "$listings"
  victim
  next "$how: the victim is published" 0
  answers tea 'page of Victim'
  away $how
  listing a-thief tea Thief
  next "$how: it is missing, and the thief asks" 1
  refused a-thief tea victim
  answers tea 410
  next "$how: the thief asks again" 1
  refused a-thief tea victim
  answers tea 410
  victim
  next "$how: the victim is back" 1
  refused a-thief tea victim
  answers tea 'page of Victim'
  listing a-thief elsewhere Thief
  next "$how: the thief has another slug" 0
  answers tea 'page of Victim'
  answers elsewhere 'page of Thief'
  away $how
  next "$how: the victim is missing again" $([ $how = broken ] && echo 1 || echo 0)
  answers tea 410
  listing a-thief tea Thief
  next "$how: the thief, itself published, asks" 1
  refused a-thief tea victim
  answers tea 410
  answers elsewhere 'page of Thief'
  rm -r "$listings/a-thief"
  victim
  next "$how: the thief is removed" 0
  answers tea 'page of Victim'
  answers elsewhere 410
  [ "$(grep -c '"of": "a-thief"' "$site/.onshelf/history.json")" = 2 ] || fail "$how: the thief left more than the address it had"
done

# One that moves: its old address leads to it from that build on.
listing victim coffee Victim
listing a-thief tea Thief
next "the victim moves, and the thief asks in the same build" 1
refused a-thief tea victim
answers tea '301 coffee'
rm -r "$listings/a-thief"

# One that is published stays where it is while another has, or gets, what it asks for.
listing one first One
listing two second Two
next "two are published" 0
listing one wanted One
listing two wanted Two
for again in "" " again"; do
  next "both ask for what nobody had$again" 1
  refused two wanted one
  grep -q 'until then this one stays at "second"' "$site.err" || { fail "$step: not said where it stays"; cat "$site.err"; }
  answers wanted 'page of One'
  answers first '301 wanted'
  answers second 'page of Two'
done
listing one second One
next "it asks for what the other one has" 1
refused one second two
answers wanted 'page of One'
answers second 'page of Two'
listing two third Two
next "the other one moves" 1
answers wanted 'page of One'
answers second '301 third'
rm -r "$listings/one" "$listings/two"

# One that moves with each build, over slugs that are ids of listings to come.
for i in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15; do
  listing squatter "wanted-$i" Squatter
  next "the squatter moves to wanted-$i" 0
done
for i in 05 06 07 08 09 10 11 12 13 14; do answers "wanted-$i" '301 wanted-15'; done
for i in 01 02 03 04; do answers "wanted-$i" 404; done
[ "$(grep -c '"of": "squatter"' "$site/.onshelf/history.json")" = 20 ] || fail "not ten addresses in two languages are remembered"
listing wanted-04 wanted-04 Newcomer
listing wanted-05 wanted-05 Newcomer
next "listings with these ids come" 1
answers wanted-04 'page of Newcomer'
refused wanted-05 wanted-05 squatter
listing squatter wanted-05 Squatter
rm -r "$listings/wanted-05"
next "the squatter takes back the oldest of its addresses" 0
answers wanted-05 'page of Squatter'
answers wanted-15 '301 wanted-05'
answers wanted-04 'page of Newcomer'

# The site's owner can give an address away, by the history.
rm -r "$listings/victim"
listing heir coffee Heir
next "an heir asks" 1
refused heir coffee victim
node -e '
const fs = require("fs"), history = JSON.parse(fs.readFileSync(process.argv[1]));
delete history.listings.victim;
for (const path in history.gone) if (history.gone[path].of === "victim") delete history.gone[path];
fs.writeFileSync(process.argv[1], JSON.stringify(history));' "$site/.onshelf/history.json"
next "the history says nothing of the one before" 0
answers coffee 'page of Heir'
answers tea 404
exit $failures
