#!/usr/bin/env bash
# L5: what a site's past leaves behind is what a clean build makes of its last state.
# L5_histories.sh [HISTORIES [SEED]]: more of them by hand.
set -eu
cd "$(dirname "$0")/../.."
exec node tests/threats/_histories.js "${1:-12}" "${2:-1}"
