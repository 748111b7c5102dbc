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

# What the platform file says is said in the language asked for.
check --against "$approved" --lang de
[[ $said == *"einmal eingereicht, bleibt es, wie es ist."* ]] || fail "the rule is not in German: $said"

cp "$approved/content/listings/wireguard-alibaba/listing.json" "$site/content/listings/wireguard-alibaba/listing.json"

# Each kind of rule about what stays, at a record of the demo.
expect_fixed() {  # RULE LISTING OLD NEW: `sed` makes NEW of OLD in the present record
  file=content/listings/$2/listing.json
  cp "$approved/$file" "$site/$file"
  sed -i "s|$3|$4|" "$site/$file"
  cmp -s "$approved/$file" "$site/$file" && fail "$1: nothing changed in $file"
  check --against "$approved"
  [ $code -eq 1 ] && [[ $said == *"[$1]"* ]] || fail "$1: $code, $said"
  cp "$approved/$file" "$site/$file"
}
expect_fixed HWI-03 nats-koogallery '"pricing": "Free image"' \
  '"pricing": {"model": "fixed", "currency": "USD", "prices": [{"per": "month", "amount": "9.00"}]}'
expect_fixed HWI-14 clickhouse-koogallery '"from": 9,' '"from": 9, "to": 64,'
expect_fixed JDI-08 clickhouse-jd '"hourly"' '"per-use"'
expect_fixed ALI-06 airflow-alibaba '"V1.9"' '"V1.8"'
expect_fixed ALI-07 airflow-alibaba 'Airflow 2.9\."' 'Airflow 2.9.1."'

expect_fixed seller-changed airflow-alibaba '"seller": "[a-z-]*"' '"seller": "kitefield"'

expect_fixed type-changed airflow-alibaba '"type": "alibaba-cloud/image"' '"type": "alibaba-cloud/saas"'

# A listing that is new, and one that went, are no change of any.
rm -r "$site/content/listings/valkey-tencent" "$approved/content/listings/gitea-alibaba"
check --against "$approved"
[ $code -eq 0 ] || fail "one came and one went, and it ended with $code: $said"

check --against "$work/nowhere"
[ $code -eq 2 ] && [[ $said == *against-folder* ]] || fail "no such snapshot: $code, $said"
exit $failures
