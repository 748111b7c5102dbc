#!/usr/bin/env bash
# HTTP of a preview: parts of files, and what every reply carries, also those that its library makes before anybody is asked.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
node "$(dirname "$0")/_preview_http.js" "$site" "$now" || failures=1
exit $failures
