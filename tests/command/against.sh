#!/usr/bin/env bash
# `onshelf check --against DIR`: what may not change since the last approved state, told with both places.
. "$(dirname "$0")/_site.sh"
approved=$work/approved
site=$work/site
copy_site "$approved"
copy_site "$site"

# check OPTION...: exit code and words go to $code, $said.
check() {
  code=0
  said=$("$ONSHELF" check "$site" --now "$now" "$@" 2>&1) || code=$?
}

check --against "$approved"
[ $code -eq 0 ] || fail "nothing was changed, and it ended with $code: $said"

sed -i 's/"notes": {"en": "QR codes for phones."/"notes": {"en": "QR codes for all phones."/' \
  "$site/content/listings/wireguard-alibaba/listing.json"
check
[ $code -eq 0 ] || fail "without --against it ended with $code: $said"
# A site's folder or its content will do.
for folder in "$approved" "$approved/content"; do
  check --against "$folder"
  [ $code -eq 1 ] && [[ $said == *"content/listings/wireguard-alibaba/listing.json:"*"[ALI-07]"* ]] &&
    [[ $said == *"$approved/content/listings/wireguard-alibaba/listing.json:"* ]] ||
    fail "other notes, against $folder: $code, $said"
done

# A listing that is new, and one that went, are no change of any.
rm -r "$site/content/listings/valkey-tencent" "$approved/content/listings/gitea-alibaba"
cp "$approved/content/listings/wireguard-alibaba/listing.json" "$site/content/listings/wireguard-alibaba/listing.json"
check --against "$approved"
[ $code -eq 0 ] || fail "one came and one went, and it ended with $code: $said"

check --against "$work/nowhere"
[ $code -eq 2 ] && [[ $said == *against-folder* ]] || fail "no such snapshot: $code, $said"
exit $failures
