#!/bin/bash
# The program knows no platform: what it knows is in site/platforms/. The names to look for are read from there too.
set -u
cd "$(dirname "$0")/../.." || exit 3
# (A form of seller that belongs to no platform has no listings.)
mapfile -t files < <(grep -lE '"kind": *"listing"' site/platforms/*.json)
[ ${#files[@]} -gt 0 ] || { echo "site/platforms/ has no product type: nothing to compare with"; exit 1; }

# "north-star-cloud/image" forbids north-star-cloud, North Star Cloud, NorthStarCloud and north_star_cloud in any case,
# "platform_name": {"zh-CN": "..."} those words, "rule": "NSI-07" every NSI-<number>.
ids=$(grep -hoP '"type": *"\K[^"/]+(?=/)' "${files[@]}" | sort -u)
names=$(sed -n '/"platform_name"/,/}/p' "${files[@]}" | grep -oP ': *"\K[^"]+(?=")' | sort -u)
rules=$(grep -hoP '"rule": *"\K[A-Z]+(?=-)' "${files[@]}" | sort -u)

patterns=$(
  sed 's/[-_]/[-_ ]?/g' <<<"$ids"
  sed '/^$/d; s/[.[*^$()+?{|\\]/\\&/g' <<<"$names"
  sed 's/.*/\\b&-[0-9A-Z]+\\b/' <<<"$rules"
  # The first word alone, unless it is too short or too common to be a name.
  sed 's/[-_].*//' <<<"$ids" | awk 'length >= 5 { print "\\b" $0 }'
)
if grep -rniE -f <(sed '/^$/d' <<<"$patterns") src; then
  echo "src/ names a platform; say it in site/platforms/ instead."
  exit 1
fi
