#!/usr/bin/env bash
# What is not listed changes nothing that others can see: without each unlisted or withheld listing in turn, everything
# outside u/ keeps its bytes, and the publication history too.
. "$(dirname "$0")/../command/_site.sh"
site=$work/site
copy_site "$site"

# clean_build [OPTION...]: what is outside u/ goes to $site/public, without what was there.
clean_build() {
  rm -rf "$site/public" "$site/.onshelf"
  build "$site" "$@"
  [ $code -le 1 ] || { fail "the build ended with $code"; cat "$site.err"; }
  rm -rf "$site"/public/*/u
  cp "$site/.onshelf/history.json" "$site/public"
}

clean_build --explain
mapfile -t hidden < <(sed -n 's/^\([a-z0-9-]*\): .*/\1/p' "$site.out")
[ ${#hidden[@]} -ge 10 ] || fail "only ${#hidden[@]} listings of the demo are hidden: ${hidden[*]}"
mv "$site/public" "$work/with-pictures"
clean_build --no-icons
mv "$site/public" "$work/reference"

for id in "${hidden[@]}"; do
  mv "$site/content/listings/$id" "$work/$id"
  clean_build --no-icons
  same "without $id" "$work/reference" "$site/public"
  mv "$work/$id" "$site/content/listings/$id"
done

# One that asks for what a listed one has: its address, its product, its category, a place before it; and brings a seller of
# its own, who has nothing else.
planted=$site/content/listings/aaa-hidden
cp -r "$site/content/listings/nats-koogallery" "$planted"
cp -r "$site/content/sellers/kitefield" "$site/content/sellers/aaa-seller"
sed -i 's/"kitefield"/"aaa-seller"/' "$site/content/sellers/aaa-seller/seller.json"
sed -i -e 's/"id": "nats-koogallery"/"id": "aaa-hidden", "slug": "gitea-koogallery"/' \
  -e 's/"product": "[^"]*"/"product": "gitea"/' \
  -e 's/"seller": "[^"]*"/"seller": "aaa-seller"/' -e 's/NATS/Planted/g' -e '/"subcategory"/d' \
  -e 's/"category": "[^"]*"/"category": "developer-tools"/' "$planted/listing.json"
rm -rf "$site/public" "$site/.onshelf"
build_or_die "$site" --no-icons
grep -q ', 4 unlisted,' "$site.out" || fail "the planted listing is not unlisted: $(cat "$site.out")"
node "$sources/tests/command/demo_links.js" "$site/public" https://catalog.example/ || fail "a planted listing broke links"
rm -rf "$site"/public/*/u
cp "$site/.onshelf/history.json" "$site/public"
same "with a planted listing" "$work/reference" "$site/public"
rm -r "$planted" "$site/content/sellers/aaa-seller"

for id in "${hidden[@]}"; do rm -r "$site/content/listings/$id"; done
clean_build
same "without all of them" "$work/with-pictures" "$site/public"
exit $failures
