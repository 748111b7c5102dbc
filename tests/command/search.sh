#!/usr/bin/env bash
# Search finds in a catalog of made-up words what a look through all of its pages finds; what is hidden is in no file of the index.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node tests/command/_search_catalog.js 600 "$work/site"
code=0
"$ONSHELF" build "$work/site" --now 2026-11-20T08:00:00Z --quiet 2>"$work/said" || code=$?
[ "$code" -le 1 ] || { cat "$work/said"; exit 1; }
node tests/command/_search.js "$work/site/public" 1500 System
listings=$(grep -o '"listings":[0-9]*' "$work/site/public/en/search/index.json")
[ "${listings#*:}" -gt 400 ] || { echo "only $listings"; exit 1; }
if grep -rilE 'unlistedsecret|withheldsecret' "$work"/site/public/*/search; then
  echo "what is hidden is in the index"
  exit 1
fi
