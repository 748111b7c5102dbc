#!/bin/bash
# The demo's sitemaps keep the sitemap protocol, and all other XML at least is well-formed.
set -u
cd "$(dirname "$0")/../.." || exit 3
site=${DEMO:-public}
[ -f "$site/sitemap.xml" ] || { echo "no sitemap in $site"; exit 1; }
bad=0
while IFS= read -r -d '' file; do
  if grep -q 'schemas/sitemap/0.9' "$file"; then
    xmllint --nonet --noout --schema tests/support/sitemap.xsd "$file" 2>&1 | grep -v ' validates$'
    bad=$((bad + PIPESTATUS[0]))
    [ "$(stat -c %s "$file")" -le 52428800 ] || { echo "$file: larger than 50 MiB"; bad=1; }
  else
    xmllint --nonet --noout "$file" || bad=1
  fi
done < <(find "$site" -name '*.xml' -print0)
[ $bad -eq 0 ]
