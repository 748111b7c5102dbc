#!/usr/bin/env bash
# _compact_demo.sh FOLDER: the demo site in the theme compact, built into FOLDER, for tests that look at pages of both themes.
set -euo pipefail
sources=$(cd "$(dirname "$0")/../.." && pwd)
site=$1-inputs
rm -rf "$site"
mkdir -p "$site"
cp -r "$sources/content" "$sources/site" "$site"
sed -i 's/"theme": "default"/"theme": "compact"/' "$site/site/site.json"
exec "$ONSHELF" build "$site" --out "$1"
