#!/usr/bin/env bash
# `onshelf new`: what it makes can be used as it is, or once its gaps are filled; and it never overwrites.
. "$(dirname "$0")/_site.sh"

# A site that builds without a word.
"$ONSHELF" new site "$work/shop" >/dev/null || fail "new site ended with $?"
build "$work/shop" --strict
[ $code -eq 0 ] && [ ! -s "$work/shop.err" ] || fail "the new site builds with $code: $(cat "$work/shop.err")"
[ -f "$work/shop/public/en/products/first-product/index.html" ] || fail "the new site has no page of its product"
# Before there is a listing the site is whole too.
cp -r "$work/shop" "$work/bare"
rm -r "$work/bare/content/listings"/* "$work/bare/public"
build "$work/bare" --strict
[ $code -eq 0 ] || fail "a site without listings builds with $code: $(cat "$work/bare.err")"
"$ONSHELF" audit "$work/bare/public" >"$work/said" 2>&1 || fail "a site without listings has faults: $(cat "$work/said")"
echo mine >"$work/shop/site/site.json"
code=0
"$ONSHELF" new site "$work/shop" >/dev/null 2>&1 || code=$?
[ $code -eq 2 ] && [ "$(cat "$work/shop/site/site.json")" = mine ] || fail "a site was made over another: $code"

# A draft of every product type: withheld while it has gaps, published without a finding when they are filled.
copy_site "$work/site"
site=$work/site
"$ONSHELF" schema --site "$site" >"$work/types"
while read -r type _; do
  case $type in */seller | */provider) continue ;; esac
  id=new-$(tr / - <<<"$type")
  folder=$site/content/listings/$id
  "$ONSHELF" new listing "$id" --type "$type" --site "$site" >/dev/null || fail "new listing of $type ended with $?"
  [ -s "$folder/README.md" ] || fail "$type: no README"
  "$ONSHELF" schema "$type" --site "$site" >"$work/schema.json"
  "$ONSHELF" explain "$id" --site "$site" --now "$now" >"$work/gaps" 2>&1 || true  # it has gaps
  head -n 1 "$work/gaps" | grep -q ': withheld$' || fail "$type: a draft is not withheld: $(cat "$work/gaps")"
  "$ONSHELF" check "$site" --now "$now" >/dev/null 2>"$work/draft" || fail "$type: its draft fails: $(cat "$work/draft")"
  grep -q "$id" "$work/draft" && fail "$type: its draft is blamed: $(cat "$work/draft")"
  node "$(dirname "$0")/_fill_draft.js" "$folder" "$work/schema.json" || fail "$type: gaps that nobody can fill"
  code=0
  "$ONSHELF" explain "$id" --site "$site" --now "$now" >"$work/filled" 2>&1 || code=$?
  head -n 1 "$work/filled" | grep -q ": listed$" || fail "$type: filled in, it is: $(cat "$work/filled")"
  "$ONSHELF" check "$site" --now "$now" >/dev/null 2>"$work/said" || fail "$type: filled in, it fails: $(cat "$work/said")"
  grep "content/listings/$id/.*error" "$work/said" && fail "$type: filled in, it has errors"
done <"$work/types"
[ "$(ls "$site/content/listings" | grep -c '^new-')" -ge 5 ] || fail "too few types were tried"

# A seller of every type: refused while it has gaps, and in use once they are filled.
while read -r type _; do
  case $type in */seller | */provider) ;; *) continue ;; esac
  id=new-$(tr / - <<<"$type")
  folder=$site/content/sellers/$id
  "$ONSHELF" new seller "$id" --type "$type" --site "$site" >/dev/null || fail "new seller of $type ended with $?"
  [ -s "$folder/README.md" ] || fail "$type: no README"
  "$ONSHELF" check "$site" --now "$now" >/dev/null 2>"$work/said" || true  # it has gaps
  grep -q "content/sellers/$id/seller.json.*error" "$work/said" || fail "$type: gaps are no errors: $(cat "$work/said")"
  "$ONSHELF" schema "$type" --site "$site" >"$work/schema.json"
  node "$(dirname "$0")/_fill_draft.js" "$folder" "$work/schema.json" || fail "$type: gaps that nobody can fill"
  "$ONSHELF" check "$site" --now "$now" >/dev/null 2>"$work/said" || fail "$type: filled in, it fails: $(cat "$work/said")"
done <"$work/types"
[ "$(ls "$site/content/sellers" | grep -c '^new-')" -ge 2 ] || fail "too few types of sellers were tried"

# The guide is for the seller: no page has it.
build_or_die "$site" --no-icons
grep -rl "This page is for you" "$site/public" && fail "the README of a draft was published"

# [what is wrong, arguments]: refused with 2, and nothing is made.
before=$(find "$site/content" | sort | md5sum)
refuse() {
  local what=$1
  shift
  code=0
  "$ONSHELF" new listing "$@" --site "$site" >/dev/null 2>"$work/said" || code=$?
  [ $code -eq 2 ] || fail "$what: ended with $code: $(cat "$work/said")"
}
refuse "a listing over another" gitea-tencent --type jd-cloud/image
refuse "an id in capitals" Gitea --type jd-cloud/image
refuse "a way out" ../../x --type jd-cloud/image
refuse "an unknown type" gitea-x --type jd-cloud/imgae
grep -q 'did you mean "jd-cloud/image"?' "$work/said" || fail "no word about the type that was meant"
refuse "a seller's type" gitea-x --type common/seller
grep -q 'onshelf new seller gitea-x --type common/seller' "$work/said" || fail "no word about how sellers are made"
[ "$before" = "$(find "$site/content" | sort | md5sum)" ] || fail "something was made in spite of a refusal"
exit $failures
