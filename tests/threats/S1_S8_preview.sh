#!/usr/bin/env bash
# S1 to S8: raw requests to a running preview, and its pages against those of a build.
. "$(dirname "$0")/../command/_site.sh"
site=$work/site
copy_site "$site"
# A record that is not approved, beside those that are.
cp -r "$site/content/listings/gitea-alibaba" "$site/content/listings/waiting"
sed -i -e 's/"id": *"gitea-alibaba"/"id": "waiting"/' -e 's/"status": *"[^"]*"/"status": "draft"/' -e '/"slug"/d' -e '/"product"/d' \
  "$site/content/listings/waiting/listing.json"
ONSHELF=$ONSHELF node "$(dirname "$0")/_preview_requests.js" "$site" "$now" "$work" || failures=1
exit $failures
