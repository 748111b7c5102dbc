#!/usr/bin/env bash
# A preview that is open while the day ends: what is no longer valid goes, though no file has changed.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
library=$(find /usr/lib -name libfaketime.so.1 -print -quit)
[ -n "$library" ] || { fail "libfaketime is not installed"; exit $failures; }
# (The file of the clock is read again each time; what is in it stands still, in this time zone. What waits goes by the true time.)
LIBFAKETIME=$library FAKETIME_TIMESTAMP_FILE=$work/clock FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1 TZ=UTC \
  node "$(dirname "$0")/_preview_midnight.js" "$site" "$work/clock" "$work/out" || failures=1
exit $failures
