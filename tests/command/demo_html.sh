#!/bin/bash
# Every page of the demo site is valid HTML: no error of the Nu checker. One JVM reads them all.
set -u
cd "$(dirname "$0")/../.." || exit 3
site=${DEMO:-public}
[ -f "$site/index.html" ] || { echo "no site in $site"; exit 1; }
# A deep page must not end the checker: its parser recurses.
java -Xss8m -jar tests/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html --no-langdetect \
  --format gnu "$site" 2>&1 | sed "s|file:$PWD/||"
exit "${PIPESTATUS[0]}"
